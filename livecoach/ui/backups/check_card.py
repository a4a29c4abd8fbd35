"""What is and what is not protected on this computer, a sentence a line, in three parts."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from livecoach.ui.aside import aside
from livecoach.ui.backups import checking
from livecoach.ui.backups.checking import Line
from livecoach.ui.desk import Desk
from livecoach.ui.door import in_words
from livecoach.ui.programme.flow import flow
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.mark import AMISS, LIMIT, UNKNOWN, WELL, Mark
from livecoach.ui.widgets.text import Text

PARTS = (
    (AMISS, "Not protected"),
    (WELL, "Protected"),
    (LIMIT, "Beyond what Livecoach can do here"),
    (UNKNOWN, "Could not be found out"),
)


class CheckCard(Card):
    """Looked up when the page is opened; the button reads the whole record through as well."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, "On this computer")
        self._desk, self._theme = desk, desk.theme
        self._found: list[Line] = []
        self._read: list[Line] = []
        self.lines = QWidget()
        self._column = QVBoxLayout(self.lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(Text(self._theme, "Looking…", "muted"))
        self.body.addWidget(self.lines)
        self.again = Button(self._theme, "Check every page now", self.check)
        self.body.addWidget(flow(self.again))

    def look(self) -> None:
        """Look everything up afresh, on a thread."""
        writer, example = self._desk.writer, self._desk.example
        chosen = checking.settled(self._desk.settings.choices)
        aside(lambda: checking.look(writer, chosen, example), self._take, self._failed, self)

    def check(self) -> None:
        """Read every page, index and reference of the record."""
        self.again.setEnabled(False)
        self.again.say("Reading every page…")
        writer = self._desk.writer
        aside(lambda: checking.check_every_page(writer), self._checked, self._failed, self)

    def said(self) -> list[Line]:
        """Return what is shown."""
        return [*self._read, *self._found]

    def _take(self, lines: list[Line]) -> None:
        self._found = lines
        self._show()

    def _checked(self, lines: list[Line]) -> None:
        self._read = lines
        self._settle()
        self._show()

    def _failed(self, error: Exception) -> None:
        self._settle()
        self._read = [Line(in_words(error), AMISS)]
        self._show()

    def _settle(self) -> None:
        self.again.setEnabled(True)
        self.again.say("Check every page now")

    def _show(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for state, heading in PARTS:
            part = [line for line in self.said() if line.part == state]
            if part:
                self._column.addWidget(Text(self._theme, heading, "strong"))
                self._add(part, state)

    def _add(self, lines: Iterable[Line], state: str) -> None:
        for line in lines:
            whole = QWidget()
            row = QHBoxLayout(whole)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(2)
            row.addWidget(Mark(self._theme, state, top=True))
            row.addWidget(Text(self._theme, line.words, "body", wrap=True), 1)
            self._column.addWidget(whole)
