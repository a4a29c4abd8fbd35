"""Purge at random, and look for what was purged in every page, backup and restored vault.

``python -m tests.security.purges --times 100`` makes as many vaults, lets some of each fall due,
purges it, decrypts every byte that is left, and compares what has to read the same.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from livecoach.core import clock
from livecoach.core.edit import Change, Edit
from livecoach.core.ids import new_uid
from livecoach.core.retention import CLASSES, Period
from livecoach.measures.check_out import totals
from livecoach.store import backup, reading
from livecoach.store.connection import FILE_NAME
from livecoach.store.periods import set_period
from livecoach.store.writer import Writer
from livecoach.ui.privacy import purge
from livecoach.ui.programme.figures_kept import held_sessions
from tests.store.erasable import Cast, copied, fill, pages_of, residue
from tests.store.vaults import made, writing

TODAY = date(2027, 6, 1)
ENDS = "2027-01-31"


def purged_without_residue(scratch: Path, seed: int) -> list[str]:
    """Return what was found after one random purge: "where: words", or what reads otherwise."""
    dice = random.Random(seed)
    folder, stick = scratch / f"v{seed}", scratch / f"stick{seed}"
    stick.mkdir()
    key = made(folder)
    with writing(folder, key) as writer:
        cast = fill(writer, seed)
        _end(writer, cast)
        for one in CLASSES:
            if dice.random() < 0.5:
                span = Period(dice.randrange(0, 900), "days")
                writer.ask(lambda db, kept=one.id, span=span: set_period(db, kept, span))  # type: ignore[misc]
        inside = copied(writer, backup.next_name(folder / backup.FOLDER, "before"))
        old = copied(writer, stick / "old.livecoach")  # out of reach of the purge
        before = _figures(writer)
        plan, _ = purge.planned(writer, TODAY)
        ways = {step.way for step in plan.steps}
        words = _going(cast, {step.due.kept for step in plan.steps})
        purge.carry_out(writer, plan, clock.read())
        after = _figures(writer)
    found = []
    if not ways & {"totals", "delete"} and before != after:
        found.append(f"seed {seed}: figures read otherwise after the purge")
    restored, later = scratch / f"r{seed}", scratch / f"s{seed}"
    backup.restore(inside, restored)
    backup.restore(old, later)  # beside the vault, which knows what was purged
    for name, place in (("vault", folder), ("backup", restored), ("from a stick", later)):
        with writing(place, key):
            pass  # opening obeys the tombstones
        left = residue(pages_of(place / FILE_NAME, key), words)
        if left:
            found.append(f"seed {seed} {sorted(ways)} {name}: {sorted(left)}")
    return found


def _end(writer: Writer, cast: Cast) -> None:
    after = replace(cast.engagement, ends_on=ENDS)
    change = Change(cast.engagement, after)
    writer.save(Edit(new_uid(), "Change programme", "", (change,)))
    assert writer.flush(10), writer.refused()


def _figures(writer: Writer) -> list[object]:
    found: list[object] = list(held_sessions(writer, "live"))
    for line in writer.ask(reading.sessions):
        if line.kind == "live":
            timeline = writer.ask(lambda db, uid=line.uid: reading.timeline(db, uid))  # type: ignore[misc]
            found.append(totals(timeline.check_outs.values()))
    return found


def _going(cast: Cast, classes: set[str]) -> set[str]:
    """Return the canaries that a purge of these classes has to take."""
    words: set[str] = set()
    for uid, session in cast.sessions.items():
        own = {"raw", "unsigned"} if session.kind == "live" else {"notes"}
        if classes & own:
            words |= cast.of_session[uid] - {session.title, session.location}
        if "totals" in classes:
            words |= cast.of_session[uid]
    return words


def main() -> int:
    """Purge as often as asked, and say what was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--times", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    args = asked.parse_args()
    found: list[str] = []
    for number in range(args.times):
        with tempfile.TemporaryDirectory() as scratch:
            found += purged_without_residue(Path(scratch), args.seed + number)
    for line in found[:20]:
        print(line)
    print(f"{args.times} purges, {len(found)} with residue or other figures")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
