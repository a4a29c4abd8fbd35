"""Do what the power is cut from, and tell what a disk still holds after the cut."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from livecoach.store import backup, connection, free_pages, header, migrations, reserve, vault
from livecoach.store.connection import FILE_NAME, find_damage
from livecoach.store.engine import Database, connect
from livecoach.store.writer import Writer
from tests.faults import erased
from tests.store.erasable import pages_of, residue
from tests.store.live import ACT_NAMES, Live
from tests.store.vaults import CHEAP, PASSPHRASE, made, meeting

ACKNOWLEDGED = "acknowledged"  # a file of what was said to be done; its writes are in the log
VAULT = "v"
COPY = "copy.livecoach"
FULLY_EVERY = 25  # of the states of an erasure, one in so many is opened and finished

Held = frozenset[str]  # the edits that are there, and words for the rest: "copy", "later", "erased"


@dataclass(frozen=True)
class Course:
    """What is done on the disk, and how to look at what a cut has left of it."""

    begin: Callable[[Path, int], bytes]  # makes what stands before; returns the key
    do: Callable[[Path, bytes, Callable[[str], None], int, int], None]
    look: Callable[[Path, bytes, int], Held]  # raises where something is not whole


def _open(path: Path, key: bytes) -> Database:
    """Open a record without the settings that only make it slower; it plays back what is half."""
    db = connect(str(path))
    db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return Database(db, execute_plugins=False)


def _edits(path: Path, key: bytes) -> tuple[set[str], set[str]]:
    """Return the edits of a whole record, with how far an erasure is, and its tables."""
    db = _open(path, key)
    try:
        db.execute("SELECT count(*) FROM sqlite_master")
        damage = find_damage(db)
        if damage and free_pages.mend(db):
            damage = find_damage(db)
        if damage:
            raise ValueError(damage)
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
        found = {row[0] for row in db.execute("SELECT uid FROM journal")}
        if "tombstone" in tables:
            stones = [row[0] for row in db.execute("SELECT finished FROM tombstone")]
            found |= {"erased"} if stones else set()
            found |= {"finished"} if stones and all(stones) else set()
        return found, tables
    finally:
        db.close()


def _whole_backups(folder: Path) -> list[Path]:
    """Return the backups that have their names. Raise BackupProblem where one is not whole."""
    found = []
    for path in sorted(folder.rglob(f"*{backup.ENDING}")):
        backup.verify(backup.read_head(path))
        found.append(path)
    return found


# Recording, in a vault that is there and in a new one ------------------------------------------


def begin_vault(root: Path, seed: int) -> bytes:
    """Make a vault with a little in it."""
    folder = root / VAULT
    key = made(folder)
    (folder / backup.FOLDER).mkdir(0o700)
    writer = Writer(folder, key)
    Live(writer)
    writer.close()
    (folder / reserve.NAME).unlink()
    return key


def record(root: Path, key: bytes, say: Callable[[str], None], events: int, seed: int) -> None:
    """Record so many acts."""
    writer = Writer(root / VAULT, key, say)
    live = Live(writer)
    draw = random.Random(seed)
    for _ in range(events):
        live.act(draw.choice(ACT_NAMES), draw.randrange(6))
    writer.close()


def look_at_record(root: Path, key: bytes, number: int) -> Held:
    """Return the edits of a whole vault."""
    _whole_backups(root)
    return frozenset(_edits(root / VAULT / FILE_NAME, key)[0])


def begin_nothing(root: Path, seed: int) -> bytes:
    """Begin with an empty disk."""
    return b""


def make_new(root: Path, key: bytes, say: Callable[[str], None], events: int, seed: int) -> None:
    """Make a vault, and record in it at once."""
    folder = root / VAULT
    vault.create(folder, PASSPHRASE, CHEAP)
    say("made")
    writer = Writer(folder, vault.unlock(folder, PASSPHRASE), say)
    about = meeting()
    writer.save(about.begins())
    for seq in range(events):
        writer.save(about.tag(seq + 1, "words", "note"))
    writer.close()


def look_at_new(root: Path, key: bytes, number: int) -> Held:
    """Return the edits of the new vault, or nothing where it is not there yet."""
    folder = root / VAULT
    if not (folder / header.NAME).exists():
        return frozenset()
    mine = vault.unlock(folder, PASSPHRASE)
    return frozenset(_edits(folder / FILE_NAME, mine)[0] | {"made"})


# Copies ----------------------------------------------------------------------------------------


def back_up(root: Path, key: bytes, say: Callable[[str], None], events: int, seed: int) -> None:
    """Back the vault up, record a moment, and end its session, so that it does so by itself."""
    folder = root / VAULT
    writer = Writer(folder, key, say)
    writer.ask(lambda db: backup.make(db, header.read(folder), key, folder / COPY))
    say("copy")
    live = Live(writer)
    live.act("press", 0)
    live.recorder.end()
    writer.close()


def look_at_copies(root: Path, key: bytes, number: int) -> Held:
    """Return the edits of the vault, and "copy" where the backup is there."""
    held = set(look_at_record(root, key, number))
    if (root / VAULT / COPY).exists():
        held.add("copy")
    return frozenset(held)


def begin_restore(root: Path, seed: int) -> bytes:
    """Make a vault with a backup beside it."""
    key = begin_vault(root, seed)
    writer = Writer(root / VAULT, key)
    writer.ask(lambda db: backup.make(db, header.read(root / VAULT), key, root / "one.livecoach"))
    writer.close()
    (root / VAULT / reserve.NAME).unlink()
    return key


def restore(root: Path, key: bytes, say: Callable[[str], None], events: int, seed: int) -> None:
    """Restore the backup into a folder of its own, and open it."""
    backup.restore(root / "one.livecoach", root / "again")
    say("copy")
    Writer(root / "again", key, say).close()


def look_at_restored(root: Path, key: bytes, number: int) -> Held:
    """Return "copy" where the restored vault is there, after which it must be whole."""
    held = set(look_at_record(root, key, number))
    again = root / "again"
    if (again / header.NAME).exists():
        if vault.unlock(again, PASSPHRASE) != key:
            raise ValueError("restored with other keys")
        _edits(again / FILE_NAME, key)
        held.add("copy")
    return frozenset(held)


# Changes of tables -----------------------------------------------------------------------------


def migrate(root: Path, key: bytes, say: Callable[[str], None], events: int, seed: int) -> None:
    """Open a vault whose tables have a step to take, and record in it."""
    migrations.STEPS.append(_add_a_table)
    writer = Writer(root / VAULT, key, say)
    say("later")
    writer.save(meeting().begins())
    writer.close()


def _add_a_table(db: Database) -> None:
    db.execute('CREATE TABLE "later" ("a" TEXT NOT NULL) STRICT')
    db.execute("INSERT INTO later VALUES ('x')")


def look_at_tables(root: Path, key: bytes, number: int) -> Held:
    """Return the edits of the vault, and "later" where the step was taken, whole."""
    path = root / VAULT / FILE_NAME
    held, tables = _edits(path, key)
    _whole_backups(root)
    if "later" in tables:
        db = _open(path, key)
        try:
            if db.execute("SELECT count(*) FROM later").fetchone()[0] != 1:
                raise ValueError("a step is half taken")
        finally:
            db.close()
        held.add("later")
    return frozenset(held)


# Erasing ---------------------------------------------------------------------------------------


def begin_erasure(root: Path, seed: int) -> bytes:
    """Make a vault to erase from."""
    return erased.prepared(root / VAULT, seed)


def erase(root: Path, key: bytes, say: Callable[[str], None], events: int, seed: int) -> None:
    """Erase what is wanted."""
    writer = Writer(root / VAULT, key)
    if erased.erase(writer, root / VAULT, key) == "done":
        say("erased")
        say("finished")
    writer.close()


def look_at_erasure(root: Path, key: bytes, number: int) -> Held:
    """Return "erased" once it is, after which nothing may be left that is not still to go."""
    folder = root / VAULT
    about = erased.wanted(folder)
    held, _ = _edits(folder / FILE_NAME, key)
    copies = _whole_backups(folder / backup.FOLDER)
    places = {FILE_NAME: pages_of(folder / FILE_NAME, key)}
    if "finished" in held or "erased" not in held:
        for path in copies:
            places[path.name] = erased._pages_of_backup(path, root, key)
    for name, pages in places.items():
        left = residue(pages, set(about.words))
        if "finished" in held and left:
            raise ValueError(f"{name} still holds {sorted(left)[:3]}")
        if "erased" not in held and len(left) < len(about.words):
            raise ValueError(f"{name} lost words, unerased")
    if number % FULLY_EVERY == 0:
        connection.SETTINGS = tuple(
            one for one in connection.SETTINGS if one[0] != "cipher_memory_security"
        )
        faults = erased.faults_after(folder, key, "finished" in held, restore=False)
        if faults:
            raise ValueError(faults[0])
    return frozenset(one for one in held if one in ("erased", "finished"))


COURSES = {
    "record": Course(begin_vault, record, look_at_record),
    "new": Course(begin_nothing, make_new, look_at_new),
    "backup": Course(begin_vault, back_up, look_at_copies),
    "restore": Course(begin_restore, restore, look_at_restored),
    "migrate": Course(begin_vault, migrate, look_at_tables),
    "erase": Course(begin_erasure, erase, look_at_erasure),
}


# A bare SQLite at other settings ---------------------------------------------------------------


def begin_plain(root: Path, journal: str) -> None:
    """Make a bare database."""
    (root / VAULT).mkdir()
    db = sqlite3.connect(root / VAULT / FILE_NAME)
    db.execute(f"PRAGMA journal_mode = {journal}")
    db.execute("CREATE TABLE journal (uid TEXT PRIMARY KEY, text TEXT)")
    db.commit()
    db.close()


def record_plain(
    root: Path, say: Callable[[str], None], events: int, journal: str, synchronous: str
) -> None:
    """Record so many rows with a bare SQLite."""
    db = sqlite3.connect(root / VAULT / FILE_NAME, isolation_level=None)
    db.execute(f"PRAGMA journal_mode = {journal}")
    db.execute(f"PRAGMA synchronous = {synchronous}")
    for number in range(events):
        uid = f"event-{number}"
        db.execute("INSERT INTO journal VALUES (?, ?)", (uid, "x" * 300))
        say(uid)
    os._exit(0)  # no closing: a last checkpoint would hide what was at stake


def look_at_plain(root: Path, key: bytes, number: int) -> Held:
    """Return the uids a plain file holds. Raise sqlite3.Error where it is not whole."""
    db = sqlite3.connect(root / VAULT / FILE_NAME)
    try:
        if db.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            raise sqlite3.DatabaseError("not whole")
        return frozenset(row[0] for row in db.execute("SELECT uid FROM journal"))
    finally:
        db.close()
