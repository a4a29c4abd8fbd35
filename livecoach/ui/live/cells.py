"""Give a painted widget cells that act on press: by mouse, many fingers, keyboard and reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from livecoach.ui.live import spoken
from livecoach.ui.live.touches import KINDS, Touches
from livecoach.ui.widgets.text import plain_tip

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_PRESSES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing to press: its id, where it is, and the sentence a screen reader says."""

    id: str
    rect: QRectF
    name: str
    on: bool = False


class Cells(QWidget):
    """A painted widget of cells. ``pressed`` tells the id of the cell, on press."""

    pressed = Signal(str)
    menu_wanted = Signal(str, QPoint)
    spoken_role = QAccessible.Role.Grouping
    cell_role = QAccessible.Role.Button

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        spoken.install()
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cells: list[Cell] = []
        self.current = -1
        self._touches = Touches()

    def set_cells(self, cells: Sequence[Cell]) -> None:
        """Replace the cells; the keyboard stays on the cell of the same id where it can."""
        held = self.cells[self.current].id if 0 <= self.current < len(self.cells) else ""
        self.cells = list(cells)
        self.current = next((i for i, cell in enumerate(cells) if cell.id == held), -1)

    def cell_at(self, point: QPoint) -> Cell | None:
        """Return the cell at a point of the widget, or None."""
        return next((c for c in self.cells if c.rect.contains(point)), None)

    def ringed(self) -> Cell | None:
        """Return the cell to paint a focus ring on, or None."""
        if self.hasFocus() and 0 <= self.current < len(self.cells):
            return self.cells[self.current]
        return None

    # Presses ---------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Take touches here, before Qt would make one mouse out of many fingers."""
        if event.type() in KINDS:
            for place in self._touches.fresh(cast(QTouchEvent, event)):
                self._press_at(place.toPoint())
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip:
            where = cast(QHelpEvent, event)
            cell = self.cell_at(where.pos())
            words = "" if cell is None else self.tip(cell)
            QToolTip.showText(where.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)

    def tip(self, cell: Cell) -> str:
        """Return what is told where the pointer rests on a cell; nothing, unless it is cut."""
        return ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Act on press, not on release."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._press_at(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick presses are two presses."""
        self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the cell under the pointer, or under the keyboard."""
        keyed = event.reason() == QContextMenuEvent.Reason.Keyboard
        cell = self.ringed() if keyed else self.cell_at(event.pos())
        if cell is not None:
            where = cell.rect.center().toPoint() if keyed else event.pos()
            self.menu_wanted.emit(cell.id, self.mapToGlobal(where))

    def _press_at(self, point: QPoint) -> None:
        cell = self.cell_at(point)
        if cell is not None:
            self.pressed.emit(cell.id)

    # Keyboard --------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the keyboard on the first cell when it comes in by Tab."""
        if event.reason() not in _BY_TAB:
            self.current = -1
        elif self.current < 0 and self.cells:
            self.current = 0
        super().focusInEvent(event)
        self.update()
        spoken.say_focus(self, self.current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among cells with the arrows and press with Space or Enter; leave other keys."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if plain and key in _ARROWS and self.ringed() is not None:
            self._move(*_ARROWS[key])
        elif plain and key in _PRESSES and not event.isAutoRepeat() and self.ringed() is not None:
            self.spoken_press(self.current)
        else:
            event.ignore()

    def _move(self, dx: int, dy: int) -> None:
        if self.current < 0:
            self.current = 0
        here = self.cells[self.current].rect.center()
        best, least = self.current, 1e12
        for number, cell in enumerate(self.cells):
            way = cell.rect.center() - here
            along = way.x() * dx + way.y() * dy
            across = abs(way.x() * dy) + abs(way.y() * dx)
            if along > 4 and along + 3 * across < least:
                best, least = number, along + 3 * across
        if best != self.current:
            self.current = best
            self.update()
            spoken.say_focus(self, best)

    # What assistive technology asks --------------------------------------------------------------

    def spoken_count(self) -> int:
        """Return how many cells there are."""
        return len(self.cells)

    def spoken_text(self, number: int) -> str:
        """Return the sentence of a cell."""
        return self.cells[number].name

    def spoken_rect(self, number: int) -> QRect:
        """Return where a cell is painted."""
        return self.cells[number].rect.toAlignedRect() if number < len(self.cells) else QRect()

    def spoken_at(self, point: QPoint) -> int:
        """Return the number of the cell at a point, or -1."""
        cell = self.cell_at(point)
        return -1 if cell is None else self.cells.index(cell)

    def spoken_current(self) -> int:
        """Return the number of the cell the keyboard is on, or -1."""
        return self.current

    def spoken_checked(self, number: int) -> bool:
        """Tell whether a cell is on."""
        return number < len(self.cells) and self.cells[number].on

    def spoken_press(self, number: int) -> None:
        """Press a cell."""
        self.pressed.emit(self.cells[number].id)
