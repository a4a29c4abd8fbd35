"""Keep what outlives a raw log: a session's figures, and its summaries as they were agreed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

FIGURES = "figures"
PROGRAMME = ""  # the session of the programme's own summaries


@dataclass(frozen=True, slots=True)
class Keepsake:
    """One thing kept: of which session, ``figures`` or a summary for ``group`` or ``sponsor``."""

    session: str
    what: str
    body: Any  # plain values; None where nothing is known
    kept_on: str  # ISO date


def keep(db: Database, session: str, made: Mapping[str, Any], on_date: str) -> None:
    """Keep what stands for a session, once; for the programme, what is newest."""
    instead = "REPLACE" if session == PROGRAMME else "IGNORE"
    for what, body in made.items():
        db.execute(
            f'INSERT OR {instead} INTO "keepsake" VALUES (?, ?, ?, ?)',
            [session, what, json.dumps(body, ensure_ascii=False), on_date],
        )


def everything(db: Database) -> list[Keepsake]:
    """Return all that is kept."""
    found = db.execute('SELECT "session", "what", "body", "kept_on" FROM "keepsake" ORDER BY rowid')
    return [Keepsake(session, what, json.loads(body), on) for session, what, body, on in found]


def of_session(db: Database, session: str) -> dict[str, Keepsake]:
    """Return what is kept of one session, by what it is."""
    found = db.execute(
        'SELECT "session", "what", "body", "kept_on" FROM "keepsake" WHERE "session" = ?',
        [session],
    )
    made = [Keepsake(where, what, json.loads(body), on) for where, what, body, on in found]
    return {one.what: one for one in made}


def sessions_without_log(db: Database) -> set[str]:
    """Return the sessions whose raw log was deleted at the end of its period."""
    found = db.execute('SELECT "session" FROM "keepsake" WHERE "what" = ?', [FIGURES])
    return {session for (session,) in found}


def put_in(db: Database, held: Iterable[Keepsake]) -> None:
    """Put what is kept into a copy of the vault that had to forget the same."""
    with db.atomic():
        _put(db, held)


def _put(db: Database, held: Iterable[Keepsake]) -> None:
    for one in held:
        db.execute(
            'INSERT OR REPLACE INTO "keepsake" VALUES (?, ?, ?, ?)',
            [one.session, one.what, json.dumps(one.body, ensure_ascii=False), one.kept_on],
        )


def keep_figures_that_stand(db: Database, session: str, on_date: str) -> None:
    """Keep the figures made of a session while they were true; where there are none, say so."""
    row = db.execute(
        """
        SELECT f."figures" FROM "session_figures" f WHERE f."session" = ?1
          AND f."journal_seq" = coalesce(
            (SELECT max(j."seq") FROM "journal" j WHERE j."scope" = ?1), 0)
        """,
        [session],
    ).fetchone()
    keep(db, session, {FIGURES: json.loads(row[0]) if row else None}, on_date)
    db.execute('DELETE FROM "session_figures" WHERE "session" = ?', [session])


def drop(db: Database, session: str, figures_too: bool) -> None:
    """Let go of what is kept of a session, or of its summaries alone."""
    db.execute(
        'DELETE FROM "keepsake" WHERE "session" = ? AND (? OR "what" <> ?)',
        [session, figures_too, FIGURES],
    )


def drop_all(db: Database) -> None:
    """Let go of everything that is kept."""
    db.execute('DELETE FROM "keepsake"')


def clean(db: Database, cleaned: Callable[[Any], Any]) -> None:
    """Write over what is kept, as ``cleaned`` returns it."""
    for one in everything(db):
        after = cleaned(one.body)
        if after != one.body:
            _put(db, [Keepsake(one.session, one.what, after, one.kept_on)])
