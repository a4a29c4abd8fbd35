"""Describe one observer's record of one session: its frozen board, turns, breaks and clock."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Observation:
    """One observer's record of one session, with the board it was made with."""

    uid: str
    session: str
    observer: str = ""
    board: str = ""  # the board frozen as JSON; core.board reads it
    unheard_after_ms: int = 20 * 60_000  # the coach's own threshold
    length_ms: int | None = None  # None while the session runs
    imported: bool = False  # a tag log from elsewhere: it has no timed turns
    reflection: str = ""  # the coach's private reflection on the session


@dataclass(frozen=True, slots=True)
class Turn:
    """Who has the floor from when to when; no seat and not the coach means a silence."""

    uid: str
    observation: str
    start_ms: int
    end_ms: int | None = None  # None: open now
    seat: str | None = None
    by_coach: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A pause of the meeting; the clock goes on."""

    uid: str
    observation: str
    start_ms: int
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class ClockAnchor:
    """Where the session's clock hangs on the machine's: one a start, one a restart."""

    uid: str
    observation: str
    offset_ms: int
    boot_id: str
    boot_ms: int  # the machine's sleep-aware clock
    wall_utc_ms: int
    utc_offset_min: int


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """Something the machine's clocks did: slept, was set, changed zone, or restarted."""

    uid: str
    observation: str
    offset_ms: int
    kind: str  # slept | stepped | zone | restarted
    amount_ms: int
    wall_utc_ms: int
