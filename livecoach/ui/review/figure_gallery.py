"""Show all figures of a session, in as many columns as have room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from livecoach.figures.figure import Figure
from livecoach.measures.log import Log
from livecoach.ui.review.figure_panel import FigurePanel
from livecoach.ui.review.figure_recount import Recount
from livecoach.ui.theme import Theme

COLUMN_PX = 480
MOST_COLUMNS = 3


class FigureGallery(QScrollArea):
    """
    Every figure of a session. Connect edits to ``recount.follow``.

    ``left`` tells which figure left the window: its name, the form and the bytes.
    """

    left = Signal(str, str, object)

    def __init__(
        self, theme: Theme, log_of: Callable[[], Log], tell: Callable[..., None],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme = theme
        self._tell = tell
        self._across = 0
        self.panels: dict[str, FigurePanel] = {}
        self.recount = Recount(self, log_of)
        self.recount.counted.connect(self._show)
        self.setAccessibleName("Figures of the session")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._canvas = QWidget()
        self._canvas.setObjectName("canvas")
        self._canvas.setAutoFillBackground(False)
        self.setWidget(self._canvas)
        self._row = QHBoxLayout(self._canvas)
        self._row.setContentsMargins(8, 8, 8, 16)
        self._row.setSpacing(8)
        theme.changed.connect(self._arrange)

    def _show(self, figures: list[Figure]) -> None:
        names = [figure.name for figure in figures]
        for name in [name for name in self.panels if name not in names]:
            self.panels.pop(name).deleteLater()
            self._across = 0
        for figure in figures:
            if figure.name in self.panels:
                self.panels[figure.name].show_figure(figure)
                continue
            panel = FigurePanel(self._theme, figure, self._tell)
            panel.left.connect(
                lambda form, made, name=figure.name: self.left.emit(name, form, made)
            )
            self.panels[figure.name] = panel
            self._across = 0
        self.panels = {name: self.panels[name] for name in names}
        self._arrange()

    def _arrange(self) -> None:
        """Deal the panels out to the columns, each to the shortest so far."""
        room = self.viewport().width()
        across = max(1, min(MOST_COLUMNS, room // self._theme.px(COLUMN_PX)))
        if across == self._across or not self.panels:
            return
        self._across = across
        while (item := self._row.takeAt(0)) is not None:
            column = item.layout()
            while column is not None and column.takeAt(0) is not None:
                pass
        columns = [QVBoxLayout() for _ in range(across)]
        tall = [0.0] * across
        for column in columns:
            column.setSpacing(12)
            self._row.addLayout(column, 1)
        for panel in self.panels.values():
            shortest = tall.index(min(tall))
            columns[shortest].addWidget(panel)
            tall[shortest] += panel.canvas.heightForWidth(room // across) + 90
        for column in columns:
            column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as have room."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Count what changed while nobody looked."""
        self.recount.look()
        super().showEvent(event)
