"""Tell whether a vault is whole: every page, every acknowledged edit, every row as journalled."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from livecoach.core.timeline import Timeline
from livecoach.store import free_pages, reading
from livecoach.store.connection import find_damage, open_database
from livecoach.store.engine import Database
from tests.core.rooms import snapshot

# What is not part of a session's timeline, or is taken as it stands.
_APART = (
    "engagement", "organisation", "post", "seat", "agenda_item", "theme", "diagnosis", "pair",
    "pair_note", "pulse", "rhythm", "agreement",
)  # fmt: skip


def faults_of(path: Path, key: bytes, acknowledged: Iterable[str]) -> list[str]:
    """Return what is wrong with a closed vault, in words; an empty list where nothing is."""
    try:
        db = open_database(path, key)
    except Exception as error:
        return [f"does not open: {type(error).__name__} {error}"]
    try:
        return faults_in(db, acknowledged)
    except Exception as error:
        return [f"does not read: {type(error).__name__} {error}"]
    finally:
        db.close()


def faults_in(db: Database, acknowledged: Iterable[str]) -> list[str]:
    """Return what is wrong with an open vault, in words."""
    found = []
    damage = find_damage(db)
    if damage and free_pages.mend(db):
        damage = find_damage(db)
    if damage:
        return [f"damaged: {damage}"]
    db.execute("INSERT INTO phrase_index(phrase_index, rank) VALUES ('integrity-check', 1)")
    held = [row[0] for row in db.execute("SELECT uid FROM journal")]
    if len(held) != len(set(held)):
        found.append("an edit stands twice in the journal")
    lost = set(acknowledged) - set(held)
    if lost:
        found.append(f"{len(lost)} acknowledged edits lost")
    if db.execute("SELECT count(*) FROM tombstone").fetchone()[0]:
        return found  # an erasure empties the journal of what it held
    for line in reading.sessions(db):
        found += replayed(db, line.uid)
    return found


def replayed(db: Database, session_uid: str) -> list[str]:
    """Return where a session's rows are not what its journal makes of them."""
    stands = reading.timeline(db, session_uid)
    made = Timeline(stands.session, stands.observation)
    made.load(stands.seats.values())
    made.load(stands.agenda.values())
    sessions, observations = [], []
    for edit in reading.journal(db, session_uid):
        for change in edit.changes:
            sessions += [change.after] if change.table == "session" else []
            observations += [change.after] if change.table == "observation" else []
        rows = [c for c in edit.changes if c.table not in _APART]
        made.apply(type(edit)(edit.uid, edit.label, edit.scope, tuple(rows), edit.act, edit.of))
    made.seats, made.agenda = stands.seats, stands.agenda
    wrong = [name for name, value in snapshot(made).items() if snapshot(stands)[name] != value]
    return [f"rows differ from the journal: {', '.join(wrong)}"] if wrong else []
