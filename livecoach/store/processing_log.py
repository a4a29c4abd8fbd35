"""Keep a log of what was done with the record: when, what and how much, never whose or words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from livecoach.core import clock

if TYPE_CHECKING:
    from sqlite_utils import Database

    from livecoach.store.writer import Writer

ACTS = {
    "summary": "Wrote a session's summary to a file",
    "programme": "Wrote the programme's summary to a file",
    "record": "Exported a session's whole record",
    "tables": "Exported tables",
    "figure": "Took a figure out",
    "copy": "Copied a page to the clipboard",
    "print": "Opened a page for printing",
    "tell": "Told figures or lists on the command line",
    "text": "Saved a text to start from",
    "certificate": "Saved a certificate of deletion",
    "log": "Exported this log",
    "backup": "Made a backup",
    "passphrase": "Changed the passphrase",
    "recovery": "Made a new recovery key",
    "keyring": "Let the system's keyring open the vault",
    "no_keyring": "Ended the keyring's way in",
    "controller": "Changed who decides about the records",
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
    db: Database,
    act: str,
    what: str,
    counts: Mapping[str, int],
    who: str = "coach",
    at_utc_ms: int | None = None,
) -> Entry:
    """
    Add an entry, within the caller's transaction where there is one. Return it.

    ``at_utc_ms`` is now, unless it was done earlier.
    """
    if act not in ACTS:
        raise ValueError(f"the processing log has no act {act!r}")
    at = clock.read().wall_utc_ms if at_utc_ms is None else at_utc_ms
    entry = Entry(at, who, act, what, dict(counts))
    values = (entry.at_utc_ms, who, act, what, json.dumps(entry.counts))
    db.execute(
        'INSERT INTO "processing_log"("at_utc_ms", "who", "act", "what", "counts") '
        "VALUES (?, ?, ?, ?, ?)",
        values,
    )
    return entry


def note(writer: Writer, act: str, what: str, counts: Mapping[str, int]) -> None:
    """Add an entry of the coach's to an open vault, and return once it is on disk."""

    def add(db: Database) -> None:
        with db.atomic():
            write(db, act, what, counts)

    writer.ask(add)


def entries(db: Database) -> list[Entry]:
    """Return the log, newest first."""
    found = db.execute(
        'SELECT "at_utc_ms", "who", "act", "what", "counts" FROM "processing_log" '
        'ORDER BY "seq" DESC'
    )
    return [Entry(at, who, act, what, json.loads(counts)) for at, who, act, what, counts in found]
