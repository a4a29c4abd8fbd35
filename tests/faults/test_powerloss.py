from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.faults import powerloss


# Six thousand states in all: every point of a recording and of a new vault; of the rest, which
# are longer, a point in so many. The command looks at every point of all of them.
@pytest.mark.parametrize(
    ("course", "events", "states", "stride", "least"),
    [("record", 4, 8, 1, 2000), ("new", 2, 3, 1, 2000), ("backup", 1, 4, 3, 800),
     ("restore", 1, 4, 1, 100), ("migrate", 1, 4, 2, 500), ("erase", 1, 2, 60, 200)],
)  # fmt: skip
def test_the_record_survives_a_power_cut(
    course: str, events: int, states: int, stride: int, least: int
) -> None:
    # In a process of its own: one that has opened a vault looks ten times more slowly.
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.powerloss", "--course", course, "--seed", "4",
         "--events", str(events), "--states", str(states), "--stride", str(stride)],
        capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    figures = re.search(r"(\d+) states .*, 0 not whole, 0 lack what was acknow", done.stdout)
    assert figures is not None
    assert int(figures[1]) > least


@pytest.mark.parametrize("settings", ["WAL,NORMAL", "DELETE,FULL"])
def test_settings_that_are_too_weak_are_caught(settings: str) -> None:
    outcome = powerloss.cut_plain(events=8, states=4, seed=4, settings=settings)
    assert outcome.lost > 0


def test_settings_that_are_strong_enough_are_not_blamed() -> None:
    assert powerloss.cut_plain(events=8, states=4, seed=4, settings="TRUNCATE,EXTRA").words == []
