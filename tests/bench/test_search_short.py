"""A search's cost follows what it shows, not the vault, in a short run of the search bench."""

from __future__ import annotations

from statistics import median
from time import thread_time

from tests.bench.search import measure


def test_a_search_over_four_times_the_notes_takes_nowhere_near_four_times_as_long() -> None:
    small, _ = measure(6_000, thread_time)
    large, _ = measure(24_000, thread_time)
    middles = [median(seconds for _, seconds in taken) for taken in (small, large)]
    assert middles[1] <= 2.0 * middles[0]
