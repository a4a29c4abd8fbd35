"""Keep a log of what was done with the record: when, what and how much, never whose or words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from livecoach.core import clock

if TYPE_CHECKING:
    from sqlite_utils import Database

ACTS = {
    "export": "Exported what is held about a person",
    "unmask": "Showed others in one row of what is held about a person",
    "mask": "Masked others again in one row",
    "erase": "Erased",
    "purge": "Purged at the end of a retention period",
    "obey": "Erased again in a restored backup",
    "restore": "Restored a backup",
    "hold": "Placed a legal hold",
    "lift": "Lifted a legal hold",
    "period": "Changed a retention period",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done: when (UTC, ms), by whom (coach or program), what, and counts by kind."""

    at_utc_ms: int
    who: str
    act: str  # one of ACTS
    what: str  # a kind of subject or class, never a name
    counts: dict[str, int]


def write(
    db: Database, act: str, what: str, counts: Mapping[str, int], who: str = "coach"
) -> Entry:
    """Add an entry, within the caller's transaction where there is one. Return it."""
    if act not in ACTS:
        raise ValueError(f"the processing log has no act {act!r}")
    entry = Entry(clock.read().wall_utc_ms, who, act, what, dict(counts))
    values = (entry.at_utc_ms, who, act, what, json.dumps(entry.counts))
    db.execute(
        'INSERT INTO "processing_log"("at_utc_ms", "who", "act", "what", "counts") '
        "VALUES (?, ?, ?, ?, ?)",
        values,
    )
    return entry


def entries(db: Database) -> list[Entry]:
    """Return the log, newest first."""
    found = db.execute(
        'SELECT "at_utc_ms", "who", "act", "what", "counts" FROM "processing_log" '
        'ORDER BY "seq" DESC'
    )
    return [Entry(at, who, act, what, json.loads(counts)) for at, who, act, what, counts in found]
