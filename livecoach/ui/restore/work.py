"""Find backups, look into one and put it back: the slow part, off the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from livecoach import paths
from livecoach.ui.backups.table import CHOSEN, HERE, Row, row

if TYPE_CHECKING:
    from livecoach.store.contents import Contents
    from livecoach.store.restoring import Restored, Standing

_LOOKING = threading.Lock()  # a vault is open in one connection, and a copy is looked at once


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in one backup, by which key, and what stands in its place now."""

    row: Row
    key: bytes
    then: Contents
    now: Standing | None


def of_vaults(folders: Iterable[Path]) -> list[Row]:
    """Return the backups of these vaults, and of all others kept in the usual folder."""
    from livecoach.store import backup, backup_list

    try:
        usual = sorted(paths.vaults_folder().iterdir())
    except OSError:
        usual = []
    rows = []
    for folder in dict.fromkeys([*folders, *usual]):
        for found in backup_list.listed(folder / backup.FOLDER):
            rows.append(row(found, HERE, folder))
    return rows


def of_vault(folder: Path) -> list[Row]:
    """Return the backups beside one vault."""
    from livecoach.store import backup, backup_list

    return [row(found, HERE, folder) for found in backup_list.listed(folder / backup.FOLDER)]


def of_file(path: Path, known: Iterable[Path]) -> Row:
    """Return a file that was chosen; its place is that of the vault it is a backup of, if known."""
    from livecoach.store import backup, backup_list, header
    from livecoach.store.trouble import VaultError

    found = backup_list.look_at(path)
    if path.parent.name == backup.FOLDER:
        return row(found, CHOSEN, path.parent.parent)
    for folder in known:
        try:
            if found.is_of(header.read(folder).vault_id):
                return row(found, CHOSEN, folder)
        except VaultError:
            if any(one.found.is_of(_id(found.held)) for one in of_vault(folder) if one.found.held):
                return row(found, CHOSEN, folder)
    return row(found, CHOSEN, None)


def _id(held: object) -> str:
    return str(getattr(getattr(held, "keys", None), "vault_id", ""))


def look(one: Row, key: bytes | None, typed: str, by_recovery: bool) -> Looked:
    """Open a backup by a key that is at hand or by what was typed. Raise VaultError."""
    from livecoach.store import contents, durable, restoring, vault
    from livecoach.store.trouble import BackupProblem

    held = one.found.held
    if held is None:
        raise BackupProblem(one.found.trouble)
    if key is None:
        by = vault.key_by_recovery if by_recovery else vault.key_by_passphrase
        key = by(held.keys, typed)
    beside = paths.vaults_folder()
    durable.make_private_folder(beside)
    with _LOOKING:
        for left in beside.glob("*.look.part*"):  # of a program that was killed while it looked
            left.unlink(missing_ok=True)
        then = contents.of_backup(held, key, beside)
        now = None if one.home is None else restoring.standing(one.home, key)
    return Looked(one, key, then, now)


def finish_looking() -> None:
    """Wait until no vault is open any longer only to be looked at."""
    with _LOOKING:
        return


def put_back(
    looked: Looked, way: str, folder: Path, key_was_given: bool, tell: Callable[[str], object]
) -> Restored:
    """Restore in one of the ways of ``where_card``. Raise VaultError or OSError."""
    from livecoach.store import header, restoring
    from livecoach.store.trouble import BackupProblem, VaultError
    from livecoach.ui.restore.where_card import KEYS, USUAL

    held, now = looked.row.found.held, looked.now
    if held is None:
        raise BackupProblem(looked.row.found.trouble)
    if now is not None and way == USUAL:
        return restoring.in_usual_place(held, now, looked.key, tell)
    if now is not None and way == KEYS:
        return restoring.put_keys_back(held, now, tell)
    keys = None
    if key_was_given and now is not None and now.contents is not None:
        try:
            keys = header.read(now.folder)
        except VaultError:
            keys = None
        if keys is not None and keys.vault_id != held.keys.vault_id:
            keys = None
    return restoring.into_new_folder(held, folder, paths.free_vault(), looked.key, keys, tell)
