"""Read the vault back: who and what, the list of sessions, a session's timeline, the journal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import starmap
from typing import TYPE_CHECKING, Any, TypeVar

from livecoach.core.edit import TABLES, Edit
from livecoach.core.engagement import Engagement, Organisation, Post
from livecoach.core.moment import Decision, Link, Moment, Remark
from livecoach.core.observation import Break, ClockAnchor, ClockEvent, Observation, Turn
from livecoach.core.programme import Programme, when
from livecoach.core.record import edit_from_dict, fields_of
from livecoach.core.session import AgendaItem, CheckOut, Seat, Session
from livecoach.core.summary import Release, SummaryPiece
from livecoach.core.timeline import Timeline
from livecoach.store.making import maker

if TYPE_CHECKING:
    from sqlite_utils import Database

R = TypeVar("R")


class NotThere(LookupError):
    """What was asked for is not in the vault; the message says what."""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One line of the list of sessions, without opening the session."""

    uid: str
    kind: str
    title: str
    state: str
    planned_at: str
    started_at: str
    ended_at: str
    planned_min: int
    location: str
    example: bool
    seats: int
    moments: int  # over all observations
    turns: int


def engagement(db: Database) -> Engagement | None:
    """Return the engagement the vault is about, or None while it has not been named."""
    return next(_rows(db, Engagement, "ORDER BY rowid LIMIT 1"), None)


def organisations(db: Database) -> list[Organisation]:
    """Return the organisations in their order."""
    return list(_rows(db, Organisation, 'ORDER BY "place", "name", "uid"'))


def posts(db: Database) -> list[Post]:
    """Return the posts in the order of their organisations, then their own."""
    return list(
        _rows(
            db,
            Post,
            'ORDER BY (SELECT "place" FROM "organisation" o WHERE o."uid" = "organisation"), '
            '"place", "title", "uid"',
        )
    )


def people(db: Database, engagement: Engagement) -> Programme:
    """Return the engagement with the organisations and posts there are, without its sessions."""
    found = Programme(engagement)
    found.load(organisations(db))
    found.load(posts(db))
    return found


def sessions(db: Database) -> list[SessionLine]:
    """Return a line for each session, by when it was or will be; counts are kept, not counted."""
    # Each part by itself: put together by one statement, the rows would be copied in memory
    # column by column, and memory that is wiped and locked costs ten times what reading does.
    moments: dict[str, int] = {}
    turns: dict[str, int] = {}
    for uid, marked, timed in db.execute(_TALLIES):
        moments[uid] = moments.get(uid, 0) + marked
        turns[uid] = turns.get(uid, 0) + timed
    seated = dict(db.execute(_SEATED).fetchall())
    return [
        SessionLine(
            one.uid, one.kind, one.title, one.state, one.planned_at, one.started_at, one.ended_at,
            one.planned_min, one.location, one.example, seated[one.uid], moments.get(one.uid, 0),
            turns.get(one.uid, 0),
        )
        for one in sorted(rows(db, Session), key=when)
    ]  # fmt: skip


_TALLIES = """
SELECT o."session", t."moments", t."turns"
FROM "tally" t JOIN "observation" o ON o."uid" = t."observation"
"""
_SEATED = """
SELECT "uid", (SELECT count(*) FROM "seat" WHERE "session" = s."uid") FROM "session" s
"""


def session(db: Database, session_uid: str) -> Session:
    """Return one session. Raise NotThere where there is none."""
    found = next(_rows(db, Session, 'WHERE "uid" = ?', session_uid), None)
    if found is None:
        raise NotThere(f"There is no session {session_uid} in this vault.")
    return found


def seats(db: Database, session_uid: str) -> list[Seat]:
    """Return a session's seats, clockwise from the top."""
    return list(_rows(db, Seat, 'WHERE "session" = ? ORDER BY "place", "uid"', session_uid))


def observations(db: Database, session_uid: str) -> list[Observation]:
    """Return every observer's observation of a session, in the order they were made."""
    return list(_rows(db, Observation, 'WHERE "session" = ? ORDER BY rowid', session_uid))


def timeline(db: Database, session_uid: str, observation_uid: str = "") -> Timeline:
    """
    Return the timeline of a session: of the first observation of it, or of the one named.

    Raise NotThere where the session or the observation is not in the vault.
    """
    about = session(db, session_uid)
    made = observations(db, session_uid)
    chosen = next((one for one in made if observation_uid in ("", one.uid)), None)
    if chosen is None:
        raise NotThere(f"“{about.title}” has no observation yet.")
    found = Timeline(about, chosen)
    for of_session in (Seat, AgendaItem, CheckOut, SummaryPiece, Release):
        found.load(_rows(db, of_session, 'WHERE "session" = ? ORDER BY rowid', session_uid))
    one_by_one = 'WHERE "observation" = ?'
    for of_observation in (Break, ClockAnchor, ClockEvent, Decision, Link, Remark):
        found.load(_rows(db, of_observation, one_by_one, chosen.uid))
    for long in (Turn, Moment):
        found.load(_rows(db, long, one_by_one, chosen.uid))
    return found


def moments(db: Database, uids: Sequence[str]) -> list[Moment]:
    """Return the moments of these uids that are in the vault, in no order."""
    marks = ", ".join("?" * len(uids))
    return list(_rows(db, Moment, f'WHERE "uid" IN ({marks})', *uids))


def journal(db: Database, scope: str, last: int | None = None) -> list[Edit]:
    """Return the edits made in a session (its uid) or outside any (""), oldest first."""
    limit = -1 if last is None else last
    found = db.execute(
        'SELECT "uid", "label", "scope", "changes", "act", "of" FROM "journal" '
        'WHERE "scope" = ? ORDER BY "seq" DESC LIMIT ?',
        [scope, limit],
    ).fetchall()
    return [
        edit_from_dict(
            {
                "uid": uid,
                "label": label,
                "scope": scope,
                "changes": json.loads(changes),
                "act": act,
                "of": of,
            }
        )
        for uid, label, scope, changes, act, of in reversed(found)
    ]


def rows(db: Database, kind: type[R]) -> list[R]:
    """Return every row of one kind, in the order of entry."""
    return list(_rows(db, kind, "ORDER BY rowid"))


def _rows(db: Database, kind: type[R], rest: str, *values: object) -> Iterator[R]:
    """Yield rows straight from their columns; the schema has checked them when they came."""
    shape: Any = kind
    make = maker(shape, many=shape in (Turn, Moment))
    return starmap(make, db.execute(f"{_columns(shape)} {rest}", values or None))


@cache
def _columns(kind: Any) -> str:
    columns = ", ".join(f'"{name}"' for name in fields_of(kind))
    return f'SELECT {columns} FROM "{TABLES[kind]}"'
