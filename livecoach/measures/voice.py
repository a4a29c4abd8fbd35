"""Say how evenly a floor is shared and how it passes, from plain counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import fsum, log


def gini(values: Sequence[float], corrected: bool = False) -> float:
    """
    Return the Gini index of values, one a seat, silent seats as 0.

    0 where all are alike, at most (n-1)/n; ``corrected`` multiplies by n/(n-1) for small
    groups, at most 1. Where there is nothing to share it is 0. Raise ValueError for a negative
    value. Source: G = 2 sum(i x_(i)) / (n sum(x)) - (n+1)/n, as in ineq, DescTools, phylotools.
    """
    ordered = _checked(values)
    n, total = len(ordered), fsum(ordered)
    if n < 2 or not total:
        return 0.0
    # The same sum, written as gaps between neighbours, cannot fall below 0 by rounding.
    gaps = fsum((ordered[i] - ordered[i - 1]) * i * (n - i) for i in range(1, n))
    index = gaps / (n * total)
    return index * n / (n - 1) if corrected else index


def evenness(values: Sequence[float]) -> float:
    """
    Return the normalised entropy of values, one a seat, silent seats as 0.

    1 where all are alike, 0 where one seat has everything. Where there is nothing to share it
    is 0, so look at the total first. Raise ValueError for a negative value.
    Source: -sum(p ln p) / ln n, with 0 ln 0 = 0; Shannon 1948, Pielou 1966.
    """
    ordered = _checked(values)
    n, total = len(ordered), fsum(ordered)
    if not total:
        return 0.0
    if ordered[0] == ordered[-1]:
        return 1.0
    entropy = -fsum(share * log(share) for value in ordered if (share := value / total))
    return min(1.0, max(0.0, entropy / log(n)))


def turn_taking_index(runs: Sequence[tuple[str, int]]) -> float:
    """
    Return how often the floor passes: (runs - 1) / (contributions - 1).

    Each run is a speaker and how many contributions it made in a row; neighbours by one speaker
    are one run. 1 where every contribution is by another speaker than the one before; 0 for
    fewer than two contributions. Source: Almaatouq et al. 2024, as in the Team Communication
    Toolkit.
    """
    contributions = sum(length for _, length in runs)
    if contributions < 2:
        return 0.0
    speakers = [speaker for speaker, length in runs if length]
    passes = sum(1 for a, b in pairwise(speakers) if a != b)
    return passes / (contributions - 1)


def reciprocity(directed_counts: Mapping[tuple[str, str], float]) -> tuple[float, float]:
    """
    Return the binary and the weighted reciprocity of (from, to) -> count.

    Binary: the share of directed pairs that go both ways. Weighted: sum(min(w_ij, w_ji)) over
    sum(w_ij). Loops are left out; (0, 0) where nothing is directed.
    Source: Squartini et al. 2013, Scientific Reports 3:2729.
    """
    edges = {pair: w for pair, w in directed_counts.items() if w > 0 and pair[0] != pair[1]}
    if not edges:
        return 0.0, 0.0
    both = [pair for pair in edges if pair[::-1] in edges]
    returned = fsum(min(edges[pair], edges[pair[::-1]]) for pair in both)
    return len(both) / len(edges), returned / fsum(edges.values())


def participation_shifts(turns: Sequence[tuple[str, str]]) -> list[str]:
    """
    Return Gibson's name for each shift between neighbouring turns, such as "AB-X0".

    A turn is (speaker, target), target "0" for the group. A speaker who goes on to the same
    target makes no shift; a turn aimed at its own speaker cannot be named and makes none.
    Source: Gibson 2003, "Participation shifts", Social Forces 81:1335-1380; 13 kinds.
    """
    shifts = []
    for (a, b), (speaker, target) in pairwise(turns):
        if a == b or speaker == target or (a, b) == (speaker, target):
            continue
        names = {a: "A", "0": "0"} if b == "0" else {a: "A", b: "B", "0": "0"}
        who = names.get(speaker, "X")
        whom = names.get(target, "Y")
        shifts.append(f"A{names[b]}-{who}{whom}")
    return shifts


def _checked(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    if ordered and ordered[0] < 0:
        raise ValueError(f"a share cannot be negative: {ordered[0]}")
    return ordered
