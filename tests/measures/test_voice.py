from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livecoach.measures.voice import (
    evenness,
    gini,
    participation_shifts,
    reciprocity,
    turn_taking_index,
)

counts = st.lists(st.integers(0, 1000), min_size=2, max_size=30)
turns = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from("ABCDE0")).filter(lambda t: t[0] != t[1]),
    max_size=40,
)
THIRTEEN = {
    "AB-BA", "AB-B0", "AB-BY", "A0-X0", "A0-XA", "A0-XY", "AB-X0", "AB-XA", "AB-XB", "AB-XY",
    "A0-AY", "AB-A0", "AB-AY",
}  # fmt: skip


def test_gini_of_the_phylotools_example() -> None:
    assert gini([1, 3, 2, 1, 1, 1, 4]) == pytest.approx(0.3076923, abs=5e-8)
    assert gini([1, 3, 2, 1, 1, 1, 4], corrected=True) == pytest.approx(0.3590, abs=5e-5)


def test_silent_seats_count() -> None:
    assert gini([10] * 5 + [0] * 15) == pytest.approx(0.75)
    assert gini([10] * 5) == 0.0
    assert evenness([10] * 5) == 1.0
    assert evenness([10] * 5 + [0] * 15) == pytest.approx(0.5372, abs=5e-5)  # ln 5 / ln 20


@given(counts)
def test_gini_agrees_with_the_mean_difference(values: list[int]) -> None:
    n, total = len(values), sum(values)
    if total:
        pairs = sum(abs(a - b) for a in values for b in values)
        assert gini(values) == pytest.approx(pairs / (2 * n * total), abs=1e-12)


@given(counts)
def test_gini_and_evenness_keep_their_bounds(values: list[int]) -> None:
    n = len(values)
    assert 0 <= gini(values) <= (n - 1) / n + 1e-12
    assert 0 <= gini(values, corrected=True) <= 1 + 1e-12
    assert 0 <= evenness(values) <= 1


@given(counts)
def test_the_order_of_seats_does_not_matter(values: list[int]) -> None:
    shuffled = list(reversed(values))
    assert gini(shuffled) == gini(values)
    assert evenness(shuffled) == evenness(values)


@given(counts.filter(any))
def test_one_more_silent_seat_makes_the_floor_less_even(values: list[int]) -> None:
    assert gini([*values, 0]) > gini(values)
    assert evenness([*values, 0]) < evenness(values) or evenness(values) == 0


@given(counts, st.integers(2, 9))
def test_only_shares_matter(values: list[int], factor: int) -> None:
    scaled = [value * factor for value in values]
    assert gini(scaled) == pytest.approx(gini(values), abs=1e-12)
    assert evenness(scaled) == pytest.approx(evenness(values), abs=1e-12)


def test_nothing_said_is_nothing_to_share() -> None:
    assert gini([]) == gini([0, 0, 0]) == evenness([]) == evenness([0, 0, 0]) == 0.0
    assert gini([7], corrected=True) == 0.0
    assert evenness([7]) == 1.0


@pytest.mark.parametrize("measure", [gini, evenness])
def test_a_negative_share_is_refused(measure: object) -> None:
    with pytest.raises(ValueError, match="negative: -1"):
        measure([3, -1])  # type: ignore[operator]


def test_turn_taking_index() -> None:
    assert turn_taking_index([("A", 1), ("B", 1), ("A", 1)]) == 1.0
    assert turn_taking_index([("A", 3), ("B", 1), ("C", 1)]) == pytest.approx(0.5)
    assert turn_taking_index([("A", 2), ("A", 1), ("B", 1), ("C", 1)]) == pytest.approx(0.5)
    assert turn_taking_index([("A", 5)]) == 0.0
    assert turn_taking_index([("A", 1)]) == turn_taking_index([]) == 0.0


def test_reciprocity_of_the_worked_example() -> None:
    counts = {("A", "B"): 3, ("B", "A"): 1, ("A", "C"): 2, ("C", "A"): 2, ("B", "C"): 1}
    binary, weighted = reciprocity(counts)
    assert (binary, weighted) == pytest.approx((0.80, 6 / 9))


def test_loops_and_empty_pairs_are_no_address() -> None:
    assert reciprocity({("A", "A"): 4, ("A", "B"): 1, ("B", "A"): 0}) == (0.0, 0.0)
    assert reciprocity({}) == (0.0, 0.0)


def test_shifts_of_the_worked_example() -> None:
    talk = ["AB", "BA", "C0", "DC", "CD", "C0", "ED", "D0", "DA"]
    assert participation_shifts([(turn[0], turn[1]) for turn in talk]) == [
        "AB-BA", "AB-X0", "A0-XA", "AB-BA", "AB-A0", "A0-XY", "AB-B0", "A0-AY",
    ]  # fmt: skip


@given(turns)
def test_every_shift_is_one_of_thirteen(talk: list[tuple[str, str]]) -> None:
    shifts = participation_shifts(talk)
    same = sum(1 for a, b in pairwise(talk) if a == b)
    assert set(shifts) <= THIRTEEN
    assert len(shifts) == max(0, len(talk) - 1) - same


def test_all_thirteen_can_be_reached() -> None:
    pairs = [(p, q) for p in ("AB", "A0") for q in (
        "BA", "B0", "BC", "C0", "CA", "CB", "CD", "A0", "AC", "AB")]  # fmt: skip
    seen = {
        shift
        for p, q in pairs
        for shift in participation_shifts([(p[0], p[1]), (q[0], q[1])])
    }  # fmt: skip
    assert seen == THIRTEEN
