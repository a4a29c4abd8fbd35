"""Describe what the coach did, what held back, and what the record shows before and after."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from livecoach.core.moment import ACTIONS, Moment
from livecoach.core.timeline import Timeline
from livecoach.measures.log import Log

AROUND_MS = 5 * 60_000
# What is counted beside each interjection, by meaning, and how it is called.
WATCHED = (
    ("idea", "Ideas offered"),
    ("uptake", "Ideas taken up, supported, credited"),
    ("challenge", "Challenges"),
    ("us_and_them", "Ours and theirs"),
    ("we_system", "We of the system"),
    ("took_floor", "Floor taken"),
    ("held_off", "Interruptions held off"),
    ("repair", "Repairs"),
)  # fmt: skip
_TOGETHER = {"support": "uptake", "credit": "uptake", "uptake_question": "uptake"}


@dataclass(frozen=True, slots=True)
class Side:
    """What was recorded in the minutes on one side of an interjection."""

    start_ms: int
    end_ms: int
    contributions: int
    seats_heard: int
    newly_heard: int  # seats not heard in the session before
    counts: dict[str, int]  # by the meanings in WATCHED


@dataclass(frozen=True, slots=True)
class Interjection:
    """One interjection and what stands round it in the record; no claim that it caused any."""

    moment: str
    offset_ms: int
    end_ms: int
    action: str
    first_responder: str | None
    delay_ms: int | None  # from its end to the first contribution after it
    before: Side
    after: Side


@dataclass(frozen=True, slots=True)
class HeldBack:
    """One time the coach noticed something and let it run. No reason given is ""."""

    moment: str
    offset_ms: int
    reason: str
    verdict: str


class _Tables(NamedTuple):
    """
    What is looked up for every interjection of a log, made once; times in order, in ms.

    A window is then counted by searching, whatever its length: the cost grows with the log.
    """

    floors: list[tuple[int, int]]  # the coach's timed turns
    starts: list[int]  # of all turns
    by_seat: dict[str, list[int]]  # starts of each seat's turns
    firsts: list[int]  # the start of each seat's first turn
    by_kind: dict[str, list[int]]  # moments of each meaning that is watched


def is_interjection(log: Log, moment: Moment) -> bool:
    """Tell whether the coach interjected at this moment."""
    decision = log.timeline.decision(moment.uid)
    if decision is not None:
        return decision.choice == "interject"
    return log.meaning(moment) == "interjection"


def is_held_back(log: Log, moment: Moment) -> bool:
    """Tell whether the coach let it run at this moment."""
    decision = log.timeline.decision(moment.uid)
    if decision is not None:
        return decision.choice == "let_run"
    return log.meaning(moment) == "let_run" or moment.coach_action.casefold() == "let run"


def action_of(log: Log, moment: Moment) -> str:
    """Return the coach's stance: an imported log's own words, or the decision's action, or ""."""
    if moment.coach_action:
        return moment.coach_action
    decision = log.timeline.decision(moment.uid)
    return "" if decision is None else decision.action or decision.choice


def action_counts(log: Log) -> dict[str, int]:
    """Return how often each stance of the coach is recorded, by its name, in order of first use."""
    counts: dict[str, int] = {}
    for moment in log.moments:
        action = action_of(log, moment)
        if action:
            counts[action] = counts.get(action, 0) + 1
    return counts


def action_words(action: str) -> str:
    """Return how an action is written on screen; an imported log's own words stay as they are."""
    return next((words for _, name, words in ACTIONS if name == action), action)


def interjections(log: Log, around_ms: int = AROUND_MS) -> list[Interjection]:
    """
    Return the coach's interjections in order, with ``around_ms`` before and after side by side.

    Windows are cut at the session's edges and may overlap. Source: practice 1.5.
    """
    tables = _tables(log)
    return [
        _about(log, tables, moment, around_ms)
        for moment in log.moments
        if is_interjection(log, moment)
    ]


def interjection(log: Log, moment: Moment, around_ms: int = AROUND_MS) -> Interjection:
    """Return one interjection as ``interjections`` has it, without looking at the others."""
    return _about(log, _tables(log), moment, around_ms)


