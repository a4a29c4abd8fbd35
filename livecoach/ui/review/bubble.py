"""Say a sentence beside the pointer, in plain text, a moment after it rests there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from livecoach.ui.theme import Theme
from livecoach.ui.widgets.text import Text

AFTER_MS = 350


class Bubble(Text):
    """A label over its parent; it never takes the pointer or the focus."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "", "body", wrap=True, parent=parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setContentsMargins(10, 7, 10, 7)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER_MS)
        self._soon.timeout.connect(self._show)
        self._place = QPoint()
        self.hide()

    def rest(self, words: str, place: QPoint) -> None:
        """Say these words near a place of the parent, soon; no words take the bubble away."""
        if not words:
            self._soon.stop()
            self.hide()
            return
        if words == self.text() and self.isVisible():
            return
        self.hide()
        self.say(words)
        self._place = QPoint(place)
        self._soon.start()

    def _show(self) -> None:
        above = self.parentWidget()
        if above is None or not above.isVisible():
            return
        widest = min(self._theme.px(380), above.width() - 16)
        metrics = self.fontMetrics()
        wide = min(metrics.horizontalAdvance(self.text()) + 24, widest)
        self.setFixedWidth(wide)
        high = self.heightForWidth(wide)
        x = min(max(self._place.x() + 14, 8), above.width() - wide - 8)
        y = self._place.y() + 20
        if y + high > above.height() - 4:
            y = max(self._place.y() - high - 10, 4)
        self.setGeometry(x, y, wide, high)
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bubble under its words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("muted"), 1))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()
        super().paintEvent(event)
