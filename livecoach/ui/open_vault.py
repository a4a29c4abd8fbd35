"""Open a programme used before, one in another folder, or one from a backup file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit

from livecoach.ui import door as doors
from livecoach.ui.door import Door
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.form import FormRow
from livecoach.ui.widgets.frame import Frame
from livecoach.ui.widgets.text import Text


class OpenPage(Frame):
    """The vaults used before as buttons, then any folder, then a backup."""

    def __init__(self, door: Door) -> None:
        super().__init__(door.theme, "Open or restore")
        self._door = door
        known = doors.recent(door.settings)
        used = Card(door.theme, "Used before" if known else "")
        for folder in known:
            words = (
                folder.name if [one.name for one in known].count(folder.name) == 1 else str(folder)
            )
            button = Button(door.theme, words, self._opener(folder))
            button.setToolTip(str(folder))
            used.body.addWidget(button)
        if not known:
            used.body.addWidget(
                Text(door.theme, "No programme has been opened on this computer yet.", "muted")
            )
        self.rows.addWidget(used)
        self.offer(
            Button(door.theme, "Open another folder…", self._choose),
            Button(door.theme, "Restore a backup…", self._restore),
            Button(door.theme, "Back", door.home, kind="quiet"),
        )

    def _opener(self, folder: Path) -> Callable[[], object]:
        return lambda: self.open(folder)

    def open(self, folder: Path) -> None:
        """Go to unlocking the vault in a folder, if there is one."""
        from livecoach.store import vault
        from livecoach.ui.unlock import UnlockPage

        if not vault.exists(folder):
            self.say_trouble(f"There is no programme in {folder}. Choose the folder that holds "
                             f"{vault.FILE_NAME}.")  # fmt: skip
            return
        self._door.show(UnlockPage(self._door, folder))

    def _choose(self) -> None:
        start = str(doors.free_folder().parent)
        chosen = QFileDialog.getExistingDirectory(self, "Open a programme's folder", start)
        if chosen:
            self.open(Path(chosen))

    def _restore(self) -> None:
        self._door.show(RestorePage(self._door))


class RestorePage(Frame):
    """Put a backup file into a new folder; the passphrase is the one it was made with."""

    def __init__(self, door: Door) -> None:
        super().__init__(
            door.theme,
            "Restore a backup",
            "The backup goes into a folder of its own; nothing that stands is overwritten.",
        )
        self._door = door
        self.file = QLineEdit()
        self.file_row = FormRow(door.theme, "Backup file", self.file)
        self.folder = QLineEdit(str(doors.free_folder()))
        self.folder_row = FormRow(
            door.theme, "Into the folder", self.folder, "On this computer, not in a synced folder."
        )
        self.rows.addWidget(self.file_row)
        self.rows.addWidget(self.folder_row)
        self.go = Button(door.theme, "Restore", self.restore, kind="primary")
        self.offer(
            self.go,
            Button(door.theme, "Choose the file…", self._choose),
            Button(door.theme, "Back", door.home, kind="quiet"),
        )
        self.file.returnPressed.connect(self.restore)

    def restore(self) -> None:
        """Restore the file named into the folder named, then go to unlocking it."""
        name = self.file.text().strip()
        self.file_row.wrong("" if name else "Choose the backup file first.")
        if not name:
            return
        folder = Path(self.folder.text().strip()).expanduser()
        self.say_trouble("")
        self.go.setEnabled(False)
        self.go.say("Restoring…")
        doors.restore(
            Path(name).expanduser(), folder, lambda _: self._done(folder), self._failed, self
        )

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Choose a backup", "", "Livecoach backups (*.livecoach);;All files (*)"
        )
        if chosen:
            self.file.setText(chosen)

    def _done(self, folder: Path) -> None:
        from livecoach.ui.unlock import UnlockPage

        self._door.show(UnlockPage(self._door, folder))

    def _failed(self, error: Exception) -> None:
        self.go.setEnabled(True)
        self.go.say("Restore")
        self.say_trouble(doors.in_words(error))
