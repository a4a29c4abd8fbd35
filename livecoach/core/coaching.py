"""Describe the year round the meetings: rhythm, agreements, conversations, pairs and pulse."""

from __future__ import annotations

from dataclasses import dataclass

USES = ("nothing", "theme", "attributed")
PAIR_STATES = ("none", "planned", "offered", "held", "declined", "not_needed")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often sessions of one kind are meant to be held, over one stretch of the year."""

    uid: str
    kind: str  # one of session.SESSION_KINDS
    starts_on: str  # ISO dates
    ends_on: str
    every_days: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """One version of the coaching agreement."""

    uid: str
    version: int
    agreed_on: str  # ISO date, or "" while it is a draft
    parties: str = ""
    logged: str = ""  # what is logged
    sharing: str = ""  # what goes to whom
    retention: str = ""
    text: str = ""
    moment: str | None = None  # the re-contracting moment it came from


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme the coach hears across one-to-one conversations."""

    uid: str
    name: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing said in a one-to-one conversation, and how it may be used."""

    uid: str
    session: str
    prompt: str  # the question it answers, in the coach's own wording
    text: str = ""
    theme: str | None = None
    may_be_used: str = "nothing"  # one of USES
    place: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two posts worked with together; ``post_a`` sorts before ``post_b``."""

    uid: str
    post_a: str
    post_b: str
    state: str = "none"  # one of PAIR_STATES
    on_date: str = ""  # ISO date of the state
    session: str | None = None
    matters: bool = False  # the coach puts it first


@dataclass(frozen=True, slots=True)
class PairNote:
    """What one pair session was for, what shifted, and what each will try. Confidential."""

    uid: str
    session: str
    purpose: str = ""
    shifted: str = ""
    first_will_try: str = ""
    second_will_try: str = ""


@dataclass(frozen=True, slots=True)
class Pulse:
    """One unsigned answer to the quarterly five items, each 0-10 or None."""

    uid: str
    on_date: str
    can_say: int | None = None
    disagree_well: int | None = None
    do_as_said: int | None = None
    know_pressures: int | None = None
    as_a_patient: int | None = None
