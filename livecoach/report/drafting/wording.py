"""Put numbers and times into plain words."""

from __future__ import annotations

from collections.abc import Sequence

from livecoach.core import timecode

FEWEST_PEOPLE = 3
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip


def number(count: int) -> str:
    """Return a count in words up to twelve, in figures from there."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def people(count: int) -> str:
    """Return how many people, without telling fewer than three apart."""
    return "some" if count < FEWEST_PEOPLE else number(count)


def times(count: int) -> str:
    """Return how often in words: "once", "twice", "three times"."""
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{number(count)} times")


def plural(count: int, one: str, many: str = "") -> str:
    """Return a count in words with its noun: "one idea", "four ideas"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def listed(parts: Sequence[str]) -> str:
    """Return parts in one run of words: "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def at(*offsets_ms: int, most: int = 4) -> str:
    """Return times in brackets, the first few: "(08:30)", "(08:30, 12:10 and later)"."""
    said = [timecode.minutes(offset) for offset in offsets_ms[:most]]
    if len(offsets_ms) > most:
        return f"({', '.join(said)} and later)"
    return f"({listed(said)})"


def gap(ms: int) -> str:
    """Return a gap of time as one says it: "ten seconds", "40 seconds", "14 minutes"."""
    seconds = round(ms / 1000)
    if seconds < 90:
        return "at once" if seconds < 1 else f"after {plural(seconds, 'second')}"
    return f"after {plural(round(seconds / 60), 'minute')}"


def sentence(text: str) -> str:
    """Return text with a capital first letter."""
    return text[:1].upper() + text[1:]
