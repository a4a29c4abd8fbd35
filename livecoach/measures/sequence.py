"""Test which code follows which: counts, expected counts, adjusted residuals, permutation p."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, log, sqrt

from livecoach.measures.quasi import Fit, fit, leverages

Counts = list[list[int]]
CLOSE = 1e-9  # a variance this small, as a share of its cell, is none


@dataclass(frozen=True, slots=True)
class Residuals:
    """
    How a table of transitions departs from independence.

    ``residuals`` is None on structural zeros, and where a cell has no room to vary.
    """

    expected: list[list[float]]
    residuals: list[list[float | None]]
    g2: float  # likelihood-ratio chi-square
    x2: float  # Pearson's
    df: int
    n: int


def transitions(codes: Sequence[str | None], lag: int = 1) -> tuple[list[str], Counts]:
    """
    Return the sorted codes and how often each (row) was followed by each (column) at a lag.

    None in the codes is a break: no transition crosses it. Raise ValueError for a lag below 1.
    """
    if lag < 1:
        raise ValueError(f"a lag is 1 or more, not {lag}")
    labels = sorted({code for code in codes if code is not None})
    place = {code: index for index, code in enumerate(labels)}
    matrix = [[0] * len(labels) for _ in labels]
    since = 0  # codes since the last break
    for index, code in enumerate(codes):
        if code is None:
            since = 0
            continue
        if since >= lag:
            earlier = codes[index - lag]
            if earlier is not None:
                matrix[place[earlier]][place[code]] += 1
        since += 1
    return labels, matrix


def adjusted_residuals(matrix: Sequence[Sequence[int]], repeats: bool = True) -> Residuals:
    """
    Return expected counts, adjusted residuals, and G² and X² with their degrees of freedom.

    With ``repeats``, E = f_i+ f_+j / N and z = (f - E) / sqrt(E (1 - f_i+/N)(1 - f_+j/N)), Haberman
    1973, which is Allison and Liker's (1982) z. Without, the diagonal is a structural zero
    (what stands there is left out), E comes from iterative proportional fitting and
    z = (f - E) / sqrt(E (1 - h)), h the leverage in the log-linear model (Christensen 1997);
    df = (k - 1)² less the structural zeros, or fewer where a code never leads or never follows.
    Raise ValueError for a table that is not rectangular, not square without repeats, or negative.
    """
    counts = _checked(matrix, repeats)
    free = [[repeats or i != j for j in range(len(row))] for i, row in enumerate(counts)]
    kept = [
        [value if free[i][j] else 0 for j, value in enumerate(row)] for i, row in enumerate(counts)
    ]
    model = fit(kept, free)
    cells = [(i, j) for i, row in enumerate(kept) for j in range(len(row)) if free[i][j]]
    x2 = fsum(
        (kept[i][j] - model.expected[i][j]) ** 2 / model.expected[i][j]
        for i, j in cells
        if model.expected[i][j] > 0
    )
    g2 = 2 * fsum(
        kept[i][j] * log(kept[i][j] / model.expected[i][j])
        for i, j in cells
        if kept[i][j] and model.expected[i][j] > 0
    )
    return Residuals(
        expected=model.expected,
        residuals=_residuals(kept, model),
        g2=max(0.0, g2),
        x2=x2,
        df=model.df,
        n=sum(map(sum, kept)),
    )


def yules_q(matrix: Sequence[Sequence[int]], row: int, column: int) -> float | None:
    """Return Yule's Q of one cell, (ad - bc) / (ad + bc); None where it is 0/0. Yule 1900."""
    a = matrix[row][column]
    b = sum(matrix[row]) - a
    c = sum(line[column] for line in matrix) - a
    d = sum(map(sum, matrix)) - a - b - c
    together = a * d + b * c
    return (a * d - b * c) / together if together else None


def too_few(table: Residuals, repeats: bool = True, least: float = 5.0) -> bool:
    """Tell whether a cell that could be filled expects fewer than ``least``: then show no z."""
    expected = [
        value
        for i, row in enumerate(table.expected)
        for j, value in enumerate(row)
        if repeats or i != j
    ]
    return min(expected, default=0.0) < least


def _checked(matrix: Sequence[Sequence[int]], repeats: bool) -> list[list[int]]:
    counts = [list(row) for row in matrix]
    if len({len(row) for row in counts}) > 1:
        raise ValueError("every row of a table has as many cells as the first")
    if not repeats and counts and len(counts) != len(counts[0]):
        raise ValueError("a table of codes that cannot repeat has as many rows as columns")
    if any(value < 0 for row in counts for value in row):
        raise ValueError("a count cannot be negative")
    return counts


def _residuals(counts: Counts, model: Fit) -> list[list[float | None]]:
    h = leverages(model)
    found: list[list[float | None]] = []
    for i, row in enumerate(counts):
        line: list[float | None] = []
        for j, value in enumerate(row):
            leverage = h[i][j]
            if leverage is None or 1 - leverage < CLOSE:
                line.append(None)
            else:
                expected = model.expected[i][j]
                line.append((value - expected) / sqrt(expected * (1 - leverage)))
        found.append(line)
    return found
