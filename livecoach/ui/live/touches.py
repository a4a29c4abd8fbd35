"""Tell a finger that has just come down from those already there, so no tap is lost or doubled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QEventPoint, QTouchEvent

KINDS = (
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchCancel,
)


class Touches:
    """The fingers that are down on one widget; Qt may tell of the same finger's coming twice."""

    def __init__(self) -> None:
        self._down: set[int] = set()

    def fresh(self, event: QTouchEvent) -> list[QPointF]:
        """Return where new fingers came down in this event, and forget those that left."""
        if event.type() == QEvent.Type.TouchCancel:
            self._down.clear()
            return []
        places = []
        for point in event.points():
            if point.state() == QEventPoint.State.Pressed and point.id() not in self._down:
                self._down.add(point.id())
                places.append(point.position())
            elif point.state() == QEventPoint.State.Released:
                self._down.discard(point.id())
        if event.type() == QEvent.Type.TouchEnd:
            self._down.clear()
        return places
