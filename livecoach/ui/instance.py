"""Let a second Livecoach ask the first, through the vault's own folder, to show its window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

REQUEST = "show-window"
LOOK_AGAIN_MS = 1500  # where the system does not tell of new files


def ask_to_show(folder: Path) -> None:
    """Leave the request; the Livecoach that has the vault open takes it away as it answers."""
    (folder / REQUEST).touch(mode=0o600)


class Answerer(QObject):
    """Raise this program's window when another Livecoach asks for it."""

    def __init__(self, folder: Path, show: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._show = show
        self._take()  # one left behind by a program that was killed
        self._watch = QFileSystemWatcher([str(folder)], self)
        self._watch.directoryChanged.connect(self._look)
        self._again = QTimer(self)
        self._again.setInterval(LOOK_AGAIN_MS)
        self._again.timeout.connect(self._look)
        self._again.start()

    def _look(self) -> None:
        if self._take():
            self._show()

    def _take(self) -> bool:
        request = self._folder / REQUEST
        try:
            if not request.exists():  # to look costs nothing; to take away waits for a busy disk
                return False
            request.unlink()
        except OSError:
            return False
        return True
