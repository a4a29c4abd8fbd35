"""Keep each session's figures with it, and tell which are still true."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database


def kept(db: Database, form: int) -> dict[str, dict[str, Any] | None]:
    """
    Return the figures that are still true, by session; ``form`` is the figures' version.

    Figures are true while nothing was journalled in their session after they were made. Those
    that outlived a session's raw log are true for good; None where the log went without any.
    """
    found = db.execute(
        """
        SELECT f."session", f."figures" FROM "session_figures" f
        WHERE f."form" = ? AND f."journal_seq" = coalesce(
          (SELECT max(j."seq") FROM "journal" j WHERE j."scope" = f."session"), 0)
        UNION ALL SELECT "session", "body" FROM "keepsake" WHERE "what" = 'figures'
        """,
        [form],
    )
    return {session: json.loads(figures) for session, figures in found}


def last_edit(db: Database, session: str) -> int:
    """Return the journal's number of the session's newest edit; 0 where there is none."""
    row = db.execute('SELECT max("seq") FROM "journal" WHERE "scope" = ?', [session]).fetchone()
    return int(row[0] or 0)


def keep(
    db: Database, session: str, journal_seq: int, form: int, figures: Mapping[str, Any]
) -> None:
    """Keep figures made when the session's newest edit was ``journal_seq``."""
    with db.atomic():
        db.execute(
            'INSERT OR REPLACE INTO "session_figures" VALUES (?, ?, ?, ?)',
            [session, journal_seq, form, json.dumps(dict(figures))],
        )
