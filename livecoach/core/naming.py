"""Find one person in free text, by name, by part of it or by post, and take them out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

SHORTEST_PART = 3
HONORIFICS = {"dr", "prof", "professor", "mr", "mrs", "miss", "mx", "sir", "dame", "lord", "lady",
              "cllr", "councillor", "rev", "the", "and", "von", "van", "der"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """
    How one person is written.

    ``whole`` are read whatever their case; ``parts`` (a first or last name alone) only as
    capitalised, so that a Will is found and "we will" is not. ``others`` are longer names of
    somebody else that hold one of these, and are left alone.
    """

    whole: tuple[str, ...]
    parts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    _pattern: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_pattern", self._compiled())

    def _compiled(self) -> re.Pattern[str]:
        def either(words: Iterable[str]) -> str:
            longest = sorted(set(words), key=len, reverse=True)
            return "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest) or r"(?!)"

        return re.compile(
            rf"(?<!\w)(?:(?P<other>(?i:{either(self.others)}))"
            rf"|(?P<own>(?i:{either(self.whole)})|{either(self.parts)}))(?!\w)"
        )

    def mentioned(self, text: str) -> bool:
        """Tell whether the text names the person."""
        return any(found["own"] is not None for found in self._pattern.finditer(text))

    def cleaned(self, text: str, instead: str) -> str:
        """Return the text with every mention of the person replaced."""
        return self._pattern.sub(lambda found: found[0] if found["own"] is None else instead, text)


def names_of(own: Iterable[str], persons: Iterable[str], others: Sequence[str]) -> Names:
    """
    Return the names of a person.

    ``own`` are titles and labels of the post, ``persons`` the names the person has had,
    ``others`` how everybody else is written. A title that somebody else has too is not theirs
    alone, and a first name that two people share is not taken for one of them.
    """
    taken = {one.casefold() for one in others}
    people = [one.strip() for one in persons if one.strip()]
    whole = {one.strip() for one in own if one.strip() and one.strip().casefold() not in taken}
    whole |= set(people)
    shared = {part.casefold() for one in others for part in _parts(one)}
    parts = {part for one in people for part in _parts(one) if part.casefold() not in shared}
    folded = {one.casefold() for one in whole}
    longer = {
        one for one in others
        if one.strip() and one.casefold() not in folded
        and any(name in one.casefold() for name in folded | {part.casefold() for part in parts})
    }  # fmt: skip
    return Names(tuple(sorted(whole)), tuple(sorted(parts - whole)), tuple(sorted(longer)))


def _parts(name: str) -> list[str]:
    words = re.split(r"[\s,.]+", name)
    return [
        one for one in words
        if len(one) >= SHORTEST_PART and one[0].isupper() and one.casefold() not in HONORIFICS
    ]  # fmt: skip
