"""Find the movements of a meeting: stretches in which its language and lenses differ most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import log as ln

from livecoach.core.moment import Moment
from livecoach.measures.interjections import is_interjection
from livecoach.measures.log import Log

SHORTEST_MS = 8 * 60_000
FEWEST = 6  # contributions; a stretch with fewer says nothing of its own
SMALLEST_SHARE = 0.2  # of all contributions: a movement is no mere opening or close
MOST_EDGES = 40


@dataclass(frozen=True, slots=True)
class Movement:
    """A stretch of the meeting, in ms, and the part of the log that lies in it."""

    start_ms: int
    end_ms: int
    log: Log


def edges_between(log: Log) -> list[int]:
    """Return where a movement can end: agenda items, breaks and the coach's interjections."""
    found: set[int | None] = set()
    for item in log.timeline.agenda.values():
        found |= {item.started_ms, item.ended_ms}
    for pause in log.timeline.breaks.values():
        found |= {pause.start_ms, pause.end_ms}
    found |= {moment.offset_ms for moment in log.moments if is_interjection(log, moment)}
    inside = sorted(at for at in found if at is not None and 0 < at < log.length_ms)
    if len(inside) <= MOST_EDGES:
        return inside
    step = len(inside) / MOST_EDGES
    return [inside[int(place * step)] for place in range(MOST_EDGES)]


def find(log: Log, most: int = 3) -> tuple[Movement, ...]:
    """
    Return up to ``most`` movements that tell the meeting apart best; one where none do.

    Edges are taken from ``edges_between``. Of all ways to cut, the one with the highest
    multinomial likelihood of tags, lenses and organisations is kept; a cut that leaves a stretch
    under eight minutes, six contributions or a fifth of them all is not considered.
    """
    whole = log.length_ms
    marks = [_features(log, moment) for moment in log.speech]
    offsets = [moment.offset_ms for moment in log.speech]
    edges = edges_between(log)
    for pieces in range(most, 1, -1):
        best: tuple[float, tuple[int, ...]] | None = None
        for cut in combinations(edges, pieces - 1):
            bounds = (0, *cut, whole)
            if not _long_enough(bounds, offsets):
                continue
            fit = sum(
                _likelihood(mark for at, mark in zip(offsets, marks, strict=True) if a <= at < b)
                for a, b in pairwise(bounds)
            )
            if best is None or fit > best[0]:
                best = (fit, cut)
        if best is not None:
            return cut_at(log, best[1])
    return cut_at(log, ())


def cut_at(log: Log, edges: Sequence[int]) -> tuple[Movement, ...]:
    """Return the movements between these edges (ms), such as a coach who moved them wants."""
    bounds = [0, *sorted(edge for edge in set(edges) if 0 < edge < log.length_ms), log.length_ms]
    last = len(bounds) - 2
    return tuple(
        # What falls on the very end of the session belongs to its last movement.
        Movement(start, end, log.within(start, end + 1 if place == last else end))
        for place, (start, end) in enumerate(pairwise(bounds))
    )


def _long_enough(bounds: Sequence[int], offsets: Sequence[int]) -> bool:
    pairs = list(pairwise(bounds))
    if any(end - start < SHORTEST_MS for start, end in pairs):
        return False
    fewest = max(FEWEST, SMALLEST_SHARE * len(offsets))
    return all(sum(start <= at < end for at in offsets) >= fewest for start, end in pairs)


def _features(log: Log, moment: Moment) -> tuple[str, ...]:
    seat = log.timeline.seats.get(moment.seat or "")
    organisation = "" if seat is None else seat.organisation
    meaning = log.meaning(moment) or str(moment.tag)
    return (f"tag {meaning}", f"lens {moment.lens}", f"organisation {organisation}")


def _likelihood(marks: Iterable[tuple[str, ...]]) -> float:
    counts: Counter[str] = Counter()
    number = 0
    for mark in marks:
        counts.update(mark)
        number += 1
    return sum(count * ln(count / number) for count in counts.values()) if number else 0.0
