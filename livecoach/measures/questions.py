"""Say which questions put to one seat were answered, by link."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from livecoach.core.moment import Moment
from livecoach.measures.log import Log

QUESTIONS = frozenset(("question", "uptake_question"))


@dataclass(frozen=True, slots=True)
class Question:
    """One question put to one named seat. Moments are told by uid, times are ms."""

    moment: str
    asker: str | None
    asked: str
    offset_ms: int
    answer: str | None  # the moment that answers it
    after_ms: int | None  # from the question's offset to the answer's


def questions(log: Log) -> list[Question]:
    """
    Return the questions asked of one named seat, in order of time.

    Answered when that seat's next turn links to it. That the seat spoke soon after is not enough.
    Source: practice 3.5.
    """
    own: dict[str, list[Moment]] = {}
    for moment in log.speech:
        if moment.seat is not None:
            own.setdefault(moment.seat, []).append(moment)
    starts: dict[str, list[int]] = {}
    for turn in log.turns:
        starts.setdefault(turn.seat, []).append(turn.start_ms)
    found = []
    for moment in log.speech:
        asked = moment.addressee
        if log.meaning(moment) not in QUESTIONS or moment.to_all or asked is None:
            continue
        if asked == moment.seat or asked not in log.timeline.seats:
            continue
        answer = _answer(log, moment, own.get(asked, []), starts.get(asked, []))
        found.append(
            Question(
                moment=moment.uid,
                asker=moment.seat,
                asked=asked,
                offset_ms=moment.offset_ms,
                answer=None if answer is None else answer.uid,
                after_ms=None if answer is None else answer.offset_ms - moment.offset_ms,
            )
        )
    return found


def _answer(log: Log, question: Moment, own: list[Moment], starts: list[int]) -> Moment | None:
    """Return the asked seat's moment that links to the question from within its next turn."""
    timeline = log.timeline
    answering = {timeline.links[uid].later for uid in timeline.links_to.get(question.uid, ())}
    if not answering:
        return None
    after = bisect_right(own, (question.offset_ms, question.seq), key=_place)
    if not log.timed:
        following = own[after : after + 1]
    else:
        # A moment may be tagged a little after its turn, so the turn lasts until the seat's next.
        turn = bisect_right(starts, question.offset_ms)
        until = starts[turn + 1] if turn + 1 < len(starts) else 1 << 62
        following = []
        for moment in own[after:]:
            if moment.offset_ms >= until:
                break
            following.append(moment)
    return next((moment for moment in following if moment.uid in answering), None)


def _place(moment: Moment) -> tuple[int, int]:
    return moment.offset_ms, moment.seq
