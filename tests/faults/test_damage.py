from __future__ import annotations

import pytest

from livecoach.store import connection
from tests.faults import bit_flips, clocks, full_disk, kill_copies, storm


def test_every_flipped_bit_is_noticed() -> None:
    outcome = bit_flips.run(flips=160, seed=3)
    assert sum(outcome.values()) == 160
    assert {what.partition(": ")[2] for what in outcome} <= {"noticed", "harmless"}


def test_a_kill_leaves_no_backup_restore_or_migration_half_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection, "PAUSE_S", 0.0)  # put back afterwards
    tally, faults = kill_copies.run(kills=24, seed=3)
    assert faults == []
    assert sum(count for what, count in tally.items() if "cut off" in what) >= 4


def test_a_full_disk_leaves_room_for_a_thousand_more() -> None:
    done = full_disk.apart(1000)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 faults" in done.stdout
    assert "The disk is full." in done.stdout


def test_whatever_the_clocks_do_offsets_and_order_stay_right() -> None:
    assert clocks.run(scripts=30, seed=3) == []


def test_saving_stays_quick_beside_a_program_that_syncs_without_pause() -> None:
    times = storm.run(4)
    assert times.kept(), times
