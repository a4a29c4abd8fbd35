"""Name what is held, kept or erased: a person (by post), a session, or the engagement."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from livecoach.core.naming import Names, names_of

if TYPE_CHECKING:
    from sqlite_utils import Database

TABLE_OF = {"person": "post", "session": "session", "engagement": "engagement"}


@dataclass(frozen=True, slots=True)
class Subject:
    """What something is done to: ``what`` is person, session or engagement."""

    what: str
    uid: str  # of the post, the session, the engagement


# A seat belongs to a post, or, where it was read in from elsewhere, is called as the post is.
_ITS_SEATS = """
    ("post" IS ?1 OR ("post" IS NULL AND lower("label") IN
      (SELECT lower("title") FROM "post" WHERE "uid" = ?1)))
"""


def seats_of(db: Database, post: str) -> set[str]:
    """Return the seats a post has or, by the journal, had."""
    found = {uid for (uid,) in db.execute(f'SELECT "uid" FROM "seat" WHERE {_ITS_SEATS}', [post])}
    for row in _journalled(db, "seat", post):
        if row.get("post") == post:
            found.add(str(row["uid"]))
    return found


def names_for(db: Database, post: str) -> Names:
    """Return how the holder of a post is, and by the journal was, written."""
    own: set[str] = set()
    persons: set[str] = set()
    for title, person in db.execute('SELECT "title", "person" FROM "post" WHERE "uid" = ?', [post]):
        own.add(title)
        persons.add(person)
    for row in _journalled(db, "post", post):
        if row.get("uid") == post:
            own.add(str(row["title"]))
            persons.add(str(row["person"]))
    own |= {label for (label,) in db.execute('SELECT "label" FROM "seat" WHERE "post" = ?', [post])}
    for row in _journalled(db, "seat", post):
        if row.get("post") == post:
            own.add(str(row["label"]))
    return names_of(own, persons, others_than(db, post))


def others_than(db: Database, post: str) -> list[str]:
    """Return how everybody but the holder of a post is written."""
    found = db.execute(
        f"""
        SELECT "title" FROM "post" WHERE "uid" <> ?1 UNION SELECT "person" FROM "post"
          WHERE "uid" <> ?1 UNION SELECT "label" FROM "seat" WHERE NOT {_ITS_SEATS}
        """,
        [post],
    )
    return sorted(name for (name,) in found if name.strip())


def _journalled(db: Database, table: str, mark: str) -> list[dict[str, object]]:
    """Return the rows of a table, as they were in journalled edits that hold ``mark``."""
    found = db.execute(
        'SELECT "changes" FROM "journal" WHERE instr("changes", ?) > 0', [mark]
    ).fetchall()
    rows = []
    for (changes,) in found:
        for change in json.loads(changes):
            if change["table"] == table:
                rows += [row for row in (change["before"], change["after"]) if row]
    return rows
