"""Describe one meeting: when it is, who sits where, what is on the agenda, how it closed."""

from __future__ import annotations

from dataclasses import dataclass

SESSION_KINDS = ("one_to_one", "team", "live", "pair")
SESSION_STATES = ("planned", "live", "ended", "skipped")
ATTENDANCE = ("member", "deputy", "guest")


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting in the engagement. Times are ISO 8601 with their UTC offset, or ""."""

    uid: str
    kind: str  # one of SESSION_KINDS
    title: str
    state: str = "planned"  # one of SESSION_STATES
    planned_at: str = ""
    planned_min: int = 90
    started_at: str = ""
    ended_at: str = ""
    zone: str = ""  # IANA name, such as Europe/London
    location: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """A post at one session; deputies and guests have seats too."""

    uid: str
    session: str
    label: str  # "ICB Chair": how the seat is called wherever it is written
    organisation: str = ""
    role_kind: str = "Other"
    post: str | None = None
    attendance: str = "member"  # one of ATTENDANCE
    place: int = 0  # order round the table, clockwise from the top
    key: str = ""  # the key that gives this seat the floor
    present_from_ms: int | None = None  # None: from the start
    present_to_ms: int | None = None  # None: to the end


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of the meeting's own agenda, with planned minutes and actual offsets."""

    uid: str
    session: str
    title: str
    place: int = 0
    planned_min: int | None = None
    started_ms: int | None = None
    ended_ms: int | None = None


@dataclass(frozen=True, slots=True)
class CheckOut:
    """One seat's answers at the close: "felt heard" 0-10 and what it now knows."""

    uid: str
    session: str
    seat: str | None = None
    heard: int | None = None
    learned: bool | None = None
    learned_words: str = ""
    missed_words: str = ""  # whose voice did we miss?
    different_words: str = ""  # one thing to do differently
