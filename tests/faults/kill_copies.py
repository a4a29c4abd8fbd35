"""
Kill the program while it backs up, restores, changes tables or erases.

``python -m tests.faults.kill_copies --kills 60 --seed 1``: afterwards no backup has its name that
is not whole, no vault is half changed, and a second try goes through.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter, sleep

from livecoach.store import backup, connection, vault
from livecoach.store.connection import FILE_NAME, open_database
from livecoach.store.trouble import VaultError
from tests.faults.inject import DOINGS, prepared
from tests.faults.whole import faults_of
from tests.store.vaults import PASSPHRASE

LONGEST_S = {"backup": 0.25, "restore": 0.02, "migrate": 0.3}


def killed(what: str, folder: Path, key: bytes, after_s: float) -> bool:
    """Start it, kill it after some seconds, and return whether it had been done."""
    lines = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(lines[0])
            DOINGS[what](folder, key, lines[1])
            sleep(5)
        finally:
            os._exit(1)
    os.close(lines[1])
    sleep(after_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    said = os.read(lines[0], 1 << 16)
    os.close(lines[0])
    return b"done" in said


def judge(what: str, folder: Path, key: bytes) -> list[str]:
    """Return what is half done after a kill."""
    found = faults_of(folder / FILE_NAME, key, ())
    for path in folder.rglob(f"*{backup.ENDING}"):
        try:
            with backup.opened(backup.read_head(path), key, folder) as db:
                if backup.counts(db)["moment"] < 1:
                    found.append(f"{path.name} is empty")
        except VaultError as error:
            found.append(f"{path.name}: {error}")
    if what == "restore":
        again = folder / "restored"
        if not (again / "vault.json").exists():
            backup.restore(folder / "first.livecoach", again)
        if vault.unlock(again, PASSPHRASE) != key:
            found.append("restored with other keys")
        found += faults_of(again / FILE_NAME, key, ())
    if what == "migrate":
        db = open_database(folder / FILE_NAME, key)
        if db["later"].exists() and db["later"].count != 1:
            found.append("a step is half taken")
        db.close()
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
        for number in range(kills):
            what = ("backup", "restore", "migrate")[number % 3]
            folder = Path(name) / f"v{number}"
            shutil.copytree(first, folder)
            done = killed(what, folder, key, draw.uniform(0, LONGEST_S[what]))
            tally[f"{what}, {'done' if done else 'cut off'}"] += 1
            faults += [f"kill {number} in {what}: {words}" for words in judge(what, folder, key)]
            shutil.rmtree(folder)
    return tally, faults


def main() -> int:
    """Run from the command line; return 1 where anything was half done."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--kills", type=int, default=60)
    reader.add_argument("--seed", type=int, default=1)
    args = reader.parse_args()
    start = perf_counter()
    tally, faults = run(args.kills, args.seed)
    for what, count in sorted(tally.items()):
        print(f"{count:>6}  {what}")
    print(f"{len(faults)} faults, {perf_counter() - start:.0f} s")
    for words in faults[:20]:
        print(words)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
