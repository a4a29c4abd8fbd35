"""Draw a curtain over the window: nothing of the record is seen, and recording goes on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from livecoach.ui.actions import Actions
from livecoach.ui.theme import Theme


class Curtain(QWidget):
    """
    A plain ground over the whole window. Keys still reach what is under it; clicks do not.

    It says how to lift it, and nothing else: no name, count or clock.
    """

    def __init__(self, theme: Theme, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._covers = window
        self._theme = theme
        self._actions = actions
        self.setAccessibleName("The curtain is down")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        window.installEventFilter(self)
        theme.changed.connect(self.update)
        self.hide()

    def toggle(self) -> None:
        """Let the curtain down, or lift it."""
        if not self.isHidden():
            self.hide()
            return
        self.setGeometry(self._covers.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the window as it changes size."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self.setGeometry(self._covers.rect())
            self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and in one quiet line the key that lifts it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("ground"))
        painter.setFont(self._theme.font(13))
        painter.setPen(self._theme.colour("muted"))
        key = self._actions.shown_key("view.curtain")
        words = f"{key} to go on" if key else "Ctrl+K, then “curtain”, to go on"
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, words)
