"""
Keep what stood in a vault's place before a restore, under a name that says so.

``damaged-2026-06-15`` and ``set-aside-2026-06-15`` stand within the vault's folder. Each is a
whole vault folder of its own; ``vault-found-1.db`` is what a rescue found in the vault's place.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from livecoach.core import clock
from livecoach.store import durable, header, leftovers, rescue, tombstones
from livecoach.store.connection import FILE_NAME, open_database
from livecoach.store.engine import Error
from livecoach.store.migrations import bring_up_to_date
from livecoach.store.trouble import VaultError

if TYPE_CHECKING:
    from sqlite_utils import Database

DAMAGED = "damaged"
WHOLE = "set-aside"
_JOURNAL = f"{FILE_NAME}-journal"
_MOVED = (FILE_NAME, _JOURNAL, header.NAME, rescue.PART)


def set_aside(folder: Path, word: str) -> Path | None:
    """
    Move the vault that stands in a folder into one within it; return that, or None for no vault.

    Its backups stay where they are. ``word`` is DAMAGED or WHOLE. Raise OSError; stopped half way,
    the next call moves the rest to the same place.
    """
    there = [name for name in _MOVED if _stands(folder / name)]
    if not there or (there == [_JOURNAL] and not (folder / _JOURNAL).stat().st_size):
        return None
    place = _place(folder, word, there)
    durable.make_private_folder(place)
    if (folder / tombstones.NAME).is_file():  # whoever opens it later must obey them too
        tombstones.write_beside(place, tombstones.beside(folder))
    for name in there:
        (folder / name).rename(place / name)
    durable.sync_folder(place)
    durable.sync_folder(folder)
    return place


def kept(folder: Path) -> list[Path]:
    """Return what was set aside or found in a vault's place, oldest first."""
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return []
    begins = (f"{DAMAGED}-", f"{WHOLE}-")
    return [
        path
        for path in inside
        if (path.is_dir() and path.name.startswith(begins))
        or (path.name.startswith("vault-found-") and path.name.endswith(".db"))
    ]


def delete(folder: Path, path: Path) -> None:
    """Delete one thing that was set aside. Raise VaultError where it is none, or OSError."""
    if path not in kept(folder):
        raise VaultError(f"{path} was not set aside, so it is not deleted.")
    if path.is_dir():
        shutil.rmtree(path)
    else:
        leftovers.clear(path)


def change_all(folder: Path, key: bytes, change: Callable[[Database], bool]) -> list[Path]:
    """Apply an erasure to all that was set aside; return what this key does not open."""
    left = []
    for record in records(folder):
        try:
            database = open_database(record, key)
            try:
                bring_up_to_date(database, lambda _: None)
                change(database)
            finally:
                database.close()
        except (VaultError, Error, OSError):
            left.append(record if record.parent == folder else record.parent)
    return left


def records(folder: Path) -> list[Path]:
    """Return the record of each that was set aside, oldest first."""
    found = [path / FILE_NAME if path.is_dir() else path for path in kept(folder)]
    return [record for record in found if record.exists()]


def _place(folder: Path, word: str, names: list[str]) -> Path:
    now = clock.read()
    today = clock.local_iso(now.wall_utc_ms, now.utc_offset_min)[:10]
    place, number = folder / f"{word}-{today}", 2
    while any(_stands(place / name) for name in names):
        place, number = folder / f"{word}-{today}-{number}", number + 1
    return place


def _stands(path: Path) -> bool:
    return path.exists() or path.is_symlink()
