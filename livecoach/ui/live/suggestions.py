"""Show what completes the quick line, or what stops it, just above it; never in a window."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from livecoach.ui.live.look import Look, box, key_cap, key_width, write

_WRAP = (
    Qt.AlignmentFlag.AlignLeft.value
    | Qt.AlignmentFlag.AlignVCenter.value
    | Qt.TextFlag.TextWordWrap.value
)


class Suggestions(QWidget):
    """Completions, the one Tab takes marked; or one sentence that says what stops the line."""

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Completions")
        self._look = look
        self.lines: list[str] = []
        self.problem = ""
        self.current = 0
        self.hide()

    def dress(self, look: Look) -> None:
        """Take new fonts and colours."""
        self._look = look

    def offer(self, lines: list[str], above: QRect) -> None:
        """Show these completions above a place; none hides them."""
        self.lines, self.current, self.problem = lines, 0, ""
        self._show(self._look.px(34) * len(lines), above)

    def refuse(self, problem: str, above: QRect) -> None:
        """Say above a place what stops the line."""
        self.lines, self.problem = [], problem
        room = QRectF(0, 0, above.width() - self._look.px(32), 1000)
        text = self._look.metrics(self._look.body).boundingRect(room, _WRAP, problem)
        self._show(text.height() + self._look.px(14), above)

    def _show(self, height: float, above: QRect) -> None:
        shown = bool(self.lines or self.problem)
        self.setVisible(shown)
        if shown:
            tall = int(height) + 12
            self.setGeometry(above.left(), above.top() - tall - 4, above.width(), tall)
            self.raise_()
            self.update()

    def step(self, rows: int) -> None:
        """Move to another completion."""
        self.current = (self.current + rows) % max(len(self.lines), 1)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the completions, or the sentence."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        edge = look.colour("trouble" if self.problem else "muted")
        box(painter, whole, look.colour("surface"), edge, look.px(8))
        if self.problem:
            painter.setFont(look.body)
            painter.setPen(look.colour("trouble"))
            pad = look.px(16)
            painter.drawText(whole.adjusted(pad, 0, -pad, 0), _WRAP, self.problem)
        row = look.px(34)
        for number, line in enumerate(self.lines):
            place = QRectF(6, 6 + number * row, whole.width() - 12, row)
            if number == self.current:
                box(painter, place, look.colour("accent_soft"), None, look.px(6))
                wide = key_width(look, "Tab")
                top = place.center().y() - look.px(10)
                cap = QRectF(place.right() - wide - 8, top, wide, look.px(20))
                key_cap(painter, look, cap, "Tab")
            words = place.adjusted(look.px(10), 0, -look.px(60), 0)
            text = look.fitted(look.body, line.strip(), words.width())
            write(painter, words, look.body, look.colour("ink"), text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the completion pressed."""
        number = int((event.position().y() - 6) / self._look.px(34))
        if 0 <= number < len(self.lines):
            self.chosen.emit(self.lines[number])
