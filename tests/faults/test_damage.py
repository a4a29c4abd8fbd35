from __future__ import annotations

import re
import subprocess
import sys

from tests.faults import bit_flips, clocks, full_disk, storm


def test_every_flipped_bit_is_noticed() -> None:
    outcome = bit_flips.run(flips=160, seed=3)
    assert sum(outcome.values()) == 160
    assert {what.partition(": ")[2] for what in outcome} <= {"noticed", "harmless"}


def apart(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, which it may spoil or fork."""
    return subprocess.run(
        [sys.executable, "-m", *words], capture_output=True, text=True, check=False, timeout=900
    )


def test_a_kill_leaves_no_backup_restore_migration_or_erasure_half_done() -> None:
    done = apart("tests.faults.kill_copies", "--kills", "60", "--seed", "3")
    assert done.returncode == 0, done.stdout + done.stderr
    figures = re.search(r"60 kills, (\d+) cut off, 0 faults", done.stdout)
    assert figures is not None
    assert int(figures[1]) >= 15


def test_what_is_done_in_halves_is_caught_by_a_kill() -> None:
    done = apart("tests.faults.kill_copies", "--kills", "24", "--seed", "3", "--plant")
    assert done.returncode == 1
    assert "not finished at the next opening" in done.stdout
    # A name that comes before its content shows in a backup, or in what was restored.
    assert "does not add up" in done.stdout or "holds a vault" in done.stdout


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
