"""Find the sessions that were deleted and that the journal could still bring back."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from livecoach.store.journalled import deleted_sessions

if TYPE_CHECKING:
    from sqlite_utils import Database

# By the scope of their own edits, and by the edit that deleted them.
_SCOPES = """
WITH RECURSIVE "scopes"("scope") AS (
  SELECT (SELECT min("scope") FROM "journal" WHERE "scope" > '')
  UNION ALL
  SELECT (SELECT min(j."scope") FROM "journal" j WHERE j."scope" > "scopes"."scope")
    FROM "scopes" WHERE "scopes"."scope" IS NOT NULL
)
SELECT s."scope", (SELECT j."at_utc_ms" FROM "journal" j WHERE j."scope" = s."scope"
  ORDER BY j."seq" DESC LIMIT 1)
FROM "scopes" s WHERE s."scope" IS NOT NULL AND s."scope" NOT IN (SELECT "uid" FROM "session")
  AND EXISTS (SELECT 1 FROM "journal" j WHERE j."scope" = s."scope" AND j."changes" <> '[]')
"""
_DELETIONS = """
SELECT substr("changes", instr("changes", '"table":"session"'), 120), "at_utc_ms" FROM "journal"
WHERE "scope" = '' AND "label" = 'Delete session' AND "changes" <> '[]' ORDER BY "seq"
"""
_UID = re.compile(r'"uid":"([^"]+)"')


def sessions(db: Database) -> dict[str, str]:
    """Return the sessions the coach deleted that the journal still holds, with the ISO dates."""
    found: dict[str, int] = dict(db.execute(_SCOPES).fetchall())
    for start, at in db.execute(_DELETIONS):
        uid = _UID.search(start)
        if uid is not None:
            found[uid[1]] = at
    there = {uid for (uid,) in db.execute('SELECT "uid" FROM "session"')}
    return {
        uid: datetime.fromtimestamp(at / 1000, UTC).date().isoformat()
        for uid, at in found.items()
        if uid not in there
    }


def known(db: Database) -> set[str]:
    """Return every deleted session that the journal tells of, by its rows or by its edits."""
    return {one.uid for one in deleted_sessions(db)} | set(sessions(db))
