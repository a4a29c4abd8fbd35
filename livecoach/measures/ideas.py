"""Follow each idea through its links: taken up, restated, credited, or not taken up."""

from __future__ import annotations

from dataclasses import dataclass

from livecoach.core.moment import Moment
from livecoach.measures.log import Log

UPTAKES = frozenset(("uptake", "support", "credit", "uptake_question"))
UPTAKE_LINKS = frozenset(("takes_up", "credits"))


@dataclass(frozen=True, slots=True)
class Uptake:
    """Another seat's moment that takes an idea up; ``after_ms`` from offer to uptake."""

    moment: str
    seat: str
    after_ms: int


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea offered, and its fate. Moments are told by uid."""

    moment: str
    seat: str | None
    offset_ms: int
    restates: str | None  # the earlier idea it says again
    uptakes: tuple[Uptake, ...]  # in order of time
    restated: tuple[str, ...]  # the later ideas that say it again
    credited: tuple[str, ...]  # the moments that name whose it was

    @property
    def taken_up(self) -> bool:
        """Tell whether another seat took it up."""
        return bool(self.uptakes)


def ideas(log: Log) -> list[Idea]:
    """
    Return every idea offered, in order of time.

    Taken up: a later moment by another seat links to it, as building, supporting, credit or testing
    understanding, or by a link that takes up or credits. Restates: it links to an earlier idea.
    Only links are followed; text is never compared. Source: practice 3.4.
    """
    offered = [one for one in log.speech if log.meaning(one) == "idea"]
    earlier_of = {one.uid: _restates(log, one) for one in offered}
    restated: dict[str, list[str]] = {}
    for later, earlier in earlier_of.items():
        if earlier is not None:
            restated.setdefault(earlier, []).append(later)
    found = []
    for one in offered:
        uptakes, credited = _uptakes(log, one)
        found.append(
            Idea(
                moment=one.uid,
                seat=one.seat,
                offset_ms=one.offset_ms,
                restates=earlier_of[one.uid],
                uptakes=uptakes,
                restated=tuple(restated.get(one.uid, ())),
                credited=credited,
            )
        )
    return found


def _is_later(one: Moment, than: Moment) -> bool:
    return (one.offset_ms, one.seq) > (than.offset_ms, than.seq)


def _restates(log: Log, idea: Moment) -> str | None:
    """Return the earliest idea that this one links to as its own restating, or None."""
    timeline = log.timeline
    found = []
    for uid in timeline.links_from.get(idea.uid, ()):
        link = timeline.links[uid]
        earlier = timeline.moments.get(link.earlier)
        if link.kind in UPTAKE_LINKS or earlier is None or not _is_later(idea, earlier):
            continue
        if log.meaning(earlier) == "idea":
            found.append((earlier.offset_ms, earlier.seq, earlier.uid))
    return min(found)[2] if found else None


def _uptakes(log: Log, idea: Moment) -> tuple[tuple[Uptake, ...], tuple[str, ...]]:
    timeline = log.timeline
    taking: dict[str, Moment] = {}
    credited: dict[str, Moment] = {}
    for uid in timeline.links_to.get(idea.uid, ()):
        link = timeline.links[uid]
        later = timeline.moments.get(link.later)
        if later is None or later.seat is None or later.by_coach or later.seat == idea.seat:
            continue
        if not _is_later(later, idea):
            continue
        meaning = log.meaning(later)
        if meaning in UPTAKES or link.kind in UPTAKE_LINKS:
            taking[later.uid] = later
        if meaning == "credit" or link.kind == "credits":
            credited[later.uid] = later
    ordered = sorted(taking.values(), key=lambda one: (one.offset_ms, one.seq))
    uptakes = tuple(
        Uptake(one.uid, one.seat, one.offset_ms - idea.offset_ms)
        for one in ordered
        if one.seat is not None
    )
    credits = sorted(credited.values(), key=lambda one: (one.offset_ms, one.seq))
    return uptakes, tuple(one.uid for one in credits)
