from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livecoach.core.observation import Turn
from livecoach.core.timeline import Timeline
from livecoach.measures.log import read
from livecoach.measures.share import (
    by_organisation,
    by_role,
    by_seat,
    halves,
    heard,
    how_even,
    rolling,
)
from tests.measures.meetings import Said, empty, tagged

SEATS = ("ICB Chair", "ICB CEO", "Acute Chair", "Acute CEO")
spans = st.lists(
    st.tuples(st.integers(0, 500), st.integers(0, 90), st.sampled_from(SEATS)), max_size=25
)


def talk(turns: list[tuple[int, int, str]], length_s: int = 600) -> Timeline:
    timeline = empty(SEATS, length_s)
    timeline.load(
        Turn(f"t{n:03d}", "o1", at * 1000, (at + lasts) * 1000, seat)
        for n, (at, lasts, seat) in enumerate(turns)
    )
    return timeline


def test_shares_stand_beside_an_equal_share() -> None:
    log = read(talk([(0, 30, "ICB Chair"), (40, 10, "ICB CEO"), (60, 60, "ICB Chair")]))
    chair, ceo, *silent = by_seat(log)
    assert (chair.name, chair.turns, chair.spoken_ms) == ("ICB Chair", 2, 90_000)
    assert (chair.turn_share, chair.time_share) == pytest.approx((2 / 3, 0.9))
    assert (ceo.turn_share, ceo.equal_share) == pytest.approx((1 / 3, 0.25))
    assert [(one.turns, one.equal_share) for one in silent] == [(0, 0.25), (0, 0.25)]
    assert [(one.name, one.turns, one.equal_share) for one in by_organisation(log)] == [
        ("ICB", 3, 0.5), ("Acute", 0, 0.5),
    ]  # fmt: skip
    assert [(one.name, one.turns) for one in by_role(log)] == [("Chair", 2), ("CEO", 1)]


def test_nobody_has_a_share_of_nothing() -> None:
    log = read(talk([]))
    assert {one.turn_share for one in by_seat(log)} == {0.0}
    assert how_even(log).heard == 0
    assert by_seat(read(empty((), 60))) == []


def test_silent_seats_count_in_how_even_the_floor_was() -> None:
    even = how_even(read(talk([(0, 10, "ICB Chair"), (20, 10, "ICB CEO")])))
    assert (even.seats, even.heard, even.turns) == (4, 2, 2)
    assert even.turns_gini == pytest.approx(0.5)
    assert even.turns_gini_corrected == pytest.approx(2 / 3)
    assert even.turns_evenness == pytest.approx(0.5)


def test_halves_split_at_half_of_the_length() -> None:
    first, second = halves(read(talk([(299, 10, "ICB Chair"), (300, 10, "ICB CEO")])))
    assert [turn.seat for turn in first.turns] == ["ICB Chair"]
    assert [turn.seat for turn in second.turns] == ["ICB CEO"]


def test_the_longest_stretch_unheard() -> None:
    log = read(talk([(100, 50, "ICB Chair"), (200, 10, "ICB Chair"), (10, 585, "ICB CEO")]))
    found = {one.seat: one for one in heard(log)}
    assert found["ICB Chair"].longest_unheard == (210_000, 600_000)
    assert (found["ICB Chair"].first_ms, found["ICB Chair"].last_ms) == (100_000, 210_000)
    assert found["ICB CEO"].longest_unheard == (0, 10_000)
    assert found["Acute CEO"].first_ms is None
    assert found["Acute CEO"].longest_unheard == (0, 600_000)


def test_a_seat_is_unheard_only_while_it_is_in_the_room() -> None:
    timeline = talk([(250, 50, "Acute CEO")])
    came_and_went = replace(
        timeline.seats["Acute CEO"], present_from_ms=200_000, present_to_ms=400_000
    )
    never_came = replace(timeline.seats["ICB CEO"], present_to_ms=0)
    timeline.load([came_and_went, never_came])
    found = {one.seat: one for one in heard(read(timeline))}
    assert found["Acute CEO"].longest_unheard == (300_000, 400_000)
    assert found["ICB CEO"].longest_unheard == (0, 600_000)  # absence is data


def test_turns_that_overlap_leave_no_gap_between_them() -> None:
    timeline = tagged(
        SEATS, [Said(10, "ICB Chair", for_s=300), Said(20, "ICB Chair"), Said(350, "ICB Chair")]
    )
    assert heard(read(timeline))[0].longest_unheard == (350_000, 600_000)


def test_a_window_rolls_over_the_meeting() -> None:
    log = read(talk([(0, 10, "ICB Chair"), (100, 10, "ICB CEO"), (590, 10, "ICB Chair")]))
    windows = rolling(log, window_ms=120_000, step_ms=60_000)
    assert [(one.start_ms, one.end_ms) for one in windows[:2]] == [(0, 120_000), (60_000, 180_000)]
    assert windows[-1].end_ms == 600_000
    assert [one.turns for one in windows] == [2, 1, 0, 0, 0, 0, 0, 0, 1]
    assert [one.heard for one in windows] == [2, 1, 0, 0, 0, 0, 0, 0, 1]
    assert windows[0].evenness == pytest.approx(0.5)


def test_a_meeting_shorter_than_the_window_is_one_window() -> None:
    windows = rolling(read(talk([(0, 10, "ICB Chair")], 60)), window_ms=600_000)
    assert [(one.start_ms, one.end_ms, one.turns) for one in windows] == [(0, 60_000, 1)]


@given(spans, st.integers(1, 4), st.integers(1, 4))
def test_a_rolling_window_counts_what_a_look_at_it_counts(
    turns: list[tuple[int, int, str]], window_min: int, step_min: int
) -> None:
    log = read(talk(turns))
    for one in rolling(log, window_min * 60_000, step_min * 60_000):
        inside = log.within(one.start_ms, one.end_ms)
        assert (one.turns, one.heard) == (len(inside.turns), how_even(inside).heard)


@given(spans)
def test_shares_are_whole_and_groups_are_their_seats(turns: list[tuple[int, int, str]]) -> None:
    log = read(talk(turns))
    seats = by_seat(log)
    assert sum(one.turns for one in seats) == len(turns)
    if turns:
        assert sum(one.turn_share for one in seats) == pytest.approx(1)
    for grouped in (by_organisation(log), by_role(log)):
        assert sum(one.equal_share for one in grouped) == pytest.approx(1)
        for group in grouped:
            own = [one for one in seats if one.seats[0] in group.seats]
            assert group.turns == sum(one.turns for one in own)
            assert group.spoken_ms == sum(one.spoken_ms for one in own)


@given(spans)
def test_live_counters_are_the_measures(turns: list[tuple[int, int, str]]) -> None:
    timeline = talk(turns)
    for one in by_seat(read(timeline)):
        voice = timeline.voices.get(one.seats[0])
        assert (one.turns, one.spoken_ms) == ((voice.turns, voice.spoken_ms) if voice else (0, 0))
