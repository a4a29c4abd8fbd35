"""
Remember what was erased by a salted hash, in the vault and beside it, so that a restore obeys.

``erased.json`` stands in the vault's folder and beside its backups. It holds hashes of random
ids: nobody can tell from it who or what was erased.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from livecoach.store import deleted, durable
from livecoach.store.journalled import rows_as_they_were
from livecoach.store.subject import TABLE_OF, Subject

if TYPE_CHECKING:
    from sqlite_utils import Database

NAME = "erased.json"
LARGEST = 4_000_000
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Tombstone:
    """One erasure: which kind of subject, in which way, when; the uid only as a hash."""

    hash: str
    salt: str
    what: str
    way: str
    at_utc_ms: int


def made_for(subject: Subject, way: str, at_utc_ms: int) -> Tombstone:
    """Return a new tombstone."""
    salt = secrets.token_hex(16)
    return Tombstone(_hash(salt, subject.uid), salt, subject.what, way, at_utc_ms)


def put(db: Database, stone: Tombstone, finished: bool) -> None:
    """Keep a tombstone in the vault."""
    db.execute(
        'INSERT INTO "tombstone" VALUES (?, ?, ?, ?, ?, ?) '
        'ON CONFLICT ("hash") DO UPDATE SET "finished" = excluded."finished"',
        [stone.hash, stone.salt, stone.what, stone.way, stone.at_utc_ms, finished],
    )


def standing(db: Database, unfinished: bool = False) -> list[Tombstone]:
    """Return the vault's tombstones, in the order of the erasures."""
    found = db.execute(
        'SELECT "hash", "salt", "what", "way", "at_utc_ms" FROM "tombstone" '
        'WHERE NOT ("finished" AND ?) ORDER BY "at_utc_ms", rowid',
        [unfinished],
    )
    return [Tombstone(*row) for row in found]


def subject_of(db: Database, stone: Tombstone) -> Subject | None:
    """Return what a tombstone speaks of, where this record still holds it."""
    known = [uid for (uid,) in db.execute(f'SELECT "uid" FROM "{TABLE_OF[stone.what]}"')]
    if stone.what == "session":
        known += deleted.known(db)
    elif stone.what == "person":
        known += [row["uid"] for row in rows_as_they_were(db, ("post",))["post"]]
    for uid in dict.fromkeys(known):
        if _hash(stone.salt, uid) == stone.hash:
            return Subject(stone.what, uid)
    return None


def beside(folder: Path) -> list[Tombstone]:
    """Return the tombstones of the file in a folder; none where there is no such file."""
    path = folder / NAME
    try:
        if path.stat().st_size > LARGEST:
            return []
        held = json.loads(path.read_text("utf-8"))["erased"]
        stones = [Tombstone(**one) for one in held]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []  # the tombstones in the vault itself stand; this file is the second place
    return [one for one in stones if one.what in TABLE_OF and isinstance(one.hash, str)]


def write_beside(folder: Path, stones: Iterable[Tombstone]) -> None:
    """Add tombstones to the file in a folder, which is written whole."""
    held = {one.hash: one for one in [*beside(folder), *stones]}
    document = {"format": FORMAT, "erased": [asdict(one) for one in held.values()]}
    durable.write_whole(folder / NAME, json.dumps(document, indent=1).encode("ascii"))


def carry(backup_path: Path, folder: Path) -> None:
    """Bring to a restored vault what was erased since, from wherever it is known near by."""
    near = [backup_path.parent, backup_path.parent.parent, *_vaults_beside(folder)]
    stones = [stone for place in near for stone in beside(place)]
    if stones:
        write_beside(folder, stones)


def _vaults_beside(folder: Path) -> list[Path]:
    try:
        return [one for one in folder.parent.iterdir() if (one / NAME).is_file()]
    except OSError:
        return []


def _hash(salt: str, uid: str) -> str:
    return hashlib.sha256(f"{salt}:{uid}".encode()).hexdigest()
