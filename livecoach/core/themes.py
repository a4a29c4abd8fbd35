"""Say which themes run through the one-to-one conversations, and never who said what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from livecoach.core.coaching import Diagnosis, Theme

FEWEST = 3  # conversations; with fewer a theme could be traced to a person
# The coach's questions to begin with, in our own words; each can be written anew.
PROMPTS = (
    (
        "history",
        "How have people here worked together until now, and what do you carry from that?",
    ),
    (
        "mindsets",
        "What do you believe about the others, and what might they believe about you?",
    ),
    (
        "dynamics",
        "What happens in the room when it gets hard? Who speaks then, and who does not?",
    ),
)


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme and in how many conversations it came up; None where that is too few to tell."""

    theme: str
    name: str
    conversations: int | None


def themes_over(themes: Iterable[Theme], said: Iterable[Diagnosis]) -> list[ThemeLine]:
    """
    Return each theme in its order, with the conversations it may be used from, counted once.

    What may be used as nothing does not count. Below three conversations no number is given.
    """
    heard: dict[str, set[str]] = {}
    for one in said:
        if one.theme is not None and one.may_be_used != "nothing":
            heard.setdefault(one.theme, set()).add(one.session)
    lines = []
    for theme in sorted(themes, key=lambda row: (row.place, row.name, row.uid)):
        count = len(heard.get(theme.uid, ()))
        lines.append(ThemeLine(theme.uid, theme.name, count if count >= FEWEST else None))
    return lines


def tellable(lines: Iterable[ThemeLine]) -> list[str]:
    """Return the themes that may be told to others: those of three conversations or more."""
    return [line.name for line in lines if line.conversations is not None]
