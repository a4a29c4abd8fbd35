"""Name what can go wrong with a vault, each with one plain sentence for the coach."""

from __future__ import annotations

import errno
import os
import shutil

RECORD = "vault.db"  # the file in a vault's folder that holds everything but the keys
DISK_FULL_BELOW = 1 << 20  # bytes free under which an I/O error is taken for a full disk


class VaultError(Exception):
    """Something is wrong with a vault; the message says what and what to do."""


class VaultExists(VaultError):
    """There is a vault in the folder already."""


class VaultMissing(VaultError):
    """There is no vault in the folder, or only part of one."""


class WrongPassphrase(VaultError):
    """The passphrase or the recovery key does not open the vault."""


class WeakPassphrase(VaultError):
    """The passphrase is too short to protect anything."""


class BadRecoveryKey(VaultError):
    """The recovery key is not written as one; the message says which group is wrong."""


class VaultInUse(VaultError):
    """Another Livecoach has the vault open."""


class VaultTooNew(VaultError):
    """The vault was last written by a newer Livecoach."""


class VaultDamaged(VaultError):
    """The vault's file does not pass its checks."""


class VaultReadOnly(VaultError):
    """The disk or the file cannot be written to."""


class NotEncrypted(VaultError):
    """Encryption is not at work, so nothing may be written."""


class BadPlace(VaultError):
    """A folder where a live vault must not stand; ``better`` names one where it may."""

    def __init__(self, words: str, better: str) -> None:
        super().__init__(words)
        self.better = better


class BackupProblem(VaultError):
    """A backup that cannot be made, read or restored."""


class KeyringProblem(VaultError):
    """The system's keyring is not there, or does not hold what it should."""


class Forbidden(VaultError):
    """Something that a legal hold or a rule does not allow."""


def code_of(error: BaseException) -> str:
    """Return SQLite's name for an error, such as "SQLITE_FULL", or "" where it has none."""
    return str(getattr(error, "sqlite_errorname", "") or "")


def read_only(path: str) -> str:
    """Return the sentence to tell where a record can be read and not written, or ""."""
    if os.access(path, os.W_OK):
        return ""
    return (
        "This programme stands on a disk or in a file that is read-only: all of it can be read, "
        "and nothing new can be saved."
    )


def free_bytes(folder: str) -> int | None:
    """Return the bytes free for us on a folder's disk, or None where it cannot be told."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def is_full(error: BaseException, folder: str) -> bool:
    """Tell whether an error means a full disk; some systems report that as an I/O error."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    code = code_of(error)
    if code == "SQLITE_FULL":
        return True
    free = free_bytes(folder)
    return code.startswith("SQLITE_IOERR") and free is not None and free < DISK_FULL_BELOW


def unreadable(error: OSError) -> str:
    """Return in a few words why a file cannot be read."""
    if isinstance(error, IsADirectoryError):
        return "a folder stands in its place"
    if isinstance(error, PermissionError):
        return "this account may not read it"
    if isinstance(error, FileNotFoundError):
        return "it is not there"
    return f"the disk answered “{error.strerror or type(error).__name__}”"


def words_for(error: BaseException, folder: str) -> str:
    """Return what to tell the coach about an edit that could not be saved yet."""
    if is_full(error, folder):
        return "Not saved: the disk is full. Free some space; Livecoach keeps trying."
    if isinstance(error, VaultError):
        return f"Not saved: {_lower(str(error))} Livecoach keeps trying."
    code = code_of(error)
    if code.startswith("SQLITE_READONLY") and not read_only(os.path.join(folder, RECORD)):  # noqa: PTH118
        return "Not saved: the vault's file was moved or replaced. Livecoach keeps trying."
    if code.startswith(("SQLITE_READONLY", "SQLITE_PERM")) or isinstance(error, PermissionError):
        return "Not saved: the disk or the vault is read-only. Livecoach keeps trying."
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "Not saved: another program holds the vault. Livecoach keeps trying."
    if not os.path.isdir(folder):  # noqa: PTH112
        return "Not saved: the vault's folder is gone. Put it back; Livecoach keeps trying."
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return "Not saved: the vault does not read back as it should. Livecoach keeps trying."
    what = code or type(error).__name__
    return f"Not saved: the disk answered with an error ({what}). Livecoach keeps trying."


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
