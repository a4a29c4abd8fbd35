"""Every row stands in its lane, and an edit leaves the lanes as a fresh start would."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from livecoach.core.edit import Change, Edit, Row, inverse
from livecoach.core.moment import Decision
from livecoach.core.observation import Turn
from livecoach.core.session import Seat
from livecoach.core.timeline import Timeline
from livecoach.figures.timeline_lanes import Lanes, unheard
from livecoach.figures.timeline_marks import Bars
from livecoach.measures.interjections import interjections
from livecoach.measures.log import read
from tests.figures.timelines import MINUTE, empty, full, moment


def picture(lanes: Lanes) -> object:
    """Return everything the painter would be given."""
    return [
        (
            lane.key,
            lane.label,
            lane.unheard,
            sorted(zip(lane.bars.starts, lane.bars.ends, lane.bars.uids, strict=True)),
            {
                look: sorted(zip(points.times, points.uids, strict=True))
                for look, points in lane.points.items()
                if len(points)
            },
        )
        for lane in lanes.lanes
    ], sorted(zip(lanes.windows.starts, lanes.windows.uids, strict=True))


def do(timeline: Timeline, lanes: Lanes, before: Row | None, after: Row | None) -> Edit:
    edit = Edit("e", "Edit", "s", (Change(before, after),))
    timeline.apply(edit)
    lanes.follow(edit)
    return edit


def test_each_row_stands_in_its_own_lane() -> None:
    lanes = Lanes(full())
    found = {lane.key: lane for lane in lanes.lanes}
    assert list(found) == [
        "seat:p0", "seat:p1", "seat:p2", "coach", "silence",
        "family:language", "family:unheard", "family:coach", "unsorted",
    ]  # fmt: skip
    assert found["seat:p0"].bars.uids == ["t0", "t4"]
    assert found["silence"].bars.uids == ["t2"]
    assert found["coach"].bars.uids == ["t3"]
    assert found["family:unheard"].points["back-dated", False].uids == ["m4"]
    assert found["family:coach"].points["live", True].uids == ["m2"], "let run is drawn hollow"
    assert found["unsorted"].points["live", False].uids == ["m3"]
    assert lanes.windows.uids == ["m1"], "only what the coach said has a window after it"


def test_an_interjection_of_no_kind_yet_stands_with_the_interjections() -> None:
    timeline = full()
    before = timeline.moments["m3"]
    timeline.load([Decision("d3", before.observation, "m3", "interject")])
    lanes = Lanes(timeline)
    found = {lane.key: lane for lane in lanes.lanes}
    assert "m3" in found["family:coach"].points["live", False].uids
    assert "unsorted" not in found


def test_a_seat_that_never_spoke_is_marked_unheard_from_start_to_end() -> None:
    lanes = Lanes(full())
    assert lanes.by_key["seat:p2"].unheard == [(0, 90 * MINUTE)]
    assert lanes.by_key["seat:p0"].unheard == [
        (MINUTE, 60 * MINUTE), (61 * MINUTE, 90 * MINUTE)
    ]  # fmt: skip


def test_time_before_a_seat_came_or_after_it_left_is_not_silence() -> None:
    bars = Bars([(50 * MINUTE, 51 * MINUTE, "t")])
    stretches = unheard(bars, (25 * MINUTE, 60 * MINUTE), 90 * MINUTE, 20 * MINUTE)
    assert stretches == [(25 * MINUTE, 50 * MINUTE)]


def test_rows_of_an_imported_log_without_turns_stand_as_bars() -> None:
    timeline = empty(imported=True)
    timeline.load([
        moment("m0", 0, "us", seat="p0", duration_ms=30_000, source="imported"),
        moment("m1", MINUTE, "over", seat="p1", duration_ms=0, source="imported"),
        moment("m2", 2 * MINUTE, "ask", by_coach=True, duration_ms=20_000, source="imported"),
        moment("m3", 3 * MINUTE, "quiet", duration_ms=11_000, source="imported"),
    ])  # fmt: skip
    lanes = Lanes(timeline)
    assert (lanes.by_key["seat:p0"].bars.ends[0], lanes.by_key["seat:p0"].bars.uids) == (
        30_000, ["m0"],
    )  # fmt: skip
    assert not lanes.by_key["seat:p1"].bars.uids, "an unheard voice is not speech"
    assert lanes.by_key["coach"].bars.uids == ["m2"]
    assert lanes.by_key["silence"].bars.uids == ["m3"]


@settings(max_examples=60)
@given(st.data())
def test_after_any_edits_and_undos_the_lanes_are_as_from_a_fresh_start(
    data: st.DataObject,
) -> None:
    timeline = full()
    lanes = Lanes(timeline)
    done: list[Edit] = []
    for number in range(data.draw(st.integers(1, 12))):
        what = data.draw(st.sampled_from(["turn", "new", "move", "sort", "decide", "seat", "undo"]))
        time = data.draw(st.integers(0, 90)) * MINUTE
        if what == "undo":
            if not done:
                continue
            edit = inverse(done.pop(), "undo")
            timeline.apply(edit)
            lanes.follow(edit)
            assert picture(lanes) == picture(Lanes(timeline))
            continue
        before: Row | None
        after: Row | None
        if what == "turn":
            before = data.draw(st.sampled_from(sorted(timeline.turns.values(), key=str)))
            after = replace(before, start_ms=time, end_ms=time + MINUTE, seat="p1")
        elif what == "new":
            before, after = None, moment(f"n{number}", time, "ask", by_coach=True)
        elif what in ("move", "sort"):
            before = data.draw(st.sampled_from(sorted(timeline.moments.values(), key=str)))
            tag = data.draw(st.sampled_from(["us", "ask", "run", "over", None]))
            after = replace(before, offset_ms=time) if what == "move" else replace(before, tag=tag)
        elif what == "decide":
            before = timeline.decisions["d1"]
            after = replace(before, choice=data.draw(st.sampled_from(["interject", "let_run"])))
            assert isinstance(after, Decision)
        else:
            before = timeline.seats["p1"]
            after = replace(before, label=f"Seat {number}")
            assert isinstance(after, Seat)
        done.append(do(timeline, lanes, before, after))
        assert picture(lanes) == picture(Lanes(timeline))


def test_the_first_timed_turn_takes_the_rows_out_of_the_seats_lanes() -> None:
    timeline = empty()
    timeline.load([moment("m0", MINUTE, "us", seat="p0")])
    lanes = Lanes(timeline)
    assert lanes.by_key["seat:p0"].bars.uids == ["m0"]
    do(timeline, lanes, None, Turn("t", "o", 0, MINUTE, "p1"))
    assert lanes.by_key["seat:p0"].bars.uids == []
    assert lanes.by_key["seat:p1"].bars.uids == ["t"]
    assert picture(lanes) == picture(Lanes(timeline))


def test_a_running_session_is_as_long_as_its_last_row() -> None:
    timeline = empty(length_ms=None)
    timeline.load([Turn("t", "o", 5 * MINUTE, None, "p0"), moment("m", 7 * MINUTE)])
    lanes = Lanes(timeline)
    assert lanes.length_ms == 7 * MINUTE
    assert lanes.by_key["seat:p0"].bars.ends[0] == 7 * MINUTE


def test_what_followed_is_drawn_over_the_stretch_the_measure_counts_in() -> None:
    timeline = full()
    lanes = Lanes(timeline)

    def drawn() -> list[tuple[int, int]]:
        return list(zip(lanes.windows.starts, lanes.windows.ends, strict=True))

    def counted() -> list[tuple[int, int]]:
        return [(one.after.start_ms, one.after.end_ms) for one in interjections(read(timeline))]

    assert drawn() == counted() == [(6 * MINUTE, 11 * MINUTE)], "from the end of the coach's turn"
    turn = timeline.turns["t3"]
    edit = Edit("e", "Turn's end", "s", (Change(turn, replace(turn, end_ms=7 * MINUTE)),))
    timeline.apply(edit)
    lanes.follow(edit)
    assert drawn() == counted() == [(7 * MINUTE, 12 * MINUTE)]
