"""The read model of an engagement: who is in the system and which sessions there are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from livecoach.core.edit import Edit, Row
from livecoach.core.engagement import Engagement, Organisation, Post
from livecoach.core.session import Session


class Programme:
    """One engagement with its organisations, posts and sessions. ``apply`` folds edits in."""

    def __init__(self, engagement: Engagement) -> None:
        self.engagement = engagement
        self.organisations: dict[str, Organisation] = {}
        self.posts: dict[str, Post] = {}
        self.sessions: dict[str, Session] = {}

    def organisations_in_order(self) -> list[Organisation]:
        """Return the organisations in the coach's order."""
        return sorted(self.organisations.values(), key=lambda row: (row.place, row.name, row.uid))

    def posts_of(self, organisation: str) -> list[Post]:
        """Return an organisation's posts in order."""
        found = [post for post in self.posts.values() if post.organisation == organisation]
        return sorted(found, key=lambda row: (row.place, row.title, row.uid))

    def posts_in_order(self) -> list[Post]:
        """Return all posts, organisation by organisation."""
        return [post for row in self.organisations_in_order() for post in self.posts_of(row.uid)]

    def sessions_in_order(self) -> list[Session]:
        """Return the sessions by time, the latest first; those without a time come first."""
        dated = [row for row in self.sessions.values() if when(row)]
        undated = [row for row in self.sessions.values() if not when(row)]
        dated.sort(key=lambda row: (instant(when(row)), row.uid), reverse=True)
        return sorted(undated, key=lambda row: row.uid) + dated

    def apply(self, edit: Edit) -> None:
        """Fold one edit in; rows that belong inside a session are passed over."""
        for change in edit.changes:
            if change.before is not None and change.after is None:
                self._take(change.before)
            elif change.after is not None:
                self._put(change.after)

    def load(self, rows: Iterable[Row]) -> None:
        """Put in rows read from the vault."""
        for row in rows:
            self._put(row)

    def _put(self, row: Row) -> None:
        match row:
            case Engagement():
                self.engagement = row
            case Organisation():
                self.organisations[row.uid] = row
            case Post():
                self.posts[row.uid] = row
            case Session():
                self.sessions[row.uid] = row
            case _:
                pass  # seats, turns and moments are read session by session

    def _take(self, row: Row) -> None:
        match row:
            case Organisation():
                del self.organisations[row.uid]
            case Post():
                del self.posts[row.uid]
            case Session():
                del self.sessions[row.uid]
            case _:
                pass  # see _put


def when(session: Session) -> str:
    """Return the ISO time a session was held, or is planned for, or ""."""
    return session.started_at or session.planned_at


@lru_cache(maxsize=2048)  # the same meetings are put in order again and again
def instant(iso: str) -> float:
    """Return an ISO 8601 time as seconds of UTC; one without an offset is read as UTC."""
    moment = datetime.fromisoformat(iso)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
