"""Keep who decides about the records: the coach, a public body, or a client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from livecoach.core.controller import CONTROLLERS, USUAL
from livecoach.store import processing_log

if TYPE_CHECKING:
    from sqlite_utils import Database

NAME = "controller"  # of its row in the table of settings


def controller(db: Database) -> str:
    """Return one of CONTROLLERS."""
    row = db.execute('SELECT "value" FROM "meta" WHERE "name" = ?', [NAME]).fetchone()
    return row[0] if row and row[0] in CONTROLLERS else USUAL


def set_controller(db: Database, kind: str) -> None:
    """Keep who decides. Raise ValueError where it is none of CONTROLLERS."""
    if kind not in CONTROLLERS:
        raise ValueError(f"there is no controller {kind!r}")
    if kind == controller(db):
        return
    with db.atomic():
        db.execute('DELETE FROM "meta" WHERE "name" = ?', [NAME])
        db.execute('INSERT INTO "meta" VALUES (?, ?)', [NAME, kind])
        processing_log.write(db, "controller", kind, {})
