"""Total the quarterly pulse: five items in our own words, never below five answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from livecoach.core.coaching import Pulse
from livecoach.measures.check_out import FEWEST

# Our own wording, 0 to 10 each; not validated (practice 4.4).
ITEMS = (
    ("can_say", "I can say what I think here."),
    ("disagree_well", "We deal with disagreement about the issue."),
    ("do_as_said", "People here do what they say."),
    ("know_pressures", "I understand the pressures on my neighbours."),
    ("as_a_patient", "We look at it as a patient would."),
)


@dataclass(frozen=True, slots=True)
class ItemTotal:
    """One item's mean over all who answered it; None below five answers."""

    name: str
    words: str
    n: int
    mean: float | None


def pulse_totals(answers: Iterable[Pulse]) -> list[ItemTotal]:
    """Return each item's total; no single answer, minimum or maximum."""
    answers = list(answers)
    found = []
    for name, words in ITEMS:
        scores = [score for one in answers if (score := getattr(one, name)) is not None]
        mean = fsum(scores) / len(scores) if len(scores) >= FEWEST else None
        found.append(ItemTotal(name, words, len(scores), mean))
    return found


def rounds(answers: Iterable[Pulse]) -> dict[str, list[Pulse]]:
    """Return the answers by the day of their round, the newest first."""
    found: dict[str, list[Pulse]] = {}
    for one in sorted(answers, key=lambda row: row.on_date, reverse=True):
        found.setdefault(one.on_date, []).append(one)
    return found
