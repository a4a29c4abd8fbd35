"""One figure with its title, its table twin, its sentence, and the ways it can leave."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from livecoach.figures.figure import Figure
from livecoach.ui.review import figure_copies
from livecoach.ui.review.figure_canvas import PAD_PX, FigureCanvas
from livecoach.ui.review.figure_table import FigureTable
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text


class FigurePanel(QWidget):
    """
    A figure. ``compact`` fills what room it is given and keeps its sentence for the table.

    ``left`` tells what left the window: the form ("svg", "png", "csv", "clipboard") and its bytes.
    """

    left = Signal(str, object)

    def __init__(
        self, theme: Theme, figure: Figure, tell: Callable[..., None], compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme = theme
        self._tell = tell
        self._compact = compact
        self._table: FigureTable | None = None
        self.figure = figure
        self.setAccessibleName(figure.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 10)
        column.setSpacing(4)
        self.title = Text(theme, figure.title, "section", wrap=True)
        self.title.setContentsMargins(PAD_PX, 0, 0, 0)
        self.twin = Button(theme, "Table", self.turn_over, kind="quiet")
        self.twin.setCheckable(True)
        self.more = Button(theme, "⋯" if compact else "Copy or save…", self._offer, kind="quiet")
        self.more.setAccessibleName("Copy or save")
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.title, 1)
        head.addWidget(self.twin)
        head.addWidget(self.more)
        column.addLayout(head)
        self.canvas = FigureCanvas(theme, figure, natural=not compact)
        self._face = QStackedLayout()
        self._face.addWidget(self.canvas)
        column.addLayout(self._face, 1)
        self.sentence = Text(theme, figure.sentence, "small", wrap=True)
        self.sentence.setContentsMargins(PAD_PX, 0, PAD_PX, 0)
        self.sentence.setVisible(not compact)
        column.addWidget(self.sentence)

    def show_figure(self, figure: Figure) -> None:
        """Show other numbers, or another figure."""
        self.figure = figure
        self.setAccessibleName(figure.title)
        self.title.say(figure.title)
        self.sentence.say(figure.sentence)
        self.canvas.show_figure(figure)
        if self._table is not None:
            self._table.show_figure(figure)

    def turn_over(self) -> None:
        """Show the table in the picture's place, or the picture again."""
        if self._table is None:
            self._table = FigureTable(self._theme, self.figure)
            self._face.addWidget(self._table)
        table = self._face.currentWidget() is self.canvas
        self._face.setCurrentWidget(self._table if table else self.canvas)
        self.twin.setChecked(table)
        self.twin.say("Picture" if table else "Table")
        self.sentence.setVisible(table or not self._compact)

    # Leaving ---------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy picture and table, for a minute."""
        figure_copies.copy(self.figure, self._theme)
        self.left.emit("clipboard", figure_copies.as_text(self.figure).encode())
        self._tell("Copied. The clipboard is cleared in a minute.")

    def save(self, form: str) -> None:
        """Ask where to, and write the figure there."""
        path = figure_copies.ask_where(self.figure, form, self)
        if path is None:
            return
        try:
            made = figure_copies.write(path, self.figure, form, self._theme)
        except OSError as error:
            why = error.strerror or "the disk refused it"
            self._tell(f"{path} could not be written: {why}. Choose another folder.", trouble=True)
            return
        self.left.emit(form, made)
        self._tell(f"{self.figure.title} stands in {path}.")

    def menu(self) -> QMenu:
        """Return what can be done with the figure."""
        menu = QMenu(self)
        menu.addAction("Copy").triggered.connect(lambda: self.copy())
        menu.addSeparator()
        for form, words in figure_copies.FORMS.items():
            act = menu.addAction(f"Save as {words}…")
            act.triggered.connect(lambda _=False, form=form: self.save(form))
        return menu

    def _offer(self) -> None:
        menu = self.menu()
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
        menu.aboutToHide.connect(menu.deleteLater)
