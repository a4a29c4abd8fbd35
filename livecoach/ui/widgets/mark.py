"""A small mark before a sentence: found well, amiss, beyond anybody's reach, or not found out."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from livecoach.ui.theme import Theme

WELL, AMISS, LIMIT, UNKNOWN = "well", "amiss", "limit", "unknown"


class Mark(QWidget):
    """
    A full dot, a square in the colour of trouble, an empty square, a ring: told by shape too.

    The style sheet paints it: it stands on the first page, see ``text.PLAIN``.
    """

    def __init__(self, theme: Theme, state: str = "", top: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._top = top  # beside the first line of several
        self.state = state
        self._dot = QFrame(self)
        self._dot.setObjectName("mark")
        self._dot.setProperty("state", state)
        self._rows = QVBoxLayout(self)
        self._rows.addStretch(0 if top else 1)
        self._rows.addWidget(self._dot)
        self._rows.addStretch(1)
        self._dress()
        theme.changed.connect(self._dress)

    def say(self, state: str) -> None:
        """Show another state."""
        self.state = state
        self._dot.setProperty("state", state)
        self._dot.style().polish(self._dot)
        self._dot.update()

    def _dress(self) -> None:
        line, size = self._theme.px(18), self._theme.px(9)
        self._dot.setFixedSize(size, size)
        self._rows.setContentsMargins(1, (line - size) // 2 if self._top else 0, 0, 0)
        self.setFixedWidth(line)
        self.setMinimumHeight(line)
