"""Put a moment or a turn's edge at another time, as one edit, within what the record allows."""

from __future__ import annotations

from dataclasses import replace

from livecoach.core.edit import Edit
from livecoach.core.timeline import Timeline
from livecoach.ui.review.scene import Scene

SHORTEST_TURN_MS = 500


def whole_second(at_ms: float, scene: Scene) -> int:
    """Return a time within the session, to the second; to a tenth where the view is that close."""
    step = 100 if scene.view.span_ms < 60_000 else 1000
    at = round(at_ms / step) * step
    return min(max(at, 0), scene.lanes.length_ms)


def moment(scene: Scene, uid: str, at_ms: int) -> Edit | None:
    """Put a moment at another time; one seen live is then back-dated. None when it stays."""
    row = scene.timeline.moments[uid]
    at = min(max(at_ms, 0), scene.lanes.length_ms)
    if at == row.offset_ms:
        return None
    source = row.source
    if source != "imported":
        source = "back-dated" if at < row.pressed_ms else "live"
    return scene.recorder.amend(uid, offset_ms=at, source=source)


def turn_edge(scene: Scene, uid: str, edge: str, at_ms: int) -> Edit | None:
    """
    Put a turn's "start" or "end" at a time, no nearer than half a second to the other.

    One person has the floor at a time: it stops at the neighbouring turn, which it may touch.
    """
    timeline = scene.timeline
    turn = timeline.turns[uid]
    end = scene.lanes.length_ms if turn.end_ms is None else turn.end_ms
    earliest, latest = room(timeline, uid, scene.lanes.length_ms)
    if edge == "start":
        at = min(max(at_ms, earliest), max(end - SHORTEST_TURN_MS, earliest))
        after = replace(turn, start_ms=at)
    else:
        at = max(min(at_ms, latest), min(turn.start_ms + SHORTEST_TURN_MS, latest))
        after = replace(turn, end_ms=at)
    if after == turn:
        return None
    return scene.recorder.replace_rows(f"Turn's {edge}", [(turn, after)])


def room(timeline: Timeline, uid: str, length_ms: int) -> tuple[int, int]:
    """Return the earliest start and the latest end, in ms, that the neighbours leave a turn."""
    order = [one for _, _, one in timeline.turn_order]
    place = order.index(uid)
    turn = timeline.turns[uid]
    earliest, latest = 0, length_ms
    if place:
        before = timeline.turns[order[place - 1]]
        if before.end_ms is not None and before.end_ms <= turn.start_ms:
            earliest = before.end_ms
    if place + 1 < len(order):
        latest = max(timeline.turns[order[place + 1]].start_ms, turn.end_ms or 0)
    return earliest, latest
