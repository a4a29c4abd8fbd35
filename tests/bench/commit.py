"""
Time a press from the writer taking it to its acknowledgement, beside a bare one-row commit.

``python -m tests.bench.commit --presses 1000``: both in one run, turn about, on the same disk
with the same settings. A press is what the recorder makes of one key: the moment, now and then a
turn that ends and one that begins, words on one in ten, the journal's row, counts and full text.
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
    bare: tuple[float, float]

    def ratio(self) -> float:
        """Return how many times the bare row's p99 a press's is."""
        return self.press[1] / self.bare[1]


def presses(about: Meeting, count: int) -> list[Edit]:
    """Return the edits of so many presses; every third gives another seat the floor."""
    edits, floor = [], None
    for number in range(1, count + 1):
        changes = [insert(about.moment(number, "you people always" if number % 10 == 0 else ""))]
        if number % 3 == 0:
            at = number * 1000
            if floor is not None:
                changes.append(Change(floor, replace(floor, end_ms=at)))
            floor = Turn(
                new_uid(), about.observation.uid, at, None, about.seats[number // 3 % 2].uid
            )
            changes.append(insert(floor))
        edits.append(Edit(new_uid(), "Tag: Us and them", about.session.uid, tuple(changes)))
    return edits


def run(count: int) -> Times:
    """Time so many of each, turn about."""
    with tempfile.TemporaryDirectory(prefix="livecoach-commit-") as name:
        folder = Path(name) / "v"
        folder.mkdir(0o700)
        (folder / FILE_NAME).touch(0o600)
        saved = threading.Event()
        times: tuple[list[float], list[float]] = ([], [])
        writer = Writer(folder, keys.new_key(), lambda uid: saved.set())
        bare = BareCommit(Path(name) / "bare")
        about = meeting()
        writer.save(about.begins())
        writer.flush(10)
        for number, edit in enumerate(presses(about, count)):
            saved.clear()
            start = perf_counter()
            writer.save(edit)
            saved.wait()
            between = perf_counter()
            bare.row(number, "us-and-them")
            times[0].append(between - start)
            times[1].append(perf_counter() - between)
        writer.close()
        bare.close()
    found = []
    for taken in times:
        taken.sort()
        found.append((taken[len(taken) // 2] * 1000, taken[int(len(taken) * 0.99)] * 1000))
    return Times(found[0], found[1])


def main() -> int:
    """Run from the command line; return 1 where a press takes more than twice as long."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--presses", type=int, default=1000)
    args = reader.parse_args()
    times = run(args.presses)
    for what, (median, p99) in (("press to saved", times.press), ("bare row", times.bare)):
        print(f"{what:<16} median {median:6.2f} ms   p99 {p99:6.2f} ms")
    print(f"p99 ratio {times.ratio():.2f} (at most {BAR})")
    return int(times.ratio() > BAR)


if __name__ == "__main__":
    sys.exit(main())
