"""A small mark before a sentence: found well, amiss, beyond anybody's reach, or not found out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from livecoach.ui.theme import Theme

WELL, AMISS, LIMIT, UNKNOWN = "well", "amiss", "limit", "unknown"


class Mark(QWidget):
    """A full dot, a square in the colour of trouble, an empty square, a ring: told by shape too."""

    def __init__(self, theme: Theme, state: str = "", top: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._top = top  # beside the first line of several
        self.state = state
        self._dress()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._dress)

    def say(self, state: str) -> None:
        """Show another state."""
        self.state = state
        self.update()

    def _dress(self) -> None:
        self.setFixedWidth(self._theme.px(18))
        self.setMinimumHeight(self._theme.px(18))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark in the middle, or at the height of the first line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = float(self._theme.px(9))
        token = {"": "faint", AMISS: "trouble"}.get(self.state, "muted")
        colour = self._theme.colour(token)
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush if self.state in (LIMIT, UNKNOWN) else colour)
        room = float(self._theme.px(18)) if self._top else float(self.height())
        box = QRectF(1, (room - size) / 2, size, size)
        if self.state in (AMISS, LIMIT):
            painter.drawRect(box)
        else:
            painter.drawEllipse(box)
