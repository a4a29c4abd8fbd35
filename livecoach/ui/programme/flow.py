"""Lay widgets out in a line that goes on below where it is full, so that no text size cuts it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QLayoutItem, QSizePolicy, QWidget


class Flow(QLayout):
    """A line of widgets, each at the size it asks for, wrapped at the width there is."""

    def __init__(self, *widgets: QWidget, spacing: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = spacing
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more item."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one item, or None past the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one item away, or return None past the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that it wants no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that a narrower flow is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self._place(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, really=True)

    def sizeHint(self) -> QSize:
        """Return the size of all in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the widest item: the rest may go below."""
        sizes = [item.minimumSize() for item in self._shown()]
        width = max((size.width() for size in sizes), default=0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, really: bool) -> int:
        lines: list[list[QLayoutItem]] = [[]]
        left = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if lines[-1] and left + wide > rect.width():
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += wide + self._gap
        top = rect.top()
        for line in lines:
            tall = max((item.sizeHint().height() for item in line), default=0)
            left = rect.left()
            for item in line if really else ():
                size = item.sizeHint()
                place = QPoint(left, top + (tall - size.height()) // 2)
                item.setGeometry(
                    QRect(place, QSize(min(size.width(), rect.width()), size.height()))
                )
                left += size.width() + self._gap
            top += tall + self._gap // 2
        return top - self._gap // 2 - rect.top()


def flow(*widgets: QWidget, spacing: int = 8) -> QWidget:
    """Return a widget with these in a flow."""
    holder = QWidget()
    holder.setLayout(Flow(*widgets, spacing=spacing))
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


class HeadRow(QWidget):
    """Words on the left with buttons on the right, or under them where both do not fit."""

    def __init__(self, words: QWidget, buttons: QWidget, letters: int = 36) -> None:
        super().__init__()
        self._words, self._buttons, self._letters = words, buttons, letters
        self._beside: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose beside or under by the width there is."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Choose again when a button comes, goes or changes its words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        wide = self._buttons.sizeHint().width()
        room = self.fontMetrics().averageCharWidth() * self._letters
        beside = self.width() >= room + wide + self._grid.horizontalSpacing()
        least = wide if beside else 0
        if self._buttons.minimumWidth() != least:
            self._buttons.setMinimumWidth(least)
        if beside == self._beside:
            return
        self._beside = beside
        for widget in (self._words, self._buttons):
            self._grid.removeWidget(widget)
        self._grid.addWidget(self._words, 0, 0)
        self._grid.addWidget(self._buttons, *((0, 1) if beside else (1, 0)))
