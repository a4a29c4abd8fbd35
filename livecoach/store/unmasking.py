"""Keep which rows a person may read with the others in them, and why; until masked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from livecoach.core.person.held import GROUNDS, Unmasking
from livecoach.store import processing_log

if TYPE_CHECKING:
    from sqlite_utils import Database


def unmask(db: Database, post: str, made: Unmasking) -> None:
    """
    Let one row be read with the others in it, in what the holder of a post is given.

    The reason stays in the vault; the processing log tells the kind of row and the ground alone.
    Raise ValueError where there is no reason.
    """
    if made.ground not in GROUNDS or not made.reason.strip():
        raise ValueError("Say why others may be shown in this row")
    with db.atomic():
        db.execute(
            'INSERT OR REPLACE INTO "unmasking" VALUES (?, ?, ?, ?, ?, ?)',
            [post, made.kind, made.uid, made.ground, made.reason.strip(), made.on_date],
        )
        processing_log.write(db, "unmask", "person", {made.kind: 1, f"as {made.ground}": 1})


def mask_again(db: Database, post: str, kind: str, uid: str) -> None:
    """Mask a row again; what was exported before is not changed by that."""
    with db.atomic():
        db.execute(
            'DELETE FROM "unmasking" WHERE "post" = ? AND "kind" = ? AND "row" = ?',
            [post, kind, uid],
        )
        processing_log.write(db, "mask", "person", {kind: 1})


def unmasked(db: Database, post: str) -> dict[tuple[str, str], Unmasking]:
    """Return the rows of a person that are shown in full, by kind and uid."""
    found = db.execute(
        'SELECT "kind", "row", "ground", "reason", "on_date" FROM "unmasking" '
        'WHERE "post" = ? ORDER BY rowid',
        [post],
    )
    return {(row[0], row[1]): Unmasking(*row) for row in found}
