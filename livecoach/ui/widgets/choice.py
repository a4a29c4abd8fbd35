"""A card that is pressed: a way in, with a word above, a title and a few lines."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from livecoach.ui.theme import Theme

WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Choice(QPushButton):
    """One of a few ways on. The one to take unless there is a reason not to has an accent edge."""

    def __init__(
        self,
        theme: Theme,
        above: str,
        title: str,
        words: str,
        run: Callable[[], object],
        first: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._above, self._title, self._words = above, title, words
        self._first = first
        self._over = False
        self.setAutoDefault(False)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: run())
        theme.changed.connect(self.updateGeometry)

    def say(self, words: str) -> None:
        """Show other lines."""
        self._words = words
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    # Size and paint --------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        """Say that the lines wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the wrapped lines need."""
        return max(self._layout(width)[-1], self._theme.px(184))

    def sizeHint(self) -> QSize:
        """Return a third of the first page."""
        width = self._theme.px(270)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least at which no word is cut."""
        width = self._theme.px(200)
        return QSize(width, self.heightForWidth(self.width()))

    def _layout(self, width: int) -> tuple[int, int, int]:
        theme, inner = self._theme, width - 2 * self._theme.px(24)
        room = QRectF(0, 0, max(inner, 1), 10_000)
        title = QFontMetricsF(theme.font(17, 600)).boundingRect(room, WRAP, self._title).height()
        words = QFontMetricsF(theme.font(13)).boundingRect(room, WRAP, self._words).height()
        top = theme.px(24) + theme.px(24)
        below = top + round(title) + theme.px(8)
        return top, below, below + round(words) + theme.px(26)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the pointer is over the card."""
        self._over = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the pointer has left."""
        self._over = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card and its words."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.hasFocus() or self._first
        width = 3.0 if self.hasFocus() else (2.0 if self._first else 1.0)
        lit = strong or self._over
        painter.setPen(QPen(theme.colour("accent" if lit else "hairline"), width))
        painter.setBrush(theme.colour("accent_soft" if self.isDown() else "surface"))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 14, 14)
        pad = theme.px(24)
        top, below, _ = self._layout(self.width())
        inner = self.width() - 2 * pad
        painter.setFont(theme.font(11, 600, spacing=0.7))
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRectF(pad, pad, inner, theme.px(18)), WRAP, self._above.upper())
        painter.setFont(theme.font(17, 600))
        painter.setPen(theme.colour("ink"))
        painter.drawText(QRectF(pad, top, inner, below - top), WRAP, self._title)
        painter.setFont(theme.font(13))
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRectF(pad, below, inner, self.height() - below), WRAP, self._words)
