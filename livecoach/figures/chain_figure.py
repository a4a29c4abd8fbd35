"""What was tagged after what: counts, and a ring only where the numbers can bear one."""

from __future__ import annotations

from livecoach.figures.figure import counted
from livecoach.figures.square_figure import Square
from livecoach.measures.chains import MARK_Z, Chains, chains
from livecoach.measures.log import Log

ROUNDS = 199


def chain_square(log: Log) -> Square:
    """Return the transitions between tags, or families, with what may be said of them."""
    found = chains(log, rounds=ROUNDS)
    n = sum(map(sum, found.counts))
    times = counted(n, "transition", "transitions")
    return Square(
        name="what-follows-what",
        title=f"What follows what, by {'tag' if found.of == 'tags' else 'family'}",
        sentence=_sentence(found, times),
        corner="First ↓  next →",
        way="Row: what was tagged; column: what was tagged next",
        n_words=f"n = {times}" + (f", {found.words} to test" if found.words else ""),
        names=found.names,
        counts=tuple(tuple(row) for row in found.counts),
        loops=True,
        marked=frozenset(
            (i, j) for i, row in enumerate(_zs(found)) for j, z in enumerate(row) if _far(z)
        ),
        notes=tuple(tuple("" if z is None else f"(z {z:.2f})" for z in row) for row in _zs(found)),
    )


def _zs(found: Chains) -> list[list[float | None]]:
    if found.test is None:
        return [[None] * len(found.names) for _ in found.names]
    return found.test.residuals


def _far(z: float | None) -> bool:
    return z is not None and abs(z) > MARK_Z


def _sentence(found: Chains, times: str) -> str:
    if found.test is not None:
        return (
            f"What the coach tagged next after what, {times}, a ring where the count is further "
            f"from chance than z = {MARK_Z} (G² {found.test.g2:.1f} on {found.test.df} degrees of "
            "freedom): a pattern of tags, not a cause."
        )
    drawn = found.permuted if any(map(any, found.counts)) else None
    p = "" if drawn is None else f" (shuffled, p = {drawn.table:.2f})"
    return (
        f"What the coach tagged next after what, {times} as counts: too few to tell a pattern "
        f"from chance{p}."
    )
