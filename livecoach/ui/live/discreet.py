"""Show the window so that a neighbour learns nothing: numbers and neutral shapes, no words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from livecoach.core import timecode
from livecoach.ui.live.cells import Cell, Cells
from livecoach.ui.live.look import CENTRE, RIGHT, Look, box, write


@dataclass(frozen=True, slots=True)
class Plain:
    """All this page is ever given: places, numbers and what is on; no word can reach it."""

    seats: tuple[tuple[str, QRectF, bool], ...]  # id, place, speaking
    tags: tuple[tuple[str, QRectF], ...]
    times: tuple[int, ...]  # the newest moments, in ms
    moments: int
    saved: bool


class Discreet(Cells):
    """The page. ``pressed`` tells the same ids as the table's tiles and the board's buttons."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._look = look
        self._plain = Plain((), (), (), 0, True)
        self._now = 0

    def dress(self, look: Look) -> None:
        """Take new fonts and colours."""
        self._look = look
        self.update()

    def show_plain(self, plain: Plain) -> None:
        """Show this, repainting only what differs."""
        before, self._plain = self._plain, plain
        seats = [
            Cell(uid, rect, str(number), on)
            for number, (uid, rect, on) in enumerate(plain.seats, 1)
        ]
        tags = [Cell(tag, rect, str(number)) for number, (tag, rect) in enumerate(plain.tags, 1)]
        self.set_cells([*seats, *tags])
        if [s[:2] for s in before.seats] != [s[:2] for s in plain.seats]:
            self.update()
            return
        was: Mapping[str, bool] = {uid: on for uid, _, on in before.seats}
        for uid, rect, on in plain.seats:
            if was.get(uid) != on:
                self.update(rect.adjusted(-4, -4, 4, 4).toAlignedRect())
        if (before.times, before.moments, before.saved) != (
            plain.times, plain.moments, plain.saved,
        ):  # fmt: skip
            self.update(self._list().toAlignedRect())
            self.update(self._head().toAlignedRect())

    def tick(self, now_ms: int) -> None:
        """Repaint the clock."""
        self._now = now_ms
        self.update(self._head().toAlignedRect())

    def _head(self) -> QRectF:
        return QRectF(0, 0, self.width(), self._look.px(56))

    def _list(self) -> QRectF:
        bottom = max((rect.bottom() for _, rect in self._plain.tags), default=0.0)
        left = min((rect.left() for _, rect in self._plain.tags), default=0.0)
        return QRectF(left, bottom, self.width() - left, max(self.height() - bottom, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint numbers in boxes, the clock, and how many moments there are."""
        look, region, plain = self._look, event.region(), self._plain
        painter = QPainter(self)
        painter.fillRect(event.rect(), look.colour("ground"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if region.intersects(self._head().toAlignedRect()):
            self._paint_head(painter)
        ringed = self.ringed()
        self._boxes(painter, [(str(n), rect, on) for n, (_, rect, on) in
                              enumerate(plain.seats, 1)], look.px(24))  # fmt: skip
        self._boxes(painter, [(str(n), rect, False) for n, (_, rect) in
                              enumerate(plain.tags, 1)], look.px(8))  # fmt: skip
        if ringed is not None:
            box(painter, ringed.rect.adjusted(-3, -3, 3, 3), None, look.colour("ink"), 10, 2.0)
        place = self._list().adjusted(look.px(18), look.px(8), -look.px(18), -look.px(8))
        line = look.height(look.body) + look.px(6)
        for number, time in enumerate(plain.times):
            row = QRectF(place.left(), place.top() + number * line, place.width(), line)
            if row.bottom() <= place.bottom():
                write(painter, row, look.body, look.colour("muted"), timecode.minutes(time))

    def _boxes(
        self, painter: QPainter, boxes: Sequence[tuple[str, QRectF, bool]], radius: float
    ) -> None:
        look = self._look
        for words, rect, on in boxes:
            edge = look.colour("ink" if on else "hairline")
            box(painter, rect, look.colour("surface"), edge, radius, 2.5 if on else 1.0)
            write(painter, rect, look.body, look.colour("muted"), words, CENTRE)

    def _paint_head(self, painter: QPainter) -> None:
        look, plain, head = self._look, self._plain, self._head()
        painter.fillRect(head, look.colour("surface"))
        painter.fillRect(QRectF(0, head.bottom() - 1, head.width(), 1), look.colour("hairline"))
        write(painter, head, look.clock, look.colour("ink"), timecode.hours(self._now), CENTRE)
        right = head.adjusted(0, 0, -look.px(20), 0)
        words = str(plain.moments)
        write(painter, right, look.body, look.colour("muted"), words, RIGHT)
        dot = QPointF(right.right() - look.width(look.body, words) - look.px(14), head.center().y())
        painter.setPen(look.colour("muted"))
        painter.setBrush(look.colour("muted" if plain.saved else "surface"))
        painter.drawEllipse(dot, look.px(4.5), look.px(4.5))
