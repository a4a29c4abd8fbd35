"""
Time from a key pressed in X to its moment painted, beside the barest table with a durable row.

Run ``python -m tests.bench.keys [presses]``. A real window under Xvfb, real key events through
XTEST, the screen's own pixels watched; blocks of presses on each window in turn.
"""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests import x11
from tests.bench import driving, figures

TAGS = "qwerasdfzxcv"
BLOCK = 24
WARM_UP = 48
MANY = 50_000


def block(keyboard: x11.Keyboard, to: driving.Started, first: int, count: int) -> list[float]:
    """Press keys in one window and return the seconds from each to its painted row."""
    keyboard.focus(to.window)
    keyboard.settle(to.row, 0.3)
    times = []
    for number in range(first, first + count):
        before = keyboard.settle(to.row, 0.06)
        begun = time.perf_counter()
        keyboard.press(TAGS[number % len(TAGS)])
        times.append(keyboard.wait_for_change(to.row, before) - begun)
        time.sleep(0.1)
    return times


def measure(
    presses: int, sizes: tuple[int, ...], warm_up: int = WARM_UP
) -> tuple[list[float], dict[int, list[float]]]:
    """Return the table's times, and ours for each number of moments in the session."""
    bare: list[float] = []
    ours: dict[int, list[float]] = {size: [] for size in sizes}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="livecoach-")))
        display = stack.enter_context(x11.server(1440 * (len(sizes) + 1), 900))
        made = {size: driving.prepare(folder / str(size), size) for size in sizes}
        keyboard = x11.Keyboard(display)
        stack.callback(keyboard.close)
        opened = {
            size: stack.enter_context(driving.program(display, made[size], "--at", str(1440 * n)))
            for n, size in enumerate(sizes)
        }
        table = stack.enter_context(driving.table(display, folder, 1440 * len(sizes)))
        for start in (table, *opened.values()):
            block(keyboard, start, 0, warm_up)
        for first in range(0, presses, BLOCK):
            bare += block(keyboard, table, first, BLOCK)
            for size in sizes:
                ours[size] += block(keyboard, opened[size], first, BLOCK)
    return bare, ours


def main(words: list[str]) -> int:
    """Print the times and how they stand to the bars."""
    bare, ours = measure(int(words[0]) if words else 480, (0, MANY))
    print(figures.line("bare table, one durable row", bare))
    for size, times in ours.items():
        print(figures.line(f"Livecoach, {size:,} moments in the session", times))
    last = {size: figures.quantile(times, 0.99) for size, times in ours.items()}
    print(figures.beside("p99 to the bare table's", last[0], figures.quantile(bare, 0.99), 1.0))
    print(figures.beside(f"p99 with {MANY:,} to none", last[MANY], last[0], 1.1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
