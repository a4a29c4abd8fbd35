"""Choose another passphrase for a programme; its record is not rewritten."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QLineEdit

from livecoach.ui import door as doors
from livecoach.ui.door import Door
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.form import FormRow
from livecoach.ui.widgets.frame import Frame

HINT = "Three or four random words are easy to type and hard to guess. Nobody can look it up."


class TwoFields:
    """A passphrase typed twice, with a box to show it."""

    def __init__(self, theme: Theme) -> None:
        self.first, self.second = QLineEdit(), QLineEdit()
        self.first_row = FormRow(theme, "Passphrase", self.first, HINT)
        self.second_row = FormRow(theme, "Passphrase again", self.second)
        self.shown = QCheckBox("Show what I type")
        self.shown.toggled.connect(self._show)
        self._show(False)

    def _show(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        for field in (self.first, self.second):
            field.setEchoMode(mode)

    def agreed(self) -> str:
        """Return the passphrase if both fields agree, or "" after saying what is wrong."""
        from livecoach.store.keys import check_passphrase
        from livecoach.store.trouble import WeakPassphrase

        self.first_row.wrong("")
        self.second_row.wrong("")
        try:
            check_passphrase(self.first.text())
        except WeakPassphrase as error:
            self.first_row.wrong(str(error))
            self.first.setFocus()
            return ""
        if self.first.text() != self.second.text():
            self.second_row.wrong("The two are not the same; type it again.")
            self.second.setFocus()
            return ""
        return self.first.text()


class PassphrasePage(Frame):
    """Set a passphrase with the data key in hand, then go in."""

    def __init__(self, door: Door, folder: Path, key: bytes, lead: str) -> None:
        super().__init__(door.theme, "A new passphrase", lead)
        self._door, self._folder, self._key = door, folder, key
        self.fields = TwoFields(door.theme)
        for row in (self.fields.first_row, self.fields.second_row, self.fields.shown):
            self.rows.addWidget(row)
        self.go = Button(door.theme, "Set passphrase", self.change, kind="primary")
        self.offer(self.go, Button(door.theme, "Back", door.home, kind="quiet"))
        self.fields.second.returnPressed.connect(self.change)
        self.setFocusProxy(self.fields.first)

    def change(self) -> None:
        """Put the passphrase on the vault and go in."""
        agreed = self.fields.agreed()
        if not agreed or not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        doors.change_passphrase(
            self._folder, self._key, agreed, lambda _: self._done(), self._failed, self
        )

    def _done(self) -> None:
        self._door.enter(self._folder, self._key, "")

    def _failed(self, error: Exception) -> None:
        self.go.setEnabled(True)
        self.say_trouble(doors.in_words(error))
