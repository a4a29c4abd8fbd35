"""Lay two observers' records of one session side by side, by time and by event."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from livecoach.core.moment import Moment
from livecoach.measures.agreement import Agreement, kappa
from livecoach.measures.log import Log
from livecoach.measures.tags import UNCLASSIFIED

NOBODY = ""  # nobody's floor; also "nothing" beside an event the other did not mark
UNIT_MS = 1000
ALIKE, OTHERWISE, ALONE = 0.0, 1.0, 0.8  # two alone cost more than one pair coded differently


@dataclass(frozen=True, slots=True)
class Events:
    """Two observers' moments, aligned: alike, coded differently, or marked by one alone."""

    agreement: Agreement
    alike: int
    differently: int
    only_first: int
    only_second: int
    pairs: tuple[tuple[str | None, str | None], ...]  # moments' uids


def floor_agreement(first: Log, second: Log) -> Agreement:
    """Return how far two observers agree on who has the floor, second by second."""
    a, b = _floors(first, second)
    return _tally(zip(a, b, strict=True))


def floor_agreement_within(first: Log, second: Log, units: int) -> tuple[Agreement, Agreement]:
    """
    Return the same, a second agreeing if the other has the code within ± ``units`` seconds.

    It depends on whose seconds are looked at, so both directions are returned: the first's, the
    second's.
    """
    a, b = _floors(first, second)
    return _tally(_near(a, b, units)), _tally(_near(b, a, units))


def event_agreement(first: Log, second: Log, tolerance_ms: int) -> Events:
    """
    Return how far two observers mark the same tags at the same times, within a tolerance.

    Moments are aligned in order at the least cost (Needleman and Wunsch; Quera, Bakeman and Gnisci
    2007). Tags are told apart by name, so that two boards can be compared.
    """
    pairs: list[tuple[Moment | None, Moment | None]] = []
    for ours, theirs in _clusters(first.moments, second.moments, tolerance_ms):
        pairs += _align(first, second, ours, theirs, tolerance_ms)
    codes = [(_code(first, a), _code(second, b)) for a, b in pairs]
    return Events(
        agreement=_tally(codes, nil=True),
        alike=sum(1 for a, b in codes if a == b),
        differently=sum(1 for a, b in codes if a != b and NOBODY not in (a, b)),
        only_first=sum(1 for _, b in codes if b == NOBODY),
        only_second=sum(1 for a, _ in codes if a == NOBODY),
        pairs=tuple((_uid(a), _uid(b)) for a, b in pairs),
    )


def _code(log: Log, moment: Moment | None) -> str:
    return NOBODY if moment is None else log.names.get(moment.tag, UNCLASSIFIED)


def _uid(moment: Moment | None) -> str | None:
    return None if moment is None else moment.uid


def _floors(first: Log, second: Log) -> tuple[list[str], list[str]]:
    units = max(first.length_ms, second.length_ms) // UNIT_MS
    return _floor(first, units), _floor(second, units)


def _floor(log: Log, units: int) -> list[str]:
    """Return who has the floor at the start of each second, by the seat's label."""
    floor = [NOBODY] * units
    labels = {seat.uid: seat.label for seat in log.seats}
    for turn in log.turns:
        begin = -(-turn.start_ms // UNIT_MS)
        for unit in range(begin, min(units, -(-turn.end_ms // UNIT_MS))):
            floor[unit] = labels[turn.seat]
    return floor


def _near(a: Sequence[str], b: Sequence[str], units: int) -> list[tuple[str, str]]:
    """Return each unit's code in ``a`` with the same in ``b`` if it is near, else what stands."""
    places: dict[str, list[int]] = {}
    for unit, code in enumerate(b):
        places.setdefault(code, []).append(unit)
    found = []
    for unit, code in enumerate(a):
        there = places.get(code, [])
        place = bisect_left(there, unit - units)
        near = place < len(there) and there[place] <= unit + units
        found.append((code, code if near else b[unit]))
    return found


def _tally(codes: Iterable[tuple[str, str]], nil: bool = False) -> Agreement:
    codes = list(codes)
    labels = sorted({code for pair in codes for code in pair} | ({NOBODY} if nil else set()))
    place = {label: index for index, label in enumerate(labels)}
    matrix = [[0] * len(labels) for _ in labels]
    for a, b in codes:
        matrix[place[a]][place[b]] += 1
    return kappa(matrix, labels, place[NOBODY] if nil else None)


def _clusters(
    first: Sequence[Moment], second: Sequence[Moment], tolerance_ms: int
) -> list[tuple[list[Moment], list[Moment]]]:
    """Return stretches so far apart that no moment of one can stand beside one of another."""
    marked = [(one.offset_ms, 0, one) for one in first] + [
        (one.offset_ms, 1, one) for one in second
    ]
    marked.sort(key=lambda row: row[:2])
    found: list[tuple[list[Moment], list[Moment]]] = []
    last = 0
    for offset, whose, moment in marked:
        if not found or offset - last > tolerance_ms:
            found.append(([], []))
        found[-1][whose].append(moment)
        last = offset
    return found


def _align(
    first: Log, second: Log, ours: list[Moment], theirs: list[Moment], tolerance_ms: int
) -> list[tuple[Moment | None, Moment | None]]:
    """Return the cheapest alignment of two short runs of moments, in order."""
    far = float("inf")
    cost = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]

    def beside(i: int, j: int) -> float:
        a, b = ours[i - 1], theirs[j - 1]
        if abs(a.offset_ms - b.offset_ms) > tolerance_ms:
            return far
        alike = first.names.get(a.tag) == second.names.get(b.tag)
        return ALIKE if alike else OTHERWISE

    for i in range(len(ours) + 1):
        for j in range(len(theirs) + 1):
            ways = [0.0] if not i and not j else []
            if i:
                ways.append(cost[i - 1][j] + ALONE)
            if j:
                ways.append(cost[i][j - 1] + ALONE)
            if i and j:
                ways.append(cost[i - 1][j - 1] + beside(i, j))
            cost[i][j] = min(ways)

    pairs: list[tuple[Moment | None, Moment | None]] = []
    i, j = len(ours), len(theirs)
    while i or j:
        if i and j and cost[i][j] == cost[i - 1][j - 1] + beside(i, j):
            i, j = i - 1, j - 1
            pairs.append((ours[i], theirs[j]))
        elif i and cost[i][j] == cost[i - 1][j] + ALONE:
            i -= 1
            pairs.append((ours[i], None))
        else:
            j -= 1
            pairs.append((None, theirs[j]))
    return pairs[::-1]
