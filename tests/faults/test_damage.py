from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.faults import clocks, full_disk, storm


def apart(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, which it may spoil or fork."""
    return subprocess.run(
        [sys.executable, "-m", *words], capture_output=True, text=True, check=False, timeout=900
    )


def test_every_flipped_bit_is_noticed() -> None:
    done = apart("tests.faults.bit_flips", "--flips", "400", "--seed", "3")
    assert done.returncode == 0, done.stdout + done.stderr
    figures = re.search(r"400 flips, (\d+) noticed, (\d+) harmless", done.stdout)
    assert figures is not None
    assert int(figures[1]) > 380 and int(figures[1]) + int(figures[2]) == 400


def test_a_journal_that_is_not_looked_at_is_caught() -> None:
    done = apart("tests.faults.bit_flips", "--flips", "12", "--seed", "3", "--plant")
    assert done.returncode == 1
    assert "vault.db-journal: missed" in done.stdout


def test_a_kill_leaves_no_backup_restore_migration_erasure_or_purge_half_done() -> None:
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


@pytest.mark.parametrize("fault", ["wall", "asleep"])
def test_a_session_that_runs_on_the_wrong_clock_is_caught(fault: str) -> None:
    assert any("ms out" in words for words in clocks.run(6, 3, fault))


def test_saving_stays_quick_beside_a_program_that_syncs_without_pause() -> None:
    times = storm.run(4)
    assert times.kept(), times
