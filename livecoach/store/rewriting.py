"""Write backups anew without what was erased, each replaced only by a checked one."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from livecoach.store import backup, durable, leftovers
from livecoach.store.backup import Backup
from livecoach.store.connection import LOOKS, PAUSE_S, find_damage, open_database
from livecoach.store.engine import Database, Error
from livecoach.store.migrations import bring_up_to_date
from livecoach.store.trouble import BackupProblem, VaultError, is_full


def rewrite_all(
    place: Path,
    vault_id: str,
    key: bytes,
    beside: Path,
    change: Callable[[Database], bool],
    begun: Callable[[Path], object] = lambda _: None,
) -> tuple[int, list[Path]]:
    """
    Apply ``change`` to this vault's backups in a folder; it tells whether it changed anything.

    ``begun`` hears of each backup as its turn comes.
    Return how many were rewritten, and the files that could not be read. Raise BackupProblem
    where the disk does not take a new one: the old one stands.
    """
    done, left = 0, []
    for path in sorted(place.glob(f"*{backup.ENDING}")):
        begun(path)
        try:
            held = _looked_at(path, vault_id)
            if held.keys.vault_id != vault_id:
                continue
        except BackupProblem:
            left.append(path)
            continue
        try:
            done += rewrite(held, key, beside, change)
        except (OSError, Error, VaultError) as error:
            full = is_full(error, str(place))
            why = "the disk is full" if full else type(error).__name__
            raise BackupProblem(
                f"The backup {path} still holds what was erased: {why}. Livecoach tries again "
                "at its next opening; or delete the file."
            ) from error
    return done, left


def _looked_at(path: Path, vault_id: str) -> Backup:
    """
    Return a backup, read through where it is of this vault.

    A fault seen once may be the disk's mood, and a backup passed over is not looked at again: it
    is believed when it is seen three times. Raise BackupProblem.
    """
    for look in range(1, LOOKS + 1):
        try:
            held = backup.read_head(path)
            if held.keys.vault_id == vault_id:
                backup.verify(held)
            return held
        except BackupProblem:
            if look == LOOKS:
                raise
            time.sleep(PAUSE_S * look)
    raise AssertionError("a look returns or raises")


def rewrite(held: Backup, key: bytes, beside: Path, change: Callable[[Database], bool]) -> bool:
    """Replace one backup by itself with ``change`` applied; its keys and its date stay."""
    record = beside / f"{held.path.name}.erase.part"
    fresh = beside / f"{held.path.name}.fresh.part"
    part = held.path.with_name(held.path.name + ".part")
    try:
        leftovers.clear(record, fresh, part)
        backup.extract(held, record)
        db = open_database(record, key)
        try:
            bring_up_to_date(db, lambda _: None)  # an erasure goes before going back a version
            if not change(db):
                return False
            durable.make_private_file(fresh)
            db.execute("VACUUM INTO ?", [str(fresh)])
        finally:
            db.close()
        _check(fresh, key)
        backup.pack(fresh, part, held.keys, held.made_utc_ms)
        durable.put_in_place(part, held.path)
        backup.verify(backup.read_head(held.path))
    finally:
        leftovers.clear(record, fresh, part)
    return True


def _check(record: Path, key: bytes) -> None:
    copy = open_database(record, key)
    try:
        damage = find_damage(copy)
    finally:
        copy.close()
    if damage:
        raise BackupProblem(f"The copy is damaged ({damage}).")
