"""One undoable change: a label and pairs of (before, after) rows."""

from __future__ import annotations

from dataclasses import dataclass

from livecoach.core.coaching import (
    Agreement,
    Diagnosis,
    Pair,
    PairNote,
    Pulse,
    Rhythm,
    Theme,
)
from livecoach.core.engagement import Engagement, Organisation, Post
from livecoach.core.ids import new_uid
from livecoach.core.moment import Decision, Link, Moment, Remark
from livecoach.core.observation import Break, ClockAnchor, ClockEvent, Observation, Turn
from livecoach.core.session import AgendaItem, CheckOut, Seat, Session
from livecoach.core.summary import Release, SummaryPiece

Row = (
    Engagement
    | Organisation
    | Post
    | Session
    | Seat
    | AgendaItem
    | CheckOut
    | Observation
    | Turn
    | Break
    | ClockAnchor
    | ClockEvent
    | Moment
    | Decision
    | Link
    | Remark
    | SummaryPiece
    | Release
    | Rhythm
    | Agreement
    | Theme
    | Diagnosis
    | Pair
    | PairNote
    | Pulse
)

# The table each kind of row is kept in; parents stand before their children.
TABLES: dict[type[Row], str] = {
    Engagement: "engagement",
    Organisation: "organisation",
    Post: "post",
    Session: "session",
    Seat: "seat",
    AgendaItem: "agenda_item",
    CheckOut: "check_out",
    Observation: "observation",
    Turn: "turn",
    Break: "break",
    ClockAnchor: "clock_anchor",
    ClockEvent: "clock_event",
    Moment: "moment",
    Decision: "decision",
    Link: "link",
    Remark: "remark",
    SummaryPiece: "summary_piece",
    Release: "release",
    Rhythm: "rhythm",
    Agreement: "agreement",
    Theme: "theme",
    Diagnosis: "diagnosis",
    Pair: "pair",
    PairNote: "pair_note",
    Pulse: "pulse",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after: no before is an insert, no after a delete."""

    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        """Return the row this change is about, as it stands after, or stood before."""
        row = self.after if self.after is not None else self.before
        if row is None:
            raise ValueError("a change needs a row before or after")
        return row

    @property
    def table(self) -> str:
        """Return the name of the table the row is kept in."""
        return TABLES[type(self.row)]


@dataclass(frozen=True, slots=True)
class Edit:
    """One act of the coach. ``scope`` is the session's uid, or "" for the engagement."""

    uid: str
    label: str  # "Tag: Us and them"; holds no words, note or name
    scope: str
    changes: tuple[Change, ...]
    act: str = "do"  # do, undo, redo, or note: kept in the journal and never taken back
    of: str = ""  # for undo and redo: the uid of the edit first done


def inverse(edit: Edit, act: str) -> Edit:
    """Return the edit that takes ``edit`` back; ``act`` is "undo" or "redo"."""
    changes = tuple(Change(c.after, c.before) for c in reversed(edit.changes))
    return Edit(new_uid(), edit.label, edit.scope, changes, act, edit.of or edit.uid)


def insert(row: Row) -> Change:
    """Return the change that adds a row."""
    return Change(None, row)


def delete(row: Row) -> Change:
    """Return the change that removes a row."""
    return Change(row, None)
