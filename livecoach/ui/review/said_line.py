"""One line under the timeline: the sentence of what the pointer or the keys are on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from livecoach.ui.theme import Theme


class SaidLine(QWidget):
    """A sentence on up to two lines; its place never moves what stands round it."""

    def __init__(self, theme: Theme, hint: str) -> None:
        super().__init__()
        self._theme = theme
        self._hint = hint
        self.words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def say(self, words: str) -> None:
        """Show a sentence, or the hint for none."""
        if words != self.words:
            self.words = words
            self.setAccessibleName(words or self._hint)
            self.update()

    def sizeHint(self) -> QSize:
        """Return room for two lines."""
        line = QFontMetricsF(self._theme.font(12)).height()
        return QSize(300, round(2 * line) + self._theme.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sentence."""
        theme = self._theme
        painter = QPainter(self)
        font = theme.font(12, tabular=True)
        painter.setFont(font)
        painter.setPen(theme.colour("ink" if self.words else "muted"))
        box = QRectF(self.rect()).adjusted(theme.px(14), 2, -theme.px(14), -2)
        words = self.words or self._hint
        metrics = QFontMetricsF(font)
        first, rest = _split(words, metrics, box.width())
        line = metrics.height()
        upright = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRectF(box.x(), box.y(), box.width(), line), upright, first)
        rest = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QRectF(box.x(), box.y() + line, box.width(), line), upright, rest)


def _split(words: str, metrics: QFontMetricsF, wide: float) -> tuple[str, str]:
    """Part a text at the last space that leaves a first line narrow enough."""
    if metrics.horizontalAdvance(words) <= wide:
        return words, ""
    place = len(words)
    while place > 0 and metrics.horizontalAdvance(words[:place]) > wide:
        place = words.rfind(" ", 0, place)
    return (words[:place], words[place + 1 :]) if place > 0 else ("", words)
