"""Keep an engagement open for a page: read it once, change it by edits, undo and redo."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from livecoach.core.coaching import Agreement, Diagnosis, Pair, PairNote
from livecoach.core.edit import Change, Edit, Row
from livecoach.core.engagement import Engagement, Organisation, Post
from livecoach.core.history import History
from livecoach.core.ids import new_uid
from livecoach.core.planning.meetings import delete_session
from livecoach.core.programme import Programme
from livecoach.core.session import Seat, Session
from livecoach.core.summary import Release, SummaryPiece
from livecoach.ui.desk import Desk

if TYPE_CHECKING:
    from sqlite_utils import Database

    from livecoach.core.timeline import Timeline
    from livecoach.store.reading import SessionLine


class Stale(Exception):
    """An undo or redo that no longer fits what stands; the message says so in a sentence."""


class Book(QObject):
    """
    The open engagement. ``changed`` after each edit; ``refused`` carries a sentence.

    The journal of the engagement is the scope "": what is inside a session is not its.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._named, self.programme, self._lines = desk.writer.ask(_read)
        self._history = self._fresh_history()

    @property
    def engagement(self) -> Engagement:
        """Return the engagement; one without a name is not in the vault yet."""
        return self.programme.engagement

    def lines(self) -> list[SessionLine]:
        """Return a line for each session with its counts, the newest first."""
        return self._lines

    def timeline(self, session_uid: str) -> Timeline:
        """Return a session's timeline as it stands in the vault."""
        return self._desk.writer.ask(lambda db: _timelines(db, session_uid)[0])

    def timelines(self, session_uid: str) -> list[Timeline]:
        """Return a session's timelines, one an observation."""
        return self._desk.writer.ask(lambda db: _timelines(db, session_uid))

    def seats(self) -> list[Seat]:
        """Return the seats of every session."""
        return self._desk.writer.ask(_all_seats)

    def pairs(self) -> list[Pair]:
        """Return the pairs of posts worked with."""
        return [row for row in self.around() if isinstance(row, Pair)]

    def agreements(self) -> list[Agreement]:
        """Return the versions of the agreement, the oldest first."""
        found = [row for row in self.around() if isinstance(row, Agreement)]
        return sorted(found, key=lambda row: row.version)

    def around(self) -> list[Row]:
        """Return the rows round the meetings that may speak of a session or a post."""
        return self._desk.writer.ask(_around)

    # Changing --------------------------------------------------------------------------------

    def do(self, edit: Edit | None) -> bool:
        """Do an edit, if there is one; return whether something changed."""
        if edit is None:
            return False
        if not self._named and any(isinstance(change.after, Engagement) for change in edit.changes):
            edit = Edit(edit.uid, edit.label, "", tuple(_as_new(edit.changes)))
            self._named = True
        self._history.do(edit)
        return True

    def undo(self) -> bool:
        """Take back the newest edit of the engagement; say why where that cannot be."""
        return self._step(self._history.undo_label(), undo=True)

    def redo(self) -> bool:
        """Do again what was undone last."""
        return self._step(self._history.redo_label(), undo=False)

    def undo_label(self) -> str:
        """Return what an undo would take back, or ""."""
        return self._history.undo_label()

    def redo_label(self) -> str:
        """Return what a redo would do again, or ""."""
        return self._history.redo_label()

    def _step(self, label: str, *, undo: bool) -> bool:
        try:
            done = self._history.undo() if undo else self._history.redo()
        except Stale as problem:
            self._history = self._fresh_history()  # the journal holds what the stack had
            what = "undone" if undo else "done again"
            self.refused.emit(f"“{label}” cannot be {what}: {problem}")
            return False
        return done is not None

    def _fresh_history(self) -> History:
        return History(self._apply, self._desk.save, self._notify, self._journal)

    def _journal(self) -> list[Edit]:
        return self._desk.writer.ask(_journal)

    def _apply(self, edit: Edit) -> None:
        if edit.act in ("undo", "redo"):
            self._check(edit)
        self.programme.apply(edit)

    def _check(self, edit: Edit) -> None:
        """Raise Stale where a row to be changed back is not as the edit left it."""
        touched = {change.row.uid for change in edit.changes}
        for change in edit.changes:
            stands = self._standing(change.before)
            if stands is not None and stands != change.before:
                raise Stale(f"the {change.table.replace('_', ' ')} has been changed since.")
            if change.after is None and isinstance(change.row, Session):
                whole = delete_session(self.timelines(change.row.uid), self.around())
                if not {one.row.uid for one in whole.changes} <= touched:
                    raise Stale("the session has been changed since. Delete it instead.")
        posts = {c.row.uid for c in edit.changes if c.after is None and isinstance(c.row, Post)}
        if posts and any(s.post in posts and s.uid not in touched for s in self.seats()):
            raise Stale("a session has a seat for it. Delete the post instead.")
        if posts and any(
            {p.post_a, p.post_b} & posts and p.uid not in touched for p in self.pairs()
        ):
            raise Stale("a pair speaks of it. Delete the post instead.")

    def _standing(self, row: Row | None) -> Row | None:
        programme = self.programme
        match row:
            case Engagement():
                return programme.engagement
            case Organisation():
                return programme.organisations.get(row.uid)
            case Post():
                return programme.posts.get(row.uid)
            case Session():
                return programme.sessions.get(row.uid)
        return None

    def _notify(self, edit: Edit) -> None:
        if any(isinstance(change.row, Session | Seat) for change in edit.changes):
            self._lines = self._desk.writer.ask(_lines)
        self.changed.emit()


def _as_new(changes: Iterable[Change]) -> list[Change]:
    """Return the changes with the engagement's first one as an insert."""
    return [
        Change(None, change.after) if isinstance(change.after, Engagement) else change
        for change in changes
    ]


def _read(db: Database) -> tuple[bool, Programme, list[SessionLine]]:
    from livecoach.store import reading

    found = reading.engagement(db)
    programme = reading.people(db, found or Engagement(new_uid(), ""))
    programme.load(reading.rows(db, Session))
    return found is not None, programme, _lines(db)


def _lines(db: Database) -> list[SessionLine]:
    from livecoach.store import reading

    return reading.sessions(db)[::-1]


def _journal(db: Database) -> list[Edit]:
    from livecoach.store import reading

    return reading.journal(db, "")


def _all_seats(db: Database) -> list[Seat]:
    from livecoach.store import reading

    return reading.rows(db, Seat)


AROUND: tuple[type[Row], ...] = (SummaryPiece, Release, Agreement, Diagnosis, Pair, PairNote)


def _around(db: Database) -> list[Row]:
    from livecoach.store import reading

    return [row for kind in AROUND for row in reading.rows(db, kind)]


def _timelines(db: Database, session_uid: str) -> list[Timeline]:
    from livecoach.store import reading

    return [
        reading.timeline(db, session_uid, one.uid) for one in reading.observations(db, session_uid)
    ]
