"""Tell assistive technology what a painted widget shows: one full sentence a cell or row."""

from __future__ import annotations

from functools import partial
from typing import Any, Protocol, cast
from weakref import ref

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import Shiboken

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


class _Kept:
    """A widget that may be gone: Qt keeps every face to the end, and none may keep its widget."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = ref(widget)

    def widget(self) -> QWidget | None:
        """Return the widget, or None once it is gone."""
        found = self._widget()
        return found if found is not None and Shiboken.isValid(found) else None

    def speaks(self, number: int) -> Speaking | None:
        """Return the widget, if it still stands and still has a cell of that number."""
        found = cast("Speaking | None", self.widget())
        return found if found is not None and 0 <= number < found.spoken_count() else None


class CellFace(QAccessibleInterface, QAccessibleActionInterface):
    """One painted cell, as assistive technology meets it."""

    def __init__(self, widget: QWidget, number: int) -> None:
        QAccessibleInterface.__init__(self)
        QAccessibleActionInterface.__init__(self)
        self._kept = _Kept(widget)
        self.number = number

    def isValid(self) -> bool:
        """Tell whether the cell still stands."""
        return self._kept.speaks(self.number) is not None

    def object(self) -> Any:
        """Return no object: a cell is painted."""
        return None

    def parent(self) -> Any:
        """Return the widget's own face."""
        widget = self._kept.widget()
        return None if widget is None else QAccessible.queryAccessibleInterface(widget)

    def child(self, index: int) -> Any:
        """Return nothing: a cell has no cells."""
        return None

    def childCount(self) -> int:
        """Return none: a cell has no cells."""
        return 0

    def childAt(self, x: int, y: int) -> Any:
        """Return nothing: a cell has no cells."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return that it has no such cell."""
        return -1

    def rect(self) -> QRect:
        """Return where the cell is on the screen."""
        speaks, widget = self._kept.speaks(self.number), self._kept.widget()
        if speaks is None or widget is None:
            return QRect()
        place = speaks.spoken_rect(self.number)
        return QRect(widget.mapToGlobal(place.topLeft()), place.size())

    def role(self) -> QAccessible.Role:
        """Return what kind of thing it is."""
        speaks = self._kept.speaks(self.number)
        return Role.NoRole if speaks is None else speaks.cell_role

    def state(self) -> QAccessible.State:
        """Return whether it is focused, chosen, on or out of view."""
        state = cast(Any, QAccessible.State())
        speaks, widget = self._kept.speaks(self.number), self._kept.widget()
        if speaks is None or widget is None:
            state.invalid = 1
            return cast(QAccessible.State, state)
        current = speaks.spoken_current() == self.number
        state.focusable = 1
        state.selectable = 1
        state.focused = int(current and widget.hasFocus())
        state.selected = int(current)
        state.checkable = 1
        state.checked = int(speaks.spoken_checked(self.number))
        state.offscreen = int(speaks.spoken_rect(self.number).isEmpty())
        state.invisible = int(not widget.isVisible())
        return cast(QAccessible.State, state)

    def text(self, kind: QAccessible.Text) -> str:
        """Return its sentence."""
        speaks = self._kept.speaks(self.number)
        if kind != QAccessible.Text.Name or speaks is None:
            return ""
        return speaks.spoken_text(self.number)

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
        speaks = self._kept.speaks(self.number)
        if speaks is not None:
            speaks.spoken_press(self.number)

    def keyBindingsForAction(self, name: str) -> list[str]:
        """Return no keys: the sentence says them."""
        return []


class PaintedFace(QAccessibleWidget):
    """A painted widget with its cells for children."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, cast(Speaking, widget).spoken_role, widget.accessibleName())
        self._kept = _Kept(widget)
        self._cells: dict[int, CellFace] = {}

    def childCount(self) -> int:
        """Return how many cells there are."""
        widget = self._kept.widget()
        return 0 if widget is None else cast(Speaking, widget).spoken_count()

    def child(self, index: int) -> Any:
        """Return the face of a cell."""
        widget = self._kept.widget()
        if widget is None or self._kept.speaks(index) is None:
            return None
        if index not in self._cells:
            self._cells[index] = CellFace(widget, index)
        return self._cells[index]

    def childAt(self, x: int, y: int) -> Any:
        """Return the face of the cell at a point of the screen."""
        widget = self._kept.widget()
        if widget is None:
            return None
        return self.child(cast(Speaking, widget).spoken_at(widget.mapFromGlobal(QPoint(x, y))))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the number of a cell's face, or -1."""
        return child.number if isinstance(child, CellFace) else -1

    def focusChild(self) -> Any:
        """Return the cell the keyboard is on."""
        widget = self._kept.widget()
        if widget is None or not widget.hasFocus():
            return None
        return self.child(cast(Speaking, widget).spoken_current())


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
