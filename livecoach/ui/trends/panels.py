"""Lay figure panels out in as many even columns as have room."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from livecoach.figures.figure import Figure
from livecoach.ui.review.figure_panel import FigurePanel
from livecoach.ui.theme import Theme

COLUMN_PX = 400
MOST_COLUMNS = 3


class Panels(QWidget):
    """
    A panel a figure; shown again with other numbers, it keeps its side, table or picture.

    ``left`` tells which figure left the window: its name and the form.
    """

    left = Signal(str, str)

    def __init__(self, theme: Theme, tell: Callable[..., None]) -> None:
        super().__init__()
        self._theme, self._tell = theme, tell
        self.panels: dict[str, FigurePanel] = {}
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        theme.changed.connect(self._arrange)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show these figures; they are the same ones each time."""
        for figure in figures:
            if figure.name in self.panels:
                self.panels[figure.name].show_figure(figure)
                continue
            panel = FigurePanel(self._theme, figure, self._tell)
            panel.left.connect(lambda form, _, name=figure.name: self.left.emit(name, form))
            self.panels[figure.name] = panel
            self._across = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as have room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        across = max(1, min(MOST_COLUMNS, self.width() // self._theme.px(COLUMN_PX)))
        if across == self._across:
            return
        self._across = across
        for panel in self.panels.values():
            self._grid.removeWidget(panel)
        for column in range(MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        top = Qt.AlignmentFlag.AlignTop
        for place, panel in enumerate(self.panels.values()):
            self._grid.addWidget(panel, place // across, place % across, top)
