"""The band at the top of a page that covers the window: back, title, its buttons, saved or not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from livecoach.ui.desk import Desk
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.saved_lamp import SavedLamp
from livecoach.ui.widgets.text import Text


class Band(QWidget):
    """A strip of surface with a hairline under it; put things in ``row``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(14, 5, 20, 6)
        self.row.setSpacing(12)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface and its hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        painter.setPen(QPen(self._theme.colour("hairline"), 1))
        bottom = self.height() - 1
        painter.drawLine(0, bottom, self.width(), bottom)


class PageHeader(Band):
    """
    Back button, title and a line under it, then whatever the page adds, then the saved lamp.

    Add widgets with ``add``; they stand before the lamp, from left to right.
    """

    def __init__(
        self, desk: Desk, title: str, subtitle: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(desk.theme, parent)
        back = Button(desk.theme, "‹", desk.back, kind="quiet")
        back.setAccessibleName("Back")
        back.setToolTip("Back (Esc)")
        self.title = Text(desk.theme, title, "heading")
        self.subtitle = Text(desk.theme, subtitle, "small")
        self.subtitle.setVisible(bool(subtitle))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self.lamp = SavedLamp(desk.theme, desk.saving)
        self.row.addWidget(back)
        self.row.addLayout(words)
        self.row.addStretch(1)
        self.row.addWidget(self.lamp)
        self._next = self.row.indexOf(self.lamp)

    def say(self, title: str, subtitle: str = "") -> None:
        """Show another title and line under it."""
        self.title.say(title)
        self.subtitle.say(subtitle)
        self.subtitle.setVisible(bool(subtitle))

    def add(self, widget: QWidget) -> None:
        """Put a widget before the saved lamp."""
        self.row.insertWidget(self._next, widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._next += 1

    def add_last(self, widget: QWidget) -> None:
        """Put a widget at the far end, after the saved lamp."""
        self.row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
