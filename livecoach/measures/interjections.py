"""Describe what the coach did, what held back, and what the record shows before and after."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from livecoach.core.moment import ACTIONS, Moment
from livecoach.measures.log import Log
from livecoach.measures.tags import meaning_counts

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
    floors = sorted(
        (turn.start_ms, turn.end_ms)
        for turn in log.timeline.turns.values()
        if turn.by_coach and turn.end_ms is not None
    )
    starts = [turn.start_ms for turn in log.turns]
    first_heard: dict[str, int] = {}
    for turn in log.turns:
        first_heard.setdefault(turn.seat, turn.start_ms)
    offsets = [moment.offset_ms for moment in log.moments]
    found = []
    for moment in log.moments:
        if not is_interjection(log, moment):
            continue
        at = moment.offset_ms
        end = _end(moment, floors)
        place = bisect_left(starts, at)
        answer = log.turns[place] if place < len(log.turns) else None
        found.append(
            Interjection(
                moment=moment.uid,
                offset_ms=at,
                end_ms=end,
                action=action_of(log, moment),
                first_responder=None if answer is None else answer.seat,
                delay_ms=None if answer is None else max(0, answer.start_ms - end),
                before=_side(log, starts, offsets, first_heard, max(0, at - around_ms), at),
                after=_side(
                    log, starts, offsets, first_heard,
                    end, max(end, min(log.length_ms, end + around_ms)),
                ),
            )
        )  # fmt: skip
    return found


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


def _side(
    log: Log, starts: list[int], offsets: list[int], first_heard: dict[str, int],
    start_ms: int, end_ms: int,
) -> Side:  # fmt: skip
    turns = log.turns[bisect_left(starts, start_ms) : bisect_left(starts, end_ms)]
    moments = log.moments[bisect_left(offsets, start_ms) : bisect_left(offsets, end_ms)]
    counts = {name: 0 for name, _ in WATCHED}
    for meaning, count in meaning_counts(log, moments).items():
        kind = _TOGETHER.get(meaning, meaning)
        if kind in counts:
            counts[kind] += count
    seats = {turn.seat for turn in turns}
    return Side(
        start_ms=start_ms,
        end_ms=end_ms,
        contributions=len(turns),
        seats_heard=len(seats),
        newly_heard=sum(1 for seat in seats if first_heard[seat] >= start_ms),
        counts=counts,
    )
