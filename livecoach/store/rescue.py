"""Notice that the vault's file was replaced or taken away, and put the record back."""

from __future__ import annotations

from pathlib import Path

from livecoach.store import durable, header, leftovers
from livecoach.store.connection import FILE_NAME, find_damage, open_database
from livecoach.store.engine import Database
from livecoach.store.header import Header
from livecoach.store.trouble import VaultDamaged

PART = "vault.db.rescue"
Identity = tuple[int, int]


def identity(path: Path) -> Identity | None:
    """Return which file a name stands for, or None where it stands for none; 2 µs."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino)


def save_aside(db: Database, folder: Path, key: bytes) -> None:
    """
    Write all that an open connection holds into a checked file beside the vault's name.

    The connection is the only way to a file that was renamed over, so this comes before it
    is closed. Raise VaultDamaged, a database error or OSError, and nothing has changed.
    """
    durable.make_private_folder(folder)
    part = folder / PART
    leftovers.clear(part)
    durable.make_private_file(part)
    db.execute("VACUUM INTO ?", [str(part)])
    copy = open_database(part, key)
    try:
        damage = find_damage(copy)
    finally:
        copy.close()
    leftovers.journal_of(part).unlink(missing_ok=True)
    if damage:
        raise VaultDamaged(f"The copy of the record is damaged ({damage}).")
    durable.sync_file(part)
    durable.sync_folder(folder)


def waits(folder: Path) -> bool:
    """Tell whether a checked copy waits to be put in the vault's place."""
    return (folder / PART).exists()


def put_back(folder: Path, keys: Header | None) -> str:
    """
    Give the copy the vault's name and keep what stood there; return the sentence to tell.

    No connection to the vault may be open.
    """
    path = folder / FILE_NAME
    kept = ""
    if path.exists():
        number = 1
        while (aside := folder / f"vault-found-{number}.db").exists():
            number += 1
        path.rename(aside)
        kept = f" What stood there is kept as {aside.name}."
        journal = leftovers.journal_of(path)
        # Another file's journal would be played into ours.
        if journal.exists() and journal.stat().st_size:
            journal.rename(leftovers.journal_of(aside))
    leftovers.journal_of(path).unlink(missing_ok=True)
    durable.put_in_place(folder / PART, path)
    if keys is not None and not (folder / header.NAME).exists():
        header.write(folder, keys)
    return (
        "Another program replaced or moved the vault's file. Livecoach has put the whole "
        f"record back; nothing is lost.{kept}"
    )
