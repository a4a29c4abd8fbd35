"""One sentence on the paper: read it, press it, write it anew, move it or leave it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from livecoach.report.document import Text as Said
from livecoach.report.document import words_of
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Doings:
    """What can be done with a sentence, by its key."""

    rewrite: Callable[[str, str], object]
    leave_out: Callable[[str], object]
    move: Callable[[str, int], object]
    evidence: Callable[[str], str]  # the times it rests on, in words
    show: Callable[[str], object]  # go to its moments in review
    release: Callable[[str], object]  # let it stand though it tells somebody apart


class SentenceLine(QWidget):
    """A sentence with its mark; Enter or a press opens it for writing, Esc leaves it as it was."""

    def __init__(self, theme: Theme, said: Said, mark: str, doings: Doings | None) -> None:
        super().__init__()
        self._theme = theme
        self._doings = doings
        self.key = next((span.key for span in said if span.key), "")
        self._own = "".join(span.text for span in said if span.key)
        self._writing: QWidget | None = None
        lead = "".join(span.text for span in said if span.strong).strip()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(6, 3, 6, 3)
        self._lines.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(8)
        if mark:
            number = Text(theme, mark, "body")
            number.setMinimumWidth(theme.px(18))
            row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        if lead:
            words.addWidget(Text(theme, lead, "strong", wrap=True))
        self._words = Text(theme, words_of(said)[len(lead) :].strip(), "body", wrap=True)
        words.addWidget(self._words)
        row.addLayout(words, 1)
        self._lines.addLayout(row)
        self.setAccessibleName(words_of(said))
        if self._can_write():
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.IBeamCursor)
            self.setToolTip("Enter to write it anew")
        theme.changed.connect(self.update)

    def _can_write(self) -> bool:
        return bool(self.key) and self._doings is not None

    def write(self) -> None:
        """Open the sentence for writing."""
        if self._writing is not None or not self._can_write() or self._doings is None:
            return
        doings = self._doings
        self._writing = QWidget()
        lines = QVBoxLayout(self._writing)
        lines.setContentsMargins(0, 4, 0, 4)
        lines.setSpacing(4)
        area = QPlainTextEdit(self._own)
        area.setTabChangesFocus(True)
        area.setAccessibleName("The sentence")
        area.setFixedHeight(self._theme.px(84))
        area.installEventFilter(self)
        self.area = area
        lines.addWidget(area)
        rests = doings.evidence(self.key)
        if rests:
            lines.addWidget(Text(self._theme, f"Rests on {rests}", "small", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(4)
        for words, run, kind in (
            ("Keep", self._keep, "plain"),
            ("Up", lambda: doings.move(self.key, -1), "quiet"),
            ("Down", lambda: doings.move(self.key, 1), "quiet"),
            ("Leave out", lambda: doings.leave_out(self.key), "quiet"),
            ("Let it stand", lambda: doings.release(self.key), "quiet"),
            ("Show in review", lambda: doings.show(self.key), "quiet"),
            ("Cancel", self.close_writing, "quiet"),
        ):
            if words != "Show in review" or rests:
                row.addWidget(Button(self._theme, words, run, kind))
        row.addStretch(1)
        lines.addLayout(row)
        self._lines.addWidget(self._writing)
        area.setFocus()
        area.selectAll()

    def close_writing(self) -> None:
        """Leave the sentence as it was."""
        if self._writing is not None:
            self._lines.removeWidget(self._writing)
            self._writing.deleteLater()
            self._writing = None
            self.setFocus()

    def _keep(self) -> None:
        text = self.area.toPlainText().strip()
        if self._doings is not None and text and text != self._own:
            self._doings.rewrite(self.key, text)
        else:
            self.close_writing()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep with Enter (Shift+Enter breaks the line), leave with Esc."""
        if isinstance(event, QKeyEvent) and event.type() in (
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
        ):
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift
            if enter or event.key() == Qt.Key.Key_Escape:
                if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()
                elif enter:
                    self._keep()
                else:
                    self.close_writing()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.write()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open with a press."""
        if self.rect().contains(event.position().toPoint()):
            self.write()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus ring away."""
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a ring round the sentence that has the focus."""
        if self.hasFocus() or self._writing is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), 1.5))
            painter.setBrush(self._theme.colour("accent_soft"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
