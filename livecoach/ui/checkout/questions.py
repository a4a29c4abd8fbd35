"""Ask one question on the whole screen: a scale of thumb-sized numbers, or a few words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text

TARGET = 56  # the least a thumb should be asked to hit here
HIGHEST = 10
FIGURES = tuple("0123456789")


class Number(QAbstractButton):
    """One number of the scale."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme = theme
        self.setText(str(number))
        self.setCheckable(True)
        self.setAccessibleName(f"{number} of {HIGHEST}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return room for a thumb."""
        side = max(self._theme.px(72), TARGET)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return the least a thumb can hit."""
        return QSize(TARGET, max(self._theme.px(56), TARGET))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the number; the chosen one has an accent edge and a bolder number."""
        theme, chosen = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.colour("accent" if chosen or self.hasFocus() else "hairline")
        painter.setPen(QPen(edge, 3 if chosen else 2 if self.hasFocus() else 1))
        painter.setBrush(theme.colour("accent_soft" if chosen else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 12, 12)
        painter.setPen(theme.colour("accent" if chosen else "ink"))
        painter.setFont(theme.font(22, 700 if chosen else 600, tabular=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Scale(QWidget):
    """The numbers 0 to 10 in one row, or two where the row is too narrow for thumbs."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, low: str, high: str) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._group = QButtonGroup(self)
        self.numbers = [Number(theme, number) for number in range(HIGHEST + 1)]
        for number, button in enumerate(self.numbers):
            self._group.addButton(button, number)
        self._group.idClicked.connect(self.chosen)
        self._low, self._high = Text(theme, low, "muted"), Text(theme, high, "muted")
        self._in_a_row = 0
        self._place(HIGHEST + 1)

    def value(self) -> int | None:
        """Return the number chosen, or None."""
        found = self._group.checkedId()
        return None if found < 0 else found

    def type(self, figure: int) -> None:
        """Choose by a figure typed; a nought after a one makes it ten."""
        ten = figure == 0 and self.value() == 1
        self.numbers[HIGHEST if ten else figure].click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the row where its numbers would be too narrow."""
        least = TARGET + self._grid.spacing()
        self._place(HIGHEST + 1 if self.width() >= least * (HIGHEST + 1) else 6)
        super().resizeEvent(event)

    def _place(self, in_a_row: int) -> None:
        if in_a_row == self._in_a_row:
            return
        self._in_a_row = in_a_row
        for number, button in enumerate(self.numbers):
            self._grid.addWidget(button, number // in_a_row, number % in_a_row)
        last = HIGHEST // in_a_row + 1
        self._grid.addWidget(self._low, last, 0, 1, in_a_row // 2)
        self._grid.addWidget(
            self._high, last, in_a_row // 2, 1, in_a_row - in_a_row // 2,
            Qt.AlignmentFlag.AlignRight,
        )  # fmt: skip


class Question(QWidget):
    """One question: its words, where the answer goes, and two ways on."""

    def __init__(
        self,
        theme: Theme,
        words: str,
        answer: QWidget,
        skip: str,
        on: Callable[[], object],
        skipped: Callable[[], object],
        further: str = "Next",
    ) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.px(22))
        said = Text(theme, words, "display", wrap=True)
        lines.addWidget(said)
        lines.addWidget(answer)
        row = QHBoxLayout()
        skip_button = Button(theme, skip, skipped)
        self.on_button = Button(theme, further, on, "primary")
        for button in (skip_button, self.on_button):
            button.setMinimumHeight(max(theme.px(56), TARGET))
        row.addWidget(skip_button)
        row.addStretch(1)
        row.addWidget(self.on_button)
        lines.addSpacing(theme.px(16))
        lines.addLayout(row)
        self.setAccessibleName(words)
        self._answer = answer
        if isinstance(answer, Words):
            self.setFocusProxy(answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by a figure, and go on by Enter once something is chosen."""
        if isinstance(self._answer, Scale) and event.text() in FIGURES:
            self._answer.type(int(event.text()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.on_button.click()
        else:
            super().keyPressEvent(event)


class Words(QPlainTextEdit):
    """A few words of one's own."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFont(theme.font(16))
        self.setFixedHeight(theme.px(140))
