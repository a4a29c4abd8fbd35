"""Short runs of the measurements: loose for a busy machine, tight enough for a regression."""

from __future__ import annotations

from tests.bench import clock, keys, memory, presses, start
from tests.bench.figures import quantile

SOME = 4000  # moments: work that grows with them shows at once


def test_a_key_is_painted_sooner_than_in_a_bare_table_however_long_the_session() -> None:
    bare, ours = keys.measure(24, (0, SOME), warm_up=8)
    assert quantile(ours[0], 0.5) <= quantile(bare, 0.5)
    assert quantile(ours[SOME], 0.5) <= 1.5 * quantile(ours[0], 0.5)


def test_a_key_is_on_disk_at_once_and_the_window_does_not_stall() -> None:
    times = presses.measure(60, 0)
    assert len(times.commit) >= 40
    assert quantile(times.commit, 0.5) <= quantile(times.bare, 0.5) + 0.012
    frames = [pause for pause in times.busy if pause > presses.FRAME_S]
    assert len(frames) <= 3


def test_the_first_window_is_soon_there_and_small() -> None:
    found = start.measure(3)
    seconds, memory_kb = (
        [quantile(found[who][what], 0.5) for who in ("ours", "bare")] for what in (0, 1)
    )
    assert seconds[0] <= 2.2 * seconds[1]
    assert memory_kb[0] <= 1.5 * memory_kb[1]


def test_the_clocks_cost_next_to_nothing() -> None:
    assert clock.measure(8, 0) <= 2 * clock.BAR


def test_presses_hardly_grow_the_program() -> None:
    assert memory.measure(1500, warm_up=500) <= 8  # MB, most of it the database's page cache
