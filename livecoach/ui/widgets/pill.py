"""A pill: a few words in a rounded outline, with a dot or shape before them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from livecoach.figures.shapes import paint_shape
from livecoach.ui.theme import Theme


class Pill(QWidget):
    """Words, and after them more in muted ink; ``shape`` and ``colour`` name a mark before."""

    def __init__(
        self,
        theme: Theme,
        words: str,
        more: str = "",
        shape: str = "",
        colour: str = "muted",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words, self._more, self._shape, self._colour = words, more, shape, colour
        self.setAccessibleName(f"{words} {more}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def say(self, words: str, more: str = "", colour: str = "", shape: str = "") -> None:
        """Show other words, and another mark if one is given."""
        self._words, self._more = words, more
        self._colour = colour or self._colour
        self._shape = shape or self._shape
        self.setAccessibleName(f"{words} {more}".strip())
        self.updateGeometry()
        self.update()

    def _widths(self) -> tuple[float, float, float]:
        metrics = QFontMetricsF(self._theme.font(13))
        mark = self._theme.px(17) if self._shape else 0.0
        gap = self._theme.px(6) if self._more else 0.0
        more = metrics.horizontalAdvance(self._more) + gap
        return mark, metrics.horizontalAdvance(self._words), more

    def sizeHint(self) -> QSize:
        """Return room for all its words."""
        width = sum(self._widths()) + 2 * self._theme.px(14)
        return QSize(round(width) + 1, self._theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the outline, the mark and the words."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("hairline"), 1))
        painter.setBrush(theme.colour("surface"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        mark, words, more = self._widths()
        left = float(theme.px(14))
        if self._shape:
            size = theme.px(11)
            paint_shape(painter, self._shape, QRectF(left, (self.height() - size) / 2, size, size),
                        theme.colour(self._colour))  # fmt: skip
            left += mark
        painter.setFont(theme.font(13))
        upright = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("ink"))
        painter.drawText(QRectF(left, 0, words + 2, self.height()), upright, self._words)
        painter.setPen(theme.colour("muted"))
        left += words + theme.px(6)
        painter.drawText(QRectF(left, 0, more + 2, self.height()), upright, self._more)
