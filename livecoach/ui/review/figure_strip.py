"""Show three figures side by side below the timeline."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from livecoach.figures.figure import Figure
from livecoach.figures.gallery import BELOW_THE_TIMELINE
from livecoach.measures.log import Log
from livecoach.ui.review.figure_panel import FigurePanel
from livecoach.ui.review.figure_recount import Recount
from livecoach.ui.theme import Theme


class FigureStrip(QWidget):
    """Share of voice, who follows whom, before and after. Connect edits to ``recount.follow``."""

    left = Signal(str, str, object)

    def __init__(
        self, theme: Theme, log_of: Callable[[], Log], tell: Callable[..., None],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme = theme
        self._tell = tell
        self.panels: dict[str, FigurePanel] = {}
        self.recount = Recount(self, log_of, BELOW_THE_TIMELINE)
        self.recount.counted.connect(self._show)
        self.setAccessibleName("Figures")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 1, 0, 0)
        self._row.setSpacing(1)
        theme.changed.connect(self.update)

    def _show(self, figures: list[Figure]) -> None:
        for figure in figures:
            if figure.name in self.panels:
                self.panels[figure.name].show_figure(figure)
                continue
            panel = FigurePanel(self._theme, figure, self._tell, compact=True)
            panel.left.connect(
                lambda form, made, name=figure.name: self.left.emit(name, form, made)
            )
            self.panels[figure.name] = panel
            self._row.addWidget(panel, 1)

    def sizeHint(self) -> QSize:
        """Return room for a short figure and its head."""
        return QSize(self._theme.px(960), self._theme.px(236))

    def showEvent(self, event: QShowEvent) -> None:
        """Count what changed while nobody looked."""
        self.recount.look()
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and hairlines above and between the panels."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("ground"))
        painter.setPen(QPen(self._theme.colour("hairline"), 1))
        painter.drawLine(0, 0, self.width(), 0)
        for panel in list(self.panels.values())[1:]:
            painter.drawLine(panel.x() - 1, 0, panel.x() - 1, self.height())
