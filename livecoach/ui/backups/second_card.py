"""The second place, where every backup is copied as well: named, looked at, given up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from livecoach.ui.backups import saying
from livecoach.ui.backups.ports import There
from livecoach.ui.programme.flow import flow
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.text import Text

WHAT = (
    "A stick, another disk or a synced folder. The files are encrypted, so it need not be a safe "
    "one; without the passphrase or the recovery key nobody opens them there either."
)


class SecondCard(Card):
    """Says where, and whether it is there now."""

    def __init__(self, theme: Theme, name: Callable[[Path | None], object]) -> None:
        super().__init__(theme, "Second place")
        self._name = name
        self.place = Text(theme, "", "strong", wrap=True)
        self.state = Text(theme, "Looking…", "body", wrap=True)
        self.kind = Text(theme, "", "muted", wrap=True)
        self.wrong = Text(theme, "", "trouble", wrap=True)
        for text in (self.place, self.state, self.kind, self.wrong):
            self.body.addWidget(text)
            text.setVisible(bool(text.text()))
        self.choose = Button(theme, "Choose a folder…", self._choose)
        self.end = Button(theme, "Copy there no longer", lambda: name(None), kind="quiet")
        self.end.hide()
        self.body.addWidget(flow(self.choose, self.end, spacing=10))
        self.body.addWidget(Text(theme, WHAT, "small", wrap=True))

    def say(self, there: There, kind: str) -> None:
        """Show where it is and whether it is there."""
        second = there.second
        self.end.setVisible(second is not None)
        self._put(self.place, "" if second is None else str(second))
        self._put(self.kind, kind)
        if second is None:
            self._put(self.state, "None is named: if this computer is lost, so is the record.")
        elif there.second_there:
            self._put(
                self.state,
                f"It is there, with {saying.number(there.second_rows, 'backup')} of this "
                "programme. Every new one is copied to it.",
            )
        else:
            self._put(
                self.state,
                "It is not there now. Put the stick in or connect the folder; until then backups "
                "are made here alone.",
            )

    def say_wrong(self, words: str) -> None:
        """Say what did not work; "" takes it away."""
        self._put(self.wrong, words)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Second place for backups")
        if chosen:
            self._name(Path(chosen))

    def _put(self, text: Text, words: str) -> None:
        text.say(words)
        text.setVisible(bool(words))
