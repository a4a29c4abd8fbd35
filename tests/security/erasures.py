"""Erase at random, and look for what was erased in every page, backup and restored vault.

``python -m tests.security.erasures --times 1000`` makes as many vaults, erases somebody or
something in each, and decrypts every byte that is left.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from livecoach.core.coaching import Agreement, Diagnosis, Pair, PairNote
from livecoach.core.edit import Row
from livecoach.core.planning.meetings import delete_session
from livecoach.core.summary import Release, SummaryPiece
from livecoach.store import backup, erasing, reading
from livecoach.store.connection import FILE_NAME
from livecoach.store.subject import Subject
from livecoach.store.writer import Writer
from tests.store.erasable import Cast, copied, fill, pages_of, residue
from tests.store.vaults import made, writing

MEMORY = Path("/dev/shm")


def erased_without_residue(scratch: Path, seed: int) -> list[str]:
    """Return what was found after one random erasure: "where: words", or that all has gone."""
    dice = random.Random(seed)
    folder, stick, second = (scratch / f"{name}{seed}" for name in ("v", "stick", "second"))
    stick.mkdir()
    second.mkdir()
    key = made(folder)
    with writing(folder, key) as writer:
        cast = fill(writer, seed)
        inside = copied(writer, backup.next_name(folder / backup.FOLDER, "before"))
        old = copied(writer, stick / "old.livecoach")  # out of reach of the erasure
        beside = copied(writer, second / "beside.livecoach")
        subject, words, kept = _drawn(cast, dice)
        way = dice.choice(("delete", "unlink"))
        if subject.what == "session" and dice.random() < 0.5:
            _delete(writer, subject.uid)  # as the coach does, to be undone: the journal has it
        done = writer.ask(lambda db: erasing.erase(db, folder, key, subject, way, places=[second]))
    found = [] if done.backups == 2 else [f"{done.backups} backups were rewritten, not 2"]
    restored, later, other = (scratch / f"{name}{seed}" for name in ("r", "s", "t"))
    backup.restore(inside, restored)
    backup.restore(beside, other)
    for name, place in (("backup", restored), ("second place", other)):
        found += _look(f"seed {seed} {name}", place, key, words)
    backup.restore(old, later)  # beside the vault, which knows what was erased
    for place in (restored, later):
        with writing(place, key):
            pass  # opening obeys the tombstones
    for name, place in (("vault", folder), ("restored", restored), ("from a stick", later)):
        found += _look(f"seed {seed} {way} {subject.what} {name}", place, key, words)
        lost = kept - residue(pages_of(place / FILE_NAME, key), kept)
        if lost:
            found.append(f"seed {seed} {way} {subject.what} {name} lost: {sorted(lost)}")
    return found


def _delete(writer: Writer, session: str) -> None:
    timeline = writer.ask(lambda db: reading.timeline(db, session))
    around: list[Row] = [
        row
        for kind in (SummaryPiece, Release, Agreement, Diagnosis, Pair, PairNote)
        for row in writer.ask(lambda db, kind=kind: reading.rows(db, kind))  # type: ignore[misc]
    ]
    writer.save(delete_session([timeline], around))
    assert writer.flush(20), writer.refused()


def _drawn(cast: Cast, dice: random.Random) -> tuple[Subject, set[str], set[str]]:
    """Return what to erase, the words that must go, and words that must stay."""
    what = dice.choice(("person", "person", "session", "session", "engagement"))
    whole = set.union(cast.everything, *cast.of_post.values(), *cast.of_session.values())
    if what == "engagement":
        return Subject(what, cast.engagement.uid), whole, set()
    if what == "session":
        uid = dice.choice(sorted(cast.sessions))
        return Subject(what, uid), cast.of_session[uid], set()
    post = dice.choice(cast.posts)
    names = {post.person.split()[0], post.title.split()[0]}
    words = cast.of_post[post.uid] | names
    pair = [one.uid for one in cast.sessions.values() if one.kind == "pair"]
    others = set().union(*(cast.of_session[uid] for uid in pair))
    mine = set().union(*(cast.of_post[one.uid] for one in cast.posts if one is not post))
    return Subject(what, post.uid), words, (mine & others) - words


def _look(where: str, folder: Path, key: bytes, words: set[str]) -> list[str]:
    left = residue(pages_of(folder / FILE_NAME, key), words)
    return [f"{where}: {sorted(left)}"] if left else []


def erase_often(seeds: Iterable[int], jobs: int) -> list[str]:
    """Erase once a seed, in so many processes; return what was found."""
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        return [line for found in pool.imap_unordered(_erase_once, seeds) for line in found]


def _erase_once(seed: int) -> list[str]:
    # In memory where the system has such a place: each erasure syncs some hundred times.
    place = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="livecoach-", dir=place) as scratch:
        return erased_without_residue(Path(scratch), seed)


def main() -> int:
    """Erase as often as asked, and say what was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--times", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--jobs", type=int, default=2, help="processes side by side")
    args = asked.parse_args()
    found = erase_often(range(args.seed, args.seed + args.times), args.jobs)
    for line in found[:20]:
        print(line)
    print(f"{args.times} erasures, {len(found)} with residue")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
