"""Say in words whether everything on screen is on disk."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from livecoach.ui.saving import Saving
from livecoach.ui.theme import Theme

SHOWN_AFTER_MS = 400  # a write that is done sooner never shows "Saving…": it would only flicker


class SavedLamp(QWidget):
    """A pill with "Saved", "Saving…" or "Not saved"; ``more`` says how much, in muted ink."""

    def __init__(self, theme: Theme, saving: Saving, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._saving = saving
        self._more = ""
        self._state = "Saved"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(SHOWN_AFTER_MS)
        self._late.timeout.connect(self._show_state)
        saving.changed.connect(self._altered)
        theme.changed.connect(self.updateGeometry)
        self._show_state()

    def say_more(self, more: str) -> None:
        """Show a count after the state, as in "63 moments"."""
        if more != self._more:
            self._more = more
            self.updateGeometry()
            self.update()

    def _altered(self) -> None:
        if self._saving.all_saved or self._saving.trouble:
            self._late.stop()
            self._show_state()
        elif not self._late.isActive():
            self._late.start()
            self.update()  # the dot empties at once; the word follows if it lasts

    def _show_state(self) -> None:
        state = self._saving.words()
        if self._saving.trouble:
            self.setToolTip(state)
            state = "Not saved"
        else:
            self.setToolTip("")
        changed = state != self._state
        self._state = state
        self.setAccessibleName(self._saving.words())
        self.updateGeometry()
        self.update()
        if changed:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def sizeHint(self) -> QSize:
        """Return room for both usual states, so that nothing beside it moves while saving."""
        metrics = QFontMetricsF(self._theme.font(13))
        bold = QFontMetricsF(self._theme.font(13, 700))
        width = metrics.horizontalAdvance("Saving…")
        if self._saving.trouble:
            width = bold.horizontalAdvance("Not saved")
        if self._more:
            width += self._theme.px(6) + metrics.horizontalAdvance(self._more + "0")
        return QSize(round(width) + self._theme.px(45), self._theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill: a full dot and "Saved", an empty one while a write is under way."""
        theme = self._theme
        bad = bool(self._saving.trouble)
        token = "trouble" if bad else "saved"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.colour("trouble" if bad else "hairline"), 2 if bad else 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        size = theme.px(10)
        dot = QRectF(theme.px(14), (self.height() - size) / 2, size, size)
        full = self._saving.all_saved or bad
        painter.setPen(QPen(theme.colour(token), 1.6))
        painter.setBrush(theme.colour(token) if full else Qt.BrushStyle.NoBrush)
        if bad:  # told by its shape too
            painter.drawRect(dot)
        else:
            painter.drawEllipse(dot)
        font = theme.font(13, 700 if bad else 400, tabular=True)
        painter.setFont(font)
        painter.setPen(theme.colour("trouble" if bad else "ink"))
        left = float(theme.px(14) + size + theme.px(7))
        words = QFontMetricsF(font).horizontalAdvance(self._state)
        upright = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, 0, words + 4, self.height()), upright, self._state)
        if self._more:
            painter.setFont(theme.font(13, tabular=True))
            painter.setPen(theme.colour("muted"))
            left += words + theme.px(6)
            painter.drawText(QRectF(left, 0, self.width() - left, self.height()), upright,
                             self._more)  # fmt: skip
