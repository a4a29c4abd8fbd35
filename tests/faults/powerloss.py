"""
Cut the power, in a model, at every point of a recording.

``python -m tests.faults.powerloss --events 40 --states 8 --seed 1`` records with the real writer
under strace, then looks at every state a power cut may leave: the vault must open, pass its
checks and hold every acknowledged edit. ``--settings WAL,NORMAL`` or ``DELETE,FULL`` records with
a bare SQLite at those settings instead, which are known to be too weak: the harness must say so.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from livecoach.store import keys, reserve
from livecoach.store.connection import FILE_NAME, find_damage
from livecoach.store.engine import Database, connect
from livecoach.store.writer import Writer
from tests.faults.disk import CALLS, Call, Disk, calls_of
from tests.store.live import ACT_NAMES, Live

ACKNOWLEDGED = "acknowledged"
MEMORY_DISK = Path("/dev/shm")
Reader = Callable[[Path], set[str]]


@dataclass
class Outcome:
    """How many states were looked at, how many differed, and what was wrong."""

    states: int = 0
    different: int = 0
    lost: int = 0
    broken: int = 0
    words: list[str] = field(default_factory=list)


# Recording -----------------------------------------------------------------------------------


def record_vault(folder: Path, events: int, seed: int) -> None:
    """Record so many edits with the real writer, each acknowledged in a file of the log."""
    end = os.open(folder / ACKNOWLEDGED, os.O_CREAT | os.O_WRONLY, 0o600)
    key = bytes.fromhex((folder.parent / "key").read_text("ascii"))
    writer = Writer(folder, key, lambda uid: _note(end, uid))
    live = Live(writer)
    draw = random.Random(seed)
    for _ in range(events):
        live.act(draw.choice(ACT_NAMES), draw.randrange(6))
    writer.close()


def record_plain(folder: Path, events: int, journal: str, synchronous: str) -> None:
    """Record so many rows with a bare SQLite."""
    end = os.open(folder / ACKNOWLEDGED, os.O_CREAT | os.O_WRONLY, 0o600)
    db = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
    db.execute(f"PRAGMA journal_mode = {journal}")
    db.execute(f"PRAGMA synchronous = {synchronous}")
    for number in range(events):
        uid = f"event-{number}"
        db.execute("INSERT INTO journal VALUES (?, ?)", (uid, "x" * 300))
        _note(end, uid)
    os._exit(0)  # no closing: a last checkpoint would hide what was at stake


def _note(end: int, uid: str) -> None:
    os.write(end, f"{uid}\n".encode("ascii"))


def recorded(folder: Path, *words: str) -> list[Call]:
    """Run a recording under strace and return its calls."""
    log = folder.parent / "log"
    subprocess.run(
        ["strace", "-f", "-y", "-xx", "-s", "8388608", "-e", f"trace={CALLS}", "-o", str(log),
         sys.executable, "-m", "tests.faults.powerloss", "--record", str(folder), *words],
        check=True,
    )  # fmt: skip
    return calls_of(log, folder, ACKNOWLEDGED)


# Looking -------------------------------------------------------------------------------------


def read_plain(path: Path) -> set[str]:
    """Return the uids a plain file holds. Raise sqlite3.Error where it is not whole."""
    db = sqlite3.connect(path)
    try:
        if db.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            raise sqlite3.DatabaseError("not whole")
        return {row[0] for row in db.execute("SELECT uid FROM journal")}
    finally:
        db.close()


def reads_vault(key: bytes) -> Reader:
    """Return how to read the journal's uids from a vault of that key."""

    def read(path: Path) -> set[str]:
        connection = connect(str(path))  # without the settings that only make it slower
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        db = Database(connection, execute_plugins=False)
        try:
            db.execute("SELECT count(*) FROM sqlite_master")  # plays back what was half done
            damage = find_damage(db)
            if damage:
                raise ValueError(damage)
            return {row[0] for row in db.execute("SELECT uid FROM journal")}
        finally:
            db.close()

    return read


