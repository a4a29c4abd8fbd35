"""Read a timeline once into what the measures count: turns, speech, meanings and length."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from livecoach.core.moment import Moment
from livecoach.core.session import Seat
from livecoach.core.timeline import Timeline

# Meanings of tags that are not somebody speaking, or not a seat's own speech.
NOT_SPEECH = frozenset(("unheard", "silence", "interjection", "let_run"))


class Spoken(NamedTuple):  # made by the thousand, which a tuple is quickest at
    """One contribution by a seat, in ms from the session's start."""

    start_ms: int
    end_ms: int
    seat: str
    uid: str  # of the turn, or of the moment in a log without timed turns


@dataclass(frozen=True, slots=True)
class Log:
    """What the measures count, in order of time. Silent seats are in ``seats`` like any other."""

    timeline: Timeline
    seats: tuple[Seat, ...]  # as they sit
    length_ms: int
    timed: bool  # False: a tag log, so a sample of what was said
    turns: tuple[Spoken, ...]
    moments: tuple[Moment, ...]  # all of them
    speech: tuple[Moment, ...]  # the moments in which a named seat speaks
    meanings: dict[str | None, str]  # by tag id
    names: dict[str | None, str]  # by tag id

    def meaning(self, moment: Moment) -> str:
        """Return what the moment's tag means to a measure, or ""."""
        return self.meanings.get(moment.tag, "")

    def ref(self, moment: Moment) -> str:
        """Return how the moment is called: the imported reference, or M and its number."""
        return moment.ref or f"M{moment.seq:02d}"

    def tagged_turns(self) -> int:
        """Return how many moments are turns where nobody timed any, or would be."""
        return sum(1 for moment in self.speech if moment.seat is not None)

    def within(self, start_ms: int, end_ms: int) -> Log:
        """Return the part of the log that starts from ``start_ms`` up to, not at, ``end_ms``."""
        return replace(
            self,
            turns=tuple(turn for turn in self.turns if start_ms <= turn.start_ms < end_ms),
            moments=tuple(_between(self.moments, start_ms, end_ms)),
            speech=tuple(_between(self.speech, start_ms, end_ms)),
        )


def read(timeline: Timeline) -> Log:
    """
    Return the log of a timeline.

    Its turns are the timed turns of seats that are over; where no turn was timed, each moment in
    which a named seat speaks is a turn of its stated duration. Coach rows, silences and rows that
    are not speech are left out.
    """
    meanings: dict[str | None, str] = {tag.id: tag.meaning for tag in timeline.board.tags}
    names: dict[str | None, str] = {tag.id: tag.name for tag in timeline.board.tags}
    moments = tuple(timeline.moments_in_order())
    speech = tuple(_speech(timeline, moments, meanings))
    timed = any(turn.seat is not None for turn in timeline.turns.values())
    if timed:
        turns = tuple(
            Spoken(turn.start_ms, turn.end_ms, turn.seat, turn.uid)
            for turn in timeline.turns_in_order()
            if turn.seat in timeline.seats and turn.seat is not None and turn.end_ms is not None
        )
    else:
        turns = tuple(
            Spoken(one.offset_ms, one.offset_ms + (one.duration_ms or 0), one.seat, one.uid)
            for one in speech
            if one.seat is not None
        )
    return Log(
        timeline=timeline,
        seats=tuple(timeline.seats_in_order()),
        length_ms=_length(timeline),
        timed=timed,
        turns=turns,
        moments=moments,
        speech=speech,
        meanings=meanings,
        names=names,
    )


def _speech(
    timeline: Timeline, moments: Iterable[Moment], meanings: dict[str | None, str]
) -> Iterable[Moment]:
    """Yield the moments in which a named seat speaks."""
    seats = timeline.seats
    silent = {tag for tag, meaning in meanings.items() if meaning in NOT_SPEECH}
    for moment in moments:
        if moment.by_coach or moment.seat not in seats or moment.tag in silent:
            continue
        if moment.tag is None and moment.uid in timeline.decision_of:
            continue  # a decision made with a board that has no tag for it is the coach's
        yield moment


def _length(timeline: Timeline) -> int:
    """Return the session's length; while it runs, the end of what is recorded so far."""
    if timeline.observation.length_ms is not None:
        return timeline.observation.length_ms
    ends = [turn.end_ms or turn.start_ms for turn in timeline.turns.values()]
    ends += [one.offset_ms + (one.duration_ms or 0) for one in timeline.moments.values()]
    return max(ends, default=0)


def _between(moments: Iterable[Moment], start_ms: int, end_ms: int) -> Iterable[Moment]:
    return (moment for moment in moments if start_ms <= moment.offset_ms < end_ms)
