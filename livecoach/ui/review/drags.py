"""Carry a drag on the timeline: pan, choose a stretch, or move a turn's edge or a moment."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from livecoach.core import timecode
from livecoach.figures.timeline_chrome import letters_of
from livecoach.figures.timeline_hit import Hit
from livecoach.figures.timeline_layout import Layout
from livecoach.figures.timeline_view import View, pan
from livecoach.ui.review import retime
from livecoach.ui.review.scene import Scene
from livecoach.ui.theme import Theme


class Drag:
    """One press on the timeline until it is let go; nothing is changed before that."""

    def __init__(
        self, scene: Scene, found: Hit, edge: str, place: QPointF, layout: Layout, shift: bool
    ) -> None:
        self._scene = scene
        self.found = found
        self._edge = edge
        self._from = place
        self._layout = layout
        self._view: View = scene.view
        self.moving = False
        self.at_ms: int | None = None  # where an edge or a moment would be put
        self.chosen: tuple[float, float] | None = None  # the stretch to be shown
        inside = layout.plot.holds(place.x(), place.y())
        if shift or (inside and not found.uid and self._view.span_ms >= self._view.length_ms):
            self.kind = "stretch"
        elif edge:
            self.kind = "edge"
        elif found.kind == "moment" and found.uid == scene.picked:
            self.kind = "moment"
        else:
            self.kind = "pan" if inside else "head"

    def carry(self, place: QPointF, hold_px: float) -> bool:
        """Take the pointer's place; tell whether this has become a drag."""
        if not self.moving and (place - self._from).manhattanLength() < hold_px:
            return False
        self.moving = True
        time = self._layout.time(place.x())
        match self.kind:
            case "pan":
                by = (self._from.x() - place.x()) / self._layout.px_per_ms
                moved = pan(self._view, by)
                self._scene.look(moved)
            case "head":
                self._scene.move_playhead(time)
            case "stretch":
                start = self._layout.time(self._from.x())
                self.chosen = min(start, time), max(start, time)
            case "moment":
                away = time - self._layout.time(self._from.x())
                moment = self._scene.timeline.moments[self.found.uid]
                self.at_ms = retime.whole_second(moment.offset_ms + away, self._scene)
            case "edge":
                self.at_ms = retime.whole_second(time, self._scene)
        return True

    def drop(self) -> None:
        """Carry out what was dragged, as one edit."""
        if self.at_ms is None:
            return
        if self.kind == "moment":
            retime.moment(self._scene, self.found.uid, self.at_ms)
        elif self.kind == "edge":
            retime.turn_edge(self._scene, self.found.uid, self._edge, self.at_ms)

    def words(self) -> str:
        """Return what letting go would do, or ""."""
        if self.kind == "stretch" and self.chosen is not None:
            start, end = (timecode.minutes(round(max(time, 0))) for time in self.chosen)
            return f"Show {start} to {end}. Esc leaves the view as it is."
        if self.at_ms is None:
            return ""
        time = timecode.minutes(self.at_ms)
        if self.kind == "moment":
            return f"Move this moment to {time}. Esc leaves it."
        return f"Move the {self._edge} of this turn to {time}. Esc leaves it."

    def paint(self, painter: QPainter, layout: Layout, theme: Theme) -> None:
        """Paint over the timeline where letting go would put things."""
        if not self.moving:
            return
        plot = layout.plot
        accent = theme.colour("accent")
        if self.kind == "stretch" and self.chosen is not None:
            left, right = (min(max(layout.x(t), plot.x), plot.right) for t in self.chosen)
            soft = QColor(accent)
            soft.setAlpha(40)
            painter.fillRect(QRectF(left, plot.y, right - left, plot.h), soft)
            painter.setPen(QPen(accent, 1))
            painter.drawRect(QRectF(left, plot.y, right - left, plot.h))
        elif self.at_ms is not None:
            x = layout.x(self.at_ms)
            painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, plot.y), QPointF(x, plot.bottom))
            font = theme.font(12, 600, tabular=True)
            letters = letters_of(font)
            words = timecode.minutes(self.at_ms)
            wide = letters.width(words) + 10
            box = QRectF(min(x + 4, plot.right - wide), plot.y, wide, letters.line + 4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(theme.colour("accent_ink"))
            painter.setFont(font)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
