"""Look up what the vault still holds of each retention class, and what falls due of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from livecoach.core.retention import Due, Holdings, Log, falls_due, signed_off
from livecoach.core.summary import Release
from livecoach.store import deleted, holding, keepsakes, reading
from livecoach.store.forgetting import ERASED
from livecoach.store.holding import Hold
from livecoach.store.periods import periods
from livecoach.store.subject import Subject

if TYPE_CHECKING:
    from sqlite_utils import Database

# Every session that holds something of a raw log, of whatever kind it is.
_LOGGED = """
SELECT "session" FROM (
  SELECT o."session" FROM "observation" o JOIN "tally" t ON t."observation" = o."uid"
    WHERE t."moments" + t."turns" > 0
  UNION SELECT "session" FROM "observation" WHERE "reflection" <> ''
  UNION SELECT o."session" FROM "remark" x JOIN "observation" o ON o."uid" = x."observation"
  UNION SELECT o."session" FROM "break" x JOIN "observation" o ON o."uid" = x."observation"
  UNION SELECT o."session" FROM "clock_anchor" x JOIN "observation" o ON o."uid" = x."observation"
  UNION SELECT o."session" FROM "clock_event" x JOIN "observation" o ON o."uid" = x."observation"
  UNION SELECT "session" FROM "check_out"
    WHERE "seat" IS NOT NULL OR "learned_words" || "missed_words" || "different_words" <> ''
)
"""
_SESSIONS = """
SELECT "uid", "kind",
  substr(coalesce(nullif("ended_at", ''), nullif("started_at", ''), "planned_at"), 1, 10)
FROM "session" WHERE "state" <> 'live' ORDER BY rowid
"""
_NOTED = """
SELECT "session" FROM "diagnosis" UNION SELECT "session" FROM "pair_note"
UNION SELECT "session" FROM "summary_piece" UNION SELECT "session" FROM "check_out"
"""


def items(db: Database) -> list[Due]:
    """Return everything that is kept and when it falls due, the earliest first."""
    return falls_due(holdings(db), periods(db))


def items_and_holds(db: Database) -> tuple[list[Due], dict[Due, Hold]]:
    """Return everything that falls due, and the legal holds that keep some of it."""
    found = items(db)
    return found, holds_on(db, found)


def holdings(db: Database) -> Holdings:
    """Return what the vault holds of each class, with the dates that the periods count from."""
    engagement = reading.engagement(db)
    logged = {uid for (uid,) in db.execute(_LOGGED)}
    noted = {uid for (uid,) in db.execute(_NOTED)}
    without_log = keepsakes.sessions_without_log(db)
    releases: dict[str, list[Release]] = {}
    for row in reading.rows(db, Release):
        if row.session is not None:
            releases.setdefault(row.session, []).append(row)
    logs: list[Log] = []
    talks: list[str] = []
    for uid, kind, ended_on in db.execute(_SESSIONS).fetchall():
        if kind in ("one_to_one", "pair"):
            if uid in logged or uid in noted:
                talks.append(uid)
        elif uid in logged or _journalled(db, uid, without_log):
            logs.append(Log(uid, ended_on, signed_off(releases.get(uid, ()))))
    logs += [Log(uid, deleted_on=on) for uid, on in deleted.sessions(db).items()]
    return Holdings(
        ends_on="" if engagement is None else engagement.ends_on,
        retain_until="" if engagement is None else engagement.retain_until,
        logs=tuple(logs),
        conversations=tuple(talks),
        totals=_any(db, "session", "organisation", "pulse", "rhythm", "theme", "keepsake"),
        agreement=engagement is not None or _any(db, "agreement"),
    )


def subject_of(db: Database, due: Due) -> Subject:
    """Return what has to be purged when something falls due."""
    if due.session:
        return Subject("session", due.session)
    row = db.execute('SELECT "uid" FROM "engagement" ORDER BY rowid LIMIT 1').fetchone()
    return Subject("engagement", row[0] if row else "")


def holds_on(db: Database, found: Iterable[Due]) -> dict[Due, Hold]:
    """Return the legal hold that keeps each of these from being purged, where one does."""
    subjects = {due: subject_of(db, due) for due in found}
    standing = holding.all_standing(db, subjects.values())
    return {due: standing[one] for due, one in subjects.items() if one in standing}


def _journalled(db: Database, session: str, without_log: set[str]) -> bool:
    """Tell whether the journal still holds moments or turns that the session itself does not."""
    found = db.execute(
        'SELECT "label", "changes" FROM "journal" WHERE "scope" = ? ORDER BY "seq" DESC', [session]
    )
    for label, changes in found:
        if label == ERASED and session in without_log:
            return False  # all before it was emptied with the log
        if '"table":"moment"' in changes or '"table":"turn"' in changes:
            return True
    return False


def _any(db: Database, *tables: str) -> bool:
    return any(
        db.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")').fetchone()[0] for table in tables
    )
