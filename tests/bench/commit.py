"""
Time a press from the writer taking it to its acknowledgement, beside a bare one-row commit.

``python -m tests.bench.commit --presses 1000``: both in one run, turn about, on the same disk
with the same settings. A press is what the recorder makes of one key: two in three are a tag, a
moment; one in three is a seat, which ends a turn and begins one; each with the journal's row and
the counts. A quick line with words, which the full text takes in, is timed apart: it is typed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from livecoach.core.edit import Change, Edit, insert
from livecoach.core.ids import new_uid
from livecoach.core.observation import Turn
from livecoach.store import keys
from livecoach.store.connection import FILE_NAME
from livecoach.store.writer import Writer
from tests.bench.bare_commit import BareCommit
from tests.store.vaults import Meeting, meeting

BAR = 2.0


@dataclass(frozen=True)
class Times:
    """Median and p99 in ms of a press and of a bare row."""

    press: tuple[float, float]
    words: tuple[float, float]
    bare: tuple[float, float]

    def ratio(self) -> float:
        """Return how many times the bare row's p99 a press's is."""
        return self.press[1] / self.bare[1]


def presses(about: Meeting, count: int) -> list[Edit]:
    """Return the edits of so many presses; every third gives another seat the floor."""
    edits, floor = [], None
    for number in range(1, count + 1):
        if number % 3:
            edits.append(about.tag(number))
            continue
        at = number * 1000
        changes = [] if floor is None else [Change(floor, replace(floor, end_ms=at))]
        seat = about.seats[number // 3 % 2]
        floor = Turn(new_uid(), about.observation.uid, at, None, seat.uid)
        changes.append(insert(floor))
        edits.append(Edit(new_uid(), "Floor", about.session.uid, tuple(changes)))
    return edits


def run(count: int) -> Times:
    """Time so many of each, turn about."""
    with tempfile.TemporaryDirectory(prefix="livecoach-commit-") as name:
        folder = Path(name) / "v"
        folder.mkdir(0o700)
        (folder / FILE_NAME).touch(0o600)
        saved = threading.Event()
        press: list[float] = []
        words: list[float] = []
        rows: list[float] = []
        writer = Writer(folder, keys.new_key(), lambda uid: saved.set())
        bare = BareCommit(Path(name) / "bare")
        about = meeting()
        writer.save(about.begins())
        writer.flush(10)

        def timed(edit: Edit) -> float:
            saved.clear()
            start = perf_counter()
            writer.save(edit)
            saved.wait()
            return perf_counter() - start

        for number, edit in enumerate(presses(about, count)):
            press.append(timed(edit))
            start = perf_counter()
            bare.row(number, "us-and-them")
            rows.append(perf_counter() - start)
            if number % 10 == 0:
                words.append(timed(about.tag(count + number, "you people always", "blame")))
        writer.close()
        bare.close()
    return Times(_two(press), _two(words), _two(rows))


def _two(taken: list[float]) -> tuple[float, float]:
    taken.sort()
    return taken[len(taken) // 2] * 1000, taken[int(len(taken) * 0.99)] * 1000


def main() -> int:
    """Run from the command line; return 1 where a press takes more than twice as long."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--presses", type=int, default=1000)
    args = reader.parse_args()
    times = run(args.presses)
    lines = (
        ("press to saved", times.press),
        ("words to saved", times.words),
        ("bare row", times.bare),
    )
    for what, (median, p99) in lines:
        print(f"{what:<16} median {median:6.2f} ms   p99 {p99:6.2f} ms")
    print(f"p99 ratio {times.ratio():.2f} (at most {BAR})")
    return int(times.ratio() > BAR)


if __name__ == "__main__":
    sys.exit(main())
