"""Type words for a moment, or a whole new one, on one line that has the keys only when asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from livecoach.core import timecode
from livecoach.ui.live.look import RIGHT, Look, box, key_cap, key_width, mark, write
from livecoach.ui.live.suggestions import Suggestions


class QuickLine(QWidget):
    """The line. ``kept`` tells the text on Enter; ``left`` that Esc was pressed."""

    opened = Signal()
    kept = Signal(str)
    left = Signal()

    def __init__(
        self,
        look: Look,
        key_of: Callable[[str], str],
        complete: Callable[[str], list[str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._key_of = key_of
        self._complete = complete
        self._chip = ("", "muted", "ring", False)  # words, colour, shape, hollow
        self._who = ""
        self._stamp = ""
        self._said = ""
        self.problem = ""
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName("Quick line: words or a note, or a new moment")
        self.edit.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.edit.setFrame(False)
        self.edit.setMaxLength(4000)
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._typed)
        self._ground = parent.parentWidget() or parent
        self.suggestions = Suggestions(look, self._ground)
        self.suggestions.chosen.connect(self._take)
        self.dress(look)

    def stand_in(self, parent: QWidget, ground: QWidget | None = None) -> None:
        """Stand in another widget, with the completions over its ground."""
        if parent is not self.parentWidget():
            self._ground = ground or parent
            self.setParent(parent)
            self.suggestions.setParent(self._ground)
            self.show()

    def dress(self, look: Look) -> None:
        """Take new fonts and colours."""
        self._look = look
        self.suggestions.dress(look)
        self.edit.setFont(look.body)
        tokens = look.tokens
        self.edit.setStyleSheet(
            f"QLineEdit, QLineEdit:focus {{ border: none; background: transparent; padding: 0;"
            f" color: {tokens.ink}; min-height: 0; selection-background-color: {tokens.accent};"
            f" selection-color: {tokens.accent_ink}; }}"
        )
        self._place()

    @property
    def writing(self) -> bool:
        """Tell whether the line has the keys."""
        return self.edit.hasFocus()

    def spoken(self) -> str:
        """Return which moment the line is about and when it is stamped, in one sentence."""
        return ", ".join(part for part in (self._chip[0], self._who, self._stamp) if part)

    def about(self, chip: str, colour: str, shape: str, hollow: bool, who: str, said: str) -> None:
        """Say which moment the line is about, and what it says already."""
        shown = (chip, colour, shape, hollow)
        if (shown, who, said) != (self._chip, self._who, self._said):
            self._chip, self._who, self._said = shown, who, said
            self._place()
            self.update()

    def stamp(self, offset_ms: int | None, ago_ms: int = 0) -> None:
        """Say when the moment is stamped, and how long ago that is."""
        words = ""
        if offset_ms is not None:
            words = f"stamped {timecode.hours(offset_ms)}"
            if ago_ms >= 1000:
                words += f" · −{timecode.spoken(ago_ms)}"
        if words != self._stamp:
            self._stamp = words
            self.edit.setAccessibleDescription(self.spoken())
            self.update()

    def begin(self, text: str) -> None:
        """Take the keys, with this text to go on from."""
        self.problem = ""
        self.edit.setText(text)
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.end(False)
        self._place()
        self.update()

    def refuse(self, problem: str) -> None:
        """Say what stops the line; what was typed stays."""
        self.problem = problem
        self.suggestions.refuse(problem, self._above())
        self.edit.setAccessibleDescription(problem)
        self.update()

    def clear(self) -> None:
        """Empty the line and its completions."""
        self.edit.clear()
        self.problem = ""
        self.suggestions.offer([], QRect())
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the usual size."""
        return QSize(int(self._look.px(420)), int(max(self._look.px(40), 44)))

    # Within ----------------------------------------------------------------------------------

    def _chip_width(self) -> float:
        look = self._look
        return look.width(look.bold, self._chip[0]) + look.px(34) if self._chip[0] else 0.0

    def _place(self) -> None:
        look = self._look
        left = look.px(12)
        chip = min(self._chip_width(), self.width() * 0.5)
        left += chip + look.px(8) if chip else 0.0
        if self.writing and self._who:
            who = look.width(look.body, self._who) + look.px(8)
            left += who if self.width() - left - who > look.px(300) else 0.0
        right = look.width(look.small, "stamped 00:00:00 · −00 min 00 s") + look.px(18)
        if self.width() - left - right < look.px(220):
            right = look.px(12)
        height = look.height(look.body) + 6
        self.edit.setGeometry(
            QRectF(left, (self.height() - height) / 2, max(self.width() - left - right, 40), height)
            .toAlignedRect()
        )  # fmt: skip
        self.edit.setVisible(True)

    def resizeEvent(self, event: QEvent) -> None:
        """Lay out anew."""
        self._place()

    def _typed(self, text: str) -> None:
        self.problem = ""
        lines = self._complete(text)
        if lines == [text]:
            lines = []
        self.suggestions.offer(lines, self._above())
        self.update()

    def _above(self) -> QRect:
        return QRect(self.mapTo(self._ground, self.rect().topLeft()), self.size())

    def _take(self, line: str) -> None:
        self.edit.setText(line)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._typed(line)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Keep, leave and complete; every other key is typed and tags nothing."""
        if event.type() == QEvent.Type.FocusIn:
            self._place()
            self.update()
            self.opened.emit()
        elif event.type() == QEvent.Type.FocusOut:
            self.suggestions.offer([], QRect())
            self._place()
            self.update()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        offered = self.suggestions.isVisible()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.kept.emit(self.edit.text())
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Tab and offered:
            self._take(self.suggestions.lines[self.suggestions.current])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and offered:
            self.suggestions.step(-1 if key == Qt.Key.Key_Up else 1)
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Give the line the keys."""
        if not self.writing:
            self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, the moment it is about, and its stamp."""
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        on = self.writing
        edge = "trouble" if self.problem else "accent" if on else "hairline"
        box(painter, whole, look.colour("ground"), look.colour(edge), look.px(9), 1.5 if on else 1)
        x = look.px(12)
        chip, colour, shape, hollow = self._chip
        if chip:
            wide = min(self._chip_width(), self.width() * 0.5)
            place = QRectF(x, whole.center().y() - look.px(12), wide, look.px(24))
            box(painter, place, look.colour("accent_soft"), None, look.px(6))
            hue = look.colour(colour)
            dot = QPointF(place.left() + look.px(13), place.center().y())
            mark(painter, shape, dot, look.px(9), hue, hollow)
            words = place.adjusted(look.px(24), 0, -look.px(6), 0)
            write(painter, words, look.bold, look.colour("ink"),
                  look.fitted(look.bold, chip, words.width()))  # fmt: skip
            x += wide + look.px(8)
        right = whole.right() - look.px(12)
        if self._stamp and self.edit.geometry().right() < right - look.px(60):
            rect = QRectF(right - look.px(260), 0, look.px(260), whole.height())
            write(painter, rect, look.small, look.colour("muted"), self._stamp, RIGHT)
        if on:
            room = self.edit.geometry().left() - x - look.px(4)
            if self._who and room > look.px(30):
                rect = QRectF(x, 0, room, whole.height())
                write(painter, rect, look.body, look.colour("muted"),
                      look.fitted(look.body, self._who, room))  # fmt: skip
        elif not self.edit.text():
            self._paint_idle(painter, x)

    def _paint_idle(self, painter: QPainter, x: float) -> None:
        look = self._look
        key = self._key_of("live.quick")
        wide = key_width(look, key) if key else 0.0
        cap = QRectF(x, self.height() / 2 - look.px(10), wide, look.px(20))
        if key:
            key_cap(painter, look, cap, key)
        words = self._said or ("words or a note" if self._chip[0] else "a new moment, in words")
        place = QRectF(cap.right() + look.px(8), 0, self.width() - cap.right() - look.px(24),
                       self.height())  # fmt: skip
        if self._stamp:
            place.setRight(place.right() - look.width(look.small, self._stamp) - look.px(10))
        if place.width() > look.px(40):
            write(painter, place, look.body, look.colour("muted"),
                  look.fitted(look.body, words, place.width()))  # fmt: skip
