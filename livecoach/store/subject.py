"""Name what is held, kept or erased: a person (by post), a session, or the engagement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from livecoach.core.naming import Names, names_of
from livecoach.core.person.who import Called, Who, who_is
from livecoach.store.journalled import rows_as_they_were
from livecoach.store.reading import NotThere

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
    """Return the seats a post has or, by the journal, had and no other post has now."""
    found = {uid for (uid,) in db.execute(f'SELECT "uid" FROM "seat" WHERE {_ITS_SEATS}', [post])}
    past = rows_as_they_were(db, ("seat",))["seat"]
    elsewhere = db.execute('SELECT "uid" FROM "seat" WHERE "post" <> ?', [post])
    return (found | {row["uid"] for row in past if row["post"] == post}) - {
        uid for (uid,) in elsewhere
    }


def names_for(db: Database, post: str) -> Names:
    """Return how the holder of a post is, and by the journal was, written."""
    try:
        return who_in(db, post).names
    except NotThere:
        return names_of((), (), ())


def who_in(db: Database, post: str) -> Who:
    """Return the holder of a post as this vault and its journal write them. Raise NotThere."""
    seats = seats_of(db, post)
    groups: dict[str, list[str]] = {}
    for uid, name in db.execute('SELECT "uid", "name" FROM "organisation"'):
        groups.setdefault(uid, []).append(name)
    past = rows_as_they_were(db, ("organisation", "post", "seat"))
    for row in past["organisation"]:
        groups.setdefault(row["uid"], []).append(row["name"])
    own: list[Called] = []
    others: list[Called] = []
    formerly: list[Called] = []
    stands = [dict(zip(_POST, row, strict=True)) for row in db.execute(_POSTS)]
    for rows, elsewhere in ((stands, others), (past["post"][::-1], formerly)):
        for row in rows:
            own_post = row["uid"] == post
            (own if own_post else elsewhere).extend(_post_called(row, groups))
    sat = [dict(zip(_SEAT, row, strict=True)) for row in db.execute(_SEATS)]
    for rows, elsewhere in ((sat, others), (past["seat"][::-1], formerly)):
        for row in rows:
            called = Called(row["label"], row["organisation"], row["role_kind"])
            (own if row["uid"] in seats else elsewhere).append(called)
    if not own:
        raise NotThere("There is no such post in this vault.")
    named = [name for names in groups.values() for name in names]
    return who_is(post, seats, _once(own), _once(others), dict.fromkeys(named), _once(formerly))


_POST = ("uid", "organisation", "role_kind", "title", "person")
_SEAT = ("uid", "label", "organisation", "role_kind")
_POSTS = 'SELECT "uid", "organisation", "role_kind", "title", "person" FROM "post"'
_SEATS = 'SELECT "uid", "label", "organisation", "role_kind" FROM "seat"'


def _post_called(row: Mapping[str, Any], groups: Mapping[str, list[str]]) -> list[Called]:
    names = groups.get(row["organisation"]) or [""]
    return [Called(row["title"], name, row["role_kind"], row["person"]) for name in names]


def _once(called: Iterable[Called]) -> list[Called]:
    return list(dict.fromkeys(called))
