"""Make, check, list and read back copies of a vault, one file each with its keys inside."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from livecoach.core import clock
from livecoach.store import (
    durable,
    header,
    leftovers,
    processing_log,
    tombstones,
    vault,
    waiting_notes,
)
from livecoach.store.connection import FILE_NAME, find_damage, open_database
from livecoach.store.engine import Database, Error
from livecoach.store.header import Header
from livecoach.store.trouble import BackupProblem, VaultError, VaultExists, is_full, unreadable

# A backup file: this line, eight bytes of length (big-endian), that many bytes of JSON (when it
# was made, the SHA-256 of the record, the key file as in vault.json), the SHA-256 of all that,
# then the encrypted record.
MAGIC = b"livecoach backup 1\n"
LARGEST_HEAD = 64 * 1024
SUM_BYTES = 32
ENDING = ".livecoach"
FOLDER = "backups"
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file: where, when it was made (UTC, ms), how large, and its way in."""

    path: Path
    made_utc_ms: int
    size: int
    sha256: str
    keys: Header
    starts_at: int  # where the encrypted record begins, in bytes


def make(db: Database, keys: Header, key: bytes, target: Path, who: str = "coach") -> Backup:
    """
    Write a checked copy of an open vault to ``target``, whole or not at all, and log it.

    It takes about two seconds for each million rows, on the writer's thread. Raise
    VaultExists where the file is there, BackupProblem where the copy cannot be made.
    """
    made = _copy(db, keys, key, target)
    try:
        with db.atomic():
            processing_log.write(db, "backup", "vault", {"backups": 1}, who)
    except Error as error:
        raise BackupProblem(
            f"The backup {target} was made and is whole, but could not be noted in the "
            f"processing log ({type(error).__name__})."
        ) from error
    return made


def _copy(db: Database, keys: Header, key: bytes, target: Path) -> Backup:
    if target.exists():
        raise VaultExists(f"{target} is there already; choose another name.")
    record = target.with_name(target.name + ".record.part")
    part = target.with_name(target.name + ".part")
    made = clock.read().wall_utc_ms
    try:
        leftovers.clear(record, part)
        durable.make_private_file(record)
        db.execute("VACUUM INTO ?", [str(record)])
        _check_copy(record, key, counts(db))
        pack(record, part, keys, made)
        read_head(part)
        durable.put_in_place(part, target)
    except (OSError, Error) as error:
        what = "the disk is full" if is_full(error, str(target.parent)) else str(error)
        raise BackupProblem(f"The backup {target} was not made: {what}.") from error
    finally:
        leftovers.clear(record, part)
    return read_head(target)


def before_migration(db: Database, folder: Path, key: bytes) -> Backup | None:
    """Copy a vault aside before its tables change; a throw-away vault has no keys to keep."""
    if not (folder / header.NAME).exists():
        return None
    # The tables of before may lack the log.
    return _copy(db, header.read(folder), key, next_name(folder / FOLDER, "before-update"))


def next_name(folder: Path, why: str) -> Path:
    """Return a free name for a backup made now: the UTC time, then why."""
    durable.make_private_folder(folder)
    moment = clock.local_iso(clock.read().wall_utc_ms, 0)[:19].replace(":", "")
    path = folder / f"{moment}Z-{why}{ENDING}"
    number = 2
    while path.exists():
        path = folder / f"{moment}Z-{why}-{number}{ENDING}"
        number += 1
    return path


def read_head(path: Path) -> Backup:
    """Return what a backup says of itself. Raise BackupProblem where it is not one."""
    try:
        with path.open("rb") as file:
            return _read_head(file, path)
    except FileNotFoundError:
        raise BackupProblem(f"There is no backup {path}.") from None
    except OSError as error:
        raise BackupProblem(f"{path} cannot be read: {unreadable(error)}.") from None


def verify(backup: Backup) -> None:
    """Read a backup through and compare its sum. Raise BackupProblem where a byte differs."""
    try:
        with backup.path.open("rb") as file:
            file.seek(backup.starts_at)
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BackupProblem(f"{backup.path} cannot be read: {unreadable(error)}.") from None
    if found != backup.sha256:
        raise BackupProblem(f"{backup.path} is damaged: it does not add up. Use another backup.")


def listed(folder: Path) -> list[Backup]:
    """Return the readable backups in a folder, newest first."""
    found = []
    for path in sorted(folder.glob(f"*{ENDING}")) if folder.is_dir() else []:
        try:
            found.append(read_head(path))
        except BackupProblem:
            continue
    return sorted(found, key=lambda backup: (-backup.made_utc_ms, str(backup.path)))


