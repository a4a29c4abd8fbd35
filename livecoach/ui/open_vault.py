"""Open a programme used before or one in another folder, or go to its backups."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from livecoach import paths
from livecoach.ui import door as doors
from livecoach.ui.door import Door
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
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

        try:
            there = vault.exists(folder)
        except OSError as error:
            self.say_trouble(doors.in_words(error))
            return
        if not there:
            self.say_trouble(f"There is no programme in {folder}. Choose the folder that holds "
                             f"{vault.FILE_NAME}.")  # fmt: skip
            return
        self._door.show(UnlockPage(self._door, folder))

    def _choose(self) -> None:
        start = str(paths.free_vault().parent)
        chosen = QFileDialog.getExistingDirectory(self, "Open a programme's folder", start)
        if chosen:
            self.open(Path(chosen))

    def _restore(self) -> None:
        from livecoach.ui.restore.page import RestorePage

        self._door.show(RestorePage(self._door))
