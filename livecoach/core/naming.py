"""Find people in free text, by name, by part of it or by post, and take them out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

SHORTEST_PART = 2
CERTAIN_PART = 3  # a shorter part of a name counts only where it is capitalised
_TITLES = """
dr prof professor mr mrs ms miss mx sir dame lord lady cllr councillor rev the and von van der den
de di la le du da bin ibn st
"""
# Parts of names that are words too: in small letters they are the word.
_WORDS = """
able april art august baker bell best bill bishop bond brook brooks brown burns case cash chance
chase church cook dale dawn day dean drew early ernest faith field fields fisher ford forest fox
frank gill good grace grant gray green grey guy hall hand hardy heath hill holly hope hunt ivy jack
joy june justice king knight lake lane lee light little long love major mark marsh mason may mill
miles mills moss mount nick noble north page park pat pearl penny piper pope power price queen ray
read reed rich ring rob robin rose ruby rush sage savage sharp shepherd short sky smart small south
stone sue summer swan temple thorn tod trip tuck underhill vale viola violet wade walker wall ward
warren waters watts way weaver west white wild will winter wise wood woods word worth young
"""
# Capitals that stand for a role or a place more often than for somebody.
_ROLE_LETTERS = "AM CE CEO CFO COO CQC EU GP HR ICB ICS IT MD MP NHS OK PA PM UK"
HONORIFICS = frozenset(_TITLES.split())
ORDINARY = frozenset(_WORDS.split())
NOT_INITIALS = frozenset(_ROLE_LETTERS.split())
# Labels that a seat or post has before it has its own: they name nobody.
NOBODYS = frozenset(("new seat", "new post", "guest", "member", "deputy", "observer", "seat"))
# Between two words of a name: "North Acute’s CEO", "CEO of the North Acute", "Chair, ICB".
_BETWEEN = r"(?:\s*-\s*|(?:'s?)?,?\s+(?:(?:of|at|for|from)\s+)?(?:the\s+)?)"


class _Entry(NamedTuple):
    name: str
    own: bool
    needs: str  # "" any case, "first" a capital to begin with, "all" capitals


@dataclass(frozen=True, slots=True)
class Names:
    """
    How somebody is written.

    ``whole`` are read whatever their case, ``parts`` (a first or last name alone) too, unless
    they are short or a word of their own: then only as capitalised, so that a Will is found and
    "we will" is not. ``capitals`` are initials. ``others`` are names of somebody else that hold
    one of these, and are left alone. Accents and kinds of apostrophe make no difference.
    """

    whole: tuple[str, ...]
    parts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    _entries: tuple[_Entry, ...] = field(init=False, repr=False, compare=False)
    _pattern: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        made: dict[str, _Entry] = {}
        for one in self.whole:
            made.setdefault(_key(one), _Entry(one, True, ""))
        for one in self.parts:
            word = len(one) < CERTAIN_PART or _key(one) in ORDINARY
            made.setdefault(_key(one), _Entry(one, True, "first" if word else ""))
        for one in self.others:
            made.setdefault(_key(one), _Entry(one, False, ""))
        for one in self.capitals:
            made.setdefault(_key(one), _Entry(one, True, "all"))
        made.pop("", None)
        entries = tuple(sorted(made.values(), key=lambda one: (-len(one.name), one.name)))
        choices = "|".join(f"({_as_pattern(one.name)})" for one in entries) or r"((?!))"
        object.__setattr__(self, "_entries", entries)
        object.__setattr__(self, "_pattern", re.compile(rf"(?<!\w)(?:{choices})(?!\w)"))

    def mentioned(self, text: str) -> bool:
        """Tell whether the text names the person."""
        return next(self._hits(text), None) is not None

    def cleaned(self, text: str, instead: str) -> str:
        """Return the text with every mention of the person replaced."""
        text = _composed(text)
        parts, end = [], 0
        for start, stop in self._hits(text):
            parts += [text[end:start], instead]
            end = stop
        return "".join([*parts, text[end:]]) if parts else text

    def _hits(self, text: str) -> Iterator[tuple[int, int]]:
        text = _composed(text)
        for found in self._pattern.finditer(_folded(text)):
            entry = self._entries[(found.lastindex or 1) - 1]
            shown = text[found.start() : found.end()]
            first = entry.needs == "first" and not shown[0].isupper()
            small = entry.needs == "all" and not shown.isupper()
            if entry.own and not first and not small:
                yield found.span()


def names_of(own: Iterable[str], persons: Iterable[str], others: Sequence[str]) -> Names:
    """
    Return the names of a person.

    ``own`` are titles and labels of the post, ``persons`` the names the person has had,
    ``others`` how everybody else is written. A title that somebody else has too is not theirs
    alone, and a first name that two people share is not taken for one of them.
    """
    taken = {_key(one) for one in others} | NOBODYS
    people = _people(persons)
    whole = {one.strip() for one in own if one.strip() and _key(one) not in taken}
    whole |= set(people)
    shared = {_key(part) for one in others for part in parts_of(one)}
    parts = {part for one in people for part in parts_of(one) if _key(part) not in shared}
    longer = _holding(others, [*whole, *parts])
    return Names(tuple(sorted(whole)), tuple(sorted(parts - whole)), tuple(sorted(longer)))


def shared_parts(persons: Iterable[str], others: Sequence[str]) -> Names:
    """Return the parts of a person's names that somebody else is called by too."""
    elsewhere = {_key(part) for one in others for part in parts_of(one)}
    parts = {part for one in persons for part in parts_of(one) if _key(part) in elsewhere}
    longer = _holding(others, parts)
    return Names((), tuple(sorted(parts)), tuple(sorted(longer)))


