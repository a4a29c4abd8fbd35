"""The card with the matrix of pairs, its table twin in the same place, and the ways it leaves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu

from livecoach.figures.figure import Figure
from livecoach.figures.pair_matrix import Matrix, by_kind, matrix_figure
from livecoach.ui.pairs.matrix_view import MatrixView
from livecoach.ui.review import figure_copies
from livecoach.ui.review.figure_table import FigureTable
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.text import Text


class MatrixCard(Card):
    """
    The matrix. ``chosen`` carries a pair's key as it is moved to, ``opened`` as it is entered.

    ``tell`` says a line when the figure has left for a file or the clipboard.
    """

    chosen = Signal(object)
    opened = Signal(object)
    left = Signal(str, str)  # the figure's name, and the form it left in

    def __init__(self, theme: Theme, data: Matrix, tell: Callable[..., None]) -> None:
        super().__init__(theme)
        self._theme, self._data, self._tell = theme, data, tell
        self.body.setContentsMargins(20, 12, 20, 16)
        self.heading = Text(theme, "Pairs covered", "section")
        self.twin = Button(theme, "Table", self.turn_over, "quiet")
        self.twin.setCheckable(True)
        self.more = Button(theme, "Copy or save…", self._offer, "quiet")
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.twin)
        head.addWidget(self.more)
        self.body.addLayout(head)
        self.line = Text(theme, "", "muted", wrap=True)
        self.body.addWidget(self.line)
        self.view = MatrixView(theme, data)
        self.table = FigureTable(theme, matrix_figure(data))
        self.table.hide()
        self.body.addWidget(self.view)
        self.body.addWidget(self.table)
        self.view.moved.connect(self.chosen)
        self.view.opened.connect(self.opened)
        self.view.told.connect(self._say)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.table.activated.connect(self._row_opened)
        self.show_matrix(data)

    @property
    def figure(self) -> Figure:
        """Return the figure as it stands, for a file or the clipboard."""
        return matrix_figure(self._data)

    def show_matrix(self, data: Matrix) -> None:
        """Show the pairs as they stand now."""
        row = self.table.currentIndex().row()
        self._data = data
        held = sum(one for _, one, _ in data.held)
        self.heading.say(f"Pairs covered  {held} of {len(data.squares)}")
        self.view.show_matrix(data)
        self.table.show_figure(self.figure)
        if row >= 0:  # the pairs keep their order, whatever becomes of them
            self.table.selectRow(row)
        self._say("")

    def choose(self, key: tuple[str, str]) -> None:
        """Stand on a pair."""
        self.view.choose(key)

    def turn_over(self) -> None:
        """Show the table in the matrix's place, or the matrix again."""
        table = self.table.isHidden()
        self.table.setMinimumHeight(self._theme.px(440))
        self.table.setVisible(table)
        self.view.setVisible(not table)
        self.twin.setChecked(table)
        self.twin.say("Matrix" if table else "Table")

    def _say(self, words: str) -> None:
        self.line.say(words or self.figure.sentence)

    def _row_chosen(self, now: QModelIndex) -> None:
        if now.isValid() and not self.table.isHidden():
            self.view.choose(self._keys()[now.row()])

    def _row_opened(self, at: QModelIndex) -> None:
        self.opened.emit(self._keys()[at.row()])

    def _keys(self) -> list[tuple[str, str]]:
        """Return the pairs' keys in the order of the table's rows."""
        return [one.key for one in by_kind(self._data)]

    # Leaving ---------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy picture and table, for a minute."""
        figure_copies.copy(self.figure, self._theme)
        self.left.emit(self.figure.name, "clipboard")
        self._tell("Copied. The clipboard is cleared in a minute.")

    def save(self, form: str) -> None:
        """Ask where to, and write the figure there."""
        path = figure_copies.ask_where(self.figure, form, self)
        if path is None:
            return
        try:
            figure_copies.write(path, self.figure, form, self._theme)
        except OSError as error:
            why = error.strerror or "the disk refused it"
            self._tell(f"{path} could not be written: {why}. Choose another folder.", trouble=True)
            return
        self.left.emit(self.figure.name, form)
        self._tell(f"{self.figure.title} stands in {path}.")

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.addAction("Copy").triggered.connect(lambda: self.copy())
        menu.addSeparator()
        for form, words in figure_copies.FORMS.items():
            act = menu.addAction(f"Save as {words}…")
            act.triggered.connect(lambda _=False, form=form: self.save(form))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
