"""Paint a square of counts from each row to each column, names or numbers at its edges."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from livecoach.figures.figure import Figure
from livecoach.figures.marks import (
    Bar,
    Mark,
    Side,
    captions,
    captions_height,
    label,
    line_height,
    name_label,
    numbers,
    smaller,
    width,
)
from livecoach.figures.shades import empty, shade
from livecoach.figures.tokens import Tokens

PITCH = 1.5  # of a line's height, a row
TIGHT = 1.0
FAINTEST = 0.18  # a count of one still shows


@dataclass(frozen=True, slots=True)
class Square:
    """Counts from each name (row) to each (column), with what is said of them."""

    name: str
    title: str
    sentence: str
    corner: str  # of the table
    way: str  # how to read rows and columns
    n_words: str
    names: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    loops: bool = False  # whether a row can lead to its own column
    marked: frozenset[tuple[int, int]] = frozenset()  # cells ringed
    notes: tuple[tuple[str, ...], ...] = ()  # beside each count in the table, or ""

    def total(self) -> int:
        """Return the sum of all counts."""
        return sum(map(sum, self.counts))


def square_figure(data: Square) -> Figure:
    """Return the figure of a square of counts."""
    return Figure(
        name=data.name,
        title=data.title,
        sentence=data.sentence,
        headers=(data.corner, *data.names),
        rows=tuple(
            (name, *(_told(data, i, j) for j in range(len(data.names))))
            for i, name in enumerate(data.names)
        ),
        lay_out=lambda rect, tokens, font: lay_out(rect, data, tokens, font),
        height=lambda room, font: _height(data, room, font),
    )


def lay_out(rect: QRectF, data: Square, tokens: Tokens, font: QFont) -> list[Mark]:
    """Return the figure's marks; without room for names, the square and its captions alone."""
    size = len(data.names)
    small = numbers(smaller(font))
    high, low = line_height(font), line_height(small)
    if not size:
        return [label(rect, "Nothing to show", small, tokens.muted)]
    foot = captions_height(_captions(data, named=False), rect.width(), small) + high * 0.3
    named = (rect.height() - foot - low) / size >= high * TIGHT
    titles = [f"{name}  {number}" for number, name in enumerate(data.names, 1)]
    names = min(max(width(font, title) for title in titles) + 1, rect.width() * 0.5) if named else 0
    left = rect.left() + names + (high * 0.5 if named else 0)
    top = rect.top() + (low * 1.15 if named else 0)
    wide = min((rect.right() - left) / size, high * 2)
    tall = min((rect.bottom() - foot - top) / size, high * PITCH)
    if not named:
        wide = tall = min(wide, tall)
        left = rect.center().x() - size * wide / 2
    if min(wide, tall) < 2:
        return [label(rect, "No room: see the table", small, tokens.muted)]
    every = max(1, ceil((width(small, str(size)) + 2) / wide))
    marks: list[Mark] = []
    for i in range(size):
        if named:
            row = QRectF(rect.left(), top + (i + 0.5) * tall - high / 2, names, high)
            marks.append(name_label(row, titles[i], font, tokens.ink))
        if named and i % every == 0 and left + (i + every) * wide <= rect.right() + 1:
            column = QRectF(left + i * wide, rect.top(), wide * every, low)
            side: Side = "centre" if every == 1 else "left"
            marks.append(label(column, str(i + 1), small, tokens.muted, side))
        for j in range(size):
            box = QRectF(left + j * wide, top + i * tall, wide, tall)
            marks += _cell(data, i, j, box, tokens, small)
    below = top + size * tall + high * 0.3
    told = _captions(data, named)
    return marks + captions(told, rect.left(), below, rect.width(), small, tokens.muted)


def _cell(data: Square, i: int, j: int, box: QRectF, tokens: Tokens, font: QFont) -> list[Mark]:
    gap = min(1.0, box.width() * 0.08, box.height() * 0.08)
    inner = box.adjusted(gap, gap, -gap, -gap)
    if i == j and not data.loops:
        side = min(inner.width(), inner.height()) * 0.16
        dot = QRectF(inner.center().x() - side / 2, inner.center().y() - side / 2, side, side)
        return [Bar(dot, tokens.hairline, radius=side)]
    count = data.counts[i][j]
    most = max(1, *(max(row) for row in data.counts))
    if not count:
        return [Bar(inner, empty(tokens), radius=2.5)]
    ground, ink = shade(tokens.accent, tokens, FAINTEST + (1 - FAINTEST) * count / most)
    marks: list[Mark] = [Bar(inner, ground, radius=2.5)]
    if (i, j) in data.marked:
        marks.append(Bar(inner.adjusted(0.6, 0.6, -0.6, -0.6), tokens.ink, 2.5, outline=True))
    words = str(count)
    if inner.height() >= line_height(font) and inner.width() >= width(font, words):
        marks.append(label(inner, words, font, ink, "centre"))
    return marks


def _height(data: Square, room: float, font: QFont) -> float:
    small = numbers(smaller(font))
    foot = captions_height(_captions(data, named=False), room, small)
    return (
        len(data.names) * line_height(font) * PITCH
        + line_height(small) * 1.3
        + foot
        + (line_height(font) * 0.3)
    )


def _captions(data: Square, named: bool) -> tuple[str, str]:
    most = max((max(row) for row in data.counts), default=0)
    order = "" if named else "; names in the table"
    return data.way + order, f"{data.n_words} · most: {most}"


def _told(data: Square, i: int, j: int) -> str:
    if i == j and not data.loops:
        return "–"
    note = data.notes[i][j] if data.notes else ""
    return f"{data.counts[i][j]} {note}".rstrip()
