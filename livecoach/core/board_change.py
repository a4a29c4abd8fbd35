"""Change a board: add, rename, reorder, recolour, rekey; each gives a new board."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from livecoach.core.board import FAMILY_COLOURS, SHAPES, BadBoard, Board, Family, Lens, Tag

Part = TypeVar("Part", Family, Tag, Lens)
MOST_KEYS = 16  # the left hand's keys
LONGEST = 60  # characters of a name that still fits a button


def amend_board(board: Board, **fields: str) -> Board:
    """Return the board with another name, about, source or credit. Raise BadBoard for no name."""
    changed: Board = replace(board, **fields)  # type: ignore[arg-type]
    _named(changed.name, "board")
    return changed


def amend_family(board: Board, uid: str, **fields: str) -> Board:
    """Return the board with a family's name, colour or shape changed."""
    families = tuple(_with(row, fields) if row.id == uid else row for row in board.families)
    return replace(board, families=families)


def amend_tag(board: Board, uid: str, **fields: Any) -> Board:
    """Return the board with a tag's fields changed; a tag of another family goes to its end."""
    tags = [_with(row, fields) if row.id == uid else row for row in board.tags]
    if "family" in fields:
        moved = next(row for row in tags if row.id == uid)
        tags.remove(moved)
        tags.append(moved)
    return replace(board, tags=tuple(tags))


def amend_lens(board: Board, uid: str, **fields: str) -> Board:
    """Return the board with a lens's fields changed."""
    return replace(
        board, lenses=tuple(_with(row, fields) if row.id == uid else row for row in board.lenses)
    )


def _with(row: Part, fields: Mapping[str, Any]) -> Part:
    changed = replace(row, **{**fields, "name": " ".join(fields.get("name", row.name).split())})
    _named(changed.name, type(row).__name__.lower())
    if isinstance(changed, Family) and (
        changed.colour not in FAMILY_COLOURS or changed.shape not in SHAPES
    ):
        raise BadBoard("A family's colour and shape are chosen from those there are")
    return changed


def _named(name: str, what: str) -> None:
    if not name.strip():
        raise BadBoard(f"A {what} needs a name")
    if len(name) > LONGEST:
        raise BadBoard(f"A name of {LONGEST} characters fits a button; this one is longer")


def add_family(board: Board, name: str) -> Board:
    """Return the board with one more family, in a colour and shape that none has if there is."""
    _named(name, "family")
    colours = {family.colour for family in board.families}
    shapes = {family.shape for family in board.families}
    made = Family(
        _fresh_id(name, {family.id for family in board.families}),
        " ".join(name.split()),
        next((one for one in FAMILY_COLOURS if one not in colours), FAMILY_COLOURS[0]),
        next((one for one in SHAPES if one not in shapes), SHAPES[0]),
    )
    return replace(board, families=(*board.families, made))


def add_tag(board: Board, family: str, name: str) -> Board:
    """Return the board with one more tag at the end of a family, on no key yet."""
    _named(name, "tag")
    made = Tag(_fresh_id(name, {tag.id for tag in board.tags}), " ".join(name.split()), family)
    return replace(board, tags=(*board.tags, made))


def add_lens(board: Board, name: str) -> Board:
    """Return the board with one more lens, on no key yet."""
    _named(name, "lens")
    made = Lens(_fresh_id(name, {lens.id for lens in board.lenses}), " ".join(name.split()))
    return replace(board, lenses=(*board.lenses, made))


def _fresh_id(name: str, taken: set[str]) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "item"
    found, number = plain, 2
    while found in taken:
        found, number = f"{plain}-{number}", number + 1
    return found


def remove_tag(board: Board, uid: str) -> Board:
    """Return the board without a tag; records made with it keep their own board."""
    return replace(board, tags=tuple(tag for tag in board.tags if tag.id != uid))


def remove_lens(board: Board, uid: str) -> Board:
    """Return the board without a lens."""
    return replace(board, lenses=tuple(lens for lens in board.lenses if lens.id != uid))


def remove_family(board: Board, uid: str) -> Board:
    """Return the board without a family and the tags in it."""
    return replace(
        board,
        families=tuple(family for family in board.families if family.id != uid),
        tags=tuple(tag for tag in board.tags if tag.family != uid),
    )


def tags_of(board: Board, family: str) -> list[Tag]:
    """Return a family's tags in the board's order."""
    return [tag for tag in board.tags if tag.family == family]


def move_tag(board: Board, uid: str, by: int) -> Board:
    """Return the board with a tag moved ``by`` places within its family, as far as it goes."""
    tag = next(row for row in board.tags if row.id == uid)
    places = [at for at, row in enumerate(board.tags) if row.family == tag.family]
    order = _moved([board.tags[at] for at in places], uid, by)
    tags = list(board.tags)
    for at, row in zip(places, order, strict=True):
        tags[at] = row
    return replace(board, tags=tuple(tags))


def move_family(board: Board, uid: str, by: int) -> Board:
    """Return the board with a family moved ``by`` places."""
    return replace(board, families=tuple(_moved(list(board.families), uid, by)))


def move_lens(board: Board, uid: str, by: int) -> Board:
    """Return the board with a lens moved ``by`` places."""
    return replace(board, lenses=tuple(_moved(list(board.lenses), uid, by)))


def _moved(rows: list[Part], uid: str, by: int) -> list[Part]:
    at = next(place for place, row in enumerate(rows) if row.id == uid)
    rows.insert(max(0, min(at + by, len(rows) - 1)), rows.pop(at))
    return rows


# Keys ------------------------------------------------------------------------------------------


def holder(board: Board, key: str) -> Tag | Lens | None:
    """Return the tag or lens that a key presses, or None."""
    rows: list[Tag | Lens] = [*board.tags, *board.lenses]
    return next((row for row in rows if key and row.key.upper() == key.upper()), None)


def set_key(board: Board, row: Tag | Lens, key: str) -> Board:
    """
    Return the board with a tag or lens on a key.

    Whatever had the key takes the one this had, so that no key is ever on two things.
    """
    key = key.upper()
    other = holder(board, key)
    if other is not None and other != row:
        board = _keyed(board, other, row.key)
    return _keyed(board, row, key)


def _keyed(board: Board, row: Tag | Lens, key: str) -> Board:
    if isinstance(row, Tag):
        return amend_tag(board, row.id, key=key)
    return amend_lens(board, row.id, key=key)


def warnings(board: Board, elsewhere: Mapping[str, str]) -> list[str]:
    """
    Return what will stand in the way in the room, a sentence each.

    ``elsewhere`` says what else a key does: {"7": "the first seat", "Space": "Let it run"}.
    """
    found: list[str] = []
    rows: list[Tag | Lens] = [*board.tags, *board.lenses]
    for row in rows:
        if row.key and row.key in elsewhere:
            found.append(f"Key {row.key} is on {row.name} and on {elsewhere[row.key]}")
    keyed = sum(bool(tag.key) for tag in board.tags)
    if keyed > MOST_KEYS:
        found.append(f"{keyed} tags are on keys; more than {MOST_KEYS} are hard to find by hand")
    names: dict[str, str] = {}
    for tag in board.tags:
        if tag.name.casefold() in names:
            found.append(f"Two tags are called {tag.name}; the stream cannot tell them apart")
        names[tag.name.casefold()] = tag.id
    if not board.tags:
        found.append("There is no tag on this board yet")
    return found
