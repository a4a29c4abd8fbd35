"""A table edited in place: columns say what they show and how they are changed."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from livecoach.ui.theme import Theme
from livecoach.ui.widgets.choice_box import ChoiceBox
from livecoach.ui.widgets.text import plain_tip

Index = QModelIndex | QPersistentModelIndex
CHOICES = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column: heading, what a row shows in it, and how it is changed, if it can be."""

    heading: str
    shown: Callable[[Any], str]
    write: Callable[[Any, str], object] | None = None  # raises ValueError with a sentence
    choices: Callable[[Any], Sequence[tuple[str, str]]] | None = None  # (value, words)
    value: Callable[[Any], str] | None = None  # what the editor begins with
    width: int = 0  # px before scaling; 0 shares what is left, but never under ``least``
    least: int = 120
    icon: Callable[[Any], QIcon | None] | None = None
    muted: bool = False


class GridModel(QAbstractTableModel):
    """
    Rows kept in the order of ``key``, changed one at a time: never reset while in use.

    A row is any object with a ``uid``. ``refused`` carries the sentence of a bad entry.
    """

    refused = Signal(str)

    def __init__(
        self,
        theme: Theme,
        columns: Sequence[Column],
        key: Callable[[Any], Any],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.columns = list(columns)
        self._key = key
        self._keys: list[tuple[Any, str]] = []
        self._rows: dict[str, Any] = {}

    # Reading ---------------------------------------------------------------------------------

    def row_at(self, row: int) -> Any:
        """Return the row object at a place."""
        return self._rows[self._keys[row][1]]

    def place_of(self, uid: str) -> int:
        """Return the place of a row, or -1."""
        row = self._rows.get(uid)
        if row is None:
            return -1
        return bisect_left(self._keys, (self._key(row), uid))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading."""
        if orientation != Qt.Orientation.Horizontal:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self.row_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return column.shown(row)
        if role == Qt.ItemDataRole.EditRole:
            return (column.value or column.shown)(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            text = column.shown(row)
            return None if len(text) < 40 else plain_tip(text)
        if role == Qt.ItemDataRole.DecorationRole and column.icon is not None:
            return column.icon(row)
        if role == Qt.ItemDataRole.ForegroundRole and column.muted:
            return self._theme.colour("muted")
        if role == CHOICES and column.choices is not None:
            return column.choices(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a cell can be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )
        if self.columns[index.column()].write is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    # Changing --------------------------------------------------------------------------------

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand what was typed to the column; the row itself comes back through ``put``."""
        column = self.columns[index.column()]
        if role != Qt.ItemDataRole.EditRole or column.write is None:
            return False
        if value == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        try:
            column.write(self.row_at(index.row()), str(value))
        except ValueError as problem:
            self.refused.emit(str(problem))
            return False
        return True

    def put(self, row: Any) -> None:
        """Add a row, or show it as it stands now, at the place its key gives it."""
        before = self._rows.get(row.uid)
        if before is not None:
            if self._key(before) == self._key(row):
                self._rows[row.uid] = row
                at = self.place_of(row.uid)
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))
                return
            self.take(row.uid)
        key = (self._key(row), row.uid)
        at = bisect_left(self._keys, key)
        self.beginInsertRows(QModelIndex(), at, at)
        insort(self._keys, key)
        self._rows[row.uid] = row
        self.endInsertRows()

    def take(self, uid: str) -> None:
        """Take a row away, if it is there."""
        at = self.place_of(uid)
        if at < 0:
            return
        self.beginRemoveRows(QModelIndex(), at, at)
        del self._keys[at]
        del self._rows[uid]
        self.endRemoveRows()

    def show_rows(self, rows: Iterable[Any]) -> None:
        """Show exactly these rows; only what differs is touched."""
        wanted = {row.uid: row for row in rows}
        if not self._keys:
            self._fill(wanted)
            return
        for uid in [uid for uid in self._rows if uid not in wanted]:
            self.take(uid)
        for uid, row in wanted.items():
            if self._rows.get(uid) != row:
                self.put(row)

    def _fill(self, wanted: dict[str, Any]) -> None:
        if not wanted:
            return
        self.beginInsertRows(QModelIndex(), 0, len(wanted) - 1)
        self._rows = wanted
        self._keys = sorted((self._key(row), uid) for uid, row in wanted.items())
        self.endInsertRows()


