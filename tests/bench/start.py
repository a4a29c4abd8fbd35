"""
Time from starting the program to its first window painted, beside the barest Qt window.

Run ``python -m tests.bench.start [times]``. Both are started in turn under Xvfb, from warm
files, each with an empty home; the screen's own pixels are watched. Memory is read at that moment.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time

from tests import x11
from tests.bench import driving, figures

MIDDLE: x11.Region = (560, 300, 160, 160)
OURS = ["-m", "livecoach"]
BARE = ["-m", "tests.bench.bare_window"]


def once(keyboard: x11.Keyboard, display: str, words: list[str]) -> tuple[float, int]:
    """Start a program; return the seconds to its painted window, and the memory it has then."""
    before = keyboard.settle(MIDDLE, 0.3)
    with tempfile.TemporaryDirectory(prefix="livecoach-") as home:
        names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        places = dict.fromkeys(names, home)
        begun = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *words], cwd=driving.ROOT, env=x11.environment(display, **places)
        )
        try:
            shown = keyboard.wait_for_change(MIDDLE, before, 30)
            memory = driving.resident_kb(process.pid)
        finally:
            process.terminate()
            process.wait(20)
    return shown - begun, memory


def measure(times: int) -> dict[str, tuple[list[float], list[int]]]:
    """Return seconds and kB of each start, of ours and of the bare window."""
    found: dict[str, tuple[list[float], list[int]]] = {"ours": ([], []), "bare": ([], [])}
    with x11.server() as display:
        keyboard = x11.Keyboard(display)
        for number in range(times + 1):
            for name, words in (("bare", BARE), ("ours", OURS)):
                seconds, memory = once(keyboard, display, words)
                if number:  # the first of each warms the files
                    found[name][0].append(seconds)
                    found[name][1].append(memory)
        keyboard.close()
    return found


def main(words: list[str]) -> int:
    """Print the times and the memory, and how they stand to the bars."""
    found = measure(int(words[0]) if words else 15)
    for name, (seconds, memory) in found.items():
        print(figures.line(f"{name}: to a painted window", seconds))
        print(f"{name + ': resident then':<44} {figures.quantile(memory, 0.5) / 1024:8.1f} MB")
    for what, place, bar in (("start", 0, 1.3), ("memory", 1, 1.5)):
        ours, bare = (figures.quantile(found[name][place], 0.5) for name in ("ours", "bare"))
        print(figures.beside(f"{what}, median", ours, bare, bar))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