def examine(
    start: dict[str, bytes], calls: list[Call], states: int, seed: int, read: Reader
) -> Outcome:
    """Look at every state that a cut after each call may leave."""
    outcome = Outcome()
    draw = random.Random(seed)
    disk = Disk(start)
    known: dict[bytes, set[str] | str] = {}
    acknowledged: set[str] = set()
    with tempfile.TemporaryDirectory(dir=MEMORY_DISK if MEMORY_DISK.is_dir() else None) as name:
        place = Path(name)
        for number, call in enumerate(calls):
            if call.kind == "acknowledge":
                acknowledged.update(call.data.decode("ascii").split())
            else:
                disk.carry_out(call)
            for choice in range(states + 2):
                left = disk.after_a_cut(draw if choice > 1 else None, choice == 1)
                outcome.states += 1
                sum_ = _sum(left)
                if sum_ not in known:
                    outcome.different += 1
                    known[sum_] = _look(left, place, read)
                _judge(known[sum_], acknowledged, outcome, f"call {number} ({call.kind})")
    return outcome


def _judge(held: set[str] | str, acknowledged: set[str], outcome: Outcome, where: str) -> None:
    if isinstance(held, str):
        outcome.broken += 1
        outcome.words.append(f"{where}: {held}")
    elif acknowledged - held:
        outcome.lost += 1
        outcome.words.append(f"{where}: {len(acknowledged - held)} acknowledged edits lost")


def _sum(left: dict[str, bytes]) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for name in (FILE_NAME, f"{FILE_NAME}-journal", f"{FILE_NAME}-wal"):
        if name in left:
            digest.update(f"{name} {len(left[name])} ".encode("ascii"))
            digest.update(left[name])
    return digest.digest()


def _look(left: dict[str, bytes], place: Path, read: Reader) -> set[str] | str:
    for old in place.iterdir():
        old.unlink()
    for name in (FILE_NAME, f"{FILE_NAME}-journal", f"{FILE_NAME}-wal"):
        if name in left:
            (place / name).write_bytes(left[name])
    try:
        return read(place / FILE_NAME)
    except Exception as error:
        return f"{type(error).__name__} {error}"


# The two kinds of run ------------------------------------------------------------------------


def cut_vault(events: int, states: int, seed: int) -> Outcome:
    """Cut the power while the real writer records."""
    with tempfile.TemporaryDirectory(prefix="livecoach-power-") as name:
        folder = Path(name).resolve() / "v"
        folder.mkdir(0o700)
        key = keys.new_key()
        (folder / FILE_NAME).touch(0o600)
        Writer(folder, key).close()
        (folder.parent / "key").write_text(key.hex(), "ascii")
        start = {path.name: path.read_bytes() for path in folder.iterdir()}
        start.pop(reserve.NAME)
        calls = recorded(folder, "--events", str(events), "--seed", str(seed))
        return examine(start, calls, states, seed, reads_vault(key))


def cut_plain(events: int, states: int, seed: int, settings: str) -> Outcome:
    """Cut the power while a bare SQLite records at other settings, such as "WAL,NORMAL"."""
    with tempfile.TemporaryDirectory(prefix="livecoach-power-") as name:
        folder = Path(name).resolve() / "v"
        folder.mkdir(0o700)
        db = sqlite3.connect(folder / FILE_NAME)
        db.execute(f"PRAGMA journal_mode = {settings.partition(',')[0]}")
        db.execute("CREATE TABLE journal (uid TEXT PRIMARY KEY, text TEXT)")
        db.commit()
        db.close()
        start = {path.name: path.read_bytes() for path in folder.iterdir()}
        calls = recorded(folder, "--events", str(events), "--settings", settings)
        return examine(start, calls, states, seed, read_plain)


def main() -> int:
    """Run from the command line; return 1 where a state was not whole or lacked an edit."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--events", type=int, default=40)
    reader.add_argument("--states", type=int, default=8, help="random states at each point")
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--settings", default="", help="a bare SQLite at these settings instead")
    reader.add_argument("--record", type=Path, help=argparse.SUPPRESS)
    args = reader.parse_args()
    if args.record and args.settings:
        record_plain(args.record, args.events, *args.settings.split(","))
    if args.record:
        record_vault(args.record, args.events, args.seed)
        return 0
    start = perf_counter()
    if args.settings:
        outcome = cut_plain(args.events, args.states, args.seed, args.settings)
    else:
        outcome = cut_vault(args.events, args.states, args.seed)
    print(
        f"{outcome.states} states ({outcome.different} different), {outcome.broken} not whole, "
        f"{outcome.lost} lack an acknowledged edit, {perf_counter() - start:.0f} s"
    )
    for words in outcome.words[:10]:
        print(words)
    return int(bool(outcome.words))


if __name__ == "__main__":
    sys.exit(main())
