"""Check words before they leave: names, posts, quotations, motives, health, small cells, times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from livecoach.core.engagement import Organisation, Post
from livecoach.core.session import Seat

_ADVICE = {
    "name": "take the name out, or say “a member”",
    "post": "take the post out: a post and a date name a person",
    "organisation": "take the organisation out, or say “one organisation”",
    "initials": "take the initials out",
    "quotation": "leave the quotation out, or ask its speaker and approve it",
    "motive": "say what was seen or heard, not what was wanted",
    "health": "leave health out of it",
    "small cell": "say “some”: fewer than three people can be recognised",
    "time": "leave the time out",
}
# Words apart by a space; "_" stands for a space within one.
_MOTIVES = (
    r"wants? wanted wishes resents? resented resentful hopes fears? intends? intended tries_to "
    r"tried_to trying_to deliberately on_purpose motives? motivated jealous\w* envious "
    r"manipulat\w+ scheming hostile defensive arrogant insecure ego\w* spite\w* "
    r"undermin\w+ selfish\w* afraid angry frustrated bitter"
)
_HEALTH = (
    r"ill illness\w* sick sickness sick_leave stress(?:ed)? anxiety anxious depress\w+ "
    r"burn(?:ed|t)?[_-]?out cancer surgery hospitalised pregnan\w+ disab\w+ menopaus\w+ "
    r"therap(?:y|ist) medication drunk alcohol\w* addict\w+ bereave\w+ diagnos(?:is|ed) breakdown "
    r"mental_state autis\w+ adhd dyslexi\w+ hiv diabet\w+"
)


def _any_of(words: str) -> re.Pattern[str]:
    choices = "|".join(word.replace("_", " ") for word in words.split())
    return re.compile(rf"\b(?:{choices})\b", re.IGNORECASE)


_PATTERNS = (
    (
        "quotation",
        re.compile(
            r"“[^”\n]*”?|„[^“”\n]*[“”]?|«[^»\n]*»?|\"[^\"\n]*\"?|[”»]"
            r"|(?<!\w)['‘][^'’\n]{2,}?['’](?!\w)"
        ),
    ),
    ("motive", _any_of(_MOTIVES)),
    ("health", _any_of(_HEALTH)),
    (
        "small cell",
        re.compile(
            r"\b(?:one|two|1|2)\s+(?:other\s+)?"
            r"(?:person|people|persons|members?|seats?|chairs?|ceos?|chief executives?)\b",
            re.IGNORECASE,
        ),
    ),
    ("initials", re.compile(r"(?<!\w)(?:[A-Z]\.\s?){2,3}(?!\w)")),
)  # fmt: skip
# In quotation marks because the word itself is meant, by whomever it was said.
_WORD_ITSELF = frozenset(["i / we", "we", "us", "our", "ours", "they", "them", "their", "theirs"])
_MARKS = "“”„«»\"'‘’ "
_TIME = re.compile(r"(?<!\d)\d{1,2}[:.][0-5]\d(?!\d)")
_TITLES = r"(?:chair(?:man|woman|person)?|ceo|c\.e\.o\.|chief exec\w*|chief executive(?: officer)?)"
_POST_OF = re.compile(rf"\b(?:the\s+)?{_TITLES}\s+(?:of|at|from|,)\s*(?:the\s+)?\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """Who could be recognised: every name, post and organisation of the engagement."""

    persons: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    holders: tuple[tuple[str, str], ...] = ()  # post uid, who holds it


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at before a document leaves."""

    kind: str
    place: str  # which sentence: its key, or words that name it
    found: str  # what was found, as it stands
    start: int  # where in the text, in characters
    advice: str


def known_from(
    seats: Iterable[Seat], organisations: Iterable[Organisation] = (), posts: Iterable[Post] = ()
) -> Known:
    """Return who could be recognised, from a session's seats and the engagement's lists."""
    seats, posts = list(seats), list(posts)
    titles = [seat.label for seat in seats] + [post.title for post in posts]
    groups = [seat.organisation for seat in seats] + [one.name for one in organisations]
    persons = [post.person for post in posts]
    holders = tuple((post.uid, post.person) for post in posts if post.person.strip())
    return Known(_all(persons), _all(titles), _all(groups), holders)


def _all(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name.strip() for name in names if name.strip()}, key=len, reverse=True))


def check(place: str, text: str, known: Known, times_too: bool = False) -> list[Finding]:
    """Return what to look at in one piece of text, in order; ``times_too`` for the sponsor."""
    found: list[Finding] = []
    for kind, names in (
        ("name", _with_parts(known.persons)),
        ("post", known.posts),
        ("organisation", known.organisations),
    ):
        for name in names:
            for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
                found.append(_finding(kind, place, hit))
    for initials in _initials(known.persons):
        for hit in re.finditer(rf"(?<!\w){initials}(?!\w)", text):
            found.append(_finding("initials", place, hit))
    for kind, pattern in _PATTERNS:
        found += [
            _finding(kind, place, hit)
            for hit in pattern.finditer(text)
            if kind != "quotation" or hit.group().strip(_MARKS).casefold() not in _WORD_ITSELF
        ]
    found += [_finding("post", place, hit) for hit in _POST_OF.finditer(text)]
    if times_too:
        found += [_finding("time", place, hit) for hit in _TIME.finditer(text)]
    return _once(found)


def _finding(kind: str, place: str, hit: re.Match[str]) -> Finding:
    return Finding(kind, place, hit.group(), hit.start(), _ADVICE[kind])


def _with_parts(persons: Sequence[str]) -> list[str]:
    """Return each name, and each part of it that is long enough to tell a person."""
    parts = [part for name in persons for part in name.split() if len(part) > 2]
    titles = {"mrs", "miss", "prof", "professor", "dame", "sir", "lord", "lady", "rev"}
    return [*persons, *(part for part in parts if part.strip(".").casefold() not in titles)]


def _initials(persons: Sequence[str]) -> set[str]:
    found = set()
    for name in persons:
        letters = [part[0].upper() for part in name.split() if part[:1].isalpha()]
        if len(letters) >= 2:
            found.add("".join(letters))
    return found


def _once(found: Iterable[Finding]) -> list[Finding]:
    """Return findings in order, the longest where several lie on the same words."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda item: (item.start, -len(item.found))):
        covered = any(
            other.start <= one.start
            and one.start + len(one.found) <= other.start + len(other.found)
            for other in kept
        )
        if not covered:
            kept.append(one)
    return kept
