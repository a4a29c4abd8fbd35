"""Whatever is shown, at whatever size, no two labels collide and every mark is in its lane."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from livecoach.core.observation import Break
from livecoach.core.session import AgendaItem, Seat
from livecoach.figures.timeline_lanes import Lanes
from livecoach.figures.timeline_layout import Box, Layout, Letters, lay_out
from livecoach.figures.timeline_paint import bar_box, mark_box, shape_px
from livecoach.figures.timeline_view import View, pan, whole, zoom
from tests.figures.timelines import MINUTE, empty, everything, full

LETTERS = Letters(16.0, lambda text: 7.0 * len(text), 12.0)


def view_of(lanes: Lanes, closer: float, place: float, scroll: float = 0.0) -> View:
    view = zoom(whole(lanes.length_ms), closer, place * lanes.length_ms)
    view = pan(view, (place - 0.5) * view.span_ms)
    return replace(view, playhead_ms=int(view.start_ms + view.span_ms / 3), scroll_px=scroll)


def texts(layout: Layout) -> list[Box]:
    """Return the boxes of every text as wide as its letters."""

    def centred(box: Box, text: str) -> Box:
        wide = LETTERS.width(text)
        return Box(box.x + (box.w - wide) / 2, box.y + (box.h - 16) / 2, wide, 16)

    lanes = [centred(mark.box, mark.text) for mark in layout.unheard if mark.text]
    for row in layout.rows:
        wide = LETTERS.width(row.label)
        middle = row.box.y + row.box.h / 2
        lanes.append(Box(layout.names.right - 12 - wide, middle - 8, wide, 16))
    plot = layout.plot  # lanes scroll beneath its edges, and nothing of them is drawn beyond
    found = [
        Box(box.x, top, box.w, min(box.bottom, plot.bottom) - top - 1e-6)
        for box in lanes
        if (top := max(box.y, plot.y)) < min(box.bottom, plot.bottom)
    ]
    found += [mark.box for mark in layout.ticks]
    found += [
        Box(mark.box.x + 8, mark.box.y, LETTERS.width(mark.text), mark.box.h)
        for mark in layout.agenda
        if mark.text
    ]
    return found + ([layout.badge.box] if layout.badge else [])


@settings(max_examples=80)
@given(
    st.integers(1, 30),
    st.lists(st.integers(0, 90), max_size=8),
    st.floats(1, 2000),
    st.floats(0, 1),
    st.integers(360, 2000),
    st.integers(200, 1200),
    st.floats(0, 900),
)
def test_no_two_labels_overlap(
    seats: int, starts: list[int], closer: float, place: float, wide: int, high: int, scroll: float
) -> None:
    timeline = empty(seats)
    timeline.load(
        AgendaItem(f"a{i}", "s", f"Item number {i}", i, started_ms=start * MINUTE)
        for i, start in enumerate(starts)
    )
    lanes = Lanes(timeline)
    layout = lay_out(lanes, view_of(lanes, closer, place, scroll), Box(0, 0, wide, high), LETTERS)
    for one, other in combinations(texts(layout), 2):
        assert not one.meets(other), (one, other)


@settings(max_examples=60)
@given(st.floats(1, 500), st.floats(0, 1), st.integers(300, 1600), st.integers(160, 900))
def test_every_mark_stands_inside_its_lane(
    closer: float, place: float, wide: int, high: int
) -> None:
    timeline = full()
    lanes = Lanes(timeline)
    layout = lay_out(lanes, view_of(lanes, closer, place), Box(10, 20, wide, high), LETTERS)
    for uid in (*timeline.turns, *timeline.moments):
        box = mark_box(lanes, layout, uid)
        row = next(row for row in layout.rows if row.lane is lanes.lane_of(uid))
        assert box is not None
        assert row.box.y <= box.y
        assert box.bottom <= row.box.bottom
    for row in layout.rows:
        assert row.box.h >= LETTERS.line
        assert shape_px(row) <= row.box.h
        assert bar_box(row)[1] <= row.box.h
    for row, below in zip(layout.rows, layout.rows[1:], strict=False):
        assert row.box.bottom <= below.box.y + 1e-6


def test_a_long_name_is_cut_short_and_says_so() -> None:
    timeline = empty(1)
    timeline.load([Seat("long", "s", "Chair of the Integrated Care Partnership Board", place=9)])
    layout = lay_out(Lanes(timeline), whole(MINUTE), Box(0, 0, 500, 300), LETTERS)
    label = next(row.label for row in layout.rows if row.lane.key == "seat:long")
    assert label.endswith("…")
    assert LETTERS.width(label) <= layout.names.w


def test_more_lanes_than_fit_can_be_scrolled_to_the_last() -> None:
    lanes = Lanes(empty(30))
    box = Box(0, 0, 900, 300)
    first = lay_out(lanes, whole(lanes.length_ms), box, LETTERS)
    assert first.content_px > first.plot.h
    end = replace(whole(lanes.length_ms), scroll_px=10_000)
    last = lay_out(lanes, end, box, LETTERS)
    assert abs(last.rows[-1].box.bottom - last.plot.bottom) < 1e-6


def test_unheard_stretches_and_breaks_are_named_in_minutes() -> None:
    timeline = empty()
    timeline.load([*everything(), Break("b1", "o", 80 * MINUTE, 80 * MINUTE + 5000)])
    lanes = Lanes(timeline)
    layout = lay_out(lanes, whole(lanes.length_ms), Box(0, 0, 1400, 500), LETTERS)
    assert "not heard for 59 min" in [mark.text for mark in layout.unheard]
    assert [mark.text for mark in layout.breaks] == ["break 10 min", ""]


def test_the_axis_counts_minutes_from_afar_and_seconds_close_by() -> None:
    lanes = Lanes(full())
    box = Box(0, 0, 1200, 500)
    afar = lay_out(lanes, whole(lanes.length_ms), box, LETTERS)
    assert [mark.text for mark in afar.ticks][:3] == ["0 min", "5 min", "10 min"]
    near = lay_out(lanes, zoom(whole(lanes.length_ms), 1e6, 41.5 * MINUTE), box, LETTERS)
    assert [mark.text for mark in near.ticks][:2] == ["41:29", "41:30"]


def test_the_last_time_keeps_clear_of_the_focus_frame() -> None:
    layout = lay_out(Lanes(full()), whole(90 * MINUTE), Box(0, 0, 900, 400), LETTERS)
    last = layout.ticks[-1]
    assert last.text == "90 min"
    assert last.box.right <= 900 - 4
