"""Place and lift legal holds, which keep records from being erased or purged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from livecoach.core.ids import new_uid
from livecoach.store import processing_log
from livecoach.store.subject import Subject
from livecoach.store.trouble import VaultError

if TYPE_CHECKING:
    from sqlite_utils import Database


class Held(VaultError):
    """A legal hold stands in the way; the message says since when."""


@dataclass(frozen=True, slots=True)
class Hold:
    """One legal hold, with its reason and its ISO dates; ``lifted_on`` is "" while it stands."""

    uid: str
    subject: Subject
    reason: str
    placed_on: str
    lifted_on: str


def place(db: Database, subject: Subject, reason: str, on_date: str) -> Hold:
    """Place a hold. Raise ValueError where no reason is given."""
    if not reason.strip():
        raise ValueError("A legal hold needs a reason: which matter it is for")
    hold = Hold(new_uid(), subject, reason.strip(), on_date, "")
    with db.atomic():
        db.execute(
            'INSERT INTO "legal_hold" VALUES (?, ?, ?, ?, ?, ?)',
            [hold.uid, subject.what, subject.uid, hold.reason, on_date, ""],
        )
        processing_log.write(db, "hold", subject.what, {"holds": 1})
    return hold


def lift(db: Database, uid: str, on_date: str) -> None:
    """Lift a hold; it stays in the list with its date."""
    with db.atomic():
        db.execute('UPDATE "legal_hold" SET "lifted_on" = ? WHERE "uid" = ?', [on_date, uid])
        processing_log.write(db, "lift", "hold", {"holds": 1})


def holds(db: Database) -> list[Hold]:
    """Return every hold, the standing ones first."""
    found = db.execute(
        'SELECT "uid", "what", "subject", "reason", "placed_on", "lifted_on" FROM "legal_hold" '
        'ORDER BY "lifted_on" <> \'\', "placed_on" DESC, rowid DESC'
    )
    return [Hold(row[0], Subject(row[1], row[2]), *row[3:]) for row in found]


def standing(db: Database, subject: Subject) -> Hold | None:
    """Return the hold that keeps a subject, its own or one it shares records with, or None."""
    sat = {
        (session, post)
        for session, post in db.execute(
            'SELECT "session", "post" FROM "seat" WHERE "post" IS NOT NULL'
        )
    }
    for hold in holds(db):
        if hold.lifted_on:
            break
        kept = {hold.subject, subject}
        if "engagement" in (hold.subject.what, subject.what) or len(kept) == 1:
            return hold
        sessions = {one.uid for one in kept if one.what == "session"}
        posts = {one.uid for one in kept if one.what == "person"}
        if any(session in sessions and post in posts for session, post in sat):
            return hold
    return None


def refuse_if_held(db: Database, subject: Subject) -> None:
    """Raise Held where a hold stands in the way of erasing."""
    hold = standing(db, subject)
    if hold is not None:
        raise Held(
            f"A legal hold placed on {hold.placed_on} keeps these records. Lift the hold first, "
            "once its reason has gone."
        )
