"""Make a vault in a folder, and find its key again by passphrase or by recovery key."""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from livecoach.core.ids import new_uid
from livecoach.store import durable, guesses, header, keyholder, keys, leftovers, waiting_notes
from livecoach.store.header import Header, KeyringWrap
from livecoach.store.keys import Cost
from livecoach.store.trouble import (
    KeyringProblem,
    VaultError,
    VaultExists,
    VaultMissing,
    WrongPassphrase,
)

FILE_NAME = "vault.db"
PASSPHRASE = "passphrase"
RECOVERY = "recovery"
KEYRING = "keyring"


@dataclass(frozen=True, slots=True)
class Ways:
    """How a locked vault can be opened just now: by the keyring too, and after how many seconds."""

    keyring: bool = False
    wait_s: float = 0.0


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
    leftovers.clear(part)
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
        leftovers.clear(part)
    return keys.recovery_text(recovery)


def exists(folder: Path) -> bool:
    """Tell whether a folder holds a vault, or one of its two files."""
    return (folder / FILE_NAME).exists() or (folder / header.NAME).exists()


def ways(folder: Path) -> Ways:
    """Return the ways into the vault in a folder; what is wrong with it is told on unlocking."""
    try:
        found = header.read(folder)
    except VaultError:
        return Ways()
    return Ways(found.by_keyring is not None, guesses.wait_s(found.vault_id))


def unlock(folder: Path, passphrase: str) -> bytes:
    """
    Return the vault's data key; a third of a second of work, off the window's thread.

    From the third wrong one in a row each takes longer, up to half a minute. Raise
    WrongPassphrase, VaultMissing, VaultDamaged or VaultTooNew.
    """
    return key_by_passphrase(_whole(folder), passphrase)


def unlock_with_recovery(folder: Path, recovery_key: str) -> bytes:
    """Return the vault's data key by the printed key. Raise BadRecoveryKey, and as ``unlock``."""
    return key_by_recovery(_whole(folder), recovery_key)


def key_by_passphrase(found: Header, passphrase: str) -> bytes:
    """Return the data key of a vault or a backup by its header. Raise WrongPassphrase."""
    guesses.wait(found.vault_id)
    by = keys.stretch(passphrase, found.salt, found.cost)
    return _counted(found, lambda: keys.unwrap(found.by_passphrase, by, found.vault_id, PASSPHRASE))


def key_by_recovery(found: Header, recovery_key: str) -> bytes:
    """Return the data key by the printed key. Raise BadRecoveryKey or WrongPassphrase."""
    typed = keys.recovery_key(recovery_key)
    guesses.wait(found.vault_id)
    return _counted(found, lambda: keys.unwrap(found.by_recovery, typed, found.vault_id, RECOVERY))


def _counted(found: Header, unwrap: Callable[[], bytes]) -> bytes:
    try:
        key = unwrap()
    except WrongPassphrase:
        guesses.was_wrong(found.vault_id)
        raise
    guesses.was_right(found.vault_id)
    return key


def unlock_with_keyring(folder: Path) -> bytes:
    """Return the data key by the system's keyring. Raise KeyringProblem, and as ``unlock``."""
    found = _whole(folder)
    if found.by_keyring is None:
        raise KeyringProblem("The keyring was not chosen for this programme.")
    try:
        secret = keyholder.get(found.by_keyring.entry)
        return keys.unwrap(found.by_keyring.wrap, secret, found.vault_id, KEYRING)
    except (WrongPassphrase, ValueError):
        raise KeyringProblem(
            "What the keyring holds does not open this programme. Use the passphrase."
        ) from None
    except KeyringProblem as error:
        raise KeyringProblem(f"{error} Use the passphrase.") from None


def let_keyring_open(folder: Path, key: bytes) -> None:
    """Have the system's keyring hold one more key to the vault. Raise KeyringProblem."""
    found = header.read(folder)
    secret, entry = secrets.token_bytes(32), new_uid()
    keyholder.put(entry, secret)
    held = KeyringWrap(entry, keys.wrap(key, secret, found.vault_id, KEYRING))
    with waiting_notes.noted(folder, "keyring"):
        header.write(folder, dataclasses.replace(found, by_keyring=held))
    if found.by_keyring is not None:
        keyholder.forget(found.by_keyring.entry)


def forget_keyring(folder: Path) -> bool:
    """End the keyring's way in; return whether the keyring let its secret go as well."""
    found = header.read(folder)
    if found.by_keyring is None:
        return True
    with waiting_notes.noted(folder, "no_keyring"):
        header.write(folder, dataclasses.replace(found, by_keyring=None))  # it opens nothing now
    return keyholder.forget(found.by_keyring.entry)


def change_passphrase(folder: Path, key: bytes, passphrase: str, cost: Cost | None = None) -> None:
    """Lock the data key up under another passphrase; the record itself is not rewritten."""
    keys.check_passphrase(passphrase)
    found = header.read(folder)
    salt, paid = secrets.token_bytes(16), cost or keys.affordable_cost()
    by = keys.stretch(passphrase, salt, paid)
    changed = dataclasses.replace(
        found,
        cost=paid,
        salt=salt,
        by_passphrase=keys.wrap(key, by, found.vault_id, PASSPHRASE),
    )
    with waiting_notes.noted(folder, "passphrase"):
        header.write(folder, changed)


def new_recovery(folder: Path, key: bytes) -> str:
    """Return a fresh recovery key; the one printed before no longer opens this vault."""
    found = header.read(folder)
    recovery = keys.new_recovery_key()
    sealed = keys.wrap(key, recovery, found.vault_id, RECOVERY)
    with waiting_notes.noted(folder, "recovery"):
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
