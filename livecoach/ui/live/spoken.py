"""Tell assistive technology what a painted widget shows: one full sentence a cell or row."""

from __future__ import annotations

from functools import partial
from typing import Any, Protocol, cast

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role


class Speaking(Protocol):
    """What a painted widget answers about its cells, by their number from 0."""

    spoken_role: QAccessible.Role
    cell_role: QAccessible.Role

    def spoken_count(self) -> int:
        """Return how many cells there are."""
        ...

    def spoken_text(self, number: int) -> str:
        """Return the whole sentence a cell says."""
        ...

    def spoken_rect(self, number: int) -> QRect:
        """Return where the cell is painted, in the widget; empty when out of view."""
        ...

    def spoken_at(self, point: QPoint) -> int:
        """Return the number of the cell at a point of the widget, or -1."""
        ...

    def spoken_current(self) -> int:
        """Return the number of the cell the keyboard is on, or -1."""
        ...

    def spoken_checked(self, number: int) -> bool:
        """Tell whether the cell is on."""
        ...

    def spoken_press(self, number: int) -> None:
        """Do what pressing the cell does."""
        ...


class CellFace(QAccessibleInterface, QAccessibleActionInterface):
    """One painted cell, as assistive technology meets it."""

    def __init__(self, widget: QWidget, number: int) -> None:
        QAccessibleInterface.__init__(self)
        QAccessibleActionInterface.__init__(self)
        self._widget = widget
        self._number = number

    @property
    def _speaks(self) -> Speaking:
        return cast(Speaking, self._widget)

    def isValid(self) -> bool:
        """Tell whether the cell still stands."""
        return self._number < self._speaks.spoken_count()

    def object(self) -> Any:
        """Return no object: a cell is painted."""
        return None

    def parent(self) -> QAccessibleInterface:
        """Return the widget's own face."""
        return QAccessible.queryAccessibleInterface(self._widget)

    def child(self, index: int) -> Any:
        """Return nothing within."""
        return None

    def childCount(self) -> int:
        """Return how many faces are within."""
        return 0

    def childAt(self, x: int, y: int) -> Any:
        """Return the face at a point of the screen."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the number of a face within, or -1."""
        return -1

    def rect(self) -> QRect:
        """Return where the cell is on the screen."""
        place = self._speaks.spoken_rect(self._number)
        return QRect(self._widget.mapToGlobal(place.topLeft()), place.size())

    def role(self) -> QAccessible.Role:
        """Return what kind of thing it is."""
        return self._speaks.cell_role

    def state(self) -> QAccessible.State:
        """Return whether it is focused, chosen, on or out of view."""
        state = cast(Any, QAccessible.State())
        current = self._speaks.spoken_current() == self._number
        state.focusable = 1
        state.selectable = 1
        state.focused = int(current and self._widget.hasFocus())
        state.selected = int(current)
        state.checkable = 1
        state.checked = int(self._speaks.spoken_checked(self._number))
        state.offscreen = int(self._speaks.spoken_rect(self._number).isEmpty())
        return cast(QAccessible.State, state)

    def text(self, kind: QAccessible.Text) -> str:
        """Return its sentence."""
        if kind == QAccessible.Text.Name and self.isValid():
            return self._speaks.spoken_text(self._number)
        return ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Change nothing: what is recorded is edited elsewhere."""
        return

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        """Return the face of its action."""
        return self if kind == QAccessible.InterfaceType.ActionInterface else None

    def actionNames(self) -> list[str]:
        """Return the one thing that can be done."""
        return ["Press"]

    def doAction(self, name: str) -> None:
        """Press it."""
        if self.isValid():
            self._speaks.spoken_press(self._number)

    def keyBindingsForAction(self, name: str) -> list[str]:
        """Return no keys: the sentence says them."""
        return []


class PaintedFace(QAccessibleWidget):
    """A painted widget with its cells for children."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, cast(Speaking, widget).spoken_role, widget.accessibleName())
        self._widget = widget
        self._faces: dict[int, CellFace] = {}

    @property
    def _speaks(self) -> Speaking:
        return cast(Speaking, self._widget)

    def childCount(self) -> int:
        """Return how many faces are within."""
        return self._speaks.spoken_count()

    def child(self, index: int) -> Any:
        """Return nothing within."""
        if not 0 <= index < self._speaks.spoken_count():
            return None
        if index not in self._faces:
            self._faces[index] = CellFace(self._widget, index)
        return self._faces[index]

    def childAt(self, x: int, y: int) -> Any:
        """Return the face at a point of the screen."""
        return self.child(self._speaks.spoken_at(self._widget.mapFromGlobal(QPoint(x, y))))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the number of a face within, or -1."""
        return child._number if isinstance(child, CellFace) else -1

    def focusChild(self) -> Any:
        """Return the cell the keyboard is on."""
        return self.child(self._speaks.spoken_current()) if self._widget.hasFocus() else None


_faces: dict[int, PaintedFace] = {}
_installed: list[Any] = []


def _forget(key: int, _: Any = None) -> None:
    _faces.pop(key, None)


def _face_for(name: str, thing: Any) -> Any:
    if not isinstance(thing, QWidget) or not hasattr(thing, "spoken_count"):
        return None
    if id(thing) not in _faces:
        _faces[id(thing)] = PaintedFace(thing)
        thing.destroyed.connect(partial(_forget, id(thing)))
    return _faces[id(thing)]


def install() -> None:
    """Let assistive technology see into painted widgets; once a program is enough."""
    if not _installed:
        _installed.append(_face_for)
        QAccessible.installFactory(_face_for)


def say_focus(widget: QWidget, number: int) -> None:
    """Tell a screen reader which cell the keyboard has come to."""
    if QAccessible.isActive():
        event = QAccessibleEvent(widget, QAccessible.Event.Focus)
        event.setChild(number)
        QAccessible.updateAccessibility(event)


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say a short sentence when it next pauses."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
