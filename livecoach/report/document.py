"""A neutral document: headings, paragraphs, lists, tables and pictures, and nothing of a format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of plain text; ``key`` names the drafted sentence it is, for the window alone."""

    text: str
    strong: bool = False
    emphasis: bool = False
    key: str = ""


Text = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading; level 1 is the largest below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a quiet one is set smaller."""

    text: Text
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of points, numbered or not."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; the first column heads its rows. ``caption`` says what it is."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()  # relative; () gives the first column more than the others

    def shares(self) -> tuple[float, ...]:
        """Return each column's part of the whole width."""
        others = len(self.headers) - 1
        first = 0.5 if others < 2 else 0.37
        parts: list[float] = [first, *([(1 - first) / max(1, others)] * others)]
        if self.widths:
            parts = [float(width) for width in self.widths]
        return tuple(part / sum(parts) for part in parts)


@dataclass(frozen=True, slots=True)
class VoiceBars:
    """Each seat's share of what was said, largest first, without saying whose."""

    shares: tuple[float, ...]
    equal: float


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """When the coach interjected (True) or let it run (False), in ms of the session's length."""

    marks: tuple[tuple[int, bool], ...]
    length_ms: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure, with the words that stand for it where it cannot be seen."""

    figure: VoiceBars | DecisionLine
    alt: str
    caption: str
    width_mm: int = 162
    height_mm: int = 22


Block = Heading | Paragraph | Listing | Table | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document for one audience, ready for any writer."""

    title: str
    subtitle: str
    status: str  # who it is for and what it is not
    blocks: tuple[Block, ...]
    handling: str  # how it is kept, at its foot
    language: str = "en-GB"


# Paints a picture in a format ("svg" or "png") and returns its bytes.
Draw = Callable[[Picture, str], bytes]


def plain(text: str) -> Text:
    """Return text in one plain span."""
    return (Span(text),)


def words_of(text: Text) -> str:
    """Return the words of a text without its emphasis."""
    return "".join(span.text for span in text)


def all_words(document: Document, leave_out: frozenset[str] = frozenset()) -> list[str]:
    """
    Return every piece of text a reader can meet, alternative text and captions too.

    Sentences whose keys are in ``leave_out`` are left out.
    """

    def keyed(text: Text) -> list[str]:
        return [] if any(span.key in leave_out for span in text if span.key) else [words_of(text)]

    found = [document.title, document.subtitle, document.status, document.handling]
    for block in document.blocks:
        match block:
            case Heading():
                found.append(block.text)
            case Paragraph():
                found += keyed(block.text)
            case Listing():
                found += [words for item in block.items for words in keyed(item)]
            case Table():
                found += [
                    block.caption,
                    *block.headers,
                    *(cell for row in block.rows for cell in row),
                ]
            case Picture():
                found += [block.alt, block.caption]
    return found
