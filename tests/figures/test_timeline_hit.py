"""The pointer and the keys find the same marks the eye does."""

from __future__ import annotations

from livecoach.figures.timeline_hit import edge, hit, step, step_alike
from livecoach.figures.timeline_lanes import Lanes
from livecoach.figures.timeline_layout import Box, Layout, Letters, lay_out
from livecoach.figures.timeline_paint import mark_box
from livecoach.figures.timeline_view import whole
from tests.figures.timelines import MINUTE, full

LETTERS = Letters(16.0, lambda text: 7.0 * len(text), 12.0)


def scene() -> tuple[Lanes, Layout]:
    lanes = Lanes(full())
    return lanes, lay_out(lanes, whole(lanes.length_ms), Box(0, 0, 1400, 600), LETTERS)


def test_every_mark_is_found_where_it_is_drawn() -> None:
    lanes, layout = scene()
    for uid in (*lanes.timeline.turns, *lanes.timeline.moments):
        box = mark_box(lanes, layout, uid)
        assert box is not None
        found = hit(lanes, layout, box.x + box.w / 2, box.y + box.h / 2)
        assert found.uid == uid
        assert found.kind == ("turn" if uid in lanes.timeline.turns else "moment")


def test_agenda_breaks_unheard_stretches_and_the_clock_are_found_too() -> None:
    lanes, layout = scene()
    assert hit(lanes, layout, layout.agenda[1].box.x + 5, layout.agenda[1].box.y + 5).uid == "a1"
    heights = {row.lane.key: row.box.y + row.box.h / 2 for row in layout.rows}
    found = hit(lanes, layout, layout.x(20 * MINUTE), heights["seat:p2"])
    assert (found.kind, found.end_ms) == ("unheard", 90 * MINUTE)
    assert hit(lanes, layout, layout.x(35 * MINUTE), heights["coach"]).kind == "break"
    assert hit(lanes, layout, layout.x(45 * MINUTE), layout.plot.bottom - 3).kind == "clock"
    assert hit(lanes, layout, layout.x(80 * MINUTE), heights["coach"]).uid == "coach"
    assert hit(lanes, layout, 3, 3).kind == ""


def test_a_turn_is_taken_by_either_edge() -> None:
    lanes, layout = scene()
    turn = lanes.timeline.turns["t0"]
    assert edge(lanes, layout, "t0", layout.x(turn.start_ms) + 1) == "start"
    assert edge(lanes, layout, "t0", layout.x(turn.end_ms or 0) - 1) == "end"
    assert edge(lanes, layout, "t0", layout.x(30_000)) == ""
    assert edge(lanes, layout, "m0", layout.x(MINUTE)) == ""


def test_the_keys_go_from_moment_to_moment_and_stop_at_the_ends() -> None:
    timeline = full()
    walked, uid = [], ""
    while uid := step(timeline, uid, 0, 1):
        walked.append(uid)
    assert walked == ["m0", "m1", "m2", "m3", "m4", "m5"]
    assert step(timeline, "m0", 0, -1) == ""
    assert step(timeline, "", 6 * MINUTE, 1) == "m2"
    assert step(timeline, "", 6 * MINUTE, -1) == "m1"


def test_the_keys_go_to_the_next_of_this_kind() -> None:
    timeline = full()
    assert step_alike(timeline, "m0", 1) == ""
    timeline.load([])
    assert step_alike(timeline, "m1", 1) == ""
    assert step_alike(timeline, "", 1) == ""
