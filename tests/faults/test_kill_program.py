from __future__ import annotations

import re
import subprocess
import sys

import pytest


def killed(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process that has no window of its own yet."""
    return subprocess.run(
        [sys.executable, "-m", "tests.faults.kill_program", *words],
        capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip


def test_two_hundred_kills_of_the_program_lose_and_double_nothing() -> None:
    done = killed("--kills", "200", "--seed", "7")
    assert done.returncode == 0, done.stdout + done.stderr
    figures = re.search(
        r"200 kills of the program, (\d+) presses recorded, (\d+) shown as saved, \d+ saved and "
        r"not yet shown, (\d+) openings went on as they stood, 0 faults", done.stdout,
    )  # fmt: skip
    assert figures is not None, done.stdout
    assert int(figures[1]) > 200 and int(figures[2]) > 50
    assert int(figures[3]) > 120


@pytest.mark.parametrize(
    ("fault", "said"), [("early", "acknowledged edits lost"), ("twice", "presses recorded of")]
)
def test_a_fault_put_into_the_program_is_found(fault: str, said: str) -> None:
    done = killed("--kills", "12", "--plant", fault)
    assert done.returncode == 1
    assert said in done.stdout