class GridDelegate(QStyledItemDelegate):
    """Edit a cell as a line of text, or as a choice where the column has some."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell, and the hairline under its row."""
        super().paint(painter, option, index)
        edge = QRect(option.rect)
        edge.setTop(edge.bottom())
        painter.fillRect(edge, self._theme.colour("hairline"))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the editor of a cell."""
        choices = index.data(CHOICES)
        if choices is None:
            line = QLineEdit(parent)
            line.setStyleSheet("border-radius: 0; padding: 0 6px;")
            return line
        box = ChoiceBox(parent)
        for value, words in choices:
            box.addItem(words, value)
        box.activated.connect(lambda: self._close(box))
        return box

    def _close(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what stands."""
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
            editor.showPopup()
        elif isinstance(editor, QLineEdit):
            editor.setText(value)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed or chosen."""
        if isinstance(editor, QComboBox):
            if editor.currentIndex() >= 0:
                model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())


class Grid(QTableView):
    """
    A table of rows in the tokens; typing, F2 or Enter edits a cell.

    ``delete_asked`` and ``move_asked`` (+1, −1) come from Delete and Alt+Up or Down.
    """

    delete_asked = Signal(str)
    move_asked = Signal(str, int)
    current_changed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        model: GridModel,
        name: str,
        parent: QWidget | None = None,
        *,
        numbered: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._fixed_rows = 0
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(GridDelegate(theme, self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setTabKeyNavigation(False)
        self.verticalHeader().setVisible(numbered)
        self.verticalHeader().setSectionsClickable(False)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(20)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        model.modelReset.connect(self._fit)
        model.rowsInserted.connect(self._fit)
        model.rowsRemoved.connect(self._fit)
        theme.changed.connect(self._dress)
        self._dress()

    def show_all_rows(self, least: int = 1) -> None:
        """Be as tall as all rows together (``least`` at least); the page scrolls instead."""
        self._fixed_rows = least
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()

    def current_uid(self) -> str:
        """Return the uid of the row the cursor is on, or ""."""
        index = self.currentIndex()
        return str(self._model.row_at(index.row()).uid) if index.isValid() else ""

    def go_to(self, uid: str, column: int = 0) -> None:
        """Put the cursor on a row."""
        at = self._model.place_of(uid)
        if at >= 0:
            self.setCurrentIndex(self._model.index(at, column))
            self.scrollTo(self._model.index(at, column))

    def go_to_row(self, row: int) -> None:
        """Put the cursor on the row at that place."""
        self.setCurrentIndex(self._model.index(row, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row the cursor is on."""
        super().currentChanged(current, previous)
        self.current_changed.emit(self.current_uid())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit on Enter, delete on Delete, move on Alt+Up and Alt+Down."""
        if self.state() == QAbstractItemView.State.EditingState:
            event.ignore()  # Enter in a cell's editor comes by here too
            return
        uid, key = self.current_uid(), event.key()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if uid and alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_asked.emit(uid, -1 if key == Qt.Key.Key_Up else 1)
        elif uid and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_asked.emit(uid)
        elif uid and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(self.currentIndex())
        elif event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            event.ignore()  # a shortcut of the window, not a letter typed
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self.setStyleSheet(
            "QTableView { border: none; border-radius: 0; background: transparent; }"
            f"QHeaderView::section {{ padding-left: {self._theme.px(8) + 3}px; }}"
        )
        self.verticalHeader().setDefaultSectionSize(max(self._theme.px(34), 34))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._share_width()
        self._fit()

    def _share_width(self) -> None:
        """Give the columns without a width what is left; where that is too little, scroll."""
        px = self._theme.px
        columns = self._model.columns
        left = self.viewport().width() - sum(px(column.width) for column in columns)
        sharing = [number for number, column in enumerate(columns) if not column.width]
        for number, column in enumerate(columns):
            share = left // max(len(sharing), 1)
            width = px(column.width) if column.width else max(share, px(column.least))
            self.setColumnWidth(number, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out again."""
        super().resizeEvent(event)
        self._share_width()

    def _fit(self) -> None:
        if not self._fixed_rows:
            return
        rows = max(self._model.rowCount(), self._fixed_rows)
        height = rows * self.verticalHeader().defaultSectionSize()
        height += self.horizontalHeader().sizeHint().height() + 4
        self.setFixedHeight(height + self.horizontalScrollBar().sizeHint().height())
