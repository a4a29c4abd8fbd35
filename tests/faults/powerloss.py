"""
Cut the power, in a model, at every point of what a program does with its disk.

``python -m tests.faults.powerloss --events 16 --states 8 --seed 1`` records with the real writer
under strace, then looks at every state a power cut may leave: the vault must open, pass its
checks and hold every acknowledged edit. ``--course`` cuts it off elsewhere: in a new vault, a
backup, a restore, a change of tables, an erasure; ``all`` in each. ``--until 1000000`` goes on
with new seeds until so many states have been seen, and says how far it is. ``--settings
WAL,NORMAL`` or ``DELETE,FULL`` records with a bare SQLite at those settings instead, which are
known to be too weak: the harness must say so.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from livecoach.store import reserve
from tests.faults.disk import CALLS, Call, Disk, calls_of
from tests.faults.forking import Say, side_by_side
from tests.faults.powerloss_paths import (
    ACKNOWLEDGED,
    COURSES,
    Held,
    begin_plain,
    look_at_plain,
    record_plain,
)

MEMORY_DISK = "/dev/shm" if Path("/dev/shm").is_dir() else None
Look = Callable[[Path, bytes, int], Held]


@dataclass
class Outcome:
    """How many states were looked at, how many differed, and what was wrong."""

    states: int = 0
    different: int = 0
    lost: int = 0
    broken: int = 0
    words: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Add what another worker, or another recording, came to."""
        for name in ("states", "different", "lost", "broken"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.words += other.words

    def line(self, what: str, seconds: float) -> str:
        """Return the figures in one line."""
        return (
            f"{what}: {self.states} states ({self.different} different), {self.broken} not whole, "
            f"{self.lost} lack what was acknowledged, {seconds:.0f} s"
        )


# Recording -----------------------------------------------------------------------------------


def _say(end: int, words: str) -> None:
    os.write(end, f"{words}\n".encode("ascii"))


def _recorded(root: Path, *words: str) -> list[Call]:
    """Run a recording under strace and return its calls."""
    log = root.parent / "log"
    subprocess.run(
        ["strace", "-f", "-y", "-xx", "-s", "8388608", "-e", f"trace={CALLS}", "--seccomp-bpf",
         "-o", str(log), sys.executable, "-m", "tests.faults.powerloss", "--do", str(root), *words],
        check=True,
    )  # fmt: skip
    calls = calls_of(log, root, ACKNOWLEDGED)
    log.unlink()
    # Four megabytes of nothing in every state: whether they are there says nothing.
    return [call for call in calls if Path(call.name).name != reserve.NAME]


def _begun(root: Path, *words: str) -> bytes:
    """Make what stands before, in a process of its own, and return the key."""
    # SQLCipher's care for memory cannot be switched off again, and makes looking ten times slower.
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.powerloss", "--begin", str(root), *words],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return bytes.fromhex(done.stdout.strip())


def _files(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != reserve.NAME
    }


# Looking -------------------------------------------------------------------------------------


def examine(
    start: dict[str, bytes], calls: list[Call], states: int, seed: int, look: Look, key: bytes,
    stride: int = 1, share: tuple[int, int] = (0, 1),
) -> Outcome:  # fmt: skip
    """Look at the states that a cut after every so many calls of one's share may leave."""
    outcome = Outcome()
    disk = Disk(start)
    known: dict[frozenset[tuple[str, int, int]], Held | str] = {}
    acknowledged: set[str] = set()
    with tempfile.TemporaryDirectory(dir=MEMORY_DISK) as name:
        for number, call in enumerate(calls):
            if call.kind == "acknowledge":
                acknowledged.update(call.data.decode("ascii").split())
            else:
                disk.carry_out(call)
            if number % stride or number // stride % share[1] != share[0]:
                continue
            draw = random.Random(f"{seed} {number}")
            for choice in range(states + 2):
                left = disk.after_a_cut(draw if choice > 1 else None, choice == 1)
                outcome.states += 1
                sum_ = _sum(left)
                if sum_ not in known:
                    known[sum_] = _look(left, Path(name) / "root", key, look, outcome.different)
                    outcome.different += 1
                _judge(known[sum_], acknowledged, outcome, f"call {number} ({call.kind})")
    return outcome


def _judge(held: Held | str, acknowledged: set[str], outcome: Outcome, where: str) -> None:
    if isinstance(held, str):
        outcome.broken += 1
        outcome.words.append(f"{where}: {held}")
    elif acknowledged - held:
        outcome.lost += 1
        outcome.words.append(f"{where}: {len(acknowledged - held)} lost that were acknowledged")


def _sum(left: dict[str, bytes]) -> frozenset[tuple[str, int, int]]:
    return frozenset((name, len(content), hash(content)) for name, content in left.items())


def _look(left: dict[str, bytes], root: Path, key: bytes, look: Look, number: int) -> Held | str:
    shutil.rmtree(root, ignore_errors=True)
    for name, content in left.items():
        path = root / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(content)
    try:
        return look(root, key, number)
    except Exception as error:
        return f"{type(error).__name__} {error}"


def _in_shares(workers: int, examined: Callable[[tuple[int, int]], Outcome]) -> Outcome:
    """Examine in so many processes side by side."""

    def work(worker: int, say: Say) -> None:
        part = examined((worker, workers))
        part.words = part.words[:20]
        say(json.dumps(vars(part)))

    whole = Outcome()
    for line in side_by_side(workers, work):
        whole.add(Outcome(**json.loads(line)))
    return whole


# The two kinds of run ------------------------------------------------------------------------


def cut(
    course: str, events: int, states: int, seed: int, workers: int = 1, stride: int = 1
) -> Outcome:
    """Cut the power while the real program is at one of its courses."""
    with tempfile.TemporaryDirectory(prefix="livecoach-power-") as name:
        root = Path(name).resolve() / "disk"
        root.mkdir()
        words = ("--course", course, "--events", str(events), "--seed", str(seed))
        key = _begun(root, *words)
        start = _files(root)
        (root.parent / "key").write_text(key.hex(), "ascii")
        calls = _recorded(root, *words)
        look = COURSES[course].look
        return _in_shares(
            workers, lambda share: examine(start, calls, states, seed, look, key, stride, share)
        )


def cut_plain(events: int, states: int, seed: int, settings: str) -> Outcome:
    """Cut the power while a bare SQLite records at other settings, such as "WAL,NORMAL"."""
    with tempfile.TemporaryDirectory(prefix="livecoach-power-") as name:
        root = Path(name).resolve() / "disk"
        root.mkdir()
        begin_plain(root, settings.partition(",")[0])
        start = _files(root)
        calls = _recorded(root, "--events", str(events), "--settings", settings)
        return examine(start, calls, states, seed, look_at_plain, b"")


def cut_until(most: int, args: argparse.Namespace) -> Outcome:
    """Go on with new seeds, through every course, until so many states have been looked at."""
    whole, start, seed = Outcome(), perf_counter(), args.seed
    while whole.states < most:
        for course in COURSES:
            events = args.events if course in ("record", "new") else 1
            part = cut(course, events, args.states, seed, args.workers, args.stride)
            whole.add(part)
            said = whole.line(f"seed {seed}, after {course}", perf_counter() - start)
            print(said, file=sys.stderr, flush=True)
            if whole.states >= most:
                break
        seed += 1
    return whole


def _apart(args: argparse.Namespace) -> int:
    """Do what this program asks of itself in another process."""
    if args.begin is not None:
        print(COURSES[args.course].begin(args.begin, args.seed).hex())
        return 0
    end = os.open(args.do / ACKNOWLEDGED, os.O_CREAT | os.O_WRONLY, 0o600)
    if args.settings:
        record_plain(args.do, lambda words: _say(end, words), args.events,
                     *args.settings.split(","))  # fmt: skip
    key = bytes.fromhex((args.do.parent / "key").read_text("ascii"))
    course = COURSES[args.course]
    course.do(args.do, key, lambda words: _say(end, words), args.events, args.seed)
    return 0


def main() -> int:
    """Run from the command line; return 1 where a state was not whole or lacked an edit."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--events", type=int, default=16)
    reader.add_argument("--states", type=int, default=8, help="random states at each point")
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--course", choices=[*COURSES, "all"], default="record")
    reader.add_argument("--stride", type=int, default=1, help="cut after every so many calls")
    reader.add_argument("--until", type=int, default=0, help="go on until so many states")
    reader.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    reader.add_argument("--settings", default="", help="a bare SQLite at these settings instead")
    reader.add_argument("--begin", type=Path, help=argparse.SUPPRESS)
    reader.add_argument("--do", type=Path, help=argparse.SUPPRESS)
    args = reader.parse_args()
    if args.begin is not None or args.do is not None:
        return _apart(args)
    start = perf_counter()
    if args.settings:
        whole = cut_plain(args.events, args.states, args.seed, args.settings)
        print(whole.line(args.settings, perf_counter() - start))
    elif args.until:
        whole = cut_until(args.until, args)
        print(whole.line("all courses", perf_counter() - start))
    else:
        whole = Outcome()
        for course in COURSES if args.course == "all" else [args.course]:
            begun = perf_counter()
            part = cut(course, args.events, args.states, args.seed, args.workers, args.stride)
            print(part.line(course, perf_counter() - begun), flush=True)
            whole.add(part)
    for words in whole.words[:10]:
        print(words)
    return int(bool(whole.words))


if __name__ == "__main__":
    sys.exit(main())
