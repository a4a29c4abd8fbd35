"""Tell which sessions have answers to their check-out, and which a released summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def answered(db: Database) -> set[str]:
    """Return the sessions with at least one check-out."""
    return {uid for (uid,) in db.execute('SELECT DISTINCT "session" FROM "check_out"')}


def released(db: Database) -> set[str]:
    """Return the sessions whose summary was let go to somebody."""
    return {
        uid
        for (uid,) in db.execute(
            'SELECT DISTINCT "session" FROM "release" '
            'WHERE "session" IS NOT NULL AND "released_at" <> \'\''
        )
    }
