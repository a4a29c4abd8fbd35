"""Keep which moments and lanes stay lit while a filter or a search dims the others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from livecoach.figures.timeline_lanes import Lanes, Look
from livecoach.figures.timeline_marks import Points


@dataclass(frozen=True, slots=True)
class Lighting:
    """What stays lit: moments, packed a lane and look, and the lanes of bars."""

    points: dict[tuple[str, Look], Points]
    dimmed: frozenset[str]  # keys of the lanes whose bars are dimmed


def light(lanes: Lanes, lit: Collection[str], dimmed: Collection[str] = ()) -> Lighting:
    """Return the lighting for the moments of these uids, prepared once a filter."""
    rows: dict[tuple[str, Look], list[tuple[int, str]]] = {}
    for uid in lit:
        for key, look, start in lanes.points_of(uid):
            rows.setdefault((key, look), []).append((start, uid))
    return Lighting({place: Points(found) for place, found in rows.items()}, frozenset(dimmed))
