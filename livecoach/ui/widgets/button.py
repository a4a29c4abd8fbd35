"""A push button drawn in the tokens: its words, and the key that presses it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from livecoach.ui.theme import Theme
from livecoach.ui.widgets.key_cap import cap_size, paint_cap

KINDS = ("plain", "primary", "quiet", "trouble", "pill")
TARGET_PX = 44  # the least a finger should be asked to hit


class Button(QPushButton):
    """
    A button of one kind: plain (outlined), primary (filled), quiet (bare), trouble, pill.

    ``run`` is called with no arguments on a press. ``dot`` names a token painted as a dot.
    """

    def __init__(
        self,
        theme: Theme,
        words: str,
        run: Callable[[], object] | None = None,
        kind: str = "plain",
        key: str = "",
        dot: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is not one of {', '.join(KINDS)}")
        self._theme = theme
        self._words = words
        self._kind = kind
        self._key = key
        self._dot = dot
        self._over = False
        self.setAccessibleName(words)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._dress)
        if run is not None:
            act = run
            self.clicked.connect(lambda: act())
        self._dress()

    def say(self, words: str, dot: str | None = None) -> None:
        """Show other words, and another dot if one is given."""
        self._words = words
        self._dot = self._dot if dot is None else dot
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """Print another key on the button."""
        self._key = key
        self.updateGeometry()
        self.update()

    def _dress(self) -> None:
        weight = 500 if self._kind in ("quiet", "pill") else 600
        self.setFont(self._theme.font(13, weight))
        self.updateGeometry()
        self.update()

    # Size and paint --------------------------------------------------------------------------

    def _parts(self) -> tuple[float, float, float]:
        words = QFontMetricsF(self.font()).horizontalAdvance(self._words)
        key = cap_size(self._theme, self._key).width() + self._theme.px(8) if self._key else 0
        dot = self._theme.px(18) if self._dot else 0
        return words, key, dot

    def sizeHint(self) -> QSize:
        """Return room for the words, the key and a finger."""
        pad = self._theme.px(10 if self._kind == "quiet" else 16)
        height = max(self._theme.px(36) + 8, TARGET_PX)
        width = round(sum(self._parts()) + 2 * pad + 1)
        return QSize(max(width, TARGET_PX), height)

    def minimumSizeHint(self) -> QSize:
        """Return the same: words are never cut."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the pointer is over the button."""
        self._over = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the pointer has left."""
        self._over = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame, dot, words and key cap."""
        theme, able = self._theme, self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 3, -1, -3)  # the target is taller than its look
        radius = frame.height() / 2 if self._kind == "pill" else 8
        fill, edge, ink = self._colours(able)
        painter.setPen(QPen(edge, 1) if edge.alpha() else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        words, key, dot = self._parts()
        pad = theme.px(10 if self._kind == "quiet" else 16)
        shown, words = self._words, min(words, self.width() - key - dot - 2 * pad)
        if words < self._parts()[0]:  # only where a layout may squeeze it, as in the top bar
            shown = QFontMetricsF(self.font()).elidedText(shown, Qt.TextElideMode.ElideRight, words)
        left = (self.width() - words - key - dot) / 2
        middle = frame.center().y()
        if self._dot:
            size = theme.px(9)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(self._dot) if able else theme.colour("faint"))
            painter.drawEllipse(QRectF(left, middle - size / 2, size, size))
            left += dot
        painter.setPen(ink)
        painter.setFont(self.font())
        box = QRectF(left, frame.top(), words + 2, frame.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                         shown)  # fmt: skip
        if self._key:
            size_ = cap_size(theme, self._key)
            place = QRectF(left + words + theme.px(8), middle - size_.height() / 2,
                           size_.width(), size_.height())  # fmt: skip
            paint_cap(painter, theme, place, self._key, faded=not able)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            grow = 0.0 if self._kind == "primary" else -1.0
            if self._kind == "primary":  # a ring inside, told from the fill
                painter.setPen(QPen(theme.colour("accent_ink"), 2))
                grow = -3.0
            ring = frame.adjusted(-grow, -grow, grow, grow)
            painter.drawRoundedRect(ring, max(radius + grow, 3), max(radius + grow, 3))

    def _colours(self, able: bool) -> tuple[QColor, QColor, QColor]:
        theme = self._theme
        none = QColor(0, 0, 0, 0)
        down, over = self.isDown(), self._over
        ink = theme.colour("ink" if able else "faint")
        if self._kind == "primary":
            fill = theme.colour("accent" if able else "hairline")
            if able and (over or down):
                fill = fill.lighter(112) if down else fill.darker(112)
            return fill, none, theme.colour("accent_ink") if able else theme.colour("muted")
        soft = theme.colour("accent_soft")
        fill = soft if down or self.isChecked() else theme.colour("ground" if over else "surface")
        if self._kind == "quiet":
            bare = fill if down or over or self.isChecked() else none
            return bare, none, theme.colour("accent") if self.isChecked() else ink
        if self._kind == "trouble":
            colour = theme.colour("trouble" if able else "faint")
            return fill, colour, colour
        return fill, theme.colour("hairline"), ink
