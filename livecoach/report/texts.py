"""Fill the shipped texts to start from with what a programme says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from livecoach.core.controller import CONTROLLERS
from livecoach.report.document import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Table,
    plain,
    words_of,
)

# id, what it is called, what it is for
TEXTS = (
    ("privacy-notice", "Privacy notice", "For everybody in the room, before the first session"),
    ("record-of-processing", "Record of processing", "One row for the register that is asked for"),
    ("impact-assessment", "Impact assessment", "The risks to people, and what is done about them"),
    ("agreement", "Agreement", "Between group, sponsor and coach"),
)
_ONLY = re.compile(r"@([a-z,]+) ")
_FIELD = re.compile(r"\{([a-z_]+)\}")
_GAP = re.compile(r"\[[^\[\]]+\]")
Value = str | tuple[str, ...]


class BadText(ValueError):
    """A shipped text that cannot be filled; the message says where."""


@dataclass(slots=True)
class _Reading:
    """What has been read of a text so far, and what is being gathered."""

    title: str = ""
    status: str = ""
    handling: str = ""
    caption: str = ""


def text_document(
    template: str, controller: str, values: Mapping[str, Value], subtitle: str = ""
) -> Document:
    """
    Return a text as a document, for one of CONTROLLERS.

    Values are filled in after the text is read, so that nothing in them is taken for its marks.
    Raise BadText where the text asks for a value that there is none of.
    """
    found = _Reading()
    blocks: list[Block] = []
    items: list[str] = []
    rows: list[tuple[str, ...]] = []

    def close() -> None:
        if items:
            blocks.append(Listing(tuple(plain(item) for item in items)))
            items.clear()
        if rows:
            blocks.append(Table(found.caption, rows[0], tuple(rows[1:]), _widths(rows[0])))
            rows.clear()

    for line in _lines(template, controller):
        mark, _, rest = line.partition(" ")
        if mark not in ("-", "|"):
            close()
        if not line:
            continue
        if mark == "-":
            items += _items(rest, values)
        elif mark == "|":
            rows.append(
                tuple(_filled(cell.strip(), values) for cell in rest.strip("| ").split("|"))
            )
        elif mark == "#":
            found.title = _filled(rest, values)
        elif mark == "##":
            blocks.append(Heading(_filled(rest, values)))
        elif mark == ">":
            found.status = _filled(rest, values)
        elif mark == "!":
            found.caption = _filled(rest, values)
        elif mark == "~":
            found.handling = _filled(rest, values)
        else:
            blocks.append(Paragraph(plain(_filled(line, values))))
    close()
    return Document(found.title, subtitle, found.status, tuple(blocks), found.handling)


def gaps(document: Document) -> int:
    """Return how many places in square brackets are still to be filled in."""
    texts = [document.title, document.status, document.handling]
    for block in document.blocks:
        match block:
            case Heading():
                texts.append(block.text)
            case Paragraph():
                texts.append(words_of(block.text))
            case Listing():
                texts += [words_of(item) for item in block.items]
            case Table():
                texts += [cell for row in block.rows for cell in row]
            case _:
                pass
    return sum(len(_GAP.findall(text)) for text in texts)


def parts_of(document: Document) -> dict[str, str]:
    """Return what stands under each heading as plain text, one paragraph or point a line."""
    found: dict[str, list[str]] = {}
    under = ""
    for block in document.blocks:
        match block:
            case Heading():
                under = block.text
                found[under] = []
            case Paragraph():
                found.setdefault(under, []).append(words_of(block.text))
            case Listing():
                found.setdefault(under, []).extend(f"- {words_of(one)}" for one in block.items)
            case _:
                pass
    return {heading: "\n".join(lines) for heading, lines in found.items()}


def _lines(template: str, controller: str) -> Iterable[str]:
    """Yield the lines that are for this controller, without the mark that says so."""
    if controller not in CONTROLLERS:
        raise BadText(f"there is no controller {controller!r}")
    for line in template.splitlines():
        only = _ONLY.match(line)
        if only is None:
            yield line.strip()
        elif controller in only[1].split(","):
            yield line[only.end() :].strip()


def _items(text: str, values: Mapping[str, Value]) -> list[str]:
    alone = _FIELD.fullmatch(text)
    value = values.get(alone[1]) if alone else None
    return list(value) if isinstance(value, tuple) else [_filled(text, values)]


def _filled(text: str, values: Mapping[str, Value]) -> str:
    def value_of(field: re.Match[str]) -> str:
        if field[1] not in values:
            raise BadText(f"the text asks for {field[1]!r}, which there is none of")
        value = values[field[1]]
        return value if isinstance(value, str) else "; ".join(value)

    return " ".join(_FIELD.sub(value_of, text).split())


def _widths(headers: tuple[str, ...]) -> tuple[int, ...]:
    return (1, 3) if len(headers) == 2 else (4, 7, 3)
