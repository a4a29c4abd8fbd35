"""Paint a timeline by one routine, for screen, SVG, PNG and print alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPaintEngine, QPainter, QPainterPath, QPen, QPixmap

from livecoach.figures.timeline_chrome import (
    blend,
    lane_colour,
    legible,
    letters_of,
    paint_agenda,
    paint_axis,
    paint_playhead,
    paint_under,
    put_text,
    rect,
    weighted,
)
from livecoach.figures.timeline_cover import set_runs
from livecoach.figures.timeline_lanes import Lanes
from livecoach.figures.timeline_layout import Box, Layout, Letters, Mark, Row, lay_out
from livecoach.figures.timeline_lighting import Lighting
from livecoach.figures.timeline_marks import Bars, Points
from livecoach.figures.timeline_names import paint_names
from livecoach.figures.timeline_shapes import draw_shape, stamp, strip
from livecoach.figures.timeline_view import View
from livecoach.figures.tokens import Tokens

ROUNDED_UP_TO = 240  # so many bars in view are drawn with round corners
CROWDED = 16  # a lane with more bars in view is drawn from its cover
STAMP_BIN_PX = 3  # moments nearer than this hide each other and are drawn once
MANY_STAMPS = 150  # more moments of one look in a lane's view are drawn from their cover
LONG_ROW = 32  # up to so many marks in a row are kept as one picture
DIM = 0.78


@dataclass(frozen=True, slots=True)
class _Brush:
    """What every mark of one frame is drawn with."""

    painter: QPainter
    layout: Layout
    view: View
    tokens: Tokens
    raster: bool
    ratio: float
    rounded: bool


def shape_px(row: Row) -> float:
    """Return the size of a moment's mark in its lane, in pixels."""
    return max(6.0, min(row.box.h * 0.42, 16.0))


def bar_box(row: Row) -> tuple[float, float]:
    """Return the top and the height of a lane's bars, in pixels."""
    height = max(4.0, round(min(row.box.h * 0.52, 18.0)))
    return row.box.y + (row.box.h - height) / 2, height


