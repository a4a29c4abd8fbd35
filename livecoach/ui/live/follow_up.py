"""Say what a decision's row still asks, which keys answer it, and what an answer writes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from livecoach.core.moment import ACTIONS, HOLD_REASONS, RESPONSES, VERDICTS, Decision

_HELD = ("hold", "hold_silence")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: the key that gives it, its words, and the field it sets."""

    key: str
    words: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """What the row asks, and its answers."""

    words: str
    choices: tuple[Choice, ...]


def actions(taken: Collection[str]) -> Question:
    """Return what names an interjection. A seat's key always moves the floor: none is used."""
    shut = {key.upper() for key in taken}
    chosen: list[Choice] = []
    offered = [one for one in ACTIONS if one[1] not in _HELD]
    for key, _, _ in offered:
        if key not in shut:
            shut.add(key)
    used = {key.upper() for key in taken}
    for key, name, words in offered:
        letter = key
        if letter in used or any(letter == choice.key for choice in chosen):
            free = words.upper() + "ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789"
            letter = next((one for one in free if one.isalnum() and one not in shut), "")
            shut.add(letter)
        chosen.append(Choice(letter, words, "action", name))
    return Question("What did you do?", tuple(chosen))


def _numbered(words: str, field: str, pairs: tuple[tuple[str, str], ...]) -> Question:
    choices = [Choice(str(n), said, field, name) for n, (name, said) in enumerate(pairs, 1)]
    return Question(words, tuple(choices))


def question(decision: Decision) -> Question | None:
    """Return what the decision's row asks next, or None when all is said."""
    if decision.choice == "let_run":
        return None if decision.reason else _numbered("Why?", "reason", HOLD_REASONS)
    if not decision.response:
        return _numbered("What followed?", "response", RESPONSES)
    if not decision.verdict:
        return _numbered("Your verdict?", "verdict", VERDICTS)
    return None
