"""Read everything a vault, its journal and its backups hold about one person."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from livecoach.core.edit import TABLES, Row
from livecoach.core.ids import new_uid
from livecoach.core.person.held import Held
from livecoach.core.person.rows import HeldRow, named_in, rows_about
from livecoach.core.person.told import Told
from livecoach.core.person.who import Who
from livecoach.store import (
    backup,
    durable,
    erasing,
    header,
    reading,
    setting_aside,
    unmasking,
)
from livecoach.store.engine import Error
from livecoach.store.subject import who_in
from livecoach.store.trouble import VaultError

if TYPE_CHECKING:
    from sqlite_utils import Database

Ask = Callable[[Callable[["Database"], list[Path]]], list[Path]]
_ONE_LOOK = Lock()
KEPT_APART = "Kept with the record"
# Counts, hashes, the full text and the log hold no word of anybody; the journal is counted apart.
_SILENT = {"journal", "tally", "tombstone", "processing_log", "retention_period"}


def held(db: Database, post: str) -> Held:
    """
    Return what the vault and its journal hold about the holder of a post. Raise NotThere.

    Some seconds for each hundred thousand rows, on the writer’s thread.
    """
    who = who_in(db, post)
    found, context = rows_about(everything(db), who)
    return Held(
        context,
        (*_kept_apart(db, who), *found),
        unmasking.unmasked(db, post),
        journalled(db, who),
    )


def everything(db: Database) -> list[Row]:
    """Return every row of the record."""
    return [row for kind in TABLES for row in reading.rows(db, kind)]


def journalled(db: Database, who: Who) -> int:
    """Return how many journalled edits hold something of a person."""
    marks = [who.post, *who.seats]
    return sum(
        1
        for label, changes in db.execute('SELECT "label", "changes" FROM "journal"')
        if any(mark in changes for mark in marks) or named_in((label, changes), who)
    )


def with_backups(ask: Ask, folder: Path, key: bytes, found: Held) -> Held:
    """
    Return what is held with the count of backups that hold something of the person.

    ``ask`` is the writer's; the backups are looked into on the caller's thread, which is not the
    window's.
    """
    if not (folder / header.NAME).exists():  # a throw-away vault has no backups
        return replace(found, backups=0, backups_seen=0)
    places = ask(lambda db: [folder / backup.FOLDER, *erasing.further_places(db, folder)])
    vault_id = header.read(folder).vault_id
    still, seen = in_backups(places, vault_id, key, folder, found.around.who)
    return replace(found, backups=len(still), backups_seen=len(seen))


def in_backups(
    places: Iterable[Path], vault_id: str, key: bytes, beside: Path, who: Who
) -> tuple[list[Path], list[Path]]:
    """
    Return the backups that hold something of a person, and all that were looked into.

    What was set aside in the vault's folder ``beside`` counts with them. Each is looked into in
    an encrypted copy in that folder; about as long as to read it, on any thread. One that does
    not open counts as holding something.
    """
    ours = [
        one
        for place in dict.fromkeys(places)
        for one in backup.listed(place)
        if one.keys.vault_id == vault_id
    ]
    aside = setting_aside.records(beside)
    with _ONE_LOOK:  # two looks at once would take each other's copy away
        still = [one.path for one in ours if _holds(backup.opened(one, key, beside), who)]
        still += [one for one in aside if _holds(_opened_copy(one, key, beside), who)]
    return still, [*(one.path for one in ours), *aside]


def _holds(opening: AbstractContextManager[Database], who: Who) -> bool:
    try:
        with opening as then:
            return bool(journalled(then, who)) or bool(rows_about(everything(then), who)[0])
    except (VaultError, OSError, Error):
        return True


def _opened_copy(record: Path, key: bytes, beside: Path) -> AbstractContextManager[Database]:
    copy = beside / f"set-aside{backup.ENDING}.look.part"

    def make() -> None:
        durable.make_private_file(copy)
        shutil.copyfile(record, copy)

    return backup.looked_into(copy, key, make)


def _kept_apart(db: Database, who: Who) -> Iterator[HeldRow]:
    """Yield the rows of every other table there is that speak of a person."""
    marks = {who.post, *who.seats}
    for (table,) in db.execute(_OTHER_TABLES).fetchall():
        if table in _SILENT or table in TABLES.values():
            continue
        cursor = db.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        key = _key_of(db, table)
        for values in cursor.fetchall():
            texts = {
                name: value
                for name, value in zip(names, values, strict=True)
                if isinstance(value, str)
            }
            part = named_in(texts.values(), who) or (
                KEPT_APART if marks & {*texts.values()} else ""
            )
            if part:
                told = tuple(
                    Told(name.replace("_", " ").capitalize(), text)
                    for name, text in texts.items()
                    if text and not _is_id(text)
                )
                uid = "/".join(str(values[place]) for place in key)
                yield HeldRow(table, uid, "", None, (part,), told)


_OTHER_TABLES = """
SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
  AND name NOT LIKE '~_sqlite%' ESCAPE '~' AND name NOT LIKE 'phrase%' ORDER BY name
"""


def _key_of(db: Database, table: str) -> list[int]:
    """Return the places of the columns a row is known by; all where the table names none."""
    columns = db.execute(f'PRAGMA table_info("{table}")').fetchall()
    return [column[0] for column in columns if column[5]] or [column[0] for column in columns]


def _is_id(text: str) -> bool:
    return len(text) == len(new_uid()) and text.isalnum() and text.islower()
