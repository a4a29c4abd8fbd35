"""Follow figures over the sessions of one kind: a few numbers a session, and what they show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from livecoach.core.timeline import Timeline
from livecoach.measures.check_out import FEWEST, totals
from livecoach.measures.ideas import ideas
from livecoach.measures.interjections import held_back, newly_heard_after
from livecoach.measures.log import Log, read
from livecoach.measures.share import heard, how_even
from livecoach.measures.tags import lens_counts, meaning_counts

FEWEST_SESSIONS = 3  # below this a line says nothing
HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """What one session adds to the programme's lines; kept with it, made anew when it changes."""

    length_ms: int = 0
    seats: int = 0
    seats_heard: int = 0
    contributions: int = 0
    timed: bool = False
    evenness: float = 0.0  # of turns; Pielou's
    longest_unheard_ms: int = 0
    challenge: int = 0
    support: int = 0
    us_and_them: int | None = None  # None where the board has no tag that means it
    we_system: int | None = None
    through_patient: int = 0
    through_any_lens: int = 0
    ideas: int = 0
    ideas_taken_up: int = 0
    ideas_credited: int = 0
    interjections: int = 0
    held_back: int = 0
    answered: int = 0  # how many answered the check-out
    heard_mean: float | None = None  # None below five answers
    seven_or_more: int | None = None
    learned: int | None = None
    learned_n: int = 0
    newly_heard_after: int = 0  # seats first heard in the five minutes after an interjection


@dataclass(frozen=True, slots=True)
class Held:
    """One session of a line: when, and its figures; a skipped one has none."""

    session: str
    on: str  # ISO time
    title: str
    figures: SessionFigures | None


@dataclass(frozen=True, slots=True)
class Point:
    """One session's place on a line; no value where it has none to show."""

    session: str
    on: str
    value: float | None
    n: int  # what the value rests on


@dataclass(frozen=True, slots=True)
class Trend:
    """One line over the sessions of a kind."""

    name: str
    words: str
    unit: str  # what n counts
    points: tuple[Point, ...]
    sentence: str


def figures_of(timeline: Timeline) -> SessionFigures:
    """Return a session's figures, by the same functions as its review page."""
    log = read(timeline)
    even = how_even(log)
    counts = meaning_counts(log, log.moments)
    lenses = lens_counts(log)
    offered = ideas(log)
    done, newly_heard = newly_heard_after(log)
    scores = totals(timeline.check_outs.values())
    return SessionFigures(
        length_ms=log.length_ms,
        seats=even.seats,
        seats_heard=even.heard,
        contributions=even.turns,
        timed=log.timed,
        evenness=even.turns_evenness,
        longest_unheard_ms=max(
            (one.longest_unheard[1] - one.longest_unheard[0] for one in heard(log)), default=0
        ),
        challenge=counts.get("challenge", 0),
        support=counts.get("support", 0) + counts.get("uptake", 0),
        us_and_them=_where_meant(log, counts, "us_and_them"),
        we_system=_where_meant(log, counts, "we_system"),
        through_patient=sum(count for lens, count in lenses.items() if "patient" in lens),
        through_any_lens=sum(lenses.values()),
        ideas=len(offered),
        ideas_taken_up=sum(1 for idea in offered if idea.taken_up),
        ideas_credited=sum(1 for idea in offered if idea.credited),
        interjections=done,
        held_back=len(held_back(log)),
        answered=scores.n,
        heard_mean=scores.mean,
        seven_or_more=scores.seven_or_more,
        learned=scores.learned,
        learned_n=scores.learned_n,
        newly_heard_after=newly_heard,
    )


def _where_meant(log: Log, counts: Mapping[str, int], meaning: str) -> int | None:
    """Return a meaning's count; None where the board has no tag for it, as 0 would be untrue."""
    return counts.get(meaning, 0) if meaning in log.meanings.values() else None


def as_dict(figures: SessionFigures) -> dict[str, Any]:
    """Return figures as plain values, to be kept with a session."""
    return {one.name: getattr(figures, one.name) for one in fields(SessionFigures)}


def from_dict(values: dict[str, Any]) -> SessionFigures:
    """Return figures kept with a session; those that outlived their log may be of an older form."""
    known = {one.name for one in fields(SessionFigures)}
    return SessionFigures(**{name: value for name, value in values.items() if name in known})


def _hourly(count: int | None, figures: SessionFigures) -> float | None:
    if count is None or not figures.length_ms:
        return None
    return count * HOUR_MS / figures.length_ms


