"""
Kill the program while it goes back to a backup in the usual place.

``python -m tests.faults.kill_restores --kills 60 --seed 1``: every other kill at a call drawn from
all that it makes, which cuts it off at any machine's pace, the rest by the clock, which also falls
within a call. Afterwards what stood there before is whole somewhere, every backup still reads
back, and a second try goes through.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter, sleep

from livecoach.store import backup, connection, contents, header, restoring, vault
from livecoach.store.backup import Backup
from livecoach.store.trouble import VaultError
from tests.faults.forking import fork
from tests.store.vaults import PASSPHRASE, made, meeting, writing

NOW, THEN = 5, 3  # moments in the vault, and in its backup
CALLS = ("call", "c_call")
PATIENCE_S = 60.0


def prepared(folder: Path) -> bytes:
    """Make a vault with a backup older than it; return its key."""
    key, about = made(folder), meeting()
    with writing(folder, key) as writer:
        writer.save(about.begins())
        for number in range(THEN):
            writer.save(about.tag(number))
        target, keys = backup.next_name(folder / backup.FOLDER, "day"), header.read(folder)
        writer.ask(partial(backup.make, keys=keys, key=key, target=target))
        for number in range(THEN, NOW):
            writer.save(about.tag(number))
    return key


def oldest(folder: Path) -> Backup:
    """Return the backup that was there first."""
    return backup.listed(folder / backup.FOLDER)[-1]


def restore(folder: Path, key: bytes, held: Backup) -> None:
    """Go back to a backup in the usual place, as the window does."""
    now = restoring.standing(folder, key)
    restoring.in_usual_place(held, now, key, lambda _: None)


def killed(folder: Path, key: bytes, after_s: float) -> bool:
    """Start it, kill it after some seconds, and return whether it had been done."""
    return _ended(folder, key, lambda: None, after_s)


def killed_at(folder: Path, key: bytes, call: int) -> bool:
    """Have it killed as it makes its call of this number, on whatever machine."""
    return _ended(folder, key, lambda: _die_at(call), PATIENCE_S)


def _ended(folder: Path, key: bytes, before: Callable[[], None], patience_s: float) -> bool:
    lines = os.pipe()
    child = fork()
    if not child:
        try:
            os.close(lines[0])
            before()
            restore(folder, key, oldest(folder))
            sys.setprofile(None)
            os.write(lines[1], b"done")
            sleep(patience_s + 5)
        finally:
            os._exit(1)
    os.close(lines[1])
    # Readable once it has been done, or has died.
    select.select([lines[0]], [], [], patience_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    said = os.read(lines[0], 16)
    os.close(lines[0])
    return said == b"done"


def _die_at(call: int) -> None:
    left = call

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal left
        if event in CALLS:
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)


def taken(first: Path, key: bytes) -> tuple[float, int]:
    """Return how many seconds and calls it takes on this machine where nothing cuts it off."""
    made = Counter[str]()
    spans = list[float]()
    for profile in (None, lambda _frame, event, _arg: made.update((event,))):
        folder = first.with_name("timed")
        shutil.copytree(first, folder)
        start = perf_counter()
        sys.setprofile(profile)
        restore(folder, key, oldest(folder))
        sys.setprofile(None)
        spans.append(perf_counter() - start)
        shutil.rmtree(folder)
    return spans[0], sum(made[event] for event in CALLS)


def judge(folder: Path, key: bytes) -> list[str]:
    """Return what was lost or is half done after a kill; try once more where it was cut off."""
    found = []
    if NOW not in _held(folder, key).values():
        found.append("what stood there is nowhere whole")
    for held in backup.listed(folder / backup.FOLDER):
        try:
            backup.verify(held)
        except VaultError as error:
            found.append(str(error))
    restore(folder, key, oldest(folder))
    if _held(folder, key).get(folder) != THEN:
        found.append("a second try did not go through")
    if NOW not in _held(folder, key).values():
        found.append("after a second try what stood there is nowhere whole")
    if vault.unlock(folder, PASSPHRASE) != key:
        found.append("it opens with other keys")
    return found


def _held(folder: Path, key: bytes) -> dict[Path, int]:
    """Return how many moments each whole record in a folder holds, by where it stands."""
    found = {}
    for record in (folder / connection.FILE_NAME, *folder.glob(f"*/{connection.FILE_NAME}")):
        try:
            found[record.parent] = contents.of_vault(record.parent, key).moments
        except VaultError:
            continue
    return found


def run(kills: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Kill so many times; return what had been done and what went wrong."""
    draw = random.Random(seed)
    tally: Counter[str] = Counter()
    faults: list[str] = []
    connection.PAUSE_S = 0.0
    with tempfile.TemporaryDirectory(prefix="livecoach-kill-") as name:
        first = Path(name) / "first"
        key = prepared(first)
        longest_s, calls = taken(first, key)
        for number in range(kills):
            folder = Path(name) / f"v{number}"
            shutil.copytree(first, folder)
            if number % 2:
                done = killed(folder, key, draw.uniform(0, 1.25 * longest_s))
            else:
                done = killed_at(folder, key, draw.randrange(calls))
            tally["done" if done else "cut off"] += 1
            faults += [f"kill {number}: {words}" for words in judge(folder, key)]
            shutil.rmtree(folder)
    return tally, faults


def main() -> int:
    """Run from the command line; return 1 where anything was lost or half done."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--kills", type=int, default=60)
    reader.add_argument("--seed", type=int, default=1)
    args = reader.parse_args()
    start = perf_counter()
    tally, faults = run(args.kills, args.seed)
    print(f"{tally['cut off']} cut off, {tally['done']} done, {len(faults)} faults, "
          f"{perf_counter() - start:.0f} s")  # fmt: skip
    for words in faults[:20]:
        print(words)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
