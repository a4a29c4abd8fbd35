"""Check that rows from outside make one whole, sound session before any of it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar, cast

from livecoach.core.board import BadBoard, thaw
from livecoach.core.edit import TABLES, Row
from livecoach.core.engagement import Organisation, Post
from livecoach.core.moment import (
    ACTIONS,
    CHOICES,
    HOLD_REASONS,
    LEVELS,
    LINK_KINDS,
    RESPONSES,
    SOURCES,
    VERDICTS,
    Decision,
    Link,
    Moment,
    Remark,
)
from livecoach.core.observation import Break, ClockAnchor, ClockEvent, Observation, Turn
from livecoach.core.record import fields_of
from livecoach.core.session import (
    ATTENDANCE,
    SESSION_KINDS,
    SESSION_STATES,
    AgendaItem,
    CheckOut,
    Seat,
    Session,
)
from livecoach.core.summary import AUDIENCES, PIECE_STATES, Release, SummaryPiece
from livecoach.exchange.tag_log_columns import REF

R = TypeVar("R")

LONGEST = 1_000_000  # characters in any one text
FURTHEST = 1 << 53  # whole numbers that every reader keeps
LATEST_MS = 4_102_444_800_000  # the year 2100, in ms since 1970
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
_UID = re.compile(r"[\w-]{1,64}")


class Unsound(ValueError):
    """Rows that do not make one session; the message names the row and its field."""


# Field -> the kind of row it points at.
POINTS_AT: dict[type[Row], dict[str, type[Row]]] = {
    Post: {"organisation": Organisation},
    Seat: {"session": Session, "post": Post},
    AgendaItem: {"session": Session},
    CheckOut: {"session": Session, "seat": Seat},
    Observation: {"session": Session},
    Turn: {"observation": Observation, "seat": Seat},
    Break: {"observation": Observation},
    ClockAnchor: {"observation": Observation},
    ClockEvent: {"observation": Observation},
    Moment: {"observation": Observation, "seat": Seat, "addressee": Seat},
    Decision: {"observation": Observation, "moment": Moment, "noticed": Moment},
    Link: {"observation": Observation, "later": Moment, "earlier": Moment},
    Remark: {"observation": Observation, "moment": Moment},
    SummaryPiece: {"session": Session},
    Release: {"session": Session},
}
_CHOICES: dict[type[Row], dict[str, Sequence[str]]] = {
    Session: {"kind": SESSION_KINDS, "state": SESSION_STATES},
    Seat: {"attendance": ATTENDANCE},
    ClockEvent: {"kind": ("slept", "stepped", "zone", "restarted")},
    Moment: {"source": SOURCES},
    Decision: {
        "choice": CHOICES,
        "action": ("", *(name for _, name, _ in ACTIONS)),
        "level": ("", *LEVELS),
        "reason": ("", *(name for name, _ in HOLD_REASONS)),
        "response": ("", *(name for name, _ in RESPONSES)),
        "verdict": ("", *(name for name, _ in VERDICTS)),
    },
    Link: {"kind": LINK_KINDS},
    Remark: {"kind": ("correction", "dispute", "reflection")},
    SummaryPiece: {"state": PIECE_STATES},
    Release: {"audience": AUDIENCES},
}
_SIGNED = ("amount_ms", "utc_offset_min", "boot_ms", "wall_utc_ms")
_DATES = ("planned_at", "started_at", "ended_at", "written_at")
_ORDERED = (
    (Seat, "present_from_ms", "present_to_ms"),
    (AgendaItem, "started_ms", "ended_ms"),
    (Turn, "start_ms", "end_ms"),
    (Break, "start_ms", "end_ms"),
)


def check_session(rows: Iterable[Row]) -> None:
    """Raise Unsound with the first row that is wrong; return when the session is whole."""
    by_kind: dict[type[Row], dict[str, Row]] = {kind: {} for kind in TABLES}
    for row in rows:
        _check_fields(row)
        same = by_kind[type(row)]
        if row.uid in same:
            raise Unsound(f"{TABLES[type(row)]} {row.uid} stands twice")
        same[row.uid] = row
    if len(by_kind[Session]) != 1:
        raise Unsound(f"there are {len(by_kind[Session])} sessions where one is meant")
    if not by_kind[Observation]:
        raise Unsound("there is no observation")
    for kind, pointers in POINTS_AT.items():
        for row in by_kind[kind].values():
            for name, target in pointers.items():
                uid = getattr(row, name)
                if uid is not None and uid not in by_kind[target]:
                    raise Unsound(f"{_named(row)}.{name}: there is no {TABLES[target]} {uid!r}")
    _check_between(by_kind)


def _named(row: Row) -> str:
    return f"{TABLES[type(row)]} {row.uid}"


def _check_fields(row: Row) -> None:
    kind = type(row)
    own_choices = _CHOICES.get(kind, {})
    for name, (plain, _) in fields_of(kind).items():
        value = getattr(row, name)
        if value is None:
            continue
        wrong = ""
        if plain is str:
            wrong = _wrong_text(value)
        elif plain is int:
            wrong = _wrong_number(value, name)
        choices = own_choices.get(name)
        if choices is not None and value not in choices:
            wrong = f"{value!r} is not one of {', '.join(filter(None, choices))}"
        if name in _DATES and value and not wrong:
            wrong = _wrong_date(value)
        if wrong:
            raise Unsound(f"{_named(row)}.{name}: {wrong}")
    if not _UID.fullmatch(row.uid):
        raise Unsound(f"{TABLES[kind]}.uid: {row.uid[:80]!r} is no identifier")


def _wrong_text(text: str) -> str:
    if len(text) > LONGEST:
        return f"the text is longer than {LONGEST} characters"
    return "the text holds a character that is none" if _NO_CHARACTER.search(text) else ""


def _wrong_number(value: int, name: str) -> str:
    least = -FURTHEST if name in _SIGNED else 0
    if not least <= value <= FURTHEST:
        return f"{value} is out of bounds"
    if name == "wall_utc_ms" and not 0 <= value <= LATEST_MS:
        return f"{value} is no time this side of 2100"
    if name == "utc_offset_min" and abs(value) > 18 * 60:
        return f"{value} minutes is no offset from UTC"
    return ""


def _wrong_date(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return f"{text!r} is no ISO 8601 time"
    return ""


def _check_between(by_kind: Mapping[type[Row], Mapping[str, Row]]) -> None:
    for kind, first, last in _ORDERED:
        for row in by_kind[kind].values():
            start, end = getattr(row, first), getattr(row, last)
            if end is not None and end < (start or 0):
                raise Unsound(f"{_named(row)}: {last} lies before {first}")
    for running in (_of(by_kind, Turn), _of(by_kind, Break)):
        homes = [one.observation for one in running if one.end_ms is None]
        if len(homes) > len(set(homes)):
            raise Unsound("two turns, or two breaks, are open at once")
    for turn in _of(by_kind, Turn):
        if turn.by_coach and turn.seat is not None:
            raise Unsound(f"{_named(turn)} is both the coach's and a seat's")
    for answer in _of(by_kind, CheckOut):
        if answer.heard is not None and answer.heard > 10:
            raise Unsound(f"{_named(answer)}.heard: {answer.heard} is over 10")
    for observation in _of(by_kind, Observation):
        try:
            thaw(observation.board)
        except (BadBoard, ValueError, RecursionError) as error:
            raise Unsound(f"{_named(observation)}.board: {error}") from None
    _check_moments(by_kind)


def _check_moments(by_kind: Mapping[type[Row], Mapping[str, Row]]) -> None:
    home = {moment.uid: moment.observation for moment in _of(by_kind, Moment)}
    for moment in _of(by_kind, Moment):
        if moment.by_coach and moment.seat is not None:
            raise Unsound(f"{_named(moment)} is both the coach's and a seat's")
        if moment.to_all and moment.addressee is not None:
            raise Unsound(f"{_named(moment)} is both to all and to a seat")
    named: set[tuple[str, str]] = set()
    for moment in _of(by_kind, Moment):
        if moment.ref and not REF.fullmatch(moment.ref):
            raise Unsound(f"{_named(moment)}.ref: {moment.ref!r} should be one word")
        if moment.ref and (moment.observation, moment.ref) in named:
            raise Unsound(f"{_named(moment)}.ref: {moment.ref} stands twice")
        named.add((moment.observation, moment.ref))
    keys = [(piece.session, piece.key) for piece in _of(by_kind, SummaryPiece)]
    if len(keys) > len(set(keys)):
        raise Unsound("two pieces of the summary have the same key")
    decided: set[str] = set()
    for decision in _of(by_kind, Decision):
        if decision.moment in decided:
            raise Unsound(f"moment {decision.moment} has two decisions")
        decided.add(decision.moment)
        _check_home(decision, home, decision.moment, decision.noticed)
    for link in _of(by_kind, Link):
        if link.later == link.earlier:
            raise Unsound(f"{_named(link)} links a moment to itself")
        _check_home(link, home, link.later, link.earlier)
    for remark in _of(by_kind, Remark):
        _check_home(remark, home, remark.moment)


def _check_home(row: Decision | Link | Remark, home: Mapping[str, str], *uids: str | None) -> None:
    for uid in uids:
        if uid is not None and home[uid] != row.observation:
            raise Unsound(f"{_named(row)} joins moments of two observations")


def _of(by_kind: Mapping[type[Row], Mapping[str, Row]], kind: type[R]) -> list[R]:
    return cast(list[R], list(by_kind[cast(type[Row], kind)].values()))
