"""Read what the journal still holds of rows as they were: changed, taken back or deleted since."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class DeletedSession:
    """A session that was deleted and that the journal can still bring back."""

    uid: str
    kind: str
    title: str
    held_on: str  # ISO time it was held or planned for, or ""
    seats: frozenset[str]


def rows_as_they_were(db: Database, tables: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Return every version of the rows of these tables in the journal, oldest first, by table."""
    found: dict[str, list[dict[str, Any]]] = {table: [] for table in tables}
    marks = [f'"table":"{table}"' for table in found]
    wanted = " OR ".join('instr("changes", ?) > 0' for _ in marks)
    sql = f'SELECT "changes" FROM "journal" WHERE {wanted} ORDER BY "seq"'
    for (changes,) in db.execute(sql, marks):
        for change in json.loads(changes):
            if change["table"] in found:
                found[change["table"]] += filter(None, (change["before"], change["after"]))
    return found


def deleted_sessions(db: Database) -> list[DeletedSession]:
    """Return the sessions that were deleted and not erased, by when they were held."""
    there = {uid for (uid,) in db.execute('SELECT "uid" FROM "session"')}
    past = rows_as_they_were(db, ("session", "seat"))
    newest = {row["uid"]: row for row in past["session"] if row["uid"] not in there}
    seats: dict[str, set[str]] = {}
    for row in past["seat"]:
        seats.setdefault(row["session"], set()).add(row["uid"])
    found = [
        DeletedSession(
            uid,
            row["kind"],
            row["title"],
            row["started_at"] or row["planned_at"],
            frozenset(seats.get(uid, ())),
        )
        for uid, row in newest.items()
    ]
    return sorted(found, key=lambda one: (one.held_on, one.uid))
