"""Open a vault's database for writing: checked, brought up to date, and marked as ours."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from livecoach.store import backup, erasing, header, lock, rescue, waiting_notes
from livecoach.store.connection import FILE_NAME, open_checked
from livecoach.store.engine import Database
from livecoach.store.migrations import bring_up_to_date
from livecoach.store.trouble import VaultDamaged, VaultInUse


def open_vault(folder: Path, key: bytes) -> Database:
    """
    Return the database of the vault in a folder, ready to be written to.

    Raise VaultInUse with who has it open, VaultMissing, VaultDamaged, VaultTooNew,
    VaultReadOnly or NotEncrypted.
    """
    path = folder / FILE_NAME
    if rescue.waits(folder) and not path.exists():  # stopped between the copy and its name
        rescue.put_back(folder, None)
    if (folder / header.NAME).exists() and path.exists() and not path.stat().st_size:
        raise VaultDamaged(f"{path} is empty. It is kept as it is; restore a backup to go on.")
    try:
        database = open_checked(path, key)
    except VaultInUse:
        raise VaultInUse(lock.in_words(folder)) from None
    try:
        bring_up_to_date(database, partial(backup.before_migration, folder=folder, key=key))
        erasing.at_opening(database, folder, key)
        waiting_notes.write_down(database, folder)
    except BaseException:
        database.close()
        raise
    lock.claim(folder)
    return database
