"""Fit independence to a table with structural zeros, and say how much each cell drives its fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

ROUNDS = 10_000
TOLERANCE = 1e-13  # of the table's total
NEGLIGIBLE = 1e-9  # an expected count fitted down to nothing


@dataclass(frozen=True, slots=True)
class Fit:
    """Expected counts under (quasi-)independence; rows and columns without counts expect none."""

    expected: list[list[float]]
    groups: list[tuple[list[int], list[int]]]  # rows and columns that hang together
    df: int


def fit(counts: Sequence[Sequence[int]], free: Sequence[Sequence[bool]]) -> Fit:
    """
    Return the expected counts by iterative proportional fitting.

    ``free`` is False on structural zeros. A full table is fitted in one round.
    Source: Deming and Stephan 1940; Wickens 1989, pages 107 to 112.
    """
    columns = range(len(counts[0]) if counts else 0)
    row_sums = [sum(row) for row in counts]
    column_sums = [sum(row[j] for row in counts) for j in columns]
    expected = [
        [
            1.0 if free[i][j] and row_sums[i] and column_sums[j] else 0.0
            for j in columns
        ]
        for i in range(len(counts))
    ]  # fmt: skip
    groups = _groups(expected)
    cells = sum(1 for row in expected for value in row if value)
    df = cells - sum(len(rows) + len(cols) - 1 for rows, cols in groups)
    enough = TOLERANCE * max(1, sum(row_sums))
    for _ in range(ROUNDS):
        for i, row in enumerate(expected):
            total = fsum(row)
            if total:
                expected[i] = [value * row_sums[i] / total for value in row]
        for j in columns:
            total = fsum(row[j] for row in expected)
            if total:
                for row in expected:
                    row[j] *= column_sums[j] / total
        off = max((abs(fsum(row) - row_sums[i]) for i, row in enumerate(expected)), default=0.0)
        if off <= enough:
            break
    return Fit(expected, groups, df)


def leverages(model: Fit) -> list[list[float | None]]:
    """
    Return each cell's leverage in the log-linear model; None where nothing is expected.

    h_ij = E_ij x' (X' D X)^-1 x, X the design of row and column effects and D the expected counts.
    In a full table 1 - h = (1 - f_i+/N)(1 - f_+j/N). Source: Christensen 1997, page 357.
    """
    expected = model.expected
    found: list[list[float | None]] = [[None] * len(row) for row in expected]
    for rows, columns in model.groups:
        totals = {i: fsum(expected[i][j] for j in columns) for i in rows}
        shares = [[expected[i][j] / totals[i] for j in columns] for i in rows]
        variance = _column_variance(expected, rows, columns, shares)
        for r, i in enumerate(rows):
            share = shares[r]
            row_by = [fsum(share[a] * line[b] for a, line in enumerate(variance))
                      for b in range(len(columns))]  # fmt: skip
            own = fsum(share[b] * row_by[b] for b in range(len(columns)))
            for c, j in enumerate(columns):
                if expected[i][j] > NEGLIGIBLE:
                    spread = 1 / totals[i] + own - 2 * row_by[c] + variance[c][c]
                    found[i][j] = min(1.0, expected[i][j] * spread)
    return found


def _column_variance(
    expected: list[list[float]], rows: list[int], columns: list[int], shares: list[list[float]]
) -> list[list[float]]:
    """Return the covariance of the column effects, the last one held at 0."""
    k = len(columns) - 1
    information = [
        [
            (fsum(expected[i][columns[a]] for i in rows) if a == b else 0.0)
            - fsum(expected[i][columns[a]] * shares[r][b] for r, i in enumerate(rows))
            for b in range(k)
        ]
        for a in range(k)
    ]
    inverse = _inverse(information)
    return [[*line, 0.0] for line in inverse] + [[0.0] * (k + 1)]


def _inverse(matrix: list[list[float]]) -> list[list[float]]:
    """Return the inverse of a positive definite matrix, by Gauss and Jordan."""
    n = len(matrix)
    work = [[*row, *(1.0 if i == j else 0.0 for j in range(n))] for i, row in enumerate(matrix)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(work[r][i]))
        work[i], work[pivot] = work[pivot], work[i]
        lead = work[i][i]
        if not lead:
            raise ZeroDivisionError("the table's parts do not hang together")
        work[i] = [value / lead for value in work[i]]
        for r in range(n):
            factor = work[r][i]
            if r != i and factor:
                work[r] = [a - factor * b for a, b in zip(work[r], work[i], strict=True)]
    return [row[n:] for row in work]


def _groups(cells: list[list[float]]) -> list[tuple[list[int], list[int]]]:
    """Return the rows and columns that free cells join together, group by group."""
    left = {i for i, row in enumerate(cells) if any(row)}
    groups = []
    while left:
        rows, columns = {min(left)}, set[int]()
        coming = list(rows)
        while coming:
            reached = {j for j, value in enumerate(cells[coming.pop()]) if value} - columns
            columns |= reached
            new = {i for i in left - rows if any(cells[i][j] for j in reached)}
            rows |= new
            coming += new
        left -= rows
        groups.append((sorted(rows), sorted(columns)))
    return groups
