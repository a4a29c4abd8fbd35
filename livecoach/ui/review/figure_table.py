"""Show a figure's table twin: the same numbers, for reading, copying and assistive technology."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from livecoach.figures.figure import Figure
from livecoach.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_NUMBER = re.compile(r"\d[\d .:]*( %| s| min.*)?$|–?$")


class FigureModel(QAbstractTableModel):
    """A figure's headers and rows, as plain text."""

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self._figure = figure

    def show_figure(self, figure: Figure) -> None:
        """Hold another figure's rows."""
        self.beginResetModel()
        self._figure = figure
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return how many rows there are; cells have none."""
        return 0 if parent.isValid() else len(self._figure.rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return how many columns there are; cells have none."""
        return 0 if parent.isValid() else len(self._figure.headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, or how it is aligned."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._figure.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name, or how it is aligned."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._figure.headers):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return self._figure.headers[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        """Return where a column's cells stand: numbers to the right."""
        cells = [row[column] for row in self._figure.rows]
        counted = all(_NUMBER.match(cell) for cell in cells)
        side = Qt.AlignmentFlag.AlignRight if counted else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class FigureTable(QTableView):
    """The table of a figure; cells can be picked and read, never changed."""

    def __init__(self, theme: Theme, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = FigureModel(figure)
        self.setModel(self._rows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._dress)
        self.show_figure(figure)

    def show_figure(self, figure: Figure) -> None:
        """Show another figure's rows."""
        self._rows.show_figure(figure)
        self.setAccessibleName(f"{figure.title}, table")
        self._dress()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.setFont(self._theme.font(12, tabular=True))
        self.horizontalHeader().setFont(self._theme.font(11, 600))
        self.verticalHeader().setDefaultSectionSize(self._theme.px(26))
        self.setStyleSheet(
            f"QTableView {{ background: {tokens.ground}; color: {tokens.ink};"
            f" selection-background-color: {tokens.accent_soft}; selection-color: {tokens.ink}; }}"
            f"QHeaderView::section {{ background: {tokens.ground}; color: {tokens.muted};"
            f" border: none; border-bottom: 1px solid {tokens.hairline}; padding: 4px 10px; }}"
            "QAbstractScrollArea::corner { background: transparent; border: none; }"
        )
        self.resizeColumnsToContents()

    def sizeHint(self) -> QSize:
        """Return room for every row, up to a screenful."""
        rows = min(self._rows.rowCount(), 16)
        return QSize(self._theme.px(420), self._theme.px(26) * (rows + 1) + self._theme.px(20))
