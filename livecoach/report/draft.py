"""The draft of one session's summary: sentences that say only what the record shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from livecoach.measures.check_out import Totals


class Theme(Enum):
    """What a sponsor may be told a meeting was about: fixed words, never the record's own."""

    OWNERSHIP_TO_SYSTEM = "language moved from one's own organisation to the whole system"
    OWNERSHIP = "language of one's own organisation stood beside language of the system"
    PATIENT = "the patient's eyes were used as a lens"
    IDEAS_TWICE = "ideas that were passed over at first came back and were taken up"
    IDEAS = "some ideas were taken up and built on, others were not"
    LATE_VOICES = "some voices were heard late in the meeting"
    CLOSED_DOWN = "voices that were invited were not always heard"
    CHALLENGE = "disagreement became more direct and less personal"
    DISAGREEMENT = "the group disagreed about the issue"
    MIXED_MESSAGES = "some messages pointed two ways"
    INTERRUPTIONS = "some contributions were cut short"
    REPAIR = "earlier remarks were repaired"
    QUESTIONS = "questions were put and answered directly"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or a few, that rest on named moments. Nobody is named in ``text``."""

    key: str  # the same in every new draft, so that edits keep
    text: str
    evidence: tuple[str, ...] = ()  # uids of moments
    lead: str = ""  # a few words before it, set strong
    named: str = ""  # the coach's own version, with seats and quotations; "" for the same


@dataclass(frozen=True, slots=True)
class Pattern:
    """Something the room did more than once, or that moved; with its theme and a question."""

    theme: Theme
    weight: float  # how much of the record it rests on; decides which patterns are kept
    strength: bool  # something the group did well
    sentence: Sentence
    question: str = ""


@dataclass(frozen=True, slots=True)
class MovementTable:
    """The movements side by side; each row is a count a movement."""

    spans: tuple[tuple[int, int], ...]  # ms
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the draft."""

    id: str
    title: str
    sentences: tuple[Sentence, ...]
    numbered: bool = False
    dropped: bool = False  # the coach leaves it out


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything a summary can be made from, for any audience to take its part of."""

    title: str
    held_on: str  # as the session says, ISO
    minutes: int
    seats: int
    attended: int
    contributions: int
    timed: bool  # contributions are timed turns; else a sample that was tagged
    movements: MovementTable
    patterns: tuple[Pattern, ...]  # in the order of the meeting
    sections: tuple[Section, ...]  # noticed, voices, coach, check-out, questions …
    shares: tuple[float, ...]  # of each seat, largest first, unnamed
    decisions: tuple[tuple[int, bool], ...]  # ms, True for an interjection
    check_out: Totals
    example: bool

    def section(self, section_id: str) -> Section | None:
        """Return the section of that id, or None."""
        return next((one for one in self.sections if one.id == section_id), None)
