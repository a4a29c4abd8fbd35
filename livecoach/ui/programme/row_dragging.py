"""Drag a row of a table to another place by mouse; it is moved once, where it is let go."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame

from livecoach.ui.programme.grid import Grid
from livecoach.ui.theme import Theme

EDGE = 3  # pixels: the line that shows where the row would go


class RowDragging(QObject):
    """Watches a grid's rows, and has it ask for the move that a drag came to."""

    def __init__(self, theme: Theme, grid: Grid) -> None:
        super().__init__(grid)
        self._theme, self._grid = theme, grid
        self._from, self._to = -1, -1
        self._pressed = QPoint()
        self._line = QFrame(grid.viewport())
        self._line.hide()
        grid.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow a press that moves up or down; a press that does not is the grid's own."""
        if not isinstance(event, QMouseEvent):
            return False
        place = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress:
            left = event.button() == Qt.MouseButton.LeftButton
            self._from = self._grid.rowAt(place.y()) if left else -1
            self._to, self._pressed = -1, place
        elif event.type() == QEvent.Type.MouseMove and self._from >= 0:
            far = abs(place.y() - self._pressed.y()) >= QApplication.startDragDistance()
            if far or self._to >= 0:
                self._follow(place)
                return True
        elif event.type() == QEvent.Type.MouseButtonRelease and self._from >= 0:
            begun, to = self._from, self._to
            self._leave()
            if to >= 0:
                self._grid.go_to_row(begun)
                if to != begun:
                    self._grid.move_asked.emit(self._grid.current_uid(), to - begun)
                return True
        return False

    def _follow(self, place: QPoint) -> None:
        grid = self._grid
        row = grid.rowAt(place.y())
        self._to = row if row >= 0 else (0 if place.y() < 0 else grid.model().rowCount() - 1)
        below = grid.rowHeight(self._to) if self._to > self._from else 0
        top = grid.rowViewportPosition(self._to) + below - EDGE // 2
        self._line.setStyleSheet(f"background: {self._theme.tokens.accent}; border: none;")
        self._line.setGeometry(0, max(top, 0), grid.viewport().width(), EDGE)
        self._line.setVisible(self._to != self._from)
        grid.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def _leave(self) -> None:
        self._from, self._to = -1, -1
        self._line.hide()
        self._grid.viewport().unsetCursor()