def everybody_but(own: Iterable[str], others: Iterable[str], other_persons: Iterable[str]) -> Names:
    """
    Return the names of everybody else, to be masked in what one person reads.

    In doubt a name counts as somebody else's: a title two people share, a first name alone.
    ``own`` are all ways the person is written; they stand where they hold one of the others'.
    """
    people = _people(other_persons)
    whole = {one.strip() for one in others if one.strip() and _key(one) not in NOBODYS}
    whole |= set(people)
    parts = {part for one in people for part in parts_of(one)} - whole
    mine = _people(own)
    kept = _holding([*mine, *(part for one in mine for part in parts_of(one))], [*whole, *parts])
    letters = {form for one in people for form in _initials(one)}
    return Names(*(tuple(sorted(group)) for group in (whole, parts, kept, letters)))


def ways_of_writing(label: str, organisation: str, role_kind: str = "") -> list[str]:
    """Return the ways a post is written: "ICB Chair", "Chair, ICB", "Chair of the ICB"."""
    found = [label]
    role = " ".join(label.replace(organisation, "").split()).strip(" ,·-") if organisation else ""
    for one in dict.fromkeys((role, *_ROLES.get(role_kind, ()))):
        if one and organisation:
            found += [f"{one} {organisation}", f"{organisation} {one}"]
    return list(dict.fromkeys(found))


_ROLES = {"Chair": ("Chair",), "CEO": ("CEO", "CE", "Chief Executive", "Chief Exec")}


def parts_of(name: str) -> list[str]:
    """Return the parts of a name by which somebody alone may be meant."""
    words = [word for one in re.split(r"[\s,.]+", name) for word in {one, *re.split("[-‐‑–]", one)}]
    return sorted(
        {
            one for one in words
            if len(one) >= SHORTEST_PART and (one[0].isupper() or name.islower())
            and one.casefold() not in HONORIFICS
        }
    )  # fmt: skip


def _people(names: Iterable[str]) -> list[str]:
    """Return names as they are and without their titles: "Dr Jane Will", "Jane Will"."""
    found = []
    for name in (" ".join(one.split()) for one in names):
        bare = [one for one in name.split() if one.strip(".,").casefold() not in HONORIFICS]
        found += [name, " ".join(bare)] if len(bare) > 1 else [name]
    return [one for one in dict.fromkeys(found) if one]


def _holding(longer: Iterable[str], names: Iterable[str]) -> set[str]:
    """Return those that hold one of the names, and are not one themselves."""
    keys = {_key(one) for one in names if one.strip()}
    return {
        one
        for one in longer
        if one.strip() and _key(one) not in keys and any(key in _key(one) for key in keys)
    }


def _initials(name: str) -> set[str]:
    words = [one for one in re.split(r"[\s.,‐-]+", name) if one.casefold() not in HONORIFICS]
    letters = [one[0].upper() for one in words if one[:1].isalpha()]
    plain = "".join(letters)
    if len(letters) < 2 or plain in NOT_INITIALS:
        return set()
    return {plain, ".".join(letters), ".".join([*letters, ""]), ". ".join(letters)}


# Reading, whatever the accents ---------------------------------------------------------------


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _folded(text: str) -> str:
    """Return composed text in small letters without accents, each letter in its place."""
    return text.lower() if text.isascii() else "".join(map(_letter, text))


@cache
def _letter(one: str) -> str:
    if one in "’‘ʼ＇":
        return "'"
    if one in "‐‑–":
        return "-"
    plain = unicodedata.normalize("NFD", one)[0].lower()
    return plain if len(plain) == 1 else one


def _key(name: str) -> str:
    return " ".join(re.split(r"[\s-]+", _folded(_composed(name)))).strip()


def _as_pattern(name: str) -> str:
    words = [one for one in re.split(r"[\s-]+", _folded(_composed(name))) if one]
    return _BETWEEN.join(map(re.escape, words))
