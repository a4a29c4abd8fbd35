"""The board as a list to choose from: families, their tags, and the lenses."""

from __future__ import annotations

from dataclasses import dataclass
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
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from livecoach.core.board import Board
from livecoach.core.board_change import tags_of
from livecoach.figures.shapes import paint_shape
from livecoach.figures.tokens import family_colour
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.key_cap import cap_size, paint_cap

Index = QModelIndex | QPersistentModelIndex
PART = Qt.ItemDataRole.UserRole + 1
BOARD, LENSES = "board", "lenses"


@dataclass(frozen=True, slots=True)
class Part:
    """One row: the board itself, a family, a tag, the heading of the lenses, or a lens."""

    what: str  # board | family | tag | lenses | lens
    id: str
    name: str
    key: str = ""
    shape: str = ""
    colour: str = ""
    note: str = ""


def parts_of(board: Board) -> list[Part]:
    """Return the rows of a board."""
    found = [Part(BOARD, board.id, board.name, note=f"version {board.version}")]
    for family in board.families:
        found.append(Part("family", family.id, family.name, "", family.shape, family.colour))
        found += [
            Part("tag", tag.id, tag.name, tag.key, family.shape, family.colour)
            for tag in tags_of(board, family.id)
        ]
    found.append(Part(LENSES, "", "Lenses"))
    found += [Part("lens", lens.id, lens.name, lens.key) for lens in board.lenses]
    return found


class PartModel(QAbstractListModel):
    """The rows; only those that differ are touched while the number stays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.parts: list[Part] = []

    def show_parts(self, parts: list[Part]) -> None:
        """Show these rows."""
        if len(parts) == len(self.parts):
            for row, part in enumerate(parts):
                if part != self.parts[row]:
                    self.parts[row] = part
                    self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
            return
        self.beginResetModel()
        self.parts = list(parts)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.parts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's part, or its words."""
        if not index.isValid():
            return None
        part = self.parts[index.row()]
        if role == PART:
            return part
        if role == Qt.ItemDataRole.DisplayRole:
            return part.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{part.what} {part.name}" + (f", key {part.key}" if part.key else "")
        return None


class PartPainter(QStyledItemDelegate):
    """Paint a row: mark, name, key."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's height; families and lenses begin with a little air."""
        part: Part = index.data(PART)
        air = 10 if part.what in ("family", LENSES) else 0
        return QSize(120, max(self._theme.px(30), 30) + air)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        part: Part = index.data(PART)
        theme = self._theme
        rect, state = QRectF(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if part.what in ("family", LENSES):
            rect.setTop(rect.top() + 10)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            if chosen and state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(theme.colour("accent_soft" if chosen else "ground"))
            painter.drawRoundedRect(rect.adjusted(3, 2, -3, -2), 7, 7)
        left = rect.left() + theme.px(12)
        inset = part.what in ("tag", "lens")
        if part.shape:
            size = float(theme.px(8 if inset else 11))
            left += theme.px(14) if inset else 0
            box = QRectF(left, rect.center().y() - size / 2, size, size)
            colour = QColor(family_colour(theme.tokens, part.colour))
            if inset:
                colour.setAlphaF(0.85)
            paint_shape(painter, part.shape, box, colour)
            left += size + theme.px(8)
        elif part.what == "lens":
            left += theme.px(30)
        right = rect.right() - theme.px(12)
        if part.key:
            cap = cap_size(theme, part.key)
            top = rect.center().y() - cap.height() / 2
            right -= cap.width()
            paint_cap(painter, theme, QRectF(right, top, cap.width(), cap.height()), part.key)
            right -= theme.px(8)
        font = theme.font(13, 400 if inset else 600)
        words = QFontMetricsF(font).elidedText(part.name, Qt.TextElideMode.ElideRight, right - left)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRectF(left, rect.top(), right - left, rect.height()), flags, words)
        painter.restore()


class Outline(QListView):
    """The list; ``chosen`` carries a part, Alt+Up and Down ask to move, Delete to delete."""

    chosen = Signal(object)
    move_asked = Signal(int)
    delete_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = PartModel(self)
        self.setModel(self._parts)
        self.setItemDelegate(PartPainter(theme, self))
        self.setAccessibleName("The board's families, tags and lenses")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_board(self, board: Board, what: str, uid: str) -> None:
        """Show a board with one part of it chosen; the board itself where there is none such."""
        self._parts.show_parts(parts_of(board))
        found = next(
            (
                at
                for at, part in enumerate(self._parts.parts)
                if (part.what, part.id) == (what, uid)
            ),
            0,
        )
        self.setCurrentIndex(self._parts.index(found, 0))

    def current(self) -> Part | None:
        """Return the part chosen, or None."""
        index = self.currentIndex()
        return self._parts.parts[index.row()] if index.isValid() else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which part is chosen."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self._parts.parts[current.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask to move on Alt+Up and Down, to delete on Delete."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_asked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)
