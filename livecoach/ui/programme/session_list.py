"""The list of sessions, and of what a search found in them, painted row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from livecoach.core.planning.dates import shown_date, split_moment
from livecoach.core.planning.meetings import KIND_NAMES, STATE_NAMES
from livecoach.figures.shapes import paint_shape
from livecoach.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole + 1
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
# How a session stands, by shape as well as colour.
STATE_MARKS = {
    "planned": ("ring", "accent"),
    "live": ("diamond", "interjection"),
    "ended": ("circle", "accent"),
    "skipped": ("bar", "muted"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One row: a session, something found, or a heading (no ``go``)."""

    uid: str
    go: str  # the session to open, with "/" and the moment where it is about one
    title: str
    second: str = ""
    day: str = ""
    clock: str = ""
    state: str = ""
    page: str = "session"
    marks: tuple[tuple[str, bool], ...] = ()  # the second line in parts; found words are True

    def spoken(self) -> str:
        """Return the row as assistive technology reads it."""
        words = (self.title, STATE_NAMES.get(self.state, ""), self.day, self.clock, self.second)
        return ", ".join(word for word in words if word)


def session_item(line: Any, today: date) -> Item:
    """Return the row of a session's line."""
    when = line.started_at or line.planned_at
    day, clock = split_moment(when)
    parts = [KIND_NAMES[line.kind]]
    if line.seats:
        parts.append(counted(line.seats, "seat"))
    if line.state in ("ended", "live"):
        parts.append(counted(line.moments, "moment"))
        if line.turns:
            parts.append(counted(line.turns, "turn"))
    elif line.planned_min:
        parts.append(f"{line.planned_min} min")
    if line.location:
        parts.append(line.location)
    if line.example:
        parts.append("example")
    shown = shown_date(day, year=day[:4] != str(today.year)) if day else "No date yet"
    return Item(line.uid, line.uid, line.title, " · ".join(parts), shown, clock, line.state)


def counted(number: int, noun: str) -> str:
    """Return "1 seat", "14 seats"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class ItemModel(QAbstractListModel):
    """The rows shown; they are set together, for a search changes them all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: list[Item] = []

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these rows; nothing is touched where they are the same."""
        if list(items) == self.items:
            return
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's item, or its words."""
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == ITEM:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.spoken()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a row can be chosen; a heading cannot."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not self.items[index.row()].go:
            return Qt.ItemFlag.ItemNeverHasChildren
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )


class ItemPainter(QStyledItemDelegate):
    """Paint a row: when, how it stands, its title and a line under it."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's height."""
        item = index.data(ITEM)
        lines = 1 if not item.go else 2
        return QSize(100, self._theme.px(20 if lines == 1 else 38) + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        item: Item = index.data(ITEM)
        theme = self._theme
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not item.go:
            painter.setFont(theme.font(11, 600, spacing=0.7))
            painter.setPen(theme.colour("muted"))
            painter.drawText(rect.adjusted(12, 8, -12, 0), LEFT, item.title.upper())
            painter.restore()
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if chosen else "ground"))
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -3), 8, 8)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(3, 3, -3, -4), 8, 8)
        edge = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(edge, theme.colour("hairline"))
        self._paint_words(painter, item, rect.adjusted(12, 8, -14, -9))
        painter.restore()

    def _paint_words(self, painter: QPainter, item: Item, box: QRectF) -> None:
        theme = self._theme
        half = box.height() / 2
        left = box.left()
        if item.day:
            day_wide = theme.px(118)
            day = QRectF(left, box.top(), day_wide, half)
            _write(painter, day, theme.font(13, 600, tabular=True), theme, "ink", item.day)
            time = QRectF(left, box.top() + half, day_wide, half)
            _write(painter, time, theme.font(12, tabular=True), theme, "muted", item.clock)
            left += day_wide + theme.px(6)
        right = box.right()
        if item.state:
            font = theme.font(12, 500)
            words = STATE_NAMES[item.state]
            wide = QFontMetricsF(font).horizontalAdvance(words)
            place = QRectF(right - wide - 1, box.top(), wide + 1, box.height())
            _write(painter, place, font, theme, "muted", words, RIGHT)
            shape, colour = STATE_MARKS[item.state]
            size = theme.px(10)
            mark = QRectF(
                place.left() - size - theme.px(7), box.center().y() - size / 2, size, size
            )
            paint_shape(painter, shape, mark, theme.colour(colour))
            right = mark.left() - theme.px(12)
        title = QRectF(left, box.top(), right - left, half)
        ink = "muted" if item.state == "skipped" else "ink"
        _write(painter, title, theme.font(13, 600), theme, ink, item.title)
        second = QRectF(left, box.top() + half, right - left, half)
        if item.marks:
            self._paint_marks(painter, item, second)
        else:
            _write(painter, second, theme.font(12, tabular=True), theme, "muted", item.second)

    def _paint_marks(self, painter: QPainter, item: Item, box: QRectF) -> None:
        theme, left = self._theme, box.left()
        for text, found in item.marks:
            font = theme.font(12, 700 if found else 400)
            place = QRectF(left, box.top(), box.right() - left, box.height())
            if place.width() < theme.px(14):
                return
            _write(painter, place, font, theme, "ink" if found else "muted", text)
            left += QFontMetricsF(font).horizontalAdvance(text)


def _write(
    painter: QPainter,
    box: QRectF,
    font: QFont,
    theme: Theme,
    colour: str,
    text: str,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Write one line of plain text, its end cut with … where there is no room."""
    fitted = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
    painter.setFont(font)
    painter.setPen(theme.colour(colour))
    painter.drawText(box, align | Qt.TextFlag.TextSingleLine, fitted)


class SessionList(QListView):
    """The list; ``opened`` carries an item, ``delete_asked`` a session's uid."""

    opened = Signal(object)
    delete_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = ItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(ItemPainter(theme, self))
        self.setAccessibleName("Sessions")
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setStyleSheet("QListView { border: none; background: transparent; padding: 0; }")
        self.clicked.connect(self._open)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these rows, the cursor where it was."""
        before = self.current()
        self._items.show_items(items)
        if before is not None:
            for row, item in enumerate(self._items.items):
                if item.uid == before.uid:
                    self.setCurrentIndex(self._items.index(row, 0))

    def current(self) -> Item | None:
        """Return the row the cursor is on, or None."""
        index = self.currentIndex()
        return self._items.items[index.row()] if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, ask to delete on Delete."""
        item = self.current()
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(item)
        elif item is not None and item.state and event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit(item.uid)
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        item = self._items.items[index.row()]
        if item.go:
            self.opened.emit(item)