def paint(
    painter: QPainter,
    box: QRectF,
    lanes: Lanes,
    view: View,
    tokens: Tokens,
    font: QFont,
    lighting: Lighting | None = None,
) -> Layout:
    """Paint the timeline in ``box`` and return where everything was put."""
    letters = letters_of(weighted(font, QFont.Weight.DemiBold))
    layout = lay_out(lanes, view, Box(box.x(), box.y(), box.width(), box.height()), letters)
    raster = painter.paintEngine().type() == QPaintEngine.Type.Raster
    ratio = painter.device().devicePixelRatioF() if raster else 1.0
    seen = sum(len(row.lane.bars.between(view.start_ms, view.end_ms)) for row in layout.rows)
    brush = _Brush(painter, layout, view, tokens, raster, ratio, seen <= ROUNDED_UP_TO)
    painter.save()
    painter.setClipRect(box)
    painter.fillRect(box, QColor(tokens.ground))
    paint_under(painter, layout, view, tokens, font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_names(painter, layout, view, tokens, font, ratio if raster else 0.0)
    painter.save()
    plot = rect(layout.plot)
    painter.setClipRect(plot)
    visible = [row for row in layout.rows if row.box.meets(layout.plot)]
    for row in visible:
        if row.lane.key == lanes.window_key and len(lanes.windows):
            soft = blend(lane_colour(tokens, row.lane), tokens.ground, 0.84)
            inset = row.box.h * 0.08
            _bars(brush, lanes.windows, row.box.y + inset, row.box.h - 2 * inset, soft)
    for row in visible:
        if len(row.lane.bars):
            colour = lane_colour(tokens, row.lane)
            if lighting is not None and row.lane.key in lighting.dimmed:
                colour = blend(colour, tokens.ground, DIM)
            _bars(brush, row.lane.bars, *bar_box(row), colour)
    _unheard(brush, font)
    painter.setClipRect(plot.adjusted(-10, 0, 10, 0))
    for row in visible:
        for (source, hollow), points in row.lane.points.items():
            colour = lane_colour(tokens, row.lane)
            if lighting is None:
                _stamps(brush, row, points, colour, source, hollow)
                continue
            faded = blend(colour, tokens.ground, DIM)
            _stamps(brush, row, points, faded, source, hollow)
            lit = lighting.points.get((row.lane.key, (source, hollow)))
            if lit is not None:
                _stamps(brush, row, lit, colour, source, hollow)
    _clock_events(brush, lanes)
    _picked(brush, lanes)
    painter.restore()
    paint_agenda(painter, layout, view, tokens, font)
    paint_axis(painter, layout, tokens, font)
    paint_playhead(painter, layout, view, tokens, font)
    painter.restore()
    return layout


def _bars(brush: _Brush, bars: Bars, top: float, height: float, colour: str) -> None:
    painter, layout, view = brush.painter, brush.layout, brush.view
    bin_ms = 1 / (layout.px_per_ms * brush.ratio)
    crowded = len(bars.between(view.start_ms, view.end_ms)) > CROWDED and not brush.rounded
    kept = bars.cover_at(bin_ms) if brush.raster and crowded else None
    if kept is not None:
        bits, shift = kept
        first = int(view.start_ms) >> (shift + 3)
        last = min((int(view.end_ms) >> (shift + 3)) + 1, len(bits))
        part = bits[first:last]
        if not any(part):
            return
        wide = len(part) * 8
        image = QImage(part, wide, 1, len(part), QImage.Format.Format_Mono)
        image.setColorTable([0, QColor(colour).rgba()])
        source = QRectF(0, 0, wide, 1)
        left = layout.x(float(first << (shift + 3)))
        target = QRectF(left, top, float(wide << shift) * layout.px_per_ms, height)
        # Converted first: Qt scales one-bit images pixel by pixel, four times slower.
        painter.drawImage(
            target, image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied), source
        )
        return
    x, scale = layout.plot.x - view.start_ms * layout.px_per_ms, layout.px_per_ms
    rects = [
        QRectF(x + start * scale, top, max((end - start) * scale, 2.0), height)
        for start, end in bars.runs(view.start_ms, view.end_ms, bin_ms)
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    if not brush.rounded:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawRects(rects)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return
    for one in rects:
        painter.drawRoundedRect(one, min(2.0, one.width() / 2), 2.0)


def _stamps(
    brush: _Brush, row: Row, points: Points, colour: str, source: str, hollow: bool
) -> None:
    layout, view, painter = brush.layout, brush.view, brush.painter
    bin_ms = STAMP_BIN_PX / layout.px_per_ms
    size, y = shape_px(row), row.box.y + row.box.h / 2
    x, scale = layout.plot.x - view.start_ms * layout.px_per_ms, layout.px_per_ms
    ground, shape = brush.tokens.ground, row.lane.shape
    mark = (shape, size, colour, source, hollow, ground)
    crowded = len(points.between(view.start_ms, view.end_ms + 1)) > MANY_STAMPS
    kept = points.cover_at(bin_ms / 2) if brush.raster and crowded else None
    if kept is not None:
        _strips(brush, kept, x, y, mark)
        return
    times = points.binned(view.start_ms, view.end_ms + 1, bin_ms)
    if not times:
        return
    if not brush.raster:
        for time in times:
            centre = QPointF(x + time * scale, y)
            draw_shape(painter, centre, shape, size, colour, source, hollow, ground)
        return
    pixmap = stamp(*mark, brush.ratio)
    half = pixmap.width() / brush.ratio / 2
    x, y = x - half, y - half
    draw = painter.drawPixmap
    if brush.ratio != 1:
        for time in times:
            draw(QPointF(x + time * scale, y), pixmap)
        return
    x, whole_y = x + 0.5, round(y)  # whole pixels: put down twice as fast
    for time in times:
        draw(int(x + time * scale), whole_y, pixmap)


def _strips(
    brush: _Brush, kept: tuple[bytes, int], x: float, y: float, mark: tuple[Any, ...]
) -> None:
    """
    Paint a crowd of marks: each run of bins that all hold some is one row of marks.

    A long row is cut from a longer one; its last marks are put over the cut.
    """
    bits, shift = kept
    bin_px = (1 << shift) * brush.layout.px_per_ms
    first, last = int(brush.view.start_ms) >> shift, (int(brush.view.end_ms) >> shift) + 1
    one = stamp(*mark, brush.ratio)
    wide = one.width() / brush.ratio
    left, top = x + (bin_px - wide) / 2 + 0.5, round(y - wide / 2)
    draw = brush.painter.drawPixmap
    rows: dict[int, QPixmap] = {1: one}
    for begin, end in set_runs(bits, first, last):
        at = int(left + begin * bin_px)
        count = 1 + int((end - begin - 1) * bin_px / STAMP_BIN_PX)
        if count > LONG_ROW:
            most = 1 << count.bit_length()
            length = (count - LONG_ROW) * STAMP_BIN_PX + wide / 2
            row = strip(*mark, brush.ratio, STAMP_BIN_PX, most)
            draw(QRectF(at, top, length, wide), row,
                 QRectF(0, 0, length * brush.ratio, one.height()))  # fmt: skip
            at, count = at + (count - LONG_ROW) * STAMP_BIN_PX, LONG_ROW
        if count not in rows:
            rows[count] = strip(*mark, brush.ratio, STAMP_BIN_PX, count)
        draw(at, top, rows[count])


def _unheard(brush: _Brush, font: QFont) -> None:
    painter, tokens = brush.painter, brush.tokens
    colour, edge = QColor(legible(tokens.unheard, tokens)), QColor(tokens.unheard)
    painter.setFont(font)
    letters = letters_of(font)
    painter.setPen(QColor(tokens.muted))
    for word in brush.layout.absent:
        put_text(painter, word.box, word.text, letters)
    badge, at = brush.layout.badge, brush.view.playhead_ms
    head = None if badge is None or at is None else brush.layout.x(at)
    for mark in brush.layout.unheard:
        if not mark.box.meets(brush.layout.plot):
            continue
        pen = QPen(edge, 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.ground))
        radius = min(5.0, mark.box.h / 3)
        painter.drawRoundedRect(rect(mark.box).adjusted(1, 0.5, -1, -0.5), radius, radius)
        painter.setPen(colour)
        put_text(painter, _clear_of(head, mark, letters), mark.text, letters)


