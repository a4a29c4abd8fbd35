"""The example session as a timeline, and records full of words that must not leave."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from livecoach.core.moment import Moment, Remark
from livecoach.core.observation import Observation
from livecoach.core.session import AgendaItem, CheckOut, Seat, Session
from livecoach.core.summary import SummaryPiece
from livecoach.core.timeline import Timeline
from livecoach.exchange.example import example_session


def example() -> Timeline:
    """Return the shipped example session."""
    rows = [change.row for change in example_session().changes]
    session = next(row for row in rows if isinstance(row, Session))
    observation = next(row for row in rows if isinstance(row, Observation))
    timeline = Timeline(session, observation)
    timeline.load(row for row in rows if not isinstance(row, Session | Observation))
    return timeline


def with_canaries(seed: int) -> tuple[Timeline, list[str]]:
    """Return the example with a canary word in every text of every row, and the canaries."""
    source, dice = example(), random.Random(seed)
    canaries: list[str] = []

    def canary(kind: str) -> str:
        word = f"Zz{kind}{dice.randrange(16**6):06x}"
        canaries.append(word)
        return word

    session = replace(source.session, title=canary("title"), location=canary("place"))
    observation = replace(source.observation, observer=canary("obs"), reflection=canary("refl"))
    timeline = Timeline(session, observation)
    for seat in source.seats.values():
        name, group = canary("seat"), canary("org")
        timeline.load([replace(seat, label=f"{group} {name}", organisation=group)])
    timeline.load([AgendaItem("agenda", session.uid, canary("item"), 0, 20, 0, 1_800_000)])
    for answer in source.check_outs.values():
        timeline.load([_answer(answer, canary)])
    for moment in source.moments.values():
        timeline.load([_moment(moment, canary)])
    timeline.load(source.decisions.values())
    timeline.load(source.links.values())
    timeline.load([Remark("remark", observation.uid, None, "reflection", canary("rem"), "")])
    pieces = [
        SummaryPiece("quote", session.uid, "quote", "quotes", canary("quote"), 0, "added"),
        SummaryPiece("own", session.uid, "own", "paraphrases", canary("para"), 0, "added"),
        SummaryPiece("gone", session.uid, "gone", "noticed", canary("gone"), 0, "dropped"),
    ]
    timeline.load(pieces)
    return timeline, canaries


def _answer(answer: CheckOut, canary: Callable[[str], str]) -> CheckOut:
    return replace(
        answer,
        learned_words=canary("learned"),
        missed_words=canary("missed"),
        different_words=canary("diff"),
    )


def _moment(moment: Moment, canary: Callable[[str], str]) -> Moment:
    return replace(
        moment,
        words=canary("words"),
        note=canary("note"),
        imported_note="",
        ref=canary("ref"),
        coach_action=moment.coach_action,
    )


def seat_named(timeline: Timeline, label: str) -> Seat:
    """Return the seat of that label."""
    return next(seat for seat in timeline.seats.values() if seat.label == label)
