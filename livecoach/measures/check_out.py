"""Total the check-out: never below five answers, never a minimum or a maximum."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum
from statistics import median

from livecoach.core.session import CheckOut

FEWEST = 5
WELL_HEARD = 7


@dataclass(frozen=True, slots=True)
class Totals:
    """
    Totals of one session's check-out; all None where fewer than five answered.

    ``n`` answered how far they felt heard, ``learned_n`` whether they learned something.
    """

    n: int
    mean: float | None
    median: float | None
    seven_or_more: int | None
    learned_n: int
    learned: int | None


def totals(answers: Iterable[CheckOut]) -> Totals:
    """Return the totals of a check-out (practice 4.4): "felt heard" runs from 0 to 10."""
    answers = list(answers)
    scores = [one.heard for one in answers if one.heard is not None]
    learned = [one.learned for one in answers if one.learned is not None]
    enough = len(scores) >= FEWEST
    return Totals(
        n=len(scores),
        mean=fsum(scores) / len(scores) if enough else None,
        median=float(median(scores)) if enough else None,
        seven_or_more=sum(score >= WELL_HEARD for score in scores) if enough else None,
        learned_n=len(learned),
        learned=sum(learned) if len(learned) >= FEWEST else None,
    )
