"""A versioned set of tags in families, with keys, lenses and what each tag means to a measure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from livecoach.core.moment import ACTIONS
from livecoach.core.sentence import one_line

FAMILY_COLOURS = (
    "language", "message", "unheard", "interjection", "slate", "moss", "plum", "ochre",
)  # fmt: skip
SHAPES = ("circle", "square", "triangle", "diamond", "hexagon", "bar", "cross", "ring")
# What a tag means to the measures, whatever it is called on a board.
MEANINGS = (
    "",
    "idea",  # an idea or proposal is offered
    "uptake",  # takes up an earlier idea: building, supporting, testing understanding
    "credit",  # names whose idea it was
    "question",  # asks for information or tests understanding
    "uptake_question",  # both: testing understanding
    "took_floor",  # an interruption that gains the floor
    "held_off",  # an interruption that does not
    "overlap",  # supportive overlap: not an interruption
    "unheard",  # a voice not heard: not speech
    "silence",  # not speech
    "interjection",  # the coach speaks
    "let_run",  # the coach holds back
    "us_and_them",  # ours and theirs
    "we_system",  # we of the system
    "challenge",  # challenges what was said, the issue
    "blame",  # attacks or defends a person
    "mixed_message",  # says one thing and means another
    "bring_in",  # invites a voice
    "shut_out",  # closes a voice down
    "support",  # supports a person or builds on what was said, and so takes up an idea
    "lens_shift",
    "repair",
    "new_knowledge",
    "check_out",
)
LONGEST = 2_000  # characters in any text of a board
MOST = 500  # families, tags or lenses on a board
_CONTROL = re.compile("[\0-\x09\x0b-\x1f\ud800-\udfff]")
_ACTION_NAMES = ("", *(name for _, name, _ in ACTIONS))


class BadBoard(ValueError):
    """A board that cannot be used; the message says where and why, on one line."""

    def __init__(self, words: str) -> None:
        super().__init__(one_line(words))


@dataclass(frozen=True, slots=True)
class Family:
    """A family of tags, told by a colour and a shape everywhere."""

    id: str
    name: str
    colour: str  # one of FAMILY_COLOURS
    shape: str  # one of SHAPES


@dataclass(frozen=True, slots=True)
class Tag:
    """One thing to look for, with our own one-line definition."""

    id: str
    name: str
    family: str
    key: str = ""
    definition: str = ""
    meaning: str = ""  # one of MEANINGS
    action: str = ""  # for interjections: what the coach does, a name in moment.ACTIONS
    inference: bool = False  # asks the coach to infer, not to see: off the keys by default


@dataclass(frozen=True, slots=True)
class Lens:
    """Whose eyes a moment is seen through."""

    id: str
    name: str
    key: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """A versioned set of tags in families. Frozen into an observation when it starts."""

    id: str
    name: str
    version: int
    families: tuple[Family, ...]
    tags: tuple[Tag, ...]
    lenses: tuple[Lens, ...] = ()
    about: str = ""
    source: str = ""
    credit: str = ""

    def tag(self, tag_id: str | None) -> Tag | None:
        """Return the tag of that id, or None."""
        return next((tag for tag in self.tags if tag.id == tag_id), None)

    def family(self, family_id: str) -> Family:
        """Return the family of that id. Raise KeyError where there is none."""
        for family in self.families:
            if family.id == family_id:
                return family
        raise KeyError(family_id)

    def decision_family(self) -> str:
        """Return the family of what the coach does, to which a decision without a tag belongs."""
        own = (tag.family for tag in self.tags if tag.meaning in ("interjection", "let_run"))
        return next(own, "")

    def lens(self, lens_id: str | None) -> Lens | None:
        """Return the lens of that id, or None."""
        return next((lens for lens in self.lenses if lens.id == lens_id), None)

    def meaning(self, tag_id: str | None) -> str:
        """Return what the tag means to a measure, or ""."""
        tag = self.tag(tag_id)
        return "" if tag is None else tag.meaning


_PLAIN = {str: "text in quotation marks", int: "a whole number", bool: "true or false"}


def _check_text(text: str, where: str) -> None:
    if len(text) > LONGEST:
        raise BadBoard(f"{where} is longer than {LONGEST} characters; shorten it")
    if _CONTROL.search(text):
        raise BadBoard(f"{where} holds a control character; take it out")


def _tables(values: Mapping[str, Any], name: str) -> list[Any]:
    rows = values.get(name, [])
    if not isinstance(rows, list):
        raise BadBoard(f"board: {name!r} should be a list; write each as [[{name}]]")
    if len(rows) > MOST:
        raise BadBoard(f"board: {len(rows)} of {name!r}; a board has at most {MOST}")
    return rows


def _texts(values: object, where: str, allowed: dict[str, type]) -> dict[str, Any]:
    if not isinstance(values, Mapping):
        raise BadBoard(f"{where}: should be a table of names and values")
    for name, value in values.items():
        if name not in allowed:
            raise BadBoard(f"{where}: {name!r} is not a field of it; take it out")
        if type(value) is not allowed[name]:
            raise BadBoard(f"{where}: {name!r} should be {_PLAIN[allowed[name]]}")
        if isinstance(value, str):
            _check_text(value, f"{where}: {name!r}")
    for needed in ("id", "name"):
        if not str(values.get(needed, "")).strip():
            raise BadBoard(f"{where}: {needed!r} is missing; give it one")
    return dict(values)


def board_from_dict(values: Mapping[str, Any]) -> Board:
    """Return the board that a TOML or JSON document describes. Raise BadBoard with the place."""
    top = {key: value for key, value in values.items() if key not in ("family", "tag", "lens")}
    known = _texts(top, "board", {"id": str, "name": str, "version": int, "about": str,
                                  "source": str, "credit": str})  # fmt: skip
    if known.setdefault("version", 1) < 1:
        raise BadBoard("board: 'version' counts from 1")
    families, tags, lenses = [], [], []
    for number, item in enumerate(_tables(values, "family"), 1):
        where = f"family {number}"
        texts = _texts(item, where, dict.fromkeys(("id", "name", "colour", "shape"), str))
        families.append(Family(**{"colour": "", "shape": "", **texts}))
        if families[-1].colour not in FAMILY_COLOURS:
            raise BadBoard(f"{where}: colour is one of {', '.join(FAMILY_COLOURS)}")
        if families[-1].shape not in SHAPES:
            raise BadBoard(f"{where}: shape is one of {', '.join(SHAPES)}")
    family_ids = {family.id for family in families}
    shape = dict.fromkeys(("id", "name", "family", "key", "definition", "meaning", "action"), str)
    for number, item in enumerate(_tables(values, "tag"), 1):
        name = item.get("name", "") if isinstance(item, Mapping) else ""
        where = f"tag {number} ({name})" if name else f"tag {number}"
        texts = _texts(item, where, {**shape, "inference": bool})
        tags.append(Tag(**{"family": "", **texts}))
        if not tags[-1].family:
            raise BadBoard(f"{where}: 'family' is missing; name one of the board's families")
        if tags[-1].family not in family_ids:
            raise BadBoard(f"{where}: family {tags[-1].family!r} is not on this board")
        if tags[-1].meaning not in MEANINGS:
            raise BadBoard(f"{where}: meaning {tags[-1].meaning!r} is not known")
        if tags[-1].action not in _ACTION_NAMES:
            raise BadBoard(f"{where}: action {tags[-1].action!r} is not known")
    for number, item in enumerate(_tables(values, "lens"), 1):
        lenses.append(Lens(**_texts(item, f"lens {number}", dict.fromkeys(
            ("id", "name", "key", "definition"), str))))  # fmt: skip
    board = Board(families=tuple(families), tags=tuple(tags), lenses=tuple(lenses), **known)
    for what, ids in (("family", [f.id for f in families]), ("tag", [t.id for t in tags]),
                      ("lens", [lens.id for lens in lenses])):  # fmt: skip
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise BadBoard(f"{what} id {twice[0]!r} stands twice; every id is used once")
    clash = key_conflicts(board)
    if clash:
        raise BadBoard(f"key {clash[0][0]!r} is on both {clash[0][1]} and {clash[0][2]}")
    return board


def board_as_dict(board: Board) -> dict[str, Any]:
    """Return the board as the plain document that ``board_from_dict`` reads."""
    document: dict[str, Any] = {
        name: getattr(board, name) for name in ("id", "name", "version", "about", "source",
                                                "credit")
    }  # fmt: skip
    for key, rows in (("family", board.families), ("tag", board.tags), ("lens", board.lenses)):
        document[key] = [
            {name: value for name in row.__slots__ if (value := getattr(row, name)) not in ("",)}
            for row in rows
        ]
    for tag in document["tag"]:
        if tag["inference"] is False:
            del tag["inference"]
    return document


def freeze(board: Board) -> str:
    """Return the board as one line of JSON, to stand in an observation."""
    return json.dumps(board_as_dict(board), ensure_ascii=False, separators=(",", ":"))


def thaw(text: str) -> Board:
    """Return the board frozen in an observation; an empty board for an empty text."""
    if not text:
        return Board("", "", 1, (), ())
    return board_from_dict(json.loads(text))


def key_conflicts(board: Board) -> list[tuple[str, str, str]]:
    """Return (key, name, other name) for each key that two tags, or two lenses, share."""
    found: list[tuple[str, str, str]] = []
    seen: dict[str, str] = {}
    rows: list[Tag | Lens] = [*board.tags, *board.lenses]
    for row in rows:
        if not row.key:
            continue
        if row.key in seen:
            found.append((row.key, seen[row.key], row.name))
        seen.setdefault(row.key, row.name)
    return found
