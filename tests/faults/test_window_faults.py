"""What the coach reads when the disk is taken from under the real window."""

from __future__ import annotations

import pytest

from livecoach.store import connection
from tests.faults import kill_restores, window_faults


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("full", ["The disk is full. Livecoach saves in space kept aside; free some space soon.",
                  "Not saved: the disk is full. Free some space; Livecoach keeps trying.",
                  "all there once there was room"]),
        ("gone", ["Another program replaced or moved the vault's file.", "nothing is lost"]),
        ("readonly", ["all of it can be read, and nothing new can be saved.",
                      "Not saved: the disk or the vault is read-only. Livecoach keeps trying."]),
    ],
)  # fmt: skip
def test_it_is_told_in_the_window_and_nothing_is_lost(what: str, words: list[str]) -> None:
    done = window_faults.apart(what)
    assert done.returncode == 0, done.stdout + done.stderr
    for sentence in words:
        assert sentence in done.stdout


def test_a_kill_on_the_way_back_to_a_backup_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PAUSE_S", 0.0)  # put back afterwards
    tally, faults = kill_restores.run(kills=7, seed=5)
    assert faults == []
    assert tally["cut off"] >= 3  # four of the seven fall at a call of it, whatever the pace
