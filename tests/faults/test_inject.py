from __future__ import annotations

import re
import subprocess
import sys

import pytest


def injected(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tests.faults.inject", *words],
        capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip


# Tagging, undoing and ending fail at every point; the rest, at ten times as many, at some of them
# here and at all by the command.
@pytest.mark.parametrize(
    ("what", "stride", "least"),
    [("record", 1, 200), ("acts", 24, 15), ("open", 24, 10), ("backup", 24, 15),
     ("migrate", 24, 8), ("restore", 2, 10), ("erase", 80, 10),
     ("put-back", 60, 5)],
)  # fmt: skip
def test_a_call_that_fails_once_is_got_over_or_told(what: str, stride: int, least: int) -> None:
    done = injected("--what", what, "--stride", str(stride))
    assert done.returncode == 0, done.stdout + done.stderr
    figures = re.search(r"(\d+) points, told at (\d+), 0 faults", done.stdout)
    assert figures is not None
    assert int(figures[1]) >= least
    assert int(figures[2]) > 0


def test_a_writer_that_takes_a_failure_for_success_is_caught() -> None:
    done = injected("--what", "record", "--stride", "12", "--plant")
    assert done.returncode == 1
    assert "acknowledged edits lost" in done.stdout
