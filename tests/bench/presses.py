"""
Time from a key press to its moment on disk, beside a bare encrypted row; and the window's stalls.

Run ``python -m tests.bench.presses [presses] [moments]``. The real program under Xvfb, real key
events; inside it, presses are timed from the key event to the writer's word that they are
committed, and some time after each, a bare row is committed with the same settings in the same
folder: after a rest like a press's own, for a disk and caches just used answer a third sooner.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests import x11
from tests.bench import driving, figures

KEYS = (*"qwerasdfzxcv", *"7890uiophjklnm")
GAP_S = (0.08, 0.25)  # far quicker than any meeting
FRAME_S = 0.016


@dataclass(frozen=True, slots=True)
class Times:
    """
    Seconds: key to committed, bare commits, and the longest pauses of the window's loop.

    ``busy`` is what the window's own thread worked in the longest of them, which other programs
    on the machine do not lengthen.
    """

    commit: list[float]
    bare: list[float]
    stalls: list[float]
    busy: list[float]


def measure(presses: int, moments: int) -> Times:
    """Return what was timed over so many presses in a session of so many moments."""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory(prefix="livecoach-") as name, x11.server() as display:
        folder = Path(name)
        made = driving.prepare(folder / "vault", moments)
        keyboard = x11.Keyboard(display)
        out = folder / "times.json"
        with driving.program(display, made, "--probe", str(out)) as started:
            keyboard.focus(started.window)
            keyboard.settle(started.row, 0.3)
            last = ""
            for _ in range(presses):
                last = chance.choice([key for key in KEYS if key != last])
                keyboard.press(last)
                time.sleep(chance.uniform(*GAP_S))
            keyboard.settle(started.row, 0.5)
            started.process.terminate()
            started.process.wait(20)
        keyboard.close()
        said = json.loads(out.read_text(encoding="ascii"))
    return Times(_waits(said["pressed"], said["saved"]), said["bare"], said["stalls"], said["busy"])


def _waits(pressed: list[float], saved: list[float]) -> list[float]:
    """Return the time from each press to the first commit after it, where one came of it."""
    waits = []
    for this, following in zip(pressed, [*pressed[1:], float("inf")], strict=True):
        done = [at for at in saved if this < at < following]
        waits += [done[0] - this] if done else []
    return waits


def main(words: list[str]) -> int:
    """Print the times and how they stand to the bars."""
    times = measure(int(words[0]) if words else 500, int(words[1]) if words[1:] else 0)
    print(figures.line("bare encrypted row, committed", times.bare))
    print(figures.line("key press to committed", times.commit))
    ours, bare = (figures.quantile(part, 0.99) for part in (times.commit, times.bare))
    print(figures.beside("p99 to the bare row's", ours, bare, 2.0))
    print(figures.line("pauses of the window's loop over 4 ms", times.stalls or [0.0]))
    late = sum(pause > FRAME_S for pause in times.stalls)
    print(f"{'longer than a frame (16 ms)':<44} {late:8}")
    late = sum(pause > FRAME_S for pause in times.busy)
    print(f"{'in which its thread worked for longer than one':<44} {late:6}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
