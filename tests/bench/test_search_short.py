"""A search's cost follows what it shows, not the vault, in a short run of the search bench."""

from __future__ import annotations

from statistics import median

from tests.bench.search import measure


def test_a_search_over_four_times_the_notes_takes_nowhere_near_four_times_as_long() -> None:
    small, _ = measure(2_000)
    large, _ = measure(8_000)
    middles = [median(seconds for _, seconds in taken) for taken in (small, large)]
    assert middles[1] <= 2.5 * middles[0]
    assert middles[1] <= 0.1
