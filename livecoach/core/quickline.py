"""Read the quick line: a new moment in a few words, or words and a note for the last one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from livecoach.core.board import Board, Tag
from livecoach.core.session import Seat
from livecoach.core.words import part

ALL = "all"


@dataclass(frozen=True, slots=True)
class Quick:
    """What a quick line says. No tag: it is about the last moment. ``problem`` stops it."""

    tag: str | None = None
    seat: str | None = None
    addressee: str | None = None
    to_all: bool = False
    lens: str | None = None
    words: str = ""
    note: str = ""
    problem: str = ""


def slug(text: str) -> str:
    """Return a name as typed on the quick line: "ICB Chair" gives "icb-chair"."""
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(one for one in plain if not unicodedata.combining(one)).casefold()
    return re.sub(r"[^0-9a-z]+", "-", letters).strip("-")


def _match(typed: str, names: Sequence[tuple[str, str]]) -> list[str]:
    """Return the ids whose slug is, else begins with, else holds every part of, the typed one."""
    want = slug(typed)
    for test in (
        lambda name: name == want,
        lambda name: name.startswith(want),
        lambda name: all(
            any(word.startswith(piece) for word in name.split("-")) for piece in want.split("-")
        ),
    ):
        found = [uid for uid, name in names if test(slug(name))]
        if found:
            return found
    return []


def _seats(seats: Sequence[Seat]) -> list[tuple[str, str]]:
    return [(seat.uid, seat.label) for seat in seats]


def _one(typed: str, names: Sequence[tuple[str, str]], what: str) -> tuple[str | None, str]:
    found = _match(typed, names)
    if len(found) == 1:
        return found[0], ""
    if not found:
        return None, f"No {what} is called {typed}"
    said = dict(names)
    return None, f"{typed} could be " + " or ".join(said[uid] for uid in found[:4])


def _tag(first: str, second: str, board: Board) -> tuple[Tag | None, int]:
    """Return the tag the line begins with and how many words name it; (None, 0) for none."""
    families = [
        family.id
        for family in board.families
        if slug(first) and slug(family.name).startswith(slug(first)) and len(slug(first)) >= 3
    ]
    if len(families) == 1 and second:
        inside = [(tag.id, tag.name) for tag in board.tags if tag.family == families[0]]
        found = _match(second, inside)
        if len(found) == 1:
            return board.tag(found[0]), 2
    exact = [tag for tag in board.tags if slug(first) in (slug(tag.name), tag.id)]
    if len(exact) == 1 and ("-" in slug(first) or not second or second[0] in "@>#\"'“‘"):
        return exact[0], 1
    return None, 0


def _meant(typed: str, board: Board) -> tuple[Tag | None, str]:
    """Return the tag that a line with a seat, an addressee or a lens in it begins with."""
    found, problem = _one(typed, [(tag.id, tag.name) for tag in board.tags], "tag")
    if found is None:
        return None, f"{problem}. Leave out @, > and # to write a note"
    return board.tag(found), ""


def parse(text: str, board: Board, seats: Sequence[Seat]) -> Quick:
    """
    Return what a quick line says.

    ``lang us-and-them @acute-chair > council-ceo #patient "the words" the note``: a line that
    begins with a tag (after its family, or by its whole name) is a new moment; any other is
    words and a note for the last one. ``@`` names the seat, ``>`` to whom (``all`` for the
    group), ``#`` the lens. What stands in quotation marks is words, the rest is note.
    """
    line = text.strip()
    pieces = line.split(maxsplit=2)
    first = pieces[0] if pieces else ""
    tag, used = _tag(first, pieces[1] if len(pieces) > 1 else "", board)
    if tag is None and re.match(r"[^\"'“‘]*\s[@>#]\s*\S", line) and line[0] not in "@>#":
        tag, problem = _meant(first, board)
        if tag is None:
            return Quick(problem=problem)
        used = 1
    rest = line.split(maxsplit=used)[used:] if used else [line]
    body = rest[0] if rest else ""
    seat = addressee = lens = None
    to_all = False
    while found := re.match(r"(@|>|#)\s*(\S+)\s*", body):
        mark, typed = found.groups()
        problem = ""
        if mark == "@":
            seat, problem = _one(typed, _seats(seats), "seat")
        elif mark == "#":
            lens, problem = _one(typed, [(one.id, one.name) for one in board.lenses], "lens")
        elif slug(typed) == ALL:
            to_all = True
        else:
            addressee, problem = _one(typed, _seats(seats), "seat")
        if problem:
            return Quick(problem=problem)
        body = body[found.end() :]
    words, note = part(body)
    return Quick(None if tag is None else tag.id, seat, addressee, to_all, lens, words, note)


def completions(text: str, board: Board, seats: Sequence[Seat]) -> list[str]:
    """Return whole lines that complete the word being typed at the end, best first, six at most."""
    head, last = re.fullmatch(r"(.*?)(\S*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    before = head.strip()
    mark = last[:1] if last[:1] in "@>#" else ""
    if before.endswith((">", "@", "#")) and not mark:
        mark, stem = before[-1], last
    else:
        stem = last[len(mark) :]
    if mark in ("@", ">"):
        names = _seats(seats) + ([("", ALL)] if mark == ">" else [])
    elif mark == "#":
        names = [(lens.id, lens.name) for lens in board.lenses]
    elif not before:
        names = [(tag.id, tag.name) for tag in board.tags]
        names += [(family.id, family.name) for family in board.families]
    else:
        families = [f for f in board.families if slug(f.name).startswith(slug(before))]
        names = [(t.id, t.name) for t in board.tags if families and t.family == families[0].id]
    if not stem and not mark and not before:
        return []
    labels = dict(names)
    return [
        text[: len(text) - len(stem)] + slug(labels[uid]) + " "
        for uid in (_match(stem, names) if stem else labels)
    ][:6]
