"""Erase at random, and look for what was erased in every page, backup and restored vault.

``python -m tests.security.erasures --times 1000`` makes as many vaults, erases somebody or
something in each, and decrypts every byte that is left.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from livecoach.store import backup, erasing
from livecoach.store.connection import FILE_NAME
from livecoach.store.subject import Subject
from tests.store.erasable import Cast, copied, fill, pages_of, residue
from tests.store.vaults import made, writing


def erased_without_residue(scratch: Path, seed: int) -> list[str]:
    """Return what was found after one random erasure: "where: words", or that all has gone."""
    dice = random.Random(seed)
    folder, stick = scratch / f"v{seed}", scratch / f"stick{seed}"
    stick.mkdir()
    key = made(folder)
    with writing(folder, key) as writer:
        cast = fill(writer, seed)
        inside = copied(writer, backup.next_name(folder / backup.FOLDER, "before"))
        old = copied(writer, stick / "old.livecoach")  # out of reach of the erasure
        subject, words, kept = _drawn(cast, dice)
        way = dice.choice(("delete", "unlink"))
        done = writer.ask(lambda db: erasing.erase(db, folder, key, subject, way))
    found = [] if done.backups == 1 else [f"{done.backups} backups were rewritten, not 1"]
    restored, later = scratch / f"r{seed}", scratch / f"s{seed}"
    backup.restore(inside, restored)
    found += _look(f"seed {seed} backup", restored, key, words)
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


def main() -> int:
    """Erase as often as asked, and say what was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--times", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=1)
    args = asked.parse_args()
    found: list[str] = []
    for number in range(args.times):
        with tempfile.TemporaryDirectory() as scratch:
            found += erased_without_residue(Path(scratch), args.seed + number)
    for line in found[:20]:
        print(line)
    print(f"{args.times} erasures, {len(found)} with residue")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
