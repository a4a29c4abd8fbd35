"""Say how unusual a table of transitions is among shuffles of the same codes, by a seeded draw."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from livecoach.measures.sequence import Counts, adjusted_residuals, transitions

SWAPS_BETWEEN = 4  # for codes that cannot repeat: swaps tried a code between two shuffles kept


@dataclass(frozen=True, slots=True)
class Permuted:
    """Shares of shuffles at least as far from what is expected; a shuffle's p is never 0."""

    table: float  # the whole table, by Pearson's X²
    cells: list[list[float]]  # each cell, by its distance from the expected count, either way
    rounds: int
    seed: int


def permutation_p(
    codes: Sequence[str | None],
    lag: int = 1,
    repeats: bool = True,
    rounds: int = 999,
    seed: int = 1,
) -> Permuted:
    """
    Return permutation p-values of the transitions at a lag: (1 + as far or farther) / (1 + rounds).

    Codes change places among themselves and breaks stay. Without ``repeats``, no shuffle puts a
    code beside itself (swaps that would are not made, after Castellan 1992). The same seed gives
    the same answer. Raise ValueError for a lag below 1, or codes that repeat where they cannot.
    """
    labels, observed = transitions(codes, lag)
    if not repeats and _repeats(codes):
        raise ValueError("a code follows itself, though codes are said not to repeat")
    expected = adjusted_residuals(observed, repeats or lag > 1).expected
    draw = random.Random(seed)
    shuffled = list(codes)
    places = [index for index, code in enumerate(codes) if code is not None]
    k = len(labels)
    far = [[abs(observed[i][j] - expected[i][j]) for j in range(k)] for i in range(k)]
    whole = _x2(observed, expected)
    as_far = [[0] * k for _ in labels]
    as_whole = 0
    for _ in range(rounds):
        if repeats:
            values = [shuffled[place] for place in places]
            draw.shuffle(values)
            for place, value in zip(places, values, strict=True):
                shuffled[place] = value
        else:
            _swap(shuffled, places, draw)
        counts = _count(shuffled, labels, lag)
        as_whole += _x2(counts, expected) >= whole - 1e-9
        for i in range(k):
            for j in range(k):
                as_far[i][j] += abs(counts[i][j] - expected[i][j]) >= far[i][j] - 1e-9
    return Permuted(
        table=(1 + as_whole) / (1 + rounds),
        cells=[[(1 + count) / (1 + rounds) for count in row] for row in as_far],
        rounds=rounds,
        seed=seed,
    )


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p-values adjusted for being several (Holm 1979), in the order given."""
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    steps = [p_values[i] * (len(p_values) - rank) for rank, i in enumerate(order)]
    adjusted = [0.0] * len(p_values)
    for i, value in zip(order, accumulate(steps, max), strict=True):
        adjusted[i] = min(1.0, value)
    return adjusted


def _count(codes: Sequence[str | None], labels: list[str], lag: int) -> Counts:
    found, matrix = transitions(codes, lag)
    if found != labels:
        raise ValueError("a shuffle keeps its codes")
    return matrix


def _repeats(codes: Sequence[str | None]) -> bool:
    return any(a is not None and a == b for a, b in pairwise(codes))


def _x2(counts: Counts, expected: list[list[float]]) -> float:
    return sum(
        (count - want) ** 2 / want
        for row, wants in zip(counts, expected, strict=True)
        for count, want in zip(row, wants, strict=True)
        if want > 0
    )


def _swap(codes: list[str | None], places: list[int], draw: random.Random) -> None:
    """Try swaps of two codes; keep each that puts no code beside itself."""
    for _ in range(SWAPS_BETWEEN * len(places)):
        a, b = draw.choice(places), draw.choice(places)
        codes[a], codes[b] = codes[b], codes[a]
        if _beside_itself(codes, a) or _beside_itself(codes, b):
            codes[a], codes[b] = codes[b], codes[a]


def _beside_itself(codes: list[str | None], place: int) -> bool:
    own = codes[place]
    before = codes[place - 1] if place else None
    after = codes[place + 1] if place + 1 < len(codes) else None
    return own is not None and own in (before, after)
