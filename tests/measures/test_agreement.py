from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livecoach.core.observation import Turn
from livecoach.measures.agreement import interval, kappa, krippendorff_alpha
from livecoach.measures.log import Log, read
from livecoach.measures.observers import (
    event_agreement,
    floor_agreement,
    floor_agreement_within,
)
from tests.measures.meetings import BOARD, Said, empty, tagged

A, B = SEATS = ("ICB Chair", "Acute CEO")
TAGS = [tag.id for tag in BOARD.tags]
# Krippendorff 2011, three observers of fifteen units; 0 stands for no value.
COLUMNS = zip(
    (0, 0, 0, 0, 0, 3, 4, 1, 2, 1, 1, 3, 3, 0, 3),
    (1, 0, 2, 1, 3, 3, 4, 3, 0, 0, 0, 0, 0, 0, 0),
    (0, 0, 2, 1, 3, 4, 4, 0, 2, 1, 1, 3, 3, 0, 4),
    strict=True,
)
UNITS = [[value for value in column if value] for column in COLUMNS]
rows = st.lists(st.tuples(st.integers(0, 100), st.sampled_from(TAGS[:5])), max_size=12)


def log_of(marks: list[tuple[int, str]]) -> Log:
    return read(tagged(SEATS, [Said(at, A, tag) for at, tag in sorted(marks)]))


def test_kappa_of_cohens_own_table() -> None:
    found = kappa([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    assert found.agreed == pytest.approx(0.70)
    assert found.expected == pytest.approx(0.41)
    assert found.kappa == pytest.approx(0.4915, abs=5e-5)
    assert kappa([[20, 5], [10, 15]]).kappa == pytest.approx(0.40)


def test_kappa_that_is_nothing_over_nothing_is_not_defined() -> None:
    assert kappa([[7, 0], [0, 0]]).kappa is None
    assert kappa([[7, 0], [0, 0]]).agreed == 1
    assert (kappa([]).kappa, kappa([]).agreed) == (None, None)


def test_a_tally_is_square() -> None:
    with pytest.raises(ValueError, match="as many rows as columns"):
        kappa([[1, 2, 3], [4, 5, 6]])


def test_alpha_of_krippendorffs_own_table() -> None:
    nominal = krippendorff_alpha(UNITS)
    assert nominal == pytest.approx(0.691, abs=5e-4)
    assert krippendorff_alpha(UNITS, interval) == pytest.approx(0.811, abs=5e-4)
    assert krippendorff_alpha([[1, 1], [1, 1], [2]]) is None


def test_the_floor_second_by_second() -> None:
    first, second = empty(SEATS, 10), empty(SEATS, 10)
    first.load([Turn("t1", "o1", 0, 4000, A), Turn("t2", "o1", 4000, 8000, B)])
    second.load([Turn("t1", "o1", 0, 5000, A), Turn("t2", "o1", 5000, 8000, B)])
    found = floor_agreement(read(first), read(second))
    assert found.labels == ("", B, A)
    assert found.matrix == ((2, 0, 0), (0, 3, 1), (0, 0, 4))
    assert found.agreed == pytest.approx(0.9)
    near, back = floor_agreement_within(read(first), read(second), 1)
    assert (near.agreed, back.agreed) == (1, 1)


def test_a_tolerance_depends_on_whose_seconds_are_looked_at() -> None:
    first, second = empty(SEATS, 20), empty(SEATS, 20)
    first.load([Turn("t1", "o1", 0, 20_000, A)])
    second.load([Turn("t1", "o1", 0, 10_000, A)])
    near, back = floor_agreement_within(read(first), read(second), 3)
    assert (near.agreed, back.agreed) == (0.65, 0.5)


def test_events_near_each_other_are_paired_and_the_rest_stand_alone() -> None:
    first = log_of([(10, "idea"), (30, "credit"), (50, "repair"), (90, "idea")])
    second = log_of([(12, "idea"), (31, "uptake"), (70, "repair")])
    found = event_agreement(first, second, 5000)
    assert (found.alike, found.differently, found.only_first, found.only_second) == (1, 1, 2, 1)
    assert found.pairs == (("m1", "m1"), ("m2", "m2"), ("m3", None), (None, "m3"), ("m4", None))
    nil = found.agreement.labels.index("")
    assert found.agreement.matrix[nil][nil] == 0


def test_boards_are_compared_by_the_names_of_their_tags() -> None:
    first, second = log_of([(10, "idea")]), log_of([(10, "idea")])
    renamed = replace(second, names={**second.names, "idea": "Something else"})
    assert event_agreement(first, renamed, 1000).differently == 1


@settings(max_examples=60, deadline=None)
@given(rows, rows, st.integers(0, 30))
def test_every_event_is_counted_once(
    ours: list[tuple[int, str]], theirs: list[tuple[int, str]], tolerance_s: int
) -> None:
    first, second = log_of(ours), log_of(theirs)
    found = event_agreement(first, second, tolerance_s * 1000)
    assert found.alike + found.differently + found.only_first == len(ours)
    assert found.alike + found.differently + found.only_second == len(theirs)
    for a, b in found.pairs:
        if a is not None and b is not None:
            apart = first.timeline.moments[a].offset_ms - second.timeline.moments[b].offset_ms
            assert abs(apart) <= tolerance_s * 1000


@settings(max_examples=40, deadline=None)
@given(rows)
def test_an_observer_agrees_with_themself(marks: list[tuple[int, str]]) -> None:
    log = log_of(marks)
    found = event_agreement(log, log, 0)
    assert (found.alike, found.differently) == (len(marks), 0)
    assert found.agreement.kappa in (None, pytest.approx(1))
