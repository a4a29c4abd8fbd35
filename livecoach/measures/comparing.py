"""Set two sessions, or two halves of a programme, beside each other, figure by figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from livecoach.measures.programme import Held, trends


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure on two sides: the mean over the sessions that have it, and how many those are."""

    name: str
    words: str
    first: float | None
    first_n: int
    second: float | None
    second_n: int


def halves(sessions: Sequence[Held]) -> tuple[list[Held], list[Held]]:
    """Return the sessions that were held in two halves; an odd one belongs to the second."""
    held = [one for one in sessions if one.figures is not None]
    return held[: len(held) // 2], held[len(held) // 2 :]


def compare(first: Sequence[Held], second: Sequence[Held]) -> list[Compared]:
    """Return every figure of a programme's lines on both sides; each session counts alike."""
    found = []
    for one, two in zip(trends(first), trends(second), strict=True):
        left = [point.value for point in one.points if point.value is not None]
        right = [point.value for point in two.points if point.value is not None]
        found.append(
            Compared(one.name, one.words, _mean(left), len(left), _mean(right), len(right))
        )
    return found


def _mean(values: Sequence[float]) -> float | None:
    return fsum(values) / len(values) if values else None


def said(words: str, value: float | None) -> str:
    """Return a figure's value as it is read after its words; a dash where there is none."""
    if value is None:
        return "–"
    if words.endswith("share"):
        return f"{100 * value:.0f} %"
    if words.endswith("minutes"):
        return f"{value:.0f}"
    return f"{value:.2f}" if words.startswith("Evenness") else f"{value:.1f}"
