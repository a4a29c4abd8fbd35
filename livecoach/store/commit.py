"""Put one edit into the vault: its rows and its row in the journal, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

from livecoach.core.edit import TABLES, Change, Edit, Row
from livecoach.core.record import edit_as_dict, fields_of
from livecoach.store.engine import Database
from livecoach.store.trouble import VaultError


class StaleEdit(VaultError):
    """An edit that does not follow from what stands in the vault."""


def commit(db: Database, edit: Edit, at_utc_ms: int) -> bool:
    """
    Commit an edit and return True; return False where it had been committed before.

    Raise StaleEdit where a row to change or delete is not as the edit takes it to be.
    """
    db.execute("BEGIN")
    try:
        entry = (edit.uid, edit.scope, edit.act, edit.of, edit.label, at_utc_ms, as_text(edit))
        if db.execute(_JOURNAL, entry).rowcount == 0:
            db.rollback()
            return False
        for change in edit.changes:
            _apply(db, change)
        db.execute("COMMIT")
    except BaseException:
        if db.conn.in_transaction:
            db.rollback()
        raise
    return True


_JOURNAL = (
    'INSERT INTO "journal"("uid", "scope", "act", "of", "label", "at_utc_ms", "changes") '
    'VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT ("uid") DO NOTHING'
)


def as_text(edit: Edit) -> str:
    """Return the edit's changes as one line of JSON, for the journal."""
    return json.dumps(edit_as_dict(edit)["changes"], ensure_ascii=False, separators=(",", ":"))


def _apply(db: Database, change: Change) -> None:
    before, after = change.before, change.after
    if before is None and after is not None:
        kind: Any = type(after)
        db.execute(_insertion(kind), _reader(kind)(after))
    elif before is not None and after is None:
        table = TABLES[type(before)]
        found = db.execute(f'DELETE FROM "{table}" WHERE "uid" = ?', (before.uid,)).rowcount
        if found != 1:
            raise StaleEdit(f"The {table} to delete is not in the vault.")
    elif before is not None and after is not None:
        _update(db, before, after)


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
def _insertion(kind: Any) -> str:
    names = list(fields_of(kind))
    columns = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{TABLES[kind]}"({columns}) VALUES ({", ".join("?" * len(names))})'


@cache
def _reader(kind: Any) -> Callable[[Row], tuple[Any, ...]]:
    return attrgetter(*fields_of(kind))
