"""Put one edit into the vault: its rows and its row in the journal, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from livecoach.core.edit import TABLES, Change, Edit, Row
from livecoach.core.record import edit_as_dict, fields_of
from livecoach.store.engine import Database
from livecoach.store.trouble import VaultError

WHOLESALE = 1000  # rows deleted together, from which the full text is better written anew
LATELY = 16  # edits among which one that is sent again is looked for
MOST_ROWS = 512  # a statement; far under the values one statement may take


class StaleEdit(VaultError):
    """An edit that does not follow from what stands in the vault."""


def commit(db: Database, edit: Edit, at_utc_ms: int) -> None:
    """
    Commit an edit that was never committed before.

    Raise StaleEdit where a row to change or delete is not as the edit takes it to be.
    """
    db.execute("BEGIN")
    try:
        entry = (edit.uid, edit.scope, edit.act, edit.of, edit.label, at_utc_ms, as_text(edit))
        db.execute(_JOURNAL, entry)
        if edit.act in ("undo", "redo"):
            _refuse_if_erased(db, edit)
        for _, run in groupby(edit.changes, _way):
            _apply(db, list(run))
        db.execute("COMMIT")
    except BaseException:
        if db.conn.in_transaction:
            db.rollback()
        raise


def commit_once(db: Database, edit: Edit, at_utc_ms: int) -> None:
    """
    Commit an edit unless it stands in the vault already: one that is sent again, or tried again.

    Raise StaleEdit as ``commit`` does.
    """
    if edit.uid not in lately(db):
        commit(db, edit, at_utc_ms)


def lately(db: Database) -> list[str]:
    """
    Return the uids of the last ``LATELY`` edits, oldest first.

    An edit sent again is one that was committed and not told: it is among them.
    """
    found = db.execute('SELECT "uid" FROM "journal" ORDER BY "seq" DESC LIMIT ?', [LATELY])
    return [uid for (uid,) in found][::-1]


def _refuse_if_erased(db: Database, edit: Edit) -> None:
    """Raise StaleEdit where what an undo or redo speaks of was erased: it must not come back."""
    first = db.execute(_FIRST, [edit.scope, edit.of]).fetchone()
    if first is not None and first[0] == "[]":
        raise StaleEdit("What this would bring back was erased.")


_FIRST = """
SELECT "changes" FROM "journal" WHERE "scope" = ? AND "uid" = ? ORDER BY "seq" DESC LIMIT 1
"""
_JOURNAL = (
    'INSERT INTO "journal"("uid", "scope", "act", "of", "label", "at_utc_ms", "changes") '
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)


def as_text(edit: Edit) -> str:
    """Return the edit's changes as one line of JSON, for the journal."""
    return json.dumps(edit_as_dict(edit)["changes"], ensure_ascii=False, separators=(",", ":"))


def _way(change: Change) -> tuple[bool, bool, type[Row]]:
    """Return what may be written together: insertions or deletions into one table, in a row."""
    return change.before is None, change.after is None, type(change.row)


def _apply(db: Database, run: list[Change]) -> None:
    """Write changes that go the same way to the same table."""
    if run[0].before is None:
        insert_rows(db, [change.after for change in run if change.after is not None])
    elif run[0].after is None:
        _delete_rows(db, [change.before for change in run if change.before is not None])
    else:
        for change in run:
            if change.before is not None and change.after is not None:
                _update(db, change.before, change.after)


def insert_rows(db: Database, rows: list[Row]) -> None:
    """
    Insert rows of one kind, many by one statement.

    The full text writes itself out at every statement, so that a row a statement takes a
    thousand rows several times as long.
    """
    for part in _parts(rows):
        kind: Any = type(part[0])
        values = [value for row in part for value in _reader(kind)(row)]
        db.execute(_insertion(kind, len(part)), values)


def _delete_rows(db: Database, rows: list[Row]) -> None:
    """
    Delete rows of one kind.

    The full text wipes each word of a row where it stands. Where thousands go it is told to
    strike them out and then to write itself anew without them, which leaves no more behind.
    """
    if len(rows) < WHOLESALE:
        _delete(db, rows)
        return
    db.execute(FULL_TEXT_SET, ("secure-delete", 0))
    try:
        _delete(db, rows)
        db.execute("""INSERT INTO "phrase_index"("phrase_index") VALUES ('optimize')""")
    finally:
        db.execute(FULL_TEXT_SET, ("secure-delete", 1))


FULL_TEXT_SET = 'INSERT INTO "phrase_index"("phrase_index", "rank") VALUES (?, ?)'


def _delete(db: Database, rows: list[Row]) -> None:
    table = TABLES[type(rows[0])]
    for part in _parts(rows):
        marks = ", ".join("?" * len(part))
        sql = f'DELETE FROM "{table}" WHERE "uid" IN ({marks})'
        if db.execute(sql, [row.uid for row in part]).rowcount != len(part):
            raise StaleEdit(f"The {table} to delete is not in the vault.")


def _parts(rows: list[Row]) -> Iterator[list[Row]]:
    """Yield the rows in stretches of powers of two, so that few statements need be kept ready."""
    place = 0
    while place < len(rows):
        size = min(MOST_ROWS, 1 << (len(rows) - place).bit_length() - 1)
        yield rows[place : place + size]
        place += size


def _update(db: Database, before: Row, after: Row) -> None:
    """Write the fields that differ, where they still are as they were before."""
    table = TABLES[type(after)]
    if type(before) is not type(after) or before.uid != after.uid:
        raise StaleEdit(f"A {table} cannot become another row.")
    names = [
        name for name in fields_of(type(after)) if getattr(before, name) != getattr(after, name)
    ]
    if not names:
        return
    setting = ", ".join(f'"{name}" = ?' for name in names)
    as_it_was = " AND ".join(f'"{name}" IS ?' for name in names)
    values = [getattr(after, name) for name in names]
    values += [after.uid, *(getattr(before, name) for name in names)]
    sql = f'UPDATE "{table}" SET {setting} WHERE "uid" = ? AND {as_it_was}'
    if db.execute(sql, values).rowcount != 1:
        raise StaleEdit(f"The {table} to change is not in the vault as it was shown.")


@cache
def _insertion(kind: Any, rows: int) -> str:
    names = list(fields_of(kind))
    columns = ", ".join(f'"{name}"' for name in names)
    one = f"({', '.join('?' * len(names))})"
    return f'INSERT INTO "{TABLES[kind]}"({columns}) VALUES {", ".join([one] * rows)}'


@cache
def _reader(kind: Any) -> Callable[[Row], tuple[Any, ...]]:
    return attrgetter(*fields_of(kind))
