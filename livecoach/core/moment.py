"""Describe one tag seen at one time, what the coach decided, and what it links to."""

from __future__ import annotations

from dataclasses import dataclass

SOURCES = ("live", "back-dated", "imported")
LINK_KINDS = ("takes_up", "restates", "credits", "answers", "follows")
CHOICES = ("let_run", "interject")
LEVELS = ("group", "pair", "individual")
# What the coach did (practice 1.4): the key, the stored name, the words on screen.
ACTIONS = (
    ("H", "hold", "Hold, let run"),
    ("S", "hold_silence", "Hold silence"),
    ("D", "descriptive", "Name what I notice"),
    ("Q", "catalytic", "Ask a question"),
    ("C", "confront", "Confront"),
    ("R", "reframe", "Reframe, another lens"),
    ("B", "bring_in", "Bring a voice in"),
    ("T", "time_out", "Time-out"),
    ("P", "process", "Process check"),
    ("U", "support", "Support"),
    ("K", "contract", "Contract, re-contract"),
    ("X", "check_out", "Check-out"),
)
# Why the coach held back (practice 1.3).
HOLD_REASONS = (
    ("member", "A member may do it"),
    ("evidence", "Not enough evidence yet"),
    ("productive", "Productive heat"),
    ("time", "Wrong time"),
    ("contract", "Not contracted"),
)
# What the room did with it (practice 1.5).
RESPONSES = (
    ("taken_up", "Taken up"),
    ("acknowledged", "Acknowledged and passed"),
    ("deflected", "Deflected"),
    ("rejected", "Rejected"),
    ("silence", "Silence"),
    ("content", "Pulled me into content"),
)
VERDICTS = (
    ("landed", "Landed"),
    ("missed", "Missed"),
    ("early", "Too early"),
    ("late", "Too late"),
    ("hold", "Should have held"),
)


# What a coach calls the fields of a moment; those that are changed together are one thing.
FIELD_WORDS = {
    "offset_ms": "time", "tag": "tag", "seat": "whose", "by_coach": "whose",
    "addressee": "to whom", "to_all": "to whom", "lens": "lens", "words": "words", "note": "note",
    "source": "where it is from", "duration_ms": "length",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moment:
    """One tag seen at one time. No tag: "something happened", to be classified later."""

    uid: str
    observation: str
    seq: int  # the order of entry; never changes
    offset_ms: int  # when it happened, from the session's start
    pressed_ms: int  # when the key was pressed; later than offset_ms when back-dated
    wall_utc_ms: int | None
    tag: str | None = None  # a tag's id on the frozen board
    seat: str | None = None
    by_coach: bool = False
    addressee: str | None = None
    to_all: bool = False
    lens: str | None = None  # a lens's id on the frozen board
    words: str = ""  # what was said
    note: str = ""  # what the coach makes of it
    source: str = "live"  # one of SOURCES
    duration_ms: int | None = None  # only in imported logs
    ref: str = ""  # the imported log's own reference
    coach_action: str = ""  # the imported log's own words for the coach's stance
    imported_note: str = ""  # the note cell as it came, before words and note were parted


@dataclass(frozen=True, slots=True)
class Decision:
    """Let it run, or interject: the coach's choice at one moment, and what followed."""

    uid: str
    observation: str
    moment: str  # the moment this decision is; its words are the exact words said
    choice: str  # one of CHOICES
    action: str = ""  # a name in ACTIONS
    level: str = ""  # one of LEVELS
    noticed: str | None = None  # the moment that was noticed
    reason: str = ""  # why held back: a name in HOLD_REASONS
    response: str = ""  # what the room did: a name in RESPONSES
    verdict: str = ""  # the coach's own: a name in VERDICTS


@dataclass(frozen=True, slots=True)
class Link:
    """A moment takes up, restates, credits, answers or follows an earlier one."""

    uid: str
    observation: str
    later: str
    earlier: str
    kind: str = "follows"  # one of LINK_KINDS


@dataclass(frozen=True, slots=True)
class Remark:
    """A dated correction, a disputed remark or a private reflection beside a moment."""

    uid: str
    observation: str
    moment: str | None
    kind: str  # correction | dispute | reflection
    text: str
    written_at: str  # ISO 8601 with its UTC offset
