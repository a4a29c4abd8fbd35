"""List the keys of a session's tags, lenses and seats for the key sheet."""

from __future__ import annotations

from collections.abc import Iterable

from livecoach.core.board import Board
from livecoach.core.session import Seat

Section = tuple[str, list[tuple[str, str]]]


def key_sections(board: Board, seats: Iterable[Seat]) -> list[Section]:
    """Return (heading, ((key, words), …)) of everything that has a key, a family a section."""
    found: list[Section] = [
        (family.name, [(tag.key, tag.name) for tag in board.tags
                       if tag.key and tag.family == family.id])
        for family in board.families
    ]  # fmt: skip
    found.append(("Lenses", [(lens.key, lens.name) for lens in board.lenses if lens.key]))
    seated = [(seat.key, seat.label) for seat in seats if seat.key]
    if seated:
        seated += [("Shift + seat", "The moment was to it"), ("Ctrl + seat", "It was that seat's")]
    found.append(("Floor", seated))
    return [section for section in found if section[1]]
