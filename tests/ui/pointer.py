"""Move the pointer over a widget as a hand does, and be sure that the widget hears of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

NONE, LEFT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton


def move(widget: QWidget, to: QPoint, held: Qt.MouseButton = NONE) -> None:
    """
    Move the pointer to a place in the widget, with a button held down for a drag.

    QTest moves the cursor and waits for the platform to tell of it, which tells nothing where
    the cursor stood there already.
    """
    place = QPointF(to)
    QApplication.sendEvent(
        widget,
        QMouseEvent(
            QEvent.Type.MouseMove, place, widget.mapToGlobal(place), NONE, held,
            Qt.KeyboardModifier.NoModifier,
        ),
    )  # fmt: skip
