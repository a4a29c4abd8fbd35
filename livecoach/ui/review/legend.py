"""Say what each mark of the timeline means, in one or two lines under it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from livecoach.figures.timeline_legend import Entry, entries, places
from livecoach.ui.review.scene import Scene
from livecoach.ui.theme import Theme


class Legend(QWidget):
    """The marks with their words; they wrap where the width is small."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        super().__init__()
        self._scene = scene
        self._theme = theme
        self._entries: list[Entry] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._theme.changed.connect(self.updateGeometry)
        scene.edited.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        """Name the marks that this session has, and no others."""
        self._entries = entries(self._scene.lanes)
        self.setAccessibleName("Legend: " + ", ".join(words for _, words in self._entries))
        self.updateGeometry()
        self.update()

    def _places(self, wide: int) -> list[tuple[QRectF, QRectF]]:
        """Return where each mark and its words go."""
        metrics = QFontMetricsF(self._theme.font(12))
        widths = [metrics.horizontalAdvance(words) for _, words in self._entries]
        return places(widths, wide, self._theme.px)

    def hasHeightForWidth(self) -> bool:
        """Say that the entries wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped entries."""
        places = self._places(width)
        return round(places[-1][1].bottom()) + self._theme.px(4) if places else 0

    def sizeHint(self) -> QSize:
        """Return the room for a usual width."""
        return QSize(self._theme.px(700), self.heightForWidth(max(self.width(), 300)))

    def minimumSizeHint(self) -> QSize:
        """Return the least height at the width there is."""
        return QSize(self._theme.px(260), self.heightForWidth(max(self.width(), 300)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint marks and words."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for (mark, place), (draw, words) in zip(
            self._places(self.width()), self._entries, strict=True
        ):
            painter.save()
            draw(painter, mark, theme.tokens)
            painter.restore()
            painter.setFont(theme.font(12))
            painter.setPen(theme.colour("muted"))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
