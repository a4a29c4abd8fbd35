"""The pages of an open programme, down the left side."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from livecoach.ui.routes import ROUTES, stands
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import TARGET_PX
from livecoach.ui.widgets.text import Text


class Entry(QPushButton):
    """One page's words; the page in front has a soft ground, an accent bar and strong words."""

    def __init__(self, theme: Theme, words: str, run: Callable[[], object]) -> None:
        super().__init__(words)
        self._theme = theme
        self._over = False
        self.setCheckable(True)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: run())
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return room for the words and a finger."""
        metrics = QFontMetricsF(self._theme.font(13, 600))
        width = metrics.horizontalAdvance(self.text()) + 2 * self._theme.px(14)
        return QSize(round(width), max(self._theme.px(36), TARGET_PX))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the pointer is over the entry."""
        self._over = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the pointer has left."""
        self._over = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words on their ground."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 3, -1, -3)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self._over or self.isDown():
            painter.setBrush(theme.colour("accent_soft" if self.isChecked() else "ground"))
            painter.drawRoundedRect(box, 8, 8)
        if self.isChecked():
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(
                QRectF(box.left(), box.top() + 8, 3, box.height() - 16), 1.5, 1.5
            )
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
        painter.setFont(theme.font(13, 600 if self.isChecked() else 400))
        painter.setPen(theme.colour("accent" if self.isChecked() else "ink"))
        inner = box.adjusted(theme.px(13), 0, 0, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self.text())


class Sidebar(QWidget):
    """Entries for the pages that are there, under their headings."""

    def __init__(self, theme: Theme, go: Callable[[str], object]) -> None:
        super().__init__()
        self._theme = theme
        self.entries: dict[str, Entry] = {}
        self._front = ""
        self._list = QWidget()
        layout = QVBoxLayout(self._list)
        layout.setContentsMargins(14, 18, 14, 14)
        layout.setSpacing(0)  # each entry keeps its own distance; all of them fit 720 pixels
        heading = ""
        for name, route in ROUTES.items():
            if route.heading is None or not stands(name):
                continue
            if route.heading != heading:
                heading = route.heading
                layout.addSpacing(16)
                label = Text(theme, heading, "section")
                label.setContentsMargins(13, 4, 0, 4)
                layout.addWidget(label)
            entry = Entry(theme, route.words, self._goer(go, name))
            layout.addWidget(entry)
            self.entries[name] = entry
        layout.addStretch(1)
        area = QScrollArea()  # at twice the text size the entries may be taller than the window
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._list)
        area.viewport().setAutoFillBackground(False)
        self._list.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 1, 0)
        outer.addWidget(area)
        theme.changed.connect(self._resize)
        self._resize()

    def _goer(self, go: Callable[[str], object], name: str) -> Callable[[], object]:
        def run() -> None:
            go(name)
            self.show_front(self._front)  # a press alone marks nothing, and unmarks nothing

        return run

    def show_front(self, name: str) -> None:
        """Mark the page in front; one that stands on another leaves that one marked."""
        name = ROUTES[name].under or name
        if name not in self.entries:
            return
        self._front = name
        for which, entry in self.entries.items():
            entry.setChecked(which == name)

    def _resize(self) -> None:
        self.setFixedWidth(max(self._theme.px(200), self._list.sizeHint().width() + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface and the hairline on its right."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        painter.setPen(QPen(self._theme.colour("hairline"), 1))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
