"""Tell what of a timeline lies under a point, and which moment comes next for the keys."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from livecoach.core.timeline import Timeline
from livecoach.figures.timeline_lanes import Lanes
from livecoach.figures.timeline_layout import Layout

REACH_PX = 8.0


class Hit(NamedTuple):
    """What lies under a point: its kind and uid; for a bare lane its key, else nothing."""

    kind: str  # moment, turn, agenda, window, unheard, break, clock, lane or ""
    uid: str = ""
    start_ms: int = 0
    end_ms: int = 0


def hit(lanes: Lanes, layout: Layout, x: float, y: float) -> Hit:
    """Return what lies at a point, the nearest mark within reach first."""
    for mark in layout.agenda:
        if mark.box.holds(x, y):
            return Hit("agenda", mark.uid)
    time, slack = layout.time(x), REACH_PX / layout.px_per_ms
    if layout.plot.bottom - 16 < y < layout.plot.bottom:
        for event, uid in lanes.clock_events:
            if abs(event - time) <= slack:
                return Hit("clock", uid)
    row = layout.row_at(y)
    if row is None or not layout.plot.x - REACH_PX <= x <= layout.plot.right + REACH_PX:
        return Hit("")
    lane = row.lane
    best: tuple[float, str] | None = None
    for points in lane.points.values():
        place = points.nearest(time, slack)
        if place is not None:
            away = abs(points.times[place] - time)
            if best is None or away < best[0]:
                best = away, points.uids[place]
    if best is not None:
        return Hit("moment", best[1])
    place = lane.bars.at(time, slack / 2)
    if place is not None:
        uid = lane.bars.uids[place]
        return Hit("turn" if uid in lanes.timeline.turns else "moment", uid)
    if lane.key == lanes.window_key:
        place = lanes.windows.at(time, 0)
        if place is not None:
            windows = lanes.windows
            return Hit("window", windows.uids[place], windows.starts[place], windows.ends[place])
    for start, end in lane.unheard:
        if start <= time < end:
            return Hit("unheard", lane.key, start, end)
    for start, end, uid in lanes.breaks:
        if start <= time < end:
            return Hit("break", uid, start, end)
    return Hit("lane", lane.key)


def edge(lanes: Lanes, layout: Layout, uid: str, x: float) -> str:
    """Return "start" or "end" where the point is on that edge of a turn wide enough, or ""."""
    turn = lanes.timeline.turns.get(uid)
    if turn is None:
        return ""
    left = layout.x(turn.start_ms)
    right = layout.x(lanes.length_ms if turn.end_ms is None else turn.end_ms)
    reach = min(5.0, max((right - left) / 3, 1.5))
    if abs(x - right) <= reach:
        return "end"
    return "start" if abs(x - left) <= reach else ""


def step(timeline: Timeline, uid: str, at_ms: int, by: int) -> str:
    """
    Return the moment ``by`` places after (or before) the moment of that uid, or "".

    Where no moment is selected, the first after (or last before) ``at_ms``.
    """
    order = timeline.moment_order
    moment = timeline.moments.get(uid)
    if moment is not None:
        place = bisect_left(order, (moment.offset_ms, moment.seq, moment.uid)) + by
    elif by > 0:
        place = bisect_right(order, (at_ms, -1, ""))
    else:
        place = bisect_left(order, (at_ms, -1, "")) - 1
    return order[place][2] if 0 <= place < len(order) else ""


def step_alike(timeline: Timeline, uid: str, by: int) -> str:
    """Return the next (or last) moment with the same tag as the one of that uid, or ""."""
    moment = timeline.moments.get(uid)
    if moment is None:
        return ""
    order = timeline.moment_order
    place = bisect_left(order, (moment.offset_ms, moment.seq, moment.uid)) + by
    while 0 <= place < len(order):
        if timeline.moments[order[place][2]].tag == moment.tag:
            return order[place][2]
        place += by
    return ""
