"""Read who is invited from an e-mail attendee line; the mail addresses are not kept."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import getaddresses
from itertools import pairwise

from livecoach.core.planning.organisations import CEO_WORDS, CHAIR_WORDS

_LABEL = re.compile(
    r"^\s*(?:to|cc|bcc|from|required(?: attendees)?|optional(?: attendees)?|attendees|organi[sz]er)"
    r"\s*:\s*",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"(.*?)[\s]*<\s*([^<>]*)\s*>", re.DOTALL)
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_HONORIFICS = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady",
     "cllr", "councillor", "rev", "baroness"}
)  # fmt: skip
_SHARED_MAIL = frozenset(
    {"nhs", "net", "gov", "uk", "com", "org", "ac", "co", "www", "mail", "gmail", "outlook",
     "hotmail", "yahoo", "icloud", "example", "ltd", "plc"}
)  # fmt: skip
_POST_WORDS = CHAIR_WORDS | CEO_WORDS | {"director", "officer", "office", "lead", "secretary"}
LONGEST = 100_000  # characters of a pasted line


class BadAttendees(ValueError):
    """A pasted line with nobody in it; the message says what to paste."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody invited: the name, what stood in brackets, and words that hint at where from."""

    name: str
    brackets: str = ""
    hints: tuple[str, ...] = ()  # from the mail's domain, used to match and never kept


def looks_like_attendees(text: str) -> bool:
    """Return whether a text is rather an attendee line than typed organisations."""
    if "@" in text or _LABEL.match(text):
        return True
    return ";" in text and ":" not in text


def read_attendees(text: str) -> list[Attendee]:
    """
    Return who stands in "Jo Smith <jo@x>; SMITH, Jane (North Acute) <jane@y>", once each.

    Outlook's semicolons, plain commas, bare addresses, encoded names and "To:" are read. Raise
    BadAttendees where there is nobody, or far too much.
    """
    if len(text) > LONGEST:
        raise BadAttendees("That is too long for an attendee line; paste only the To line")
    found: dict[str, Attendee] = {}
    for line in text.splitlines():
        for entry in _entries(_LABEL.sub("", line)):
            attendee = _attendee(entry)
            if attendee is not None:
                found.setdefault(plain_name(attendee.name), attendee)
    if not found:
        raise BadAttendees("Nobody stands in that line; paste names or addresses, with ; between")
    return list(found.values())


def _entries(line: str) -> list[tuple[str, str]]:
    """Part a line into (name as written, address or "")."""
    quoted = re.sub(r'"[^"]*"|<[^>]*>|\([^)]*\)', lambda part: "x" * len(part[0]), line)
    if ";" in quoted:
        parts, start = [], 0
        for place, letter in enumerate(quoted + ";"):
            if letter == ";":
                parts.append(line[start:place])
                start = place + 1
        return [_entry(part) for part in parts if part.strip()]
    if "@" not in line and "<" not in line:
        # "Smith, Jane" alone is one person; "Jo Smith, Jane Jones" are two.
        names = [part.strip() for part in _at_commas(line, quoted)]
        turned = len(names) == 2 and " " not in names[0] and names[1]
        return [(", ".join(names), "")] if turned else [(name, "") for name in names if name]
    return _comma_entries(line, quoted)


def _at_commas(line: str, quoted: str) -> list[str]:
    places = [-1, *(place for place, one in enumerate(quoted) if one == ","), len(line)]
    return [line[first + 1 : last] for first, last in pairwise(places)]


def _comma_entries(line: str, quoted: str) -> list[tuple[str, str]]:
    """Part at commas; a lone surname belongs to the name and address that follow it."""
    found: list[tuple[str, str]] = []
    waiting = ""
    for part in _at_commas(line, quoted):
        name, address = _entry(part)
        if not address and part.strip() and " " not in name and not waiting:
            waiting = name
            continue
        if waiting:
            whole = address and name and len(_BRACKETS.sub("", name).split()) <= 2
            found += (
                [(f"{waiting}, {name}", address)] if whole else [(waiting, ""), (name, address)]
            )
            waiting = ""
        elif name or address:
            found.append((name, address))
    return [*found, (waiting, "")] if waiting else found


def _entry(part: str) -> tuple[str, str]:
    part = part.strip().strip(",")
    found = _ENTRY.fullmatch(part)
    if found:
        return found[1].strip(), found[2].strip().removeprefix("mailto:")
    if "@" in part:
        name, address = next(iter(getaddresses([part])), ("", ""))
        return name, address or part
    return part, ""


def _attendee(entry: tuple[str, str]) -> Attendee | None:
    written, address = entry
    with suppress(HeaderParseError, LookupError, UnicodeDecodeError):  # then shown as it came
        written = str(make_header(decode_header(written)))
    written = " ".join(written.replace('"', " ").split()).strip("' ")
    brackets = " ".join(" ".join(pair).strip() for pair in _BRACKETS.findall(written))
    name = " ".join(_BRACKETS.sub(" ", written).split()).strip(" ,'")
    local, _, domain = address.partition("@")
    if not name or "@" in name:
        name = _name_of(name.partition("@")[0] or local)
    family, comma, given = name.partition(",")
    if comma and given.strip():
        name = f"{given.strip()} {family.strip()}"
    words = name.split()
    if not any(word.lower() in _POST_WORDS for word in words):  # "ICB Chair" is no shouted name
        words = [_calm(word) for word in words]
    name = " ".join(words)
    hints = tuple(
        word for word in re.split(r"[.\-_]", domain.lower()) if word and word not in _SHARED_MAIL
    )
    return Attendee(name[:120], brackets[:120], hints) if name else None


def _name_of(local: str) -> str:
    """Return the name a mail address spells: "jane.smith2" is Jane Smith."""
    words = re.split(r"[._+\-\s]+", re.sub(r"\d+", "", local))
    return " ".join(word.capitalize() for word in words if word)


def _calm(word: str) -> str:
    """Return a word that Outlook shouts, such as SMITH, with one capital; initials stay."""
    if len(word) > 2 and word.isupper():
        return "-".join("'".join(p.capitalize() for p in w.split("'")) for w in word.split("-"))
    return word


def plain_name(name: str) -> str:
    """Return a name in lower case without its honorifics, to tell two spellings as one."""
    words = [word.strip(".,").lower() for word in name.split()]
    return " ".join(word for word in words if word and word not in _HONORIFICS)
