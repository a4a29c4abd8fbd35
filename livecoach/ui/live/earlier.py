"""Read what stands beside the live session: the programme's name, the last meeting's balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from livecoach.measures.voice import evenness
from livecoach.ui.live.seat_reading import turn_counts

if TYPE_CHECKING:
    from sqlite_utils import Database


def system_name(db: Database) -> str:
    """Return the programme's name, or ""."""
    from livecoach.store.reading import engagement

    found = engagement(db)
    return "" if found is None else found.name


def last_balance(db: Database, session_uid: str) -> float | None:
    """Return the evenness of turns in the last meeting of this kind before, or None."""
    from livecoach.store.reading import session, sessions, timeline

    this = session(db, session_uid)
    before = [
        line
        for line in sessions(db)
        if line.uid != session_uid
        and (line.kind, line.state, line.example) == (this.kind, "ended", False)
        and (not this.started_at or line.started_at < this.started_at)
    ]
    if not before:
        return None
    last = max(before, key=lambda one: (one.started_at, one.uid))
    counts = turn_counts(timeline(db, last.uid))
    total = sum(counts.values())
    return evenness(list(counts.values())) if len(counts) > 1 and total > len(counts) else None
