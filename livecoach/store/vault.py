"""Make a vault in a folder, and find its key again by passphrase or by recovery key."""

from __future__ import annotations

import dataclasses
import secrets
import time
from pathlib import Path

from livecoach.core.ids import new_uid
from livecoach.store import durable, header, keys
from livecoach.store.header import Header
from livecoach.store.keys import Cost
from livecoach.store.trouble import VaultExists, VaultMissing, WrongPassphrase

FILE_NAME = "vault.db"
PASSPHRASE = "passphrase"
RECOVERY = "recovery"
FREE_GUESSES = 3
LONGEST_WAIT_S = 8.0
_wrong_in_a_row: dict[str, int] = {}  # by vault, while Livecoach runs


def create(folder: Path, passphrase: str, cost: Cost | None = None) -> str:
    """
    Make an empty vault and return its recovery key, to be printed and kept apart.

    Raise VaultExists, WeakPassphrase, or OSError where the folder cannot be written to.
    The caller asks ``places.check`` first whether a live vault may stand there.
    """
    from livecoach.store.connection import open_database
    from livecoach.store.migrations import bring_up_to_date

    keys.check_passphrase(passphrase)
    if exists(folder):
        raise VaultExists(f"There is a vault in {folder} already. Open it, or choose another.")
    durable.make_private_folder(folder)
    key, recovery = keys.new_key(), keys.new_recovery_key()
    vault_id, salt = new_uid(), secrets.token_bytes(16)
    paid = cost or keys.affordable_cost()
    made = Header(
        vault_id=vault_id,
        cost=paid,
        salt=salt,
        by_passphrase=keys.wrap(key, keys.stretch(passphrase, salt, paid), vault_id, PASSPHRASE),
        by_recovery=keys.wrap(key, recovery, vault_id, RECOVERY),
    )
    part = folder / (FILE_NAME + ".part")
    part.unlink(missing_ok=True)
    durable.make_private_file(part)
    try:
        database = open_database(part, key)
        try:
            bring_up_to_date(database, lambda _: None)
        finally:
            database.close()
        durable.sync_file(part)
        durable.put_in_place(part, folder / FILE_NAME)
        header.write(folder, made)  # last: with it, the vault is there
    finally:
        for left in (part, part.with_name(part.name + "-journal")):
            left.unlink(missing_ok=True)
    return keys.recovery_text(recovery)


def exists(folder: Path) -> bool:
    """Tell whether a folder holds a vault, or one of its two files."""
    return (folder / FILE_NAME).exists() or (folder / header.NAME).exists()


def unlock(folder: Path, passphrase: str) -> bytes:
    """
    Return the vault's data key; a third of a second of work, off the window's thread.

    From the fourth wrong one in a row each takes longer, up to eight seconds. Raise
    WrongPassphrase, VaultMissing, VaultDamaged or VaultTooNew.
    """
    found = _whole(folder)
    wrong = _wrong_in_a_row.get(found.vault_id, 0)
    if wrong >= FREE_GUESSES:
        time.sleep(min(2.0 ** (wrong - FREE_GUESSES), LONGEST_WAIT_S))
    by = keys.stretch(passphrase, found.salt, found.cost)
    try:
        key = keys.unwrap(found.by_passphrase, by, found.vault_id, PASSPHRASE)
    except WrongPassphrase:
        _wrong_in_a_row[found.vault_id] = wrong + 1
        raise
    _wrong_in_a_row.pop(found.vault_id, None)
    return key


def unlock_with_recovery(folder: Path, recovery_key: str) -> bytes:
    """Return the vault's data key by the printed key. Raise BadRecoveryKey, and as ``unlock``."""
    found = _whole(folder)
    typed = keys.recovery_key(recovery_key)
    return keys.unwrap(found.by_recovery, typed, found.vault_id, RECOVERY)


def change_passphrase(folder: Path, key: bytes, passphrase: str, cost: Cost | None = None) -> None:
    """Lock the data key up under another passphrase; the record itself is not rewritten."""
    keys.check_passphrase(passphrase)
    found = header.read(folder)
    salt, paid = secrets.token_bytes(16), cost or keys.affordable_cost()
    by = keys.stretch(passphrase, salt, paid)
    header.write(
        folder,
        dataclasses.replace(
            found,
            cost=paid,
            salt=salt,
            by_passphrase=keys.wrap(key, by, found.vault_id, PASSPHRASE),
        ),
    )


def new_recovery(folder: Path, key: bytes) -> str:
    """Return a fresh recovery key; the one printed before no longer opens this vault."""
    found = header.read(folder)
    recovery = keys.new_recovery_key()
    sealed = keys.wrap(key, recovery, found.vault_id, RECOVERY)
    header.write(folder, dataclasses.replace(found, by_recovery=sealed))
    return keys.recovery_text(recovery)


def _whole(folder: Path) -> Header:
    found = header.read(folder)
    if not (folder / FILE_NAME).exists() and not (folder / "vault.db.rescue").exists():
        raise VaultMissing(
            f"{folder} holds a vault's keys but not its record, {FILE_NAME}. "
            "Put it back, or restore a backup."
        )
    return found
