"""
Flip single bits in a vault's files and in a backup, and see that none goes unnoticed.

``python -m tests.faults.bit_flips --flips 400 --seed 1``. A flip is noticed when opening refuses;
it is harmless where every byte read back is as it was. Anything else would show a wrong note.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

from livecoach.store import backup, header, reading, vault
from livecoach.store.connection import FILE_NAME, find_damage, open_database
from livecoach.store.trouble import VaultError
from livecoach.store.writer import Writer
from tests.core.rooms import snapshot
from tests.store.live import ACT_NAMES, Live
from tests.store.vaults import CHEAP, PASSPHRASE

BACKUP = "copy.livecoach"


def prepared(folder: Path, seed: int) -> tuple[bytes, str, object]:
    """Make a vault with a session and a backup; return its key, the session and what it holds."""
    vault.create(folder, PASSPHRASE, CHEAP)
    key = vault.unlock(folder, PASSPHRASE)
    writer = Writer(folder, key)
    live = Live(writer)
    draw = random.Random(seed)
    for _ in range(300):
        live.act(draw.choice(ACT_NAMES), draw.randrange(6))
    held = snapshot(writer.ask(lambda db: reading.timeline(db, live.uid)))
    writer.ask(lambda db: backup.make(db, header.read(folder), key, folder / BACKUP))
    writer.close()
    return key, live.uid, held


def seen(folder: Path, name: str, key: bytes, session: str, held: object) -> str:
    """Return what came of opening with one bit flipped: noticed, harmless, or wrong."""
    try:
        if name == BACKUP:
            backup.verify(backup.read_head(folder / BACKUP))
            return "missed"
        if vault.unlock(folder, PASSPHRASE) != key:
            return "wrong key"
        db = open_database(folder / FILE_NAME, key)
        try:
            if find_damage(db):
                return "noticed"
            same = snapshot(reading.timeline(db, session)) == held
            return "harmless" if same and name == header.NAME else "missed"
        finally:
            db.close()
    except VaultError:
        return "noticed"


def run(flips: int, seed: int) -> Counter[str]:
    """Flip so many bits, one at a time, over the three files; return what came of each."""
    draw = random.Random(seed)
    outcome: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="livecoach-flip-") as name:
        folder = Path(name) / "v"
        key, session, held = prepared(folder, seed)
        whole = {one: (folder / one).read_bytes() for one in (FILE_NAME, BACKUP, header.NAME)}
        for number in range(flips):
            target = (FILE_NAME, FILE_NAME, BACKUP, header.NAME)[number % 4]
            spoilt = bytearray(whole[target])
            spoilt[draw.randrange(len(spoilt))] ^= 1 << draw.randrange(8)
            (folder / target).write_bytes(spoilt)
            outcome[f"{target}: {seen(folder, target, key, session, held)}"] += 1
            (folder / target).write_bytes(whole[target])
        if seen(folder, header.NAME, key, session, held) != "harmless":
            outcome["not whole without a flip: wrong"] += 1
    return outcome


def main() -> int:
    """Run from the command line; return 1 where a flip was missed."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--flips", type=int, default=400)
    reader.add_argument("--seed", type=int, default=1)
    args = reader.parse_args()
    start = perf_counter()
    outcome = run(args.flips, args.seed)
    for what, count in sorted(outcome.items()):
        print(f"{count:>7}  {what}")
    print(f"{perf_counter() - start:.0f} s")
    return int(any(what.endswith(("missed", "wrong", "wrong key")) for what in outcome))


if __name__ == "__main__":
    sys.exit(main())
