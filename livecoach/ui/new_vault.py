"""Begin a programme: its name, a passphrase, where it is kept, and the recovery key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from livecoach import paths
from livecoach.ui import door as doors
from livecoach.ui.door import Door
from livecoach.ui.passphrase import TwoFields
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.form import FormRow
from livecoach.ui.widgets.frame import Frame


class NewVaultPage(Frame):
    """One page, no wizard; the recovery key is shown once the vault is made."""

    def __init__(self, door: Door) -> None:
        super().__init__(
            door.theme,
            "New programme",
            "Each programme has a vault and a passphrase of its own.",
        )
        self._door = door
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.name_row = FormRow(
            door.theme, "Name", self.name, "As you call it; it is kept inside the vault."
        )
        self.fields = TwoFields(door.theme)
        self.folder = QLineEdit(str(paths.free_vault()))
        self.folder_row = FormRow(
            door.theme, "Kept in", self.folder, "On this computer, not in a synced folder. Its "
            "name can be seen by others, so leave names out of it.",
        )  # fmt: skip
        for row in (
            self.name_row,
            self.fields.first_row,
            self.fields.second_row,
            self.fields.shown,
            self.folder_row,
        ):
            self.rows.addWidget(row)
        self.go = Button(door.theme, "Make it", self.make, kind="primary")
        self.offer(self.go, Button(door.theme, "Back", door.home, kind="quiet"))
        self.fields.second.returnPressed.connect(self.make)
        self.folder.returnPressed.connect(self.make)
        self.setFocusProxy(self.name)

    def make(self) -> None:
        """Make the vault, or say what is missing."""
        if not self.go.isEnabled():
            return
        name = self.name.text().strip()
        self.name_row.wrong("" if name else "Give it a name; you can change it later.")
        if not name:
            self.name.setFocus()
            return
        agreed = self.fields.agreed()
        if not agreed:
            return
        folder = Path(self.folder.text().strip()).expanduser()
        self.folder_row.wrong("")
        self.say_trouble("")
        self.go.setEnabled(False)
        self.go.say("Making it…")
        doors.make(folder, agreed, lambda made: self._made(folder, name, *made), self._failed, self)

    def _made(self, folder: Path, name: str, recovery: str, key: bytes) -> None:
        from livecoach.ui.recovery import RecoveryPage

        self._door.settings.remember(folder)
        self._door.show(
            RecoveryPage(self._door.theme, recovery, lambda: self._door.enter(folder, key, name))
        )

    def _failed(self, error: Exception) -> None:
        from livecoach.store.trouble import BadPlace

        self.go.setEnabled(True)
        self.go.say("Make it")
        if isinstance(error, BadPlace):
            self.folder_row.wrong(doors.in_words(error))
            self.folder.setText(error.better)
            self.folder.setFocus()  # while Make it was off, the focus went on to Back
            return
        self.go.setFocus()
        self.say_trouble(doors.in_words(error))
