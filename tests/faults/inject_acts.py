"""Do what system calls are made to fail in, or kills to cut off: from tagging to erasing."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from livecoach.core.edit import Edit
from livecoach.store import backup, header, migrations
from livecoach.store.engine import Database
from livecoach.store.trouble import VaultError
from livecoach.store.writer import Writer
from tests.faults import erased, kill_restores
from tests.store.live import Live
from tests.store.vaults import made, meeting

ACTS = (
    ("floor", 1), ("press", 0), ("quick", 0), ("undo", 0), ("redo", 0), ("delete", 0),
)  # fmt: skip
TAG_AND_UNDO = (("press", 0), ("undo", 0))
PATIENCE_S = 30


def say(end: int, words: str) -> None:
    """Send a line to the one who looks on."""
    os.write(end, (words + "\n").encode("utf-8"))


# What is done while calls fail ---------------------------------------------------------------


def do_record(folder: Path, key: bytes, end: int, begin: Begin) -> None:
    """Tag, undo and end a session in a vault that is open."""
    _record(folder, key, end, begin, TAG_AND_UNDO)


def do_acts(folder: Path, key: bytes, end: int, begin: Begin) -> None:
    """Do the same with the floor, words, a redo and a deletion."""
    _record(folder, key, end, begin, ACTS)


def _record(
    folder: Path, key: bytes, end: int, begin: Begin, acts: Sequence[tuple[str, int]]
) -> None:
    sent: list[str] = []
    writer = _opened(folder, key, end)

    def save(edit: Edit) -> None:
        sent.append(edit.uid)
        writer.save(edit)

    live = Live(writer, save=save)
    live.act("floor", 1)
    writer.flush(PATIENCE_S)
    begin()
    for name, number in acts:
        live.act(name, number)
    live.recorder.end()
    writer.flush(PATIENCE_S / 2)
    say(end, f"sent {' '.join(sent)}")
    say(end, "closed whole" if writer.pending() == 0 else "closed short")


def do_open(folder: Path, key: bytes, end: int, begin: Begin) -> None:
    """Open a vault, record one moment, and close it."""
    begin()
    writer = _opened(folder, key, end)
    edit = meeting().begins()
    writer.save(edit)
    say(end, f"sent {edit.uid}")
    say(end, "closed whole" if writer.close(PATIENCE_S / 2) else "closed short")


def do_backup(folder: Path, key: bytes, end: int, begin: Begin) -> None:
    """Back an open vault up."""
    writer = _opened(folder, key, end)
    begin()
    try:
        writer.ask(lambda db: backup.make(db, header.read(folder), key, folder / "copy.livecoach"))
        say(end, "done")
    finally:
        writer.close(1)


def do_restore(folder: Path, key: bytes, end: int, begin: Begin) -> None:
    """Restore a backup into a fresh folder."""
    begin()
    backup.restore(folder / "first.livecoach", folder / "restored")
    say(end, "done")


def do_migrate(folder: Path, key: bytes, end: int, begin: Begin) -> None:
    """Open a vault whose tables have a step to take."""
    begin()
    migrations.STEPS.append(_add_a_table)
    writer = _opened(folder, key, end)
    say(end, "done" if writer.ask(lambda db: db["later"].exists()) else "half")
    writer.close(1)


def _add_a_table(db: Database) -> None:
    db.execute('CREATE TABLE "later" ("a" TEXT NOT NULL) STRICT')
    db.execute("INSERT INTO later VALUES ('x')")


def do_erase(folder: Path, key: bytes, end: int, begin: Begin) -> None:
    """Erase somebody from an open vault and its backups."""
    writer = _opened(folder, key, end)
    begin()
    try:
        say(end, erased.erase(writer, folder, key))
    finally:
        writer.close(1)


def do_purge(folder: Path, key: bytes, end: int, begin: Begin) -> None:
    """Purge what is due from an open vault and its backups."""
    writer = _opened(folder, key, end)
    begin()
    try:
        say(end, erased.purge_due(writer, folder))
    finally:
        writer.close(1)


def do_put_back(folder: Path, key: bytes, end: int, begin: Begin) -> None:
    """Set a vault aside within its folder, and restore a backup in its place."""
    held = kill_restores.oldest(folder)
    begin()
    kill_restores.restore(folder, key, held)
    say(end, "done")


Begin = Callable[[], None]  # called when everything stands ready; calls fail from then on
DOINGS: dict[str, Callable[[Path, bytes, int, Begin], None]] = {
    "record": do_record,
    "acts": do_acts,
    "open": do_open,
    "backup": do_backup,
    "restore": do_restore,
    "migrate": do_migrate,
    "erase": do_erase,
    "purge": do_purge,
    "put-back": do_put_back,
}


def _opened(folder: Path, key: bytes, end: int) -> Writer:
    return Writer(
        folder,
        key,
        lambda uid: say(end, f"saved {uid}"),
        lambda uid, words: say(end, f"trouble {uid or '-'} {words}"),
    )


def child(what: str, folder: Path, key: bytes, end: int, ready: int, go: int) -> None:
    def begin() -> None:
        os.write(ready, b"x")
        os.read(go, 1)  # until strace is there

    try:
        DOINGS[what](folder, key, end, begin)
    except (VaultError, OSError) as error:
        say(end, f"told {type(error).__name__} {error}")
    except BaseException as error:
        code = getattr(error, "sqlite_errorname", "")
        say(end, f"told {code} {error}" if code else f"crash {type(error).__name__} {error}")
    finally:
        os._exit(0)


def prepared(what: str, folder: Path, seed: int = 1) -> bytes:
    """Make the vault that each doing starts from, with backups beside it; return its key."""
    match what:
        case "erase":
            return erased.prepared(folder, seed)
        case "purge":
            return erased.prepared_to_purge(folder, seed)
        case "put-back":
            return kill_restores.prepared(folder)
    return _recorded(folder)


def _recorded(folder: Path) -> bytes:
    key = made(folder)
    writer = Writer(folder, key)
    live = Live(writer)
    for name, number in ACTS:
        live.act(name, number)
    writer.ask(lambda db: backup.make(db, header.read(folder), key, folder / "first.livecoach"))
    writer.close()
    (folder / "reserve").unlink()
    return key
