"""Gather what the rules of a draft look at, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from livecoach.core.moment import Moment
from livecoach.measures.ideas import Idea, ideas
from livecoach.measures.interjections import Interjection, interjections
from livecoach.measures.interruptions import Interruptions, interruptions
from livecoach.measures.log import Log
from livecoach.measures.questions import Question, questions
from livecoach.measures.share import Heard, heard
from livecoach.report.drafting.movements import Movement

PATIENT = "patient"
OWN = "organisation"
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Facts:
    """A log with its movements and the measures that sentences are made from."""

    log: Log
    movements: tuple[Movement, ...]
    ideas: tuple[Idea, ...]
    questions: tuple[Question, ...]
    interjections: tuple[Interjection, ...]
    interruptions: Interruptions
    heard: tuple[Heard, ...]

    def meaning(self, *meanings: str) -> list[Moment]:
        """Return the moments whose tag has one of these meanings, in order of time."""
        return [one for one in self.log.moments if self.log.meaning(one) in meanings]

    def a_movement(self, *meanings: str) -> list[int]:
        """Return how many moments of these meanings each movement has."""
        return [
            sum(move.log.meaning(one) in meanings for one in move.log.moments)
            for move in self.movements
        ]

    def through(self, lens: str) -> list[int]:
        """Return how many contributions each movement has through a kind of lens."""
        ids = {one.id for one in self.log.timeline.board.lenses if lens in one.id}
        return [sum(one.lens in ids for one in move.log.speech) for move in self.movements]

    def named(self, seat: str | None) -> str:
        """Return a seat's label; for the coach's own version only."""
        held = self.log.timeline.seats.get(seat or "")
        return "nobody named" if held is None else held.label

    def quoted(self, moment_uid: str) -> str:
        """Return a moment's words in quotation marks, or ""; for the coach's own version only."""
        words = self.log.timeline.moments[moment_uid].words
        return f"“{words}”" if words else ""

    def linked(self, later: Moment, earlier: Moment) -> bool:
        """Tell whether a link runs from one moment to an earlier one."""
        timeline = self.log.timeline
        links = timeline.links_from.get(later.uid, ())
        return any(timeline.links[uid].earlier == earlier.uid for uid in links)


def gather(log: Log, movements: tuple[Movement, ...]) -> Facts:
    """Return the facts of a log that falls into these movements."""
    return Facts(
        log,
        movements,
        tuple(ideas(log)),
        tuple(questions(log)),
        tuple(interjections(log)),
        interruptions(log),
        tuple(heard(log)),
    )


def uids(moments: Iterable[Moment]) -> tuple[str, ...]:
    """Return the uids of moments."""
    return tuple(one.uid for one in moments)


def busiest_organisations(log: Log, count: int) -> frozenset[str]:
    """Return the ``count`` organisations with most contributions; never shown by name."""
    seats = {seat.uid: seat.organisation for seat in log.seats}
    held = Counter(seats[turn.seat] for turn in log.turns)
    return frozenset(name for name, _ in held.most_common(count))