def _part(count: int | None, whole: int) -> float | None:
    return None if count is None or not whole else count / whole


def _enough(figures: SessionFigures) -> float | None:
    return figures.evenness if figures.contributions else None


Reads = Callable[[SessionFigures], float | None]
# name, words, what n counts, value, n
LINES: tuple[tuple[str, str, str, Reads, Callable[[SessionFigures], int]], ...] = (
    ("felt_heard", "Felt heard (0–10), mean", "answers",
     lambda f: f.heard_mean, lambda f: f.answered),
    ("learned", "Learned something, share", "answers",
     lambda f: _part(f.learned, f.learned_n), lambda f: f.learned_n),
    ("evenness", "Evenness of turns", "contributions",
     _enough, lambda f: f.contributions),
    ("seats_heard", "Seats heard, share", "seats",
     lambda f: _part(f.seats_heard, f.seats), lambda f: f.seats),
    ("longest_unheard", "Longest stretch unheard, minutes", "seats",
     lambda f: f.longest_unheard_ms / 60_000 if f.seats else None, lambda f: f.seats),
    ("challenge", "Challenge, an hour", "moments",
     lambda f: _hourly(f.challenge, f), lambda f: f.challenge),
    ("support", "Support, an hour", "moments",
     lambda f: _hourly(f.support, f), lambda f: f.support),
    ("us_and_them", "Ours and theirs, an hour", "moments",
     lambda f: _hourly(f.us_and_them, f), lambda f: f.us_and_them or 0),
    ("we_system", "“We” of the system, an hour", "moments",
     lambda f: _hourly(f.we_system, f), lambda f: f.we_system or 0),
    ("patient", "Through the patient's eyes, an hour", "moments",
     lambda f: _hourly(f.through_patient, f), lambda f: f.through_patient),
    ("ideas_taken_up", "Ideas taken up, share", "ideas",
     lambda f: _part(f.ideas_taken_up, f.ideas), lambda f: f.ideas),
    ("ideas_credited", "Ideas credited, share", "ideas",
     lambda f: _part(f.ideas_credited, f.ideas), lambda f: f.ideas),
    ("interjections", "Interjections, an hour", "interjections",
     lambda f: _hourly(f.interjections, f), lambda f: f.interjections),
    ("held_back", "Let run, an hour", "decisions",
     lambda f: _hourly(f.held_back, f), lambda f: f.held_back),
    ("newly_heard_after", "Seats first heard after an interjection", "interjections",
     lambda f: float(f.newly_heard_after) if f.interjections else None,
     lambda f: f.interjections),
)  # fmt: skip


def trends(sessions: Sequence[Held]) -> list[Trend]:
    """Return a line for each figure over sessions in order; a skipped session is a gap in it."""
    found = []
    for name, words, unit, value, n in LINES:
        points = tuple(
            Point(
                one.session,
                one.on,
                None if one.figures is None else value(one.figures),
                0 if one.figures is None else n(one.figures),
            )
            for one in sessions
        )
        found.append(Trend(name, words, unit, points, _sentence(words, points)))
    return found


def _sentence(words: str, points: Sequence[Point]) -> str:
    """Say what a line shows, and never why."""
    shown = [point for point in points if point.value is not None]
    if len(shown) < FEWEST_SESSIONS:
        return f"{words}: too few sessions to say how it moves (n = {len(shown)})."
    third = max(1, len(shown) // 3)
    first = [point.value or 0.0 for point in shown[:third]]
    last = [point.value or 0.0 for point in shown[-third:]]
    start, end = sum(first) / third, sum(last) / third

    def said(value: float) -> str:
        return f"{100 * value:.0f} %" if words.endswith("share") else f"{value:.1f}"

    gaps = len(points) - len(shown)
    tail = f" {gaps} without a figure." if gaps else ""
    if abs(end - start) <= 0.05 * max(abs(start), abs(end)):
        return f"{words}: about the same, {said(start)} then {said(end)} (n = {len(shown)}).{tail}"
    way = "higher" if end > start else "lower"
    over = f"the last {third} of {len(shown)} sessions" if third > 1 else "the last session"
    return (
        f"{words}: {way} in {over} ({said(end)}) than at the start ({said(start)}). "
        f"It does not say why.{tail}"
    )


def enough_answers(figures: SessionFigures) -> bool:
    """Tell whether a session's check-out may be shown."""
    return figures.answered >= FEWEST
