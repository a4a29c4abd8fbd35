"""What is drawn at any zoom is what stands in the session, neither more nor less."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from livecoach.figures.timeline_cover import cover, halve, set_runs
from livecoach.figures.timeline_marks import Bars, Points

stretches = st.lists(
    st.tuples(st.integers(0, 5000), st.integers(0, 400)).map(lambda p: (p[0], p[0] + p[1])),
    min_size=1,
    max_size=40,
)


def bins_of(rows: list[tuple[int, int]], shift: int) -> set[int]:
    """Return every bin that a bar touches, one millisecond at a time."""
    found = set()
    for start, end in rows:
        found |= {at >> shift for at in range(start, max(end, start + 1))}
    return found


def set_bits(bits: bytes) -> set[int]:
    return {i for i in range(len(bits) * 8) if bits[i >> 3] & (0x80 >> (i & 7))}


@given(stretches, st.integers(0, 6))
def test_a_cover_sets_exactly_the_bins_that_bars_touch(
    rows: list[tuple[int, int]], shift: int
) -> None:
    bits = cover([r[0] for r in rows], [r[1] for r in rows], shift, (5401 >> shift) + 1)
    assert set_bits(bits) == bins_of(rows, shift)


@given(stretches, st.integers(1, 5))
def test_a_halved_cover_is_the_cover_of_wider_bins(rows: list[tuple[int, int]], times: int) -> None:
    bits = cover([r[0] for r in rows], [r[1] for r in rows], 0, 5402)
    for _ in range(times):
        bits = halve(bits)
    assert set_bits(bits) == bins_of(rows, times)


@given(st.sets(st.integers(0, 300)), st.integers(-20, 320), st.integers(0, 320))
def test_runs_are_the_set_bits_in_view_joined(bits: set[int], first: int, wide: int) -> None:
    packed = bytearray(301 // 8 + 1)
    for bit in bits:
        packed[bit >> 3] |= 0x80 >> (bit & 7)
    found = set_runs(bytes(packed), first, first + wide)
    in_view = {bit for bit in bits if first <= bit < first + wide}
    assert {bit for begin, end in found for bit in range(begin, end)} == in_view
    assert all(end < begin for (_, end), (begin, _) in pairwise(found))


@given(stretches, st.floats(1, 3000))
def test_a_crowded_lane_shows_the_bins_of_its_bars_at_every_zoom(
    rows: list[tuple[int, int]], bin_ms: float
) -> None:
    kept = Bars((start, end, "") for start, end in rows).cover_at(bin_ms)
    if kept is None:
        assert len(rows) * 64 * bin_ms <= 2 * 5402  # bars far apart: drawn one by one
        return
    bits, shift = kept
    assert 1 << shift >= bin_ms
    assert shift == 0 or 1 << (shift - 1) < bin_ms
    assert set_bits(bits) == bins_of(rows, shift)


@given(stretches, st.floats(0, 5000), st.floats(1, 2000), st.floats(1, 300))
def test_joined_bars_hide_no_bar_and_no_gap_wider_than_a_pixel(
    rows: list[tuple[int, int]], start: float, span: float, bin_ms: float
) -> None:
    runs = Bars((a, b, "") for a, b in rows).runs(start, start + span, bin_ms)
    in_view = [(a, b) for a, b in rows if a < start + span and b > start]
    for a, b in in_view:
        assert any(left <= a and b <= right for left, right in runs)
    for left, right in runs:
        assert left in {a for a, _ in rows}
        assert right in {b for _, b in rows}
    for (_, right), (left, _) in pairwise(runs):
        assert left - right >= bin_ms


@given(
    st.lists(st.integers(0, 5000), max_size=60),
    st.floats(0, 5000),
    st.floats(1, 3000),
    st.floats(1, 400),
)
def test_points_that_share_a_bin_are_drawn_once_and_no_bin_is_missed(
    times: list[int], start: float, span: float, bin_ms: float
) -> None:
    drawn = Points((time, "") for time in times).binned(start, start + span, bin_ms)
    seen = [time for time in sorted(times) if start <= time < start + span]
    assert {int(time // bin_ms) for time in drawn} == {int(time // bin_ms) for time in seen}
    assert len(drawn) <= span / bin_ms + 2
    assert set(drawn) <= set(seen)


@given(stretches, st.floats(0, 5500), st.floats(0, 200))
def test_the_pointer_finds_the_nearest_bar_within_reach(
    rows: list[tuple[int, int]], at: float, slack: float
) -> None:
    bars = Bars((start, end, str(i)) for i, (start, end) in enumerate(rows))
    away = {str(i): max(start - at, at - end, 0.0) for i, (start, end) in enumerate(rows)}
    place = bars.at(at, slack)
    if place is None:
        assert min(away.values()) > slack
    else:
        assert away[bars.uids[place]] == min(away.values())


@given(st.lists(st.integers(0, 900), min_size=1, unique=True), st.data())
def test_marks_taken_out_and_put_back_leave_the_lane_as_it_was(
    times: list[int], data: st.DataObject
) -> None:
    points = Points((time, str(time)) for time in times)
    bars = Bars((time, time + 30, str(time)) for time in times)
    before = list(points.times), list(points.uids), list(bars.ends)
    picked = data.draw(st.sampled_from(times))
    points.remove(picked, str(picked))
    bars.remove(picked, str(picked))
    assert str(picked) not in points.uids
    assert str(picked) not in bars.uids
    points.add(picked, str(picked))
    bars.add(picked, picked + 30, str(picked))
    assert (list(points.times), list(points.uids), list(bars.ends)) == before
