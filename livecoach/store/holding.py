"""Place and lift legal holds, which keep records from being erased or purged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from livecoach.core.ids import new_uid
from livecoach.store import processing_log
from livecoach.store.journalled import rows_as_they_were
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
    return all_standing(db, [subject]).get(subject)


def all_standing(db: Database, subjects: Iterable[Subject]) -> dict[Subject, Hold]:
    """Return the hold that keeps each of these subjects, for those that one keeps."""
    placed = [hold for hold in holds(db) if not hold.lifted_on]
    if not placed:
        return {}
    asked = list(subjects)
    persons = {one.uid for one in (*asked, *(hold.subject for hold in placed))
               if one.what == "person"}  # fmt: skip
    sat = _sat(db, persons)
    found = {}
    for subject in asked:
        for hold in placed:
            if _keeps(hold.subject, subject, sat):
                found[subject] = hold
                break
    return found


def _keeps(held: Subject, subject: Subject, sat: set[tuple[str, str]]) -> bool:
    kept = {held, subject}
    if "engagement" in (held.what, subject.what) or len(kept) == 1:
        return True
    sessions = {one.uid for one in kept if one.what == "session"}
    posts = {one.uid for one in kept if one.what == "person"}
    return any(session in sessions and post in posts for session, post in sat)


def _sat(db: Database, posts: set[str]) -> set[tuple[str, str]]:
    """Return which of these posts sit in which session, or by the journal did."""
    found = {
        (session, post)
        for session, post in db.execute(
            'SELECT "session", "post" FROM "seat" WHERE "post" IS NOT NULL'
        )
    }
    past = rows_as_they_were(db, ("seat",))["seat"] if posts else []
    return found | {(row["session"], row["post"]) for row in past if row["post"] in posts}


def refuse_if_held(db: Database, subject: Subject) -> None:
    """Raise Held where a hold stands in the way of erasing."""
    hold = standing(db, subject)
    if hold is not None:
        raise Held(
            f"A legal hold placed on {hold.placed_on} keeps these records. Lift the hold first, "
            "once its reason has gone."
        )
