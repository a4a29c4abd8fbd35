"""Open the encrypted file with the settings that keep it whole, and refuse to go on without."""

from __future__ import annotations

import time
from pathlib import Path

from livecoach.store import free_pages, hot_journal
from livecoach.store.engine import (
    OLDEST_VERSION,
    VERSION,
    Database,
    Error,
    connect,
    connect_to_look,
)
from livecoach.store.keys import KEY_BYTES
from livecoach.store.trouble import (
    NotEncrypted,
    VaultDamaged,
    VaultError,
    VaultInUse,
    VaultMissing,
    VaultReadOnly,
    code_of,
    unreadable,
)

FILE_NAME = "vault.db"
APPLICATION_ID = 0x4C43_5631  # "LCV1"
PLAIN_HEADER = b"SQLite format 3\0"
LOOKS = 3  # a read that failed once may pass the next time: damage is believed at the third
PAUSE_S = 0.1

# In this order; each with what reading it back must give.
SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("cipher_log_level", "NONE", "NONE"),  # SQLCipher would print to stderr
    ("cipher_memory_security", "ON", "1"),  # wipe key material when memory is given back
    ("locking_mode", "EXCLUSIVE", "exclusive"),  # one process; no shared memory, no SIGBUS
    ("journal_mode", "TRUNCATE", "truncate"),  # the .db file alone is always complete
    ("synchronous", "EXTRA", 3),  # committed lasts through a power cut
    ("fullfsync", "1", 1),  # macOS: all the way to the disk
    ("checkpoint_fullfsync", "1", 1),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),  # what is deleted is overwritten
    ("temp_store", "MEMORY", 2),  # no temporary file holds a word
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", 0),
    ("cache_size", "-4096", -4096),  # 4 MB; the program stays small however long it runs
)


def open_database(path: Path, key: bytes) -> Database:
    """
    Return the vault's database, encrypted, locked for this process, every setting read back.

    The caller opens one at a time, from one thread. Raise VaultMissing, NotEncrypted,
    VaultInUse, VaultReadOnly or VaultDamaged.
    """
    if VERSION < OLDEST_VERSION:
        raise NotEncrypted(
            f"SQLite {'.'.join(map(str, VERSION))} can damage a vault; "
            f"{'.'.join(map(str, OLDEST_VERSION))} or newer is needed. Install sqlcipher3 again."
        )
    if len(key) != KEY_BYTES:
        raise ValueError(f"a data key has {KEY_BYTES} bytes")
    try:
        with path.open("rb") as file:  # before SQLite opens it: closing it would drop its locks
            header = file.read(len(PLAIN_HEADER))
    except FileNotFoundError:
        raise VaultMissing(
            f"{path} is missing. Put it back, or restore a backup of this vault."
        ) from None
    except (IsADirectoryError, PermissionError) as error:
        if path.is_dir():  # on Windows that is a matter of permission
            raise VaultDamaged(
                f"A folder stands where the record should be, at {path}. It is kept as it is; "
                "restore a backup to go on."
            ) from None
        raise VaultReadOnly(
            f"{path} cannot be read: {unreadable(error)}. Give your account back the right to "
            "it, or restore a backup."
        ) from None
    if header == PLAIN_HEADER:
        raise NotEncrypted(f"{path} is not encrypted, so Livecoach does not open it.")
    unsound = hot_journal.fault_in(path)
    if unsound:
        raise VaultDamaged(
            f"{path} was cut off while it was written to, and its journal is damaged ({unsound}). "
            "Both are kept as they are; restore a backup to go on."
        )
    connection = connect(str(path))
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        database = Database(connection, execute_plugins=False)
        _prepare(database)
        hot_journal.empty(path)
    except Error as error:
        connection.close()
        raise explain(error, path) from error
    except BaseException:
        connection.close()
        raise
    return database


def _prepare(database: Database) -> None:
    version = _pragma(database, "cipher_version")
    if not version:
        raise NotEncrypted("SQLCipher is not at work here, so nothing may be written.")
    for name, value, expected in SETTINGS:
        database.execute(f"PRAGMA {name} = {value}")
        found = _pragma(database, name)
        if found != expected:
            raise NotEncrypted(f"The setting {name} reads back as {found!r}; nothing is opened.")
    # An exclusive lock is taken with the first write; this takes it at once.
    database.execute("BEGIN EXCLUSIVE")
    database.execute("COMMIT")


def settings_of(database: Database) -> dict[str, object]:
    """Return the settings as they read back now, by name, and SQLCipher's version."""
    names = ["cipher_version", *(name for name, _, _ in SETTINGS)]
    return {name: _pragma(database, name) for name in names}


def _pragma(database: Database, name: str) -> object:
    row = database.execute(f"PRAGMA {name}").fetchone()
    return None if row is None else row[0]


def is_held(path: Path) -> bool:
    """Tell whether another process has a record open; no key is needed to ask its lock."""
    if not path.is_file() or not path.stat().st_size:
        return False
    try:
        connection = connect_to_look(path)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master")
        finally:
            connection.close()
    except Error as error:
        return code_of(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
    return False


def explain(error: Exception, path: Path) -> Exception:
    """Return the plain sentence for an error met while opening, or the error itself."""
    code = code_of(error)
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return VaultInUse("This vault is open in another Livecoach. Close it there first.")
    if code.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")):
        return VaultReadOnly(f"{path} cannot be written to. Is the disk or the file read-only?")
    if code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return VaultDamaged(
            f"{path} is damaged or was made with another key. It is kept as it is; "
            "restore a backup to go on."
        )
    return error


def find_damage(database: Database) -> str:
    """Return what is wrong with the file in a few words, or "" where every page is whole."""
    try:
        bad_pages = database.execute("PRAGMA cipher_integrity_check").fetchall()
        if bad_pages:
            return f"{len(bad_pages)} damaged page{'s' * (len(bad_pages) > 1)}"
        found = [row[0] for row in database.execute("PRAGMA quick_check").fetchall()]
        if found != ["ok"]:
            return f"{len(found)} faults in its structure"
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
        return f"{len(broken)} rows without what they belong to" if broken else ""
    except Error as error:
        return code_of(error) or type(error).__name__
    except UnicodeDecodeError:
        return "text that is not text"


def open_checked(path: Path, key: bytes) -> Database:
    """
    Return the database once every page of it has been checked.

    A fault seen once may be the disk's mood: it is believed when it is seen three times.
    Raise VaultDamaged, or what ``open_database`` raises.
    """
    damage: VaultError | None = None
    for look in range(LOOKS):
        if look:
            time.sleep(PAUSE_S * look)
        try:
            database = open_database(path, key)
        except VaultDamaged as error:
            damage = error
            continue
        found = find_damage(database)
        if found and free_pages.mend(database):
            found = find_damage(database)
        if not found:
            return database
        database.close()
        damage = VaultDamaged(
            f"{path} is damaged ({found}). It is kept as it is; restore a backup to go on."
        )
    assert damage is not None
    raise damage
