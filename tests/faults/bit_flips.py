"""
Flip single bits in a vault's files and in a backup, and see that none goes unnoticed.

``python -m tests.faults.bit_flips --flips 400 --seed 1`` flips them in the record, in the journal
of a change that was cut off, in a backup and in the key file. A flip is noticed when opening
refuses; it is harmless where every byte read back is as it was. Anything else would show a wrong
note. ``--plant`` leaves the journal unlooked at: the run must fail.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from livecoach.store import backup, connection, header, hot_journal, reading, vault
from livecoach.store.connection import FILE_NAME, find_damage, open_database
from livecoach.store.hot_journal import MAGIC
from livecoach.store.leftovers import journal_of
from livecoach.store.trouble import VaultError
from livecoach.store.writer import Writer
from tests.core.rooms import snapshot
from tests.faults.forking import Progress, Say, side_by_side
from tests.store.erasable import rows_as_text
from tests.store.live import ACT_NAMES, Live
from tests.store.vaults import PASSPHRASE, made

BACKUP = "copy.livecoach"
JOURNAL = f"{FILE_NAME}-journal"
MEMORY_DISK = "/dev/shm" if Path("/dev/shm").is_dir() else None
TARGETS = (FILE_NAME, FILE_NAME, BACKUP, JOURNAL, header.NAME)


@dataclass(frozen=True)
class Sound:
    """A vault before any flip, and the same with a change that was cut off."""

    key: bytes
    session: str
    held: object
    rows: dict[tuple[str, str], str]
    files: dict[str, bytes]
    half: bytes  # the record as the cut left it; its journal takes the half away again


def prepared(folder: Path, seed: int) -> Sound:
    """Make a vault with a session and a backup, and cut a change of it off."""
    key = made(folder)
    writer = Writer(folder, key)
    live = Live(writer)
    draw = random.Random(seed)
    for _ in range(300):
        live.act(draw.choice(ACT_NAMES), draw.randrange(6))
    held = snapshot(writer.ask(lambda db: reading.timeline(db, live.uid)))
    writer.ask(lambda db: backup.make(db, header.read(folder), key, folder / BACKUP))
    writer.close()
    whole = {one: (folder / one).read_bytes() for one in (FILE_NAME, BACKUP, header.NAME)}
    db = open_database(folder / FILE_NAME, key)
    rows = rows_as_text(db)
    db.execute("PRAGMA cache_size = 8")  # so that pages are written before it commits
    db.execute("BEGIN")
    # Each as long as before: the half change alone still looks like a whole record.
    db.execute('UPDATE "journal" SET "label" = substr(hex(randomblob(99)), 1, length("label"))')
    db.execute('UPDATE "moment" SET "note" = upper("note")')
    half, journal = (folder / FILE_NAME).read_bytes(), journal_of(folder / FILE_NAME).read_bytes()
    db.rollback()
    db.close()
    return Sound(key, live.uid, held, rows, {**whole, JOURNAL: journal}, half)


def seen(folder: Path, name: str, sound: Sound) -> str:
    """Return what came of opening with one bit flipped: noticed, harmless, or wrong."""
    try:
        if name == BACKUP:
            backup.verify(backup.read_head(folder / BACKUP))
            return "missed"
        if name == header.NAME and vault.unlock(folder, PASSPHRASE) != sound.key:
            return "wrong key"
        db = open_database(folder / FILE_NAME, sound.key)
        try:
            if find_damage(db):
                return "noticed"
            if name == JOURNAL:
                return "harmless" if rows_as_text(db) == sound.rows else "missed"
            same = snapshot(reading.timeline(db, sound.session)) == sound.held
            return "harmless" if same and name == header.NAME else "missed"
        finally:
            db.close()
    except VaultError:
        return "noticed"


def flip(folder: Path, name: str, sound: Sound, at: int) -> str:
    """Flip one bit of a file, look, and put everything back."""
    spoilt = bytearray(sound.files[name])
    spoilt[at // 8] ^= 1 << at % 8
    if name == JOURNAL:
        (folder / FILE_NAME).write_bytes(sound.half)
    (folder / name).write_bytes(spoilt)
    try:
        return seen(folder, name, sound)
    finally:
        if name == JOURNAL:
            (folder / name).unlink(missing_ok=True)
            (folder / FILE_NAME).write_bytes(sound.files[FILE_NAME])
        else:
            (folder / name).write_bytes(sound.files[name])


def _some(seed: int, numbers: range, planted: bool, say: Say) -> None:
    """Do one worker's share of the flips; say what came of each hundred."""
    connection.SETTINGS = tuple(
        one for one in connection.SETTINGS if one[0] != "cipher_memory_security"
    )
    with tempfile.TemporaryDirectory(prefix="livecoach-flip-", dir=MEMORY_DISK) as name:
        folder = Path(name) / "v"
        sound = prepared(folder, seed)
        outcome: Counter[str] = Counter()
        if flip(folder, JOURNAL, sound, 8 * 500) != "harmless":  # in the padding of its head
            outcome["not whole without a flip: wrong"] += 1
        if planted:
            hot_journal.fault_in = lambda record: ""
        for number in numbers:
            target = JOURNAL if planted else TARGETS[number % len(TARGETS)]
            draw = random.Random(f"{seed} {number}")
            size = len(MAGIC) if planted else len(sound.files[target])
            at = draw.randrange(8 * size)
            outcome[f"{target}: {flip(folder, target, sound, at)}"] += 1
            if len(outcome) and sum(outcome.values()) >= 100:
                say(json.dumps(outcome))
                outcome.clear()
        say(json.dumps(outcome))


def run(flips: int, seed: int, workers: int = 1, planted: bool = False) -> Counter[str]:
    """Flip so many bits, one at a time, over the four files; return what came of each."""
    whole: Counter[str] = Counter()
    progress = Progress()

    def work(worker: int, say: Say) -> None:
        _some(seed + worker, range(worker, flips, workers), planted, say)

    for line in side_by_side(workers, work):
        whole.update(json.loads(line))
        progress.say(f"about {workers * sum(whole.values())} of {flips} flips")
    if sum(whole.values()) != flips:
        whole["flips that were not looked at: wrong"] += 1
    return whole


def main() -> int:
    """Run from the command line; return 1 where a flip was missed."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--flips", type=int, default=400)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    reader.add_argument("--plant", action="store_true", help="leave the journal unlooked at")
    args = reader.parse_args()
    start = perf_counter()
    outcome = run(args.flips, args.seed, args.workers, args.plant)
    for what, count in sorted(outcome.items()):
        print(f"{count:>7}  {what}")
    noticed, harmless = (
        sum(count for what, count in outcome.items() if what.endswith(end))
        for end in ("noticed", "harmless")
    )
    print(
        f"{sum(outcome.values())} flips, {noticed} noticed, {harmless} harmless, "
        f"{perf_counter() - start:.0f} s"
    )
    return int(any(what.endswith(("missed", "wrong", "wrong key")) for what in outcome))


if __name__ == "__main__":
    sys.exit(main())
