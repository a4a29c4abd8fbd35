"""Mutate files that Livecoach reads in, and see that each is taken whole or told in one sentence.

``python -m tests.security.fuzz_imports --count 100000 --seed 7``
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from livecoach import paths
from livecoach.core.board import BadBoard
from livecoach.core.edit import Row
from livecoach.core.sentence import LONGEST
from livecoach.exchange.checks import check_session
from livecoach.exchange.example import example_session
from livecoach.exchange.record_json import read_record, rows_of, write_record
from livecoach.exchange.session_csv import Wish, read_session, write_session
from livecoach.exchange.table import BadFile
from livecoach.store.library import read_toml, shipped_board
from tests.exchange.records import timeline_from, timeline_of

TOKENS = [
    *(b'"', b'""', b"'", b",", b";", b"\t", b"\r", b"\n", b"\r\n", b"\0", b"\xff", b"\xef\xbb\xbf"),
    *(b"\xed\xa0\x80", b"\xe2\x80\xae", b"=1+1", b"-1", b"1e999", b"9" * 40, b"NaN", b"null"),
    *(b"{", b"}", b"[", b"]", b"[" * 3000, b'{"a":' * 800, b"true", b'""', b"\\ud800", b"M12"),
    *(b"COACH", b"ALL", b"99:99", b"0:00", b"999:59:59", b"[[tag]]", b"'''", b"\xf0\x9f\x99\x82"),
]


@dataclass(frozen=True)
class Target:
    """One kind of file: sound bytes to begin with, and what reads it."""

    name: str
    ending: str
    sound: bytes
    read: Callable[[Path], list[Row]]


def targets() -> list[Target]:
    """Return every kind of file that is read in, each with how."""
    log, seats, check_out = (
        paths.resource(f"example/example_{name}.csv") for name in ("session", "seats", "checkout")
    )
    said = Wish("T", "2026-03-05", length_ms=5_400_000)

    def wished(path: Path, wish: Wish) -> list[Row]:
        return [change.row for change in read_session(path, wish, shipped_board).changes]

    def board(path: Path) -> list[Row]:
        read_toml(path)
        return []

    timeline = timeline_of(example_session())
    return [
        Target("log", ".csv", log.read_bytes(), lambda path: wished(path, said)),
        Target("our log", ".csv", write_session(timeline)[""], lambda path: wished(path, Wish())),
        Target("seats", ".csv", seats.read_bytes(),
               lambda path: wished(log, Wish("T", "2026-03-05", seats=path))),
        Target("check-outs", ".csv", check_out.read_bytes(),
               lambda path: wished(log, Wish("T", "2026-03-05", seats=seats, check_out=path))),
        Target("record", ".json", write_record(rows_of([timeline])), read_record),
        Target("board", ".toml", paths.resource("boards/live-coaching.toml").read_bytes(), board),
    ]  # fmt: skip


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return the bytes with one to four things done to them."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(6):
            case 0 if made:
                made[min(at, len(made) - 1)] ^= 1 << chance.randrange(8)
            case 1:
                made[at:at] = chance.choice(TOKENS)
            case 2:
                del made[at : at + chance.choice((1, 2, 7, 80, 900))]
            case 3:
                end = at + chance.choice((1, 9, 120, 1500))
                made[at:at] = made[at:end]
            case 4:
                end = at + chance.choice((1, 4, 12))
                made[at:end] = chance.choice(TOKENS)
            case _:
                if chance.randrange(8) == 0:
                    del made[at:]
    return bytes(made)


def try_one(target: Target, content: bytes, path: Path) -> str:
    """Return "taken" or "refused"; raise AssertionError for anything else."""
    path.write_bytes(content)
    try:
        rows = target.read(path)
    except (BadFile, BadBoard) as problem:
        words = str(problem)
        assert words and words.isprintable() and len(words) <= LONGEST, words[:600]
        return "refused"
    if rows:
        check_session(rows)
        assert write_session(timeline_from(rows))[""].startswith(b"\xef\xbb\xbfoffset")
    return "taken"


def fuzz(count: int, seed: int, folder: Path) -> Counter[str]:
    """Try ``count`` mutated files; return how many of each kind were taken and refused."""
    chance = random.Random(seed)
    kinds = targets()
    found: Counter[str] = Counter()
    for number in range(count):
        target = kinds[number % len(kinds)]
        content = mutated(target.sound, chance)
        path = folder / f"fuzzed{target.ending}"
        try:
            found[f"{target.name} {try_one(target, content, path)}"] += 1
        except Exception as error:
            kept = folder / f"found-{seed}-{number}{target.ending}"
            kept.write_bytes(content)
            raise AssertionError(f"{target.name} {number} of seed {seed}: {error!r}") from error
    return found


def main() -> None:
    """Fuzz from the command line and print the counts."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--count", type=int, default=100_000)
    words.add_argument("--seed", type=int, default=1)
    args = words.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="livecoach-fuzz-"))
    for name, number in sorted(fuzz(args.count, args.seed, folder).items()):
        print(f"{number:8}  {name}")


if __name__ == "__main__":
    main()
