"""What the live window counts is what the reopened session shows, whatever was pressed."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from livecoach.core.moment import LINK_KINDS
from livecoach.core.session import CheckOut
from livecoach.core.timeline import Timeline
from livecoach.measures.chains import chains
from livecoach.measures.following import follow_counts, shift_counts
from livecoach.measures.interjections import held_back, interjections
from livecoach.measures.log import read
from livecoach.measures.share import by_organisation, by_role, by_seat, heard, rolling
from livecoach.measures.summary import summarise
from livecoach.measures.tags import by_agenda_item, by_family, by_tag, over_time
from tests.measures.meetings import BOARD, LiveRoom, empty, reopened, room

SEATS = ("ICB Chair", "ICB CEO", "Acute Chair", "Acute CEO", "Council CEO")
AGENDA = ("Stroke pathway", "Money")
seat = st.sampled_from(SEATS)
back = st.integers(0, 5)
acts = st.one_of(
    st.tuples(st.just("floor"), seat),
    st.tuples(st.just("floor"), seat),
    st.tuples(st.just("press"), st.sampled_from([tag.id for tag in BOARD.tags])),
    st.tuples(st.just("press"), st.sampled_from(["idea", "uptake", "question", "credit"])),
    st.tuples(st.just("address"), seat),
    st.tuples(st.just("was"), seat),
    st.tuples(st.just("lens"), st.sampled_from(["patient", "system"])),
    st.tuples(st.just("link"), st.sampled_from(LINK_KINDS), back, back),
    st.tuples(st.just("leave"), seat),
    st.tuples(st.just("arrive"), seat),
    st.tuples(st.sampled_from(
        ["silence", "nobody", "something", "let_run", "interject", "back_date", "address_all",
         "next_item", "pause", "resume", "undo", "redo"])),
)  # fmt: skip
meetings = st.lists(st.tuples(st.integers(0, 40_000), acts), min_size=25, max_size=120)


def play(steps: list[tuple[int, tuple[Any, ...]]]) -> LiveRoom:
    live = room(SEATS, AGENDA)
    for wait, (name, *given_) in steps:
        live.clock.tick(wait)
        if name == "link":
            kind, later, earlier = given_
            order = [uid for _, uid in live.timeline.entry_order]
            if max(later, earlier) < len(order) and later != earlier:
                live.recorder.link(kind, order[-1 - later], order[-1 - earlier])
        else:
            getattr(live.recorder, name)(*given_)
    return live


def figures(timeline: Timeline) -> list[object]:
    """Return everything the measures say of a timeline."""
    log = read(timeline)
    return [
        summarise(timeline), by_seat(log), by_organisation(log), by_role(log), heard(log),
        rolling(log), follow_counts(log), shift_counts(log), by_tag(log), by_family(log),
        over_time(log), by_agenda_item(log), interjections(log), held_back(log),
        chains(log, rounds=9),
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(meetings, st.booleans())
def test_played_live_and_reopened_every_figure_is_the_same(
    steps: list[tuple[int, tuple[Any, ...]]], ended: bool
) -> None:
    live = play(steps)
    if ended:
        live.recorder.end()
    shown = figures(live.timeline)
    assert figures(reopened(live.timeline)) == shown

    again = empty(SEATS)
    again.load(live.timeline.agenda.values())  # edits below bring them to where they stand
    for edit in live.saved:
        again.apply(edit)
    assert figures(again) == shown


@settings(max_examples=60, deadline=None)
@given(meetings)
def test_the_live_counters_are_the_measures(steps: list[tuple[int, tuple[Any, ...]]]) -> None:
    timeline = play(steps).timeline
    log = read(timeline)
    if log.timed:
        counted = {one.seats[0]: (one.turns, one.spoken_ms) for one in by_seat(log)}
        voices = timeline.voices
        assert counted == {
            label: (voices[label].turns, voices[label].spoken_ms) if label in voices else (0, 0)
            for label in SEATS
        }
    used = {one.id: one.count for one in by_tag(log) if one.count}
    assert used == timeline.tag_counts


@settings(max_examples=40, deadline=None)
@given(meetings)
def test_undoing_all_and_doing_it_again_changes_no_figure(
    steps: list[tuple[int, tuple[Any, ...]]],
) -> None:
    live = play(steps)
    before = figures(live.timeline)
    back_again = 0
    while live.recorder.undo() is not None:
        back_again += 1
    assert live.timeline.moments == {}
    for _ in range(back_again):
        live.recorder.redo()
    assert figures(live.timeline) == before


def test_a_check_out_closes_a_live_session_alike() -> None:
    live = play([(1000, ("floor", SEATS[0])), (9000, ("floor", SEATS[1]))])
    live.recorder.end()
    live.recorder.replace_rows(
        "Check-out",
        [(None, CheckOut(f"c{n}", "s1", label, 6 + n, n > 0)) for n, label in enumerate(SEATS)],
    )
    totals = summarise(live.timeline)["check_out"]
    assert totals == {"n": 5, "mean": 8.0, "median": 8.0, "seven_or_more": 4, "learned": 4}
    assert summarise(reopened(live.timeline))["check_out"] == totals