def coach_floors(timeline: Timeline) -> list[tuple[int, int]]:
    """Return the coach's timed turns that are over, in order, as (start, end) in ms."""
    return sorted(
        (turn.start_ms, turn.end_ms)
        for turn in timeline.turns.values()
        if turn.by_coach and turn.end_ms is not None
    )


def followed_by(
    moment: Moment, floors: list[tuple[int, int]], length_ms: int, around_ms: int = AROUND_MS
) -> tuple[int, int]:
    """Return the stretch looked at after an interjection: from the coach's end, in ms."""
    end = _end(moment, floors)
    return end, max(end, min(length_ms, end + around_ms))


def _tables(log: Log) -> _Tables:
    floors = coach_floors(log.timeline)
    by_seat: dict[str, list[int]] = {}
    for turn in log.turns:
        by_seat.setdefault(turn.seat, []).append(turn.start_ms)
    by_kind: dict[str, list[int]] = {}
    for moment in log.moments:
        meaning = log.meaning(moment)
        by_kind.setdefault(_TOGETHER.get(meaning, meaning), []).append(moment.offset_ms)
    firsts = sorted(times[0] for times in by_seat.values())
    return _Tables(floors, [turn.start_ms for turn in log.turns], by_seat, firsts, by_kind)


def _about(log: Log, tables: _Tables, moment: Moment, around_ms: int) -> Interjection:
    at = moment.offset_ms
    end, until = followed_by(moment, tables.floors, log.length_ms, around_ms)
    place = bisect_left(tables.starts, at)
    answer = log.turns[place] if place < len(log.turns) else None
    return Interjection(
        moment=moment.uid,
        offset_ms=at,
        end_ms=end,
        action=action_of(log, moment),
        first_responder=None if answer is None else answer.seat,
        delay_ms=None if answer is None else max(0, answer.start_ms - end),
        before=_side(tables, max(0, at - around_ms), at),
        after=_side(tables, end, until),
    )


def newly_heard_after(log: Log, around_ms: int = AROUND_MS) -> tuple[int, int]:
    """Return how many interjections there are, and the seats first heard after one, added up."""
    tables = _tables(log)
    spans = [
        followed_by(moment, tables.floors, log.length_ms, around_ms)
        for moment in log.moments
        if is_interjection(log, moment)
    ]
    return len(spans), sum(_within(tables.firsts, *one) for one in spans)


def held_back(log: Log) -> list[HeldBack]:
    """Return the times the coach let it run, in order."""
    found = []
    for moment in log.moments:
        if is_held_back(log, moment):
            decision = log.timeline.decision(moment.uid)
            reason = "" if decision is None else decision.reason
            verdict = "" if decision is None else decision.verdict
            found.append(HeldBack(moment.uid, moment.offset_ms, reason, verdict))
    return found


def per_hour(count: int, length_ms: int) -> float | None:
    """Return a count as a rate an hour; None for a session without length."""
    return count * 3_600_000 / length_ms if length_ms > 0 else None


def _end(moment: Moment, floors: list[tuple[int, int]]) -> int:
    """Return when the coach stopped speaking: the stated duration, or the coach's timed turn."""
    if moment.duration_ms is not None:
        return moment.offset_ms + moment.duration_ms
    place = bisect_right(floors, (moment.pressed_ms, 1 << 62)) - 1
    if place < 0 or floors[place][1] < moment.pressed_ms:
        return moment.offset_ms
    return max(moment.offset_ms, floors[place][1])


def _side(tables: _Tables, start_ms: int, end_ms: int) -> Side:
    return Side(
        start_ms=start_ms,
        end_ms=end_ms,
        contributions=_within(tables.starts, start_ms, end_ms),
        seats_heard=sum(1 for one in tables.by_seat.values() if _within(one, start_ms, end_ms)),
        newly_heard=_within(tables.firsts, start_ms, end_ms),
        counts={
            name: _within(tables.by_kind.get(name, []), start_ms, end_ms) for name, _ in WATCHED
        },
    )


def _within(times: list[int], start_ms: int, end_ms: int) -> int:
    """Return how many of the times, in order, lie from ``start_ms`` up to ``end_ms``."""
    return bisect_left(times, end_ms) - bisect_left(times, start_ms)