def restore(backup_path: Path, folder: Path, keys: Header | None = None) -> Backup:
    """
    Put a backup's vault into a folder that holds none; nothing that is there is overwritten.

    It opens with the passphrase it had when it was made, or by ``keys`` of the same vault.
    Raise VaultExists or BackupProblem.
    """
    backup = read_head(backup_path)
    verify(backup)
    record = folder / FILE_NAME
    stopped_half_way = not (folder / header.NAME).exists() and _is_record_of(record, backup)
    if vault.exists(folder) and not stopped_half_way:
        raise VaultExists(
            f"{folder} holds a vault. Restore into another folder; the present one is kept."
        )
    part = folder / (FILE_NAME + ".part")
    try:
        durable.make_private_folder(folder)
        if not stopped_half_way:
            leftovers.clear(part)
            leftovers.journal_of(record).unlink(missing_ok=True)  # of a record that has gone
            extract(backup, part)
            durable.put_in_place(part, record)
        tombstones.carry(backup_path, folder)  # what was erased since stays erased
        with waiting_notes.noted(folder, "restore"):
            header.write(folder, keys or backup.keys)  # last: with it, the vault is there
    except OSError as error:
        what = "the disk is full" if is_full(error, str(folder)) else type(error).__name__
        raise BackupProblem(f"The backup was not restored to {folder}: {what}.") from error
    finally:
        part.unlink(missing_ok=True)
    return backup


def _is_record_of(record: Path, backup: Backup) -> bool:
    try:
        with record.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == backup.sha256
    except OSError:
        return False


def extract(backup: Backup, to: Path) -> None:
    """Copy the encrypted record out of a backup into a new private file, synced."""
    durable.make_private_file(to)
    with backup.path.open("rb") as source, to.open("r+b") as target:
        source.seek(backup.starts_at)
        shutil.copyfileobj(source, target, BLOCK)
        target.flush()
        os.fsync(target.fileno())


@contextmanager
def opened(backup: Backup, key: bytes, beside: Path) -> Iterator[Database]:
    """Open a backup's record to look at it, from an encrypted copy that goes afterwards."""
    verify(backup)
    copy = beside / f"{backup.path.name}.look.part"
    with looked_into(copy, key, lambda: extract(backup, copy)) as db:
        yield db


@contextmanager
def looked_into(copy: Path, key: bytes, make: Callable[[], object]) -> Iterator[Database]:
    """Open the encrypted copy of a record that ``make`` makes; it goes afterwards."""
    leftovers.clear(copy)
    try:
        make()
        db = open_database(copy, key)
        try:
            yield db
        finally:
            db.close()
    finally:
        leftovers.clear(copy)


def counts(db: Database) -> dict[str, int]:
    """Return how many rows each table of records holds."""
    from livecoach.core.edit import TABLES

    return {
        name: db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for name in (*TABLES.values(), "journal")
    }


def _check_copy(record: Path, key: bytes, expected: dict[str, int]) -> None:
    try:
        copy = open_database(record, key)
    except VaultError as error:
        raise BackupProblem(f"The copy does not open: {error}") from error
    try:
        damage = find_damage(copy)
        if damage:
            raise BackupProblem(f"The copy is damaged ({damage}).")
        if counts(copy) != expected:
            raise BackupProblem("The copy does not hold what the vault holds.")
    finally:
        copy.close()


def pack(record: Path, part: Path, keys: Header, made_utc_ms: int) -> None:
    """Write an encrypted record as a backup file, synced and read through again."""
    with record.open("rb") as source:
        sha256 = hashlib.file_digest(source, "sha256").hexdigest()
    head = json.dumps(
        {
            "made_utc_ms": made_utc_ms,
            "sha256": sha256,
            "keys": header.as_bytes(header.for_backup(keys)).decode("ascii"),
        }
    ).encode("ascii")
    durable.make_private_file(part)
    with record.open("rb") as source, part.open("r+b") as target:
        whole_head = MAGIC + len(head).to_bytes(8, "big") + head
        target.write(whole_head + hashlib.sha256(whole_head).digest())
        shutil.copyfileobj(source, target, BLOCK)
        target.flush()
        os.fsync(target.fileno())
    verify(read_head(part))


def _read_head(file: BinaryIO, path: Path) -> Backup:
    if file.read(len(MAGIC)) != MAGIC:
        raise BackupProblem(f"{path} is not a Livecoach backup.")
    length = int.from_bytes(file.read(8), "big")
    damaged = BackupProblem(f"{path} is damaged at its beginning. Use another backup.")
    if not 0 < length <= LARGEST_HEAD:
        raise damaged
    content = file.read(length)
    whole_head = MAGIC + length.to_bytes(8, "big") + content
    if file.read(SUM_BYTES) != hashlib.sha256(whole_head).digest():
        raise damaged
    try:
        head = json.loads(content.decode("ascii"))
        made, sha256, keys = head["made_utc_ms"], head["sha256"], head["keys"]
        if type(made) is not int or not isinstance(sha256, str):
            raise ValueError("not a backup's head")
        kept = header.from_bytes(keys.encode("ascii"), str(path))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, VaultError):
        raise damaged from None
    starts_at = len(whole_head) + SUM_BYTES
    size = file.seek(0, os.SEEK_END)
    return Backup(path, made, size, sha256, kept, starts_at)
