"""Go back to a backup with what stands there now kept: into a new folder, or in the usual place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from livecoach.store import (
    backup,
    contents,
    header,
    lock,
    opening,
    places,
    setting_aside,
)
from livecoach.store.backup import Backup
from livecoach.store.connection import FILE_NAME, is_held, open_checked
from livecoach.store.contents import Contents
from livecoach.store.engine import Error
from livecoach.store.header import Header
from livecoach.store.trouble import BackupProblem, VaultError, VaultInUse, is_full

Tell = Callable[[str], object]  # is given a few words on what is being done


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a vault's place now: what it holds, or in one sentence what is wrong."""

    folder: Path
    contents: Contents | None = None
    trouble: str = ""
    lacks_keys: bool = False  # the record is whole; only its key file is not


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the backup stands now, and where what stood there before was put."""

    folder: Path
    aside: Path | None


def standing(folder: Path, key: bytes) -> Standing:
    """Return what stands in a vault's folder, as far as this key opens it; nothing is changed."""
    try:
        held = contents.of_vault(folder, key)
    except (VaultError, Error, OSError) as error:
        return Standing(folder, trouble=_sentence(error))
    try:
        header.read(folder)
    except VaultError as error:
        return Standing(folder, held, str(error), lacks_keys=True)
    return Standing(folder, held)


def into_new_folder(
    held: Backup, folder: Path, better: Path, key: bytes, keys: Header | None, tell: Tell
) -> Restored:
    """
    Restore into a folder that holds no vault, and open it once to see that it does.

    ``keys`` are those of the vault as it is now, where they are known to be of the same key:
    then it opens with the passphrase of now. Raise BadPlace with ``better``, VaultExists,
    BackupProblem, or what opening raises.
    """
    places.check(folder, better)
    tell("Reading the backup through…")
    backup.restore(held.path, folder, None if keys is None else header.for_backup(keys))
    _open_once(folder, key, tell)
    return Restored(folder, None)


def in_usual_place(held: Backup, now: Standing, key: bytes, tell: Tell) -> Restored:
    """
    Set what stands in the vault's place aside within its folder, and restore there.

    A vault that opens is backed up as well first. Its own keys are kept where this key is
    theirs. Raise VaultInUse, BackupProblem or what opening raises; whatever stops it, what
    stood there is whole in its new place.
    """
    folder = now.folder
    if is_held(folder / FILE_NAME):
        raise VaultInUse(lock.in_words(folder))
    tell("Reading the backup through…")
    backup.verify(held)
    keys = _own_keys(folder, held) if now.contents is not None else None
    opens = now.contents is not None and not now.lacks_keys
    if opens:
        tell("Backing up what is there now…")
        _back_up(folder, key)
    tell("Setting aside what is there now…")
    try:
        aside = setting_aside.set_aside(
            folder, setting_aside.WHOLE if opens else setting_aside.DAMAGED
        )
    except OSError as error:
        what = "the disk is full" if is_full(error, str(folder)) else str(error.strerror)
        raise BackupProblem(
            f"What stands in {folder} could not be set aside: {what}. Restore into a new folder."
        ) from error
    tell("Copying the backup…")
    backup.restore(held.path, folder, keys)
    _open_once(folder, key, tell)
    return Restored(folder, aside)


def put_keys_back(held: Backup, now: Standing, tell: Tell) -> Restored:
    """
    Write the keys of a backup to a whole record that has lost its own; the record stays.

    Raise BackupProblem where the record does not open by them, so ``standing`` comes first.
    """
    if not now.lacks_keys:
        raise BackupProblem("This record does not open by the keys of that backup.")
    tell("Putting the keys back…")
    spoilt = now.folder / header.NAME
    try:
        if spoilt.exists():
            number = 1
            while (aside := spoilt.with_name(f"damaged-keys-{number}.json")).exists():
                number += 1
            spoilt.rename(aside)
        header.write(now.folder, held.keys)
    except OSError as error:
        raise BackupProblem(f"The keys could not be written: {error.strerror}.") from error
    return Restored(now.folder, None)


def _own_keys(folder: Path, held: Backup) -> Header | None:
    try:
        found = header.read(folder)
    except VaultError:
        return None
    return found if found.vault_id == held.keys.vault_id else None


def _back_up(folder: Path, key: bytes) -> None:
    database = open_checked(folder / FILE_NAME, key)
    try:
        # Nothing is thinned now: the backup that is being restored may be the one to go.
        target = backup.next_name(folder / backup.FOLDER, "before-restore")
        backup.make(database, header.read(folder), key, target)
    finally:
        database.close()


def _open_once(folder: Path, key: bytes, tell: Tell) -> None:
    """Open what was restored as the program does, which notes the restore in its log."""
    tell("Opening what was restored…")
    database = opening.open_vault(folder, key)
    database.close()
    lock.release(folder)


def _sentence(error: Exception) -> str:
    if isinstance(error, VaultError):
        return str(error)
    if isinstance(error, OSError):
        return f"The disk would not do it: {error.strerror or error}."
    return f"It cannot be read ({type(error).__name__})."
