"""Drag a summary out of the window: the file is written first, then carried by its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QMouseEvent

from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button


def free_name(folder: Path, name: str) -> Path:
    """Return a path of that name in a folder, numbered where the name is taken."""
    path = folder / name
    number = 2
    while path.exists():
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
        number += 1
    return path


def carried(path: Path) -> QMimeData:
    """Return what is dragged: one local file."""
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path))])
    return held


class DragButton(Button):
    """A format's button: press it to save as, or drag it to where the file should go."""

    def __init__(
        self,
        theme: Theme,
        words: str,
        run: Callable[[], object],
        written: Callable[[], Path | None],
    ) -> None:
        super().__init__(theme, words, run)
        self._written = written
        self._pressed_at: QPoint | None = None
        self.setToolTip(f"{words}: press to save as, or drag it out")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the button was pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin a drag once the pointer has moved far enough with the button held."""
        if self._pressed_at is not None and event.buttons() & Qt.MouseButton.LeftButton:
            moved = (event.position().toPoint() - self._pressed_at).manhattanLength()
            if moved >= QGuiApplication.styleHints().startDragDistance():
                self._pressed_at = None
                self.setDown(False)
                self.carry()
                return
        super().mouseMoveEvent(event)

    def carry(self) -> QDrag | None:
        """Write the file and carry it; None where it may not leave."""
        path = self._written()
        if path is None:
            return None
        drag = QDrag(self)
        drag.setMimeData(carried(path))
        drag.exec(Qt.DropAction.CopyAction)
        return drag
