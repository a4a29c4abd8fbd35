"""
Measure what the program's memory grows by while a coach goes on pressing keys.

Run ``python -m tests.bench.memory [presses] [moments]``. The real program under Xvfb; the presses
go through its recorder, its writer and its window as fast as they are taken.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests import x11
from tests.bench import driving

WARM_UP = 5000  # the database's own page cache is full by then
BAR_MB = 5.0
BAR_PRESSES = 10_000


def measure(presses: int, moments: int = 0, warm_up: int = WARM_UP) -> float:
    """Return by how many MB ``presses`` presses grow the program, after some to warm it up."""
    with tempfile.TemporaryDirectory(prefix="livecoach-") as folder, x11.server() as display:
        made = driving.prepare(Path(folder) / "vault", moments)
        many = f"{warm_up},{presses}"
        with driving.program(display, made, "--presses", many) as started:
            sizes = []
            for _ in many.split(","):
                driving.line_of(started.process)
                sizes.append(driving.resident_kb(started.process.pid))
    return (sizes[1] - sizes[0]) / 1024


def main(words: list[str]) -> int:
    """Print the growth, and how it stands to the bar."""
    presses = int(words[0]) if words else BAR_PRESSES
    grown = measure(presses, int(words[1]) if words[1:] else 0)
    each = grown * BAR_PRESSES / presses
    print(f"{presses:,} presses: {grown:+.1f} MB, {each:+.1f} MB for {BAR_PRESSES:,}")
    print(f"{'meets' if each <= BAR_MB else 'MISSES'} {BAR_MB:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
