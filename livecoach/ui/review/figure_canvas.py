"""Show one figure, painted by the routine that also exports it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from livecoach.figures.figure import Figure
from livecoach.ui.theme import Theme

FONT_PX = 12
PAD_PX = 4


class FigureCanvas(QWidget):
    """The picture of a figure, as high as it wants to be at its width, or as it is given."""

    def __init__(
        self, theme: Theme, figure: Figure, natural: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._natural = natural
        self.figure = figure
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        grows = QSizePolicy.Policy.Expanding
        policy = QSizePolicy(grows, QSizePolicy.Policy.Preferred if natural else grows)
        policy.setHeightForWidth(natural)
        self.setSizePolicy(policy)
        theme.changed.connect(self._renew)
        self.show_figure(figure)

    def show_figure(self, figure: Figure) -> None:
        """Show another figure, or this one with other numbers."""
        self.figure = figure
        self.setAccessibleName(f"{figure.title}. {figure.sentence}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self._renew()

    def font_now(self) -> QFont:
        """Return the font the figure is set in."""
        return self._theme.font(FONT_PX)

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell whether the height follows the width."""
        return self._natural

    def heightForWidth(self, width: int) -> int:
        """Return the pixels the figure wants at a width."""
        wanted = self.figure.height(width - 2 * PAD_PX, self.font_now())
        return round(wanted) + 2 * PAD_PX + 1

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        width = self._theme.px(420)
        return QSize(width, self.heightForWidth(width) if self._natural else self._theme.px(180))

    def minimumSizeHint(self) -> QSize:
        """Return the least in which something can be read."""
        return QSize(self._theme.px(160), self._theme.px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure, and a ring where the keyboard is."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("ground"))
        inner = QRectF(self.rect()).adjusted(PAD_PX, PAD_PX, -PAD_PX, -PAD_PX)
        self.figure.paint(painter, inner, self._theme.tokens, self.font_now())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
