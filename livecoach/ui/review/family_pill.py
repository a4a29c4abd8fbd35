"""A pill that switches one family's moments on: its shape, its name, how many there are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from livecoach.figures.shapes import paint_shape
from livecoach.ui.theme import Theme


class FamilyPill(QPushButton):
    """A switch; ``say`` shows its count and whether it is on."""

    def __init__(
        self, theme: Theme, name: str, shape: str, colour: str, run: Callable[[], None]
    ) -> None:
        super().__init__()
        self._theme, self._name, self._shape, self._colour = theme, name, shape, colour
        self._count = 0
        self.narrow = False  # the name goes where the row has no room for it
        self.setCheckable(True)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: run())
        theme.changed.connect(self.updateGeometry)

    def say(self, count: int, on: bool) -> None:
        """Show how many moments there are, and whether only chosen families are shown."""
        self._count = count
        self.setChecked(on)
        self.setAccessibleName(f"Only {self._name}, {count} moments")
        self.updateGeometry()
        self.update()

    def be_narrow(self, narrow: bool) -> None:
        """Leave the name out, or write it; a screen reader hears it either way."""
        if narrow != self.narrow:
            self.narrow = narrow
            self.setToolTip(self._name.replace("<", "‹") if narrow else "")
            self.updateGeometry()
            self.update()

    def full_width(self) -> int:
        """Return how wide the pill is with its name."""
        return self._width(self._name)

    def _width(self, name: str) -> int:
        metrics = QFontMetricsF(self._theme.font(13, tabular=True))
        words = metrics.horizontalAdvance(name) + metrics.horizontalAdvance(str(self._count))
        return round(words + self._theme.px(12 + 17 + (6 if name else 0) + 12)) + 2

    def _words(self) -> tuple[float, float]:
        metrics = QFontMetricsF(self._theme.font(13, tabular=True))
        name = "" if self.narrow else self._name
        return metrics.horizontalAdvance(name), metrics.horizontalAdvance(str(self._count))

    def sizeHint(self) -> QSize:
        """Return room for shape, name and count, and for a finger."""
        wide = self._width("" if self.narrow else self._name)
        return QSize(max(wide, 44), max(self._theme.px(32) + 12, 44))

    def minimumSizeHint(self) -> QSize:
        """Return the same: names are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 6, -1, -6)
        on = self.isChecked()
        edge = theme.colour("accent" if on or self.hasFocus() else "hairline")
        painter.setPen(QPen(edge, 2 if on or self.hasFocus() else 1))
        painter.setBrush(theme.colour("accent_soft" if on else "surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), box.height() / 2,
                                box.height() / 2)  # fmt: skip
        size, left = float(theme.px(11)), float(theme.px(12))
        paint_shape(painter, self._shape, QRectF(left, box.center().y() - size / 2, size, size),
                    theme.colour(self._colour))  # fmt: skip
        name, count = self._words()
        painter.setFont(theme.font(13, tabular=True))
        painter.setPen(theme.colour("ink"))
        upright = Qt.AlignmentFlag.AlignVCenter
        left += theme.px(17)
        if not self.narrow:
            painter.drawText(QRectF(left, box.y(), name + 2, box.height()), upright, self._name)
            left += name + theme.px(6)
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRectF(left, box.y(), count + 2, box.height()), upright, str(self._count))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(self.rect()).adjusted(1, 3, -1, -3)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
