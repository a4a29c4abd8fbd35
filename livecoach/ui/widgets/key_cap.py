"""Print a key's cap on the thing it presses."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from livecoach.ui.theme import Theme


def cap_size(theme: Theme, key: str) -> QSizeF:
    """Return the size of a cap with this key on it, in pixels."""
    metrics = QFontMetricsF(theme.font(11, 600))
    height = max(theme.px(20), metrics.height() + 4)
    return QSizeF(max(height, metrics.horizontalAdvance(key) + theme.px(12)), height)


def paint_cap(painter: QPainter, theme: Theme, box: QRectF, key: str, faded: bool = False) -> None:
    """Paint a cap in ``box``, which ``cap_size`` measured."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("hairline"), 1))
    painter.setBrush(theme.colour("ground"))
    frame = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(frame, 5, 5)
    painter.setFont(theme.font(11, 600))
    painter.setPen(theme.colour("faint" if faded else "muted"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


class KeyCap(QWidget):
    """A key's cap, to stand in a line of text or a row of a form."""

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self.setAccessibleName(f"key {key}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def say(self, key: str) -> None:
        """Print another key."""
        self._key = key
        self.setAccessibleName(f"key {key}")
        self.setVisible(bool(key))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the cap's size."""
        return cap_size(self._theme, self._key).toSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cap."""
        painter = QPainter(self)
        paint_cap(painter, self._theme, QRectF(self.rect()), self._key)
