"""Make a vault to erase or purge from, and tell whether one that was cut off is whole or undone."""

from __future__ import annotations

import json
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path

from livecoach.core import clock
from livecoach.store import backup, erasing, vault
from livecoach.store.connection import FILE_NAME, open_database
from livecoach.store.subject import Subject
from livecoach.store.writer import Writer
from livecoach.ui.privacy import purge
from tests.faults.whole import faults_of
from tests.security.erasures import _drawn
from tests.security.purges import TODAY, _end, _going
from tests.store.erasable import Cast, copied, fill, pages_of, residue
from tests.store.vaults import PASSPHRASE, made

NOTES = "erased.txt"  # what is to be erased, for the test alone; beside the vault


@dataclass(frozen=True)
class Wanted:
    """What is erased, which words go with it, and which stay."""

    subject: Subject
    words: frozenset[str]
    kept: frozenset[str]


def prepared(folder: Path, seed: int) -> bytes:
    """Make a vault to erase from, with two backups and one out of reach; return its key."""
    key, cast = _made(folder, seed)
    subject, words, kept = _drawn(cast, random.Random(seed))
    _note(folder, key, subject, words, kept)
    return key


def prepared_to_purge(folder: Path, seed: int) -> bytes:
    """Make the same with the raw log of a session due on TODAY; return its key."""
    key, cast = _made(folder, seed)
    talks = [uid for uid, one in cast.sessions.items() if one.kind == "one_to_one"]
    kept = set().union(*(cast.of_session[uid] for uid in talks))
    words = _going(cast, {"raw", "unsigned"})
    _note(folder, key, Subject("purge", ""), words, kept - words)
    return key


def _made(folder: Path, seed: int) -> tuple[bytes, Cast]:
    key = made(folder)
    writer = Writer(folder, key)
    cast = fill(writer, seed)
    _end(writer, cast)
    for why in ("first", "second"):
        copied(writer, backup.next_name(folder / backup.FOLDER, why))
    copied(writer, folder / "first.livecoach")  # as if on a stick: an erasure does not find it
    writer.close()
    (folder / "reserve").unlink()
    return key, cast


def _note(folder: Path, key: bytes, subject: Subject, words: set[str], kept: set[str]) -> None:
    there = residue(pages_of(folder / FILE_NAME, key), words)
    (folder / NOTES).write_text(
        json.dumps([subject.what, subject.uid, sorted(there), sorted(kept)]), "utf-8"
    )


def wanted(folder: Path) -> Wanted:
    """Return what is to be erased from a prepared vault."""
    what, uid, words, kept = json.loads((folder / NOTES).read_text("utf-8"))
    return Wanted(Subject(what, uid), frozenset(words), frozenset(kept))


def erase(writer: Writer, folder: Path, key: bytes) -> str:
    """Erase what is wanted; return "done", "told" (of backups left) or "half"."""
    subject = wanted(folder).subject
    done = writer.ask(lambda db: erasing.erase(db, folder, key, subject, "delete"))
    if done.left:
        return "told"
    kept = list((folder / backup.FOLDER).glob(f"*{backup.ENDING}"))
    return "done" if done.backups == len(kept) >= 2 else "half"


def purge_due(writer: Writer, folder: Path) -> str:
    """Purge what is due, as the window does; return "done", "told" (of backups left) or "half"."""
    plan, _ = purge.planned(writer, TODAY)
    done = purge.carry_out(writer, plan, clock.read())
    if done.unread or done.missed:
        return "told"
    kept = list((folder / backup.FOLDER).glob(f"*{backup.ENDING}"))
    return "done" if done.backups == len(kept) >= 2 and done.lines else "half"


def faults_after(folder: Path, key: bytes, acknowledged: bool, restore: bool = True) -> list[str]:
    """
    Return what is half erased, once the vault has been opened again as the program opens it.

    ``acknowledged``: the erasure was said to be done, so that it may not be undone.
    """
    about = wanted(folder)
    found = faults_of(folder / FILE_NAME, key, ())
    if found:
        return found
    Writer(folder, key).close()
    db = open_database(folder / FILE_NAME, key)
    try:
        stones = db.execute('SELECT count(*), coalesce(min("finished"), 1) FROM "tombstone"')
        erased, finished = stones.fetchone()
    finally:
        db.close()
    if acknowledged and not erased:
        found.append("an erasure that was done is undone")
    if not finished:
        found.append("an interrupted erasure was not finished at the next opening")
    held = {"vault.db": pages_of(folder / FILE_NAME, key)}
    for path in sorted((folder / backup.FOLDER).glob(f"*{backup.ENDING}")):
        held[path.name] = _pages_of_backup(path, folder, key)
    if len(held) < 3:
        found.append("a backup has gone")
    if restore and erased:
        held["restored"] = _restored(folder, key)
    for name, pages in held.items():
        left = residue(pages, set(about.words))
        if erased and left:
            found.append(f"{name} still holds {sorted(left)[:3]}")
        if not erased and len(left) < len(about.words):
            found.append(f"{name} lost {len(about.words) - len(left)} words, unerased")
        if len(residue(pages, set(about.kept))) < len(about.kept):
            found.append(f"{name} lost what was to stay")
    found += [f"{path.name} is left over" for path in folder.rglob("*.part*")]
    return found


def _pages_of_backup(path: Path, beside: Path, key: bytes) -> bytes:
    held = backup.read_head(path)
    backup.verify(held)
    record = beside / "look"
    record.unlink(missing_ok=True)
    backup.extract(held, record)
    pages = pages_of(record, key)
    record.unlink()
    return pages


def _restored(folder: Path, key: bytes) -> bytes:
    """Restore the backup that the erasure did not reach, beside the vault, and open it."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        place = Path(name) / "restored"
        # A restore learns what was erased since from beside the backup, or a vault near by.
        backup.restore(folder / "first.livecoach", place)
        if vault.unlock(place, PASSPHRASE) != key:
            raise ValueError("restored with other keys")
        Writer(place, key).close()
        return pages_of(place / FILE_NAME, key)