def _clear_of(head: float | None, mark: Mark, letters: Letters) -> Box:
    """Return the part of a stretch's box its name is centred in: beside the playhead."""
    box, wide = mark.box, letters.width(mark.text)
    if head is None or abs(head - (box.x + box.w / 2)) > wide / 2 + 4:
        return box
    if box.right - head > head - box.x:
        beside = Box(head + 2, box.y, box.right - head - 2, box.h)
    else:
        beside = Box(box.x, box.y, head - box.x - 2, box.h)
    return beside if beside.w >= wide + 4 else box


def _clock_events(brush: _Brush, lanes: Lanes) -> None:
    """Mark where the machine slept or its clock was set: a short dashed line up from the axis."""
    painter, layout = brush.painter, brush.layout
    if not lanes.clock_events:
        return
    painter.setPen(QPen(QColor(brush.tokens.ochre), 2, Qt.PenStyle.DotLine))
    for time, _ in lanes.clock_events:
        x = layout.x(time)
        if layout.plot.x <= x <= layout.plot.right:
            painter.drawLine(QPointF(x, layout.plot.bottom - 14), QPointF(x, layout.plot.bottom))


def _picked(brush: _Brush, lanes: Lanes) -> None:
    """Ring what is selected and what the pointer or the keys are on; join its links."""
    painter, layout, tokens = brush.painter, brush.layout, brush.tokens
    places = {row.lane.key: row for row in layout.rows}
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for uid, colour, width in (
        (brush.view.hovered, tokens.muted, 1.5),
        (brush.view.selected, tokens.accent, 2.0),
    ):
        if not uid:
            continue
        box = mark_box(lanes, layout, uid)
        if box is None:
            continue
        if uid == brush.view.selected:
            _window_of(brush, lanes, uid, places)
            _links(brush, lanes, uid, places)
        painter.setPen(QPen(QColor(colour), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect(box).adjusted(-3, -3, 3, 3), 4, 4)


def _window_of(brush: _Brush, lanes: Lanes, uid: str, places: dict[str, Row]) -> None:
    """Outline the stretch looked at after the interjection that is selected."""
    row, moment = places.get(lanes.window_key), lanes.timeline.moments.get(uid)
    if row is None or moment is None or not lanes.interjects(moment):
        return
    layout, inset = brush.layout, row.box.h * 0.08
    left, right = map(layout.x, lanes.window_of(moment))
    box = QRectF(left, row.box.y + inset, right - left, row.box.h - 2 * inset)
    brush.painter.setPen(QPen(QColor(lane_colour(brush.tokens, row.lane)), 1.4))
    brush.painter.drawRoundedRect(box, 3, 3)


def _links(brush: _Brush, lanes: Lanes, uid: str, places: dict[str, Row]) -> None:
    painter, timeline = brush.painter, lanes.timeline
    linked = timeline.links_from.get(uid, set()) | timeline.links_to.get(uid, set())
    here = mark_box(lanes, brush.layout, uid)
    painter.setPen(QPen(QColor(brush.tokens.accent), 1.4))
    for link in linked:
        row = timeline.links[link]
        other = mark_box(lanes, brush.layout, row.earlier if row.later == uid else row.later)
        if here is None or other is None:
            continue
        a = QPointF(here.x + here.w / 2, here.y + here.h / 2)
        b = QPointF(other.x + other.w / 2, other.y + other.h / 2)
        path = QPainterPath(a)
        rise = min(60.0, 12 + abs(a.x() - b.x()) * 0.12)
        path.quadTo(QPointF((a.x() + b.x()) / 2, min(a.y(), b.y()) - rise), b)
        painter.drawPath(path)


def mark_box(lanes: Lanes, layout: Layout, uid: str) -> Box | None:
    """Return where a row's own mark stands in this layout, or None where it has none."""
    lane = lanes.lane_of(uid)
    row = next((one for one in layout.rows if one.lane is lane), None)
    if lane is None or row is None:
        return None
    turn = lanes.timeline.turns.get(uid)
    if turn is not None:
        top, height = bar_box(row)
        end = lanes.length_ms if turn.end_ms is None else turn.end_ms
        wide = max((end - turn.start_ms) * layout.px_per_ms, 2.0)
        return Box(layout.x(turn.start_ms), top, wide, height)
    moment = lanes.timeline.moments[uid]
    size = shape_px(row)
    middle = row.box.y + row.box.h / 2
    return Box(layout.x(moment.offset_ms) - size / 2, middle - size / 2, size, size)
