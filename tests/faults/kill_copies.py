"""
Kill the program while it backs up, restores, changes tables, erases or purges.

``python -m tests.faults.kill_copies --kills 60 --seed 1``: afterwards no backup has its name that
is not whole, no vault is half changed, and a second try goes through.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter, sleep

from livecoach.store import backup, connection, durable, engine, erasing, vault
from livecoach.store.connection import FILE_NAME, open_database
from livecoach.store.trouble import VaultError
from tests.faults import erased, kill_restores
from tests.faults.forking import Progress, Say, fork, side_by_side
from tests.faults.inject_acts import DOINGS, prepared, say
from tests.faults.whole import faults_of
from tests.store.vaults import PASSPHRASE

ERASED = 3  # vaults to erase from: somebody, a session, or all
MEMORY_DISK = "/dev/shm" if Path("/dev/shm").is_dir() else None
LONGEST_S = {
    "backup": 0.25, "restore": 0.02, "migrate": 0.3, "erase": 1.2, "purge": 1.2, "put-back": 0.15,
}  # fmt: skip


def killed(
    what: str, folder: Path, key: bytes, share: float, planted: bool = False
) -> tuple[bool, float]:
    """Kill it after a share of the time it takes; return whether it had been done, and when."""
    lines = os.pipe()
    child = fork()
    if not child:
        try:
            os.close(lines[0])
            if planted:
                spoil()
            DOINGS[what](folder, key, lines[1], lambda: say(lines[1], "begun"))
            sleep(5)
        finally:
            os._exit(1)
    os.close(lines[1])
    said = b""
    while b"begun" not in said and (block := os.read(lines[0], 1 << 16)):
        said += block
    begun = perf_counter()
    os.set_blocking(lines[0], False)
    while b"done" not in said and perf_counter() - begun < share * LONGEST_S[what]:
        said += _read(lines[0])
        sleep(0.0005)
    os.kill(child, signal.SIGKILL)
    took = perf_counter() - begun
    os.waitpid(child, 0)
    said += _read(lines[0])
    os.close(lines[0])
    return b"done" in said, took


def _read(end: int) -> bytes:
    try:
        return os.read(end, 1 << 16)
    except BlockingIOError:
        return b""


def judge(what: str, folder: Path, key: bytes, done: bool) -> list[str]:
    """Return what is half done after a kill."""
    if what in ("erase", "purge"):
        return erased.faults_after(folder, key, done)
    if what == "put-back":
        return kill_restores.judge(folder, key)
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


def spoil() -> None:
    """Put faults into a process to be killed: names come before content, steps in halves."""
    durable.put_in_place = _too_soon
    engine.Migrations.apply = _in_halves  # type: ignore[method-assign]


def _too_soon(part: Path, path: Path) -> None:
    content = part.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    sleep(0.2)
    part.replace(path)


def _in_halves(self: engine.Migrations, db: engine.Database, **_: object) -> None:
    db.execute('CREATE TABLE IF NOT EXISTS "later" ("a" TEXT NOT NULL) STRICT')
    sleep(0.2)
    db.execute("INSERT INTO later VALUES ('x')")


def run(
    kills: int, seed: int, workers: int = 1, planted: bool = False
) -> tuple[Counter[str], list[str]]:
    """Kill so many times; return what had been done and what went wrong."""
    tally: Counter[str] = Counter()
    faults: list[str] = []
    progress = Progress()
    connection.PAUSE_S = 0.0
    with tempfile.TemporaryDirectory(prefix="livecoach-kill-", dir=MEMORY_DISK) as name:
        firsts = Path(name) / "firsts"
        firsts.mkdir()
        keys = {what: prepared(what, firsts / what, seed) for what in LONGEST_S if what != "erase"}
        erasable = {f"erase{one}": erased.prepared(firsts / f"erase{one}", seed + one)
                    for one in range(ERASED)}  # fmt: skip
        if planted:  # what was interrupted stays so at the next opening
            erasing.at_opening = lambda *_: None

        def work(worker: int, say: Say) -> None:
            share = (kills, seed, worker, workers)
            _work(Path(name), {**keys, **erasable}, share, planted, say)

        for line in side_by_side(workers, work):
            what, found = json.loads(line)
            tally[what] += 1
            faults += found
            progress.say(
                f"about {workers * sum(tally.values())} of {kills} kills, {len(faults)} faults"
            )
    if sum(tally.values()) != kills:
        faults.append(f"only {sum(tally.values())} kills were looked at")
    return tally, faults


def _work(
    place: Path,
    keys: dict[str, bytes],
    share: tuple[int, int, int, int],
    planted: bool,
    tell: Say,
) -> None:
    """Do one worker's share of the kills; say a line of JSON for each."""
    kills, seed, worker, workers = share
    draw = random.Random(seed + worker)
    for number in range(worker, kills, workers):
        what = tuple(LONGEST_S)[number // workers % len(LONGEST_S)]
        first = f"erase{draw.randrange(ERASED)}" if what == "erase" else what
        folder = place / f"v{number}"
        shutil.copytree(place / "firsts" / first, folder)
        done, took = killed(what, folder, keys[first], draw.random(), planted)
        if done:  # the next is killed sooner, so that most are cut off
            LONGEST_S[what] = 0.5 * LONGEST_S[what] + 0.5 * 1.2 * took
        try:
            found = judge(what, folder, keys[first], done)
        except Exception as error:
            found = [f"{type(error).__name__} {error}"]
        shutil.rmtree(folder)
        said = [f"{what}, {'done' if done else 'cut off'}",
                [f"kill {number} in {first}: {words}" for words in found]]  # fmt: skip
        tell(json.dumps(said))


def main() -> int:
    """Run from the command line; return 1 where anything was half done."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--kills", type=int, default=60)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    reader.add_argument("--plant", action="store_true", help="put faults in: the run must fail")
    args = reader.parse_args()
    start = perf_counter()
    tally, faults = run(args.kills, args.seed, args.workers, args.plant)
    for what, count in sorted(tally.items()):
        print(f"{count:>6}  {what}")
    cut = sum(count for what, count in tally.items() if "cut off" in what)
    print(
        f"{sum(tally.values())} kills, {cut} cut off, {len(faults)} faults, "
        f"{perf_counter() - start:.0f} s"
    )
    for words in faults[:20]:
        print(words)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
