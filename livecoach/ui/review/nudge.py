"""Move what is picked in time by the keys: a moment, or either edge of a turn."""

from __future__ import annotations

from livecoach.core.edit import Edit
from livecoach.ui.review import retime
from livecoach.ui.review.scene import Scene


def start(scene: Scene, by_ms: int) -> Edit | None:
    """Move the picked moment, or the start of the picked turn. None where nothing moves."""
    uid = scene.picked
    if uid in scene.timeline.moments:
        edit = retime.moment(scene, uid, scene.timeline.moments[uid].offset_ms + by_ms)
    elif uid in scene.timeline.turns:
        at = scene.timeline.turns[uid].start_ms + by_ms
        edit = retime.turn_edge(scene, uid, "start", at)
    else:
        return None
    scene.pick(uid)
    return edit


def end(scene: Scene, by_ms: int) -> Edit | None:
    """Move the end of the picked turn. None where nothing moves."""
    turn = scene.timeline.turns.get(scene.picked)
    if turn is None:
        return None
    stands = scene.lanes.length_ms if turn.end_ms is None else turn.end_ms
    return retime.turn_edge(scene, turn.uid, "end", stands + by_ms)
