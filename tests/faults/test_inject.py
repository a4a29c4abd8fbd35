from __future__ import annotations

import re
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("what", "stride", "least"),
    [("record", 16, 40), ("backup", 16, 25), ("migrate", 16, 10), ("restore", 2, 10)],
)
def test_a_call_that_fails_once_is_got_over_or_told(what: str, stride: int, least: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.inject", "--what", what, "--stride", str(stride)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    figures = re.search(r"(\d+) points, told at (\d+), 0 faults", done.stdout)
    assert figures is not None
    assert int(figures[1]) >= least
    assert int(figures[2]) > 0
