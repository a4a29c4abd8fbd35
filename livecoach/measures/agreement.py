"""Say how far two observers agree, from tallies: Cohen's kappa and Krippendorff's alpha."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from livecoach.measures.quasi import fit


@dataclass(frozen=True, slots=True)
class Agreement:
    """
    How two observers' codes fall together: rows the first's, columns the second's.

    ``kappa`` is None where it is 0/0. Read it beside ``agreed`` and the matrix; no threshold says
    what is enough, and it is lower when codes are few and uneven.
    """

    labels: tuple[str, ...]
    matrix: tuple[tuple[int, ...], ...]
    n: int
    agreed: float | None  # the observed share of agreement
    expected: float | None  # the share expected by chance
    kappa: float | None


def kappa(
    matrix: Sequence[Sequence[int]], labels: Sequence[str] = (), nil: int | None = None
) -> Agreement:
    """
    Return Cohen's kappa of a square tally: (p_o - p_e) / (1 - p_e). Source: Cohen 1960.

    ``nil`` is the place of "nothing" where events were aligned: both seeing nothing cannot occur,
    so chance is then fitted around that cell (Bakeman, Quera and Gnisci 2009).
    Raise ValueError for a tally that is not square.
    """
    size = len(matrix)
    if any(len(row) != size for row in matrix):
        raise ValueError("a tally of agreement has as many rows as columns")
    counts = [
        [0 if nil is not None and i == j == nil else value for j, value in enumerate(row)]
        for i, row in enumerate(matrix)
    ]
    n = sum(map(sum, counts))
    agreed = expected = value = None
    if n:
        free = [[nil is None or i != nil or j != nil for j in range(size)] for i in range(size)]
        chance = fit(counts, free).expected
        agreed = sum(counts[i][i] for i in range(size)) / n
        expected = sum(chance[i][i] for i in range(size)) / n
        if 1 - expected > 1e-12:
            value = (agreed - expected) / (1 - expected)
    return Agreement(
        labels=tuple(labels),
        matrix=tuple(tuple(row) for row in counts),
        n=n,
        agreed=agreed,
        expected=expected,
        kappa=value,
    )


def nominal(a: float, b: float) -> float:
    """Return the distance of two codes that are alike or not."""
    return float(a != b)


def interval(a: float, b: float) -> float:
    """Return the squared difference of two measurements."""
    return (a - b) ** 2


def krippendorff_alpha(
    units: Sequence[Sequence[float]], distance: Callable[[float, float], float] = nominal
) -> float | None:
    """
    Return alpha = 1 - D_o / D_e; each unit holds the values its observers gave, however many.

    Units with fewer than two values say nothing. None where all values are alike.
    Source: Krippendorff 2011, by the coincidence matrix.
    """
    pairs: dict[tuple[float, float], float] = {}
    for values in units:
        if len(values) < 2:
            continue
        for i, a in enumerate(values):
            for j, b in enumerate(values):
                if i != j:
                    pairs[a, b] = pairs.get((a, b), 0.0) + 1 / (len(values) - 1)
    totals: dict[float, float] = {}
    for (a, _), count in pairs.items():
        totals[a] = totals.get(a, 0.0) + count
    n = sum(totals.values())
    observed = sum(count * distance(a, b) for (a, b), count in pairs.items())
    by_chance = sum(totals[a] * totals[b] * distance(a, b) for a in totals for b in totals)
    if not by_chance:
        return None
    return 1 - (n - 1) * observed / by_chance
