"""Say what each mark of the timeline means, in one or two lines under it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from livecoach.figures.timeline_chrome import blend
from livecoach.figures.timeline_shapes import draw_shape
from livecoach.ui.review.scene import Scene
from livecoach.ui.theme import Theme

Paint = Callable[[QPainter, QRectF, Theme], None]


class Legend(QWidget):
    """The marks with their words; they wrap where the width is small."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        super().__init__()
        self._scene = scene
        self._theme = theme
        self._entries: list[tuple[Paint, str]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._theme.changed.connect(self.updateGeometry)
        scene.edited.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        """Name the marks that this session has, and no others."""
        lanes = self._scene.lanes
        looks = {
            look for lane in lanes.lanes for look, points in lane.points.items() if len(points)
        }
        sources = {source for source, _ in looks}
        bar = "a tagged turn" if lanes.rows_are_turns else "a turn"
        entries: list[tuple[Paint, str, bool]] = [
            (_bar, bar, any(len(lane.bars) for lane in lanes.lanes)),
            (_unheard, "not heard", any(lane.unheard for lane in lanes.lanes)),
            (_hollow, "let run", any(hollow for _, hollow in looks)),
            (_late, "put in late", "back-dated" in sources),
            (_imported, "imported", "imported" in sources),
            (_window, "five minutes after an interjection", bool(len(lanes.windows))),
            (_break, "break", bool(lanes.breaks)),
            (_clock, "the laptop slept or its clock was set", bool(lanes.clock_events)),
        ]
        self._entries = [(draw, words) for draw, words, there in entries if there]
        self.setAccessibleName("Legend: " + ", ".join(words for _, words in self._entries))
        self.updateGeometry()
        self.update()

    def _places(self, wide: int) -> list[tuple[QRectF, QRectF]]:
        """Return where each mark and its words go."""
        theme = self._theme
        metrics = QFontMetricsF(theme.font(12))
        line, x, y = float(theme.px(22)), float(theme.px(14)), 0.0
        found = []
        for _, words in self._entries:
            length = metrics.horizontalAdvance(words) + 2
            whole = theme.px(26) + length
            if x > theme.px(14) and x + whole > wide - theme.px(14):
                x, y = float(theme.px(14)), y + line
            mark = QRectF(x, y + (line - theme.px(12)) / 2, theme.px(20), theme.px(12))
            found.append((mark, QRectF(x + theme.px(26), y, length, line)))
            x += whole + theme.px(18)
        return found

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
            draw(painter, mark, theme)
            painter.restore()
            painter.setFont(theme.font(12))
            painter.setPen(theme.colour("muted"))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)


def _bar(painter: QPainter, box: QRectF, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.tokens.organisations[0]))
    painter.drawRoundedRect(box.adjusted(0, 1.5, 0, -1.5), 2, 2)


def _unheard(painter: QPainter, box: QRectF, theme: Theme) -> None:
    painter.setPen(QPen(theme.colour("unheard"), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def _shape(painter: QPainter, box: QRectF, theme: Theme, source: str, hollow: bool) -> None:
    tokens = theme.tokens
    name, colour = ("diamond", tokens.interjection) if hollow else ("circle", tokens.language)
    lift = 2.0 if source == "back-dated" else 0.0
    centre = box.center() - QPointF(0, lift)
    draw_shape(painter, centre, name, theme.px(10), colour, source, hollow, tokens.ground)


def _hollow(painter: QPainter, box: QRectF, theme: Theme) -> None:
    _shape(painter, box, theme, "live", True)


def _late(painter: QPainter, box: QRectF, theme: Theme) -> None:
    _shape(painter, box, theme, "back-dated", False)


def _imported(painter: QPainter, box: QRectF, theme: Theme) -> None:
    _shape(painter, box, theme, "imported", False)


def _window(painter: QPainter, box: QRectF, theme: Theme) -> None:
    tokens = theme.tokens
    painter.fillRect(box, QColor(blend(tokens.interjection, tokens.ground, 0.84)))


def _break(painter: QPainter, box: QRectF, theme: Theme) -> None:
    tokens = theme.tokens
    painter.fillRect(box, QColor(blend(tokens.hairline, tokens.ground, 0.4)))
    painter.fillRect(box, QBrush(theme.colour("faint"), Qt.BrushStyle.BDiagPattern))


def _clock(painter: QPainter, box: QRectF, theme: Theme) -> None:
    painter.setPen(QPen(theme.colour("ochre"), 2, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(box.center().x(), box.top()), QPointF(box.center().x(), box.bottom()))
