"""Tell which rows of a record are about one person, and in which part each is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from livecoach.core.coaching import Agreement, Diagnosis, Pair, PairNote
from livecoach.core.edit import TABLES, Row
from livecoach.core.engagement import Post
from livecoach.core.moment import Decision, Link, Moment, Remark
from livecoach.core.observation import Break, ClockAnchor, ClockEvent, Observation, Turn
from livecoach.core.person.around import QUOTE, Around, around
from livecoach.core.person.told import Told, told_of
from livecoach.core.person.who import Who
from livecoach.core.record import fields_of
from livecoach.core.session import AgendaItem, CheckOut, Seat, Session
from livecoach.core.summary import Release, SummaryPiece

# The parts somebody can have in a row, as they are said to them.
POST = "Your post"
SEAT = "Your seat"
SPEAKER = "Speaker or subject"
ADDRESSEE = "Addressee"
ANSWERED = "Your answers"
PAIRED = "One of the pair"
CONVERSATION = "In your conversation with the coach"
BESIDE = "Beside a moment of yours"
QUOTED = "Quotes you"
WENT_OUT = "Went out from a session you sat in"
NAMED = "Named in the text"
PERHAPS = "Perhaps named: more than one person is called so"
SAID_BY = (SPEAKER, ADDRESSEE)
_KIND_ORDER = {name: place for place, name in enumerate(TABLES.values())}


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One row about a person: which, where and when it stands, in which part, and what it holds."""

    kind: str  # the table it is kept in
    uid: str
    session: str  # the session it stands in, or ""
    at_ms: int | None  # when in the session, where it has a time
    parts: tuple[str, ...]
    told: tuple[Told, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Return what the row is known by in the whole record."""
        return (self.kind, self.uid)


def rows_about(rows: Collection[Row], who: Who) -> tuple[list[HeldRow], Around]:
    """
    Return every row of a record that is about a person, by session, time and kind.

    With them comes what they point to, for whoever shows them.
    """
    context = around(rows, who)
    found = []
    for row in rows:
        parts = tuple(dict.fromkeys(_parts(row, context)))
        if parts:
            session, at_ms = _place(row, context)
            found.append(
                HeldRow(TABLES[type(row)], row.uid, session, at_ms, parts, told_of(row, context))
            )
    return sorted(found, key=lambda one: _order(one, context)), context


def texts_of(row: Row) -> Iterator[str]:
    """Yield every text a row holds, ids among them."""
    for name, (plain, _) in fields_of(type(row)).items():
        value = getattr(row, name)
        if plain is str and value:
            yield value


def named_in(texts: Iterable[str], who: Who) -> str:
    """Return NAMED or PERHAPS where one of the texts names a person, else ""."""
    whole = "\n".join(texts)
    if who.names.mentioned(whole):
        return NAMED
    return PERHAPS if who.perhaps.mentioned(whole) else ""


def _parts(row: Row, context: Around) -> Iterator[str]:
    yield from _by_reference(row, context)
    if _session_of(row, context) in context.alone and not isinstance(
        row, Seat | ClockAnchor | ClockEvent | Release
    ):
        yield CONVERSATION
    if not isinstance(row, Turn | Break | ClockAnchor | ClockEvent | Link):  # they hold no text
        named = named_in(texts_of(row), context.who)
        if named and not _own(row, context):
            yield named


def _own(row: Row, context: Around) -> bool:
    """Tell whether a row is the person's own post or seat, whose words are their own title."""
    return isinstance(row, Post | Seat) and row.uid in {context.who.post, *context.who.seats}


def _by_reference(row: Row, context: Around) -> Iterator[str]:
    """Yield the parts that a row's ids give a person, without reading a word."""
    match row:
        case Post() if row.uid == context.who.post:
            yield POST
        case Seat() if context.is_theirs(row.uid):
            yield SEAT
        case Turn() if context.is_theirs(row.seat):
            yield SPEAKER
        case Moment():
            if context.is_theirs(row.seat):
                yield SPEAKER
            if context.is_theirs(row.addressee):
                yield ADDRESSEE
        case CheckOut() if context.is_theirs(row.seat):
            yield ANSWERED
        case Pair() if context.who.post and context.who.post in (row.post_a, row.post_b):
            yield PAIRED
        case PairNote() if row.session in context.sat_in:
            yield PAIRED
        case Session() if row.kind == "pair" and row.uid in context.sat_in:
            yield PAIRED
        case Decision() if {row.moment, row.noticed} & context.about:
            yield BESIDE
        case Link() if {row.later, row.earlier} & context.about:
            yield BESIDE
        case Remark() | Agreement() if row.moment in context.about:
            yield BESIDE
        case SummaryPiece():
            quoted = context.moments.get(_quoted(row))
            if quoted is not None and quoted.uid in context.about:
                yield QUOTED if context.is_theirs(quoted.seat) else BESIDE
            if any(seat in row.key for seat in context.who.seats):
                yield NAMED
        case Release() if row.session in context.sat_in:
            yield WENT_OUT
        case _:
            pass


def _quoted(row: SummaryPiece) -> str:
    return row.key.removeprefix(QUOTE) if row.key.startswith(QUOTE) else ""


def _session_of(row: Row, context: Around) -> str:
    match row:
        case Session():
            return row.uid
        case Seat() | AgendaItem() | CheckOut() | Observation() | SummaryPiece():
            return row.session
        case Diagnosis() | PairNote():
            return row.session
        case Release() | Pair():
            return row.session or ""
    named: Any = row
    observation = getattr(named, "observation", None)
    return context.session_of(cast(str, observation)) if observation else ""


def _place(row: Row, context: Around) -> tuple[str, int | None]:
    session = _session_of(row, context)
    match row:
        case Moment():
            return session, row.offset_ms
        case Turn() | Break():
            return session, row.start_ms
        case Decision() | Remark():
            found = context.moments.get(row.moment or "")
        case Link():
            found = context.moments.get(row.later)
        case _:
            return session, None
    return session, None if found is None else found.offset_ms


def _order(row: HeldRow, context: Around) -> tuple[Any, ...]:
    session = context.sessions.get(row.session)
    on = "" if session is None else session.started_at or session.planned_at
    at = -1 if row.at_ms is None else row.at_ms
    return (bool(row.session), on, row.session, at, _KIND_ORDER[row.kind], row.uid)
