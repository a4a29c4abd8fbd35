"""
Measure what the live window's clocks cost while nobody presses a key.

Run ``python -m tests.bench.clock [seconds]``. Processor time of the real program under Xvfb,
somebody on the floor, with no moments and with 50,000.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from livecoach.store import backup
from tests import x11
from tests.bench import driving

MANY = 50_000
BAR = 0.01


def measure(seconds: float, moments: int) -> float:
    """Return the share of one core that the program uses with its live window open."""
    with tempfile.TemporaryDirectory(prefix="livecoach-") as folder, x11.server() as display:
        made = driving.prepare(Path(folder) / "vault", moments)
        keyboard = x11.Keyboard(display)
        with driving.program(display, made) as started:
            keyboard.focus(started.window)
            keyboard.press("7")
            _first_backup(made.folder)
            time.sleep(3)
            before = driving.cpu_s(started.process.pid)
            time.sleep(seconds)
            used = driving.cpu_s(started.process.pid) - before
        keyboard.close()
    return used / seconds


def _first_backup(vault: Path, timeout_s: float = 60.0) -> None:
    """Wait for the copy that is made at an opening: it costs once, and is no clock."""
    end = time.monotonic() + timeout_s
    while not backup.listed(vault / backup.FOLDER):
        if time.monotonic() > end:
            raise TimeoutError("no backup was made at the opening")
        time.sleep(0.2)


def main(words: list[str]) -> int:
    """Print the share of a core, and how it stands to the bar."""
    for moments in (0, MANY):
        share = measure(float(words[0]) if words else 60, moments)
        name = f"clocks, {moments:,} moments in the session"
        print(
            f"{name:<44} {share:8.2%} of a core  {'meets' if share <= BAR else 'MISSES'} {BAR:.0%}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
