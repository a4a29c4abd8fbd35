"""Zoom and pan keep to the meeting, and to the place the coach points at."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from livecoach.figures.timeline_view import SHORTEST_MS, View, pan, resized, reveal, whole, zoom

HOUR = 3_600_000.0
steps = st.lists(
    st.tuples(st.sampled_from(["zoom", "pan"]), st.floats(0.2, 5), st.floats(0, 1)), max_size=30
)


def walk(moves: list[tuple[str, float, float]]) -> View:
    view = whole(HOUR)
    for what, amount, place in moves:
        if what == "zoom":
            view = zoom(view, amount, view.start_ms + place * view.span_ms)
        else:
            view = pan(view, (place - 0.5) * amount * view.span_ms)
    return view


@given(steps)
def test_no_walk_leaves_the_meeting_or_comes_closer_than_seconds(
    moves: list[tuple[str, float, float]],
) -> None:
    view = walk(moves)
    assert view.start_ms >= 0
    assert view.end_ms <= HOUR + 1e-3
    assert SHORTEST_MS - 1e-3 <= view.span_ms <= HOUR + 1e-3


def test_zooming_keeps_the_time_under_the_pointer_where_it_is() -> None:
    view = zoom(whole(HOUR), 4, HOUR / 3)
    assert (HOUR / 3 - view.start_ms) / view.span_ms == approx(1 / 3)


@given(steps, st.floats(0, HOUR))
def test_what_is_revealed_is_in_view(moves: list[tuple[str, float, float]], at: float) -> None:
    view = reveal(walk(moves), at)
    assert view.start_ms - 1e-3 <= at <= view.end_ms + 1e-3


def test_a_whole_view_stays_whole_when_the_meeting_grows() -> None:
    assert resized(whole(HOUR), 2 * HOUR).span_ms == 2 * HOUR
    part = zoom(whole(HOUR), 2, 0)
    assert resized(part, 2 * HOUR).span_ms == part.span_ms
