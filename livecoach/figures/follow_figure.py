"""Who follows whom, or who addresses whom: a square of counts, seats as they sit."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from livecoach.figures.figure import Figure, counted
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
from livecoach.measures.following import address_counts, follow_counts
from livecoach.measures.log import Log

PITCH = 1.5  # of a line's height, a row
TIGHT = 1.0
FAINTEST = 0.18  # a count of one still shows


@dataclass(frozen=True, slots=True)
class Square:
    """Counts from each seat (row) to each (column), in the order they sit."""

    kind: str  # "follows" or "addresses"
    names: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    passes: int  # all counted
    contributions: int
    timed: bool


def follow_square(log: Log) -> Square:
    """Return who follows whom."""
    return _square(log, "follows", follow_counts(log))


def address_square(log: Log) -> Square:
    """Return who addresses whom, as far as it was tagged."""
    return _square(log, "addresses", address_counts(log))


def follow_figure(data: Square) -> Figure:
    """Return the figure of this square of counts."""
    title = {"follows": "Who follows whom", "addresses": "Who addresses whom"}[data.kind]
    return Figure(
        name=title.lower().replace(" ", "-"),
        title=title,
        sentence=sentence(data),
        headers=(_corner(data), *data.names),
        rows=tuple(
            (name, *("–" if i == j else str(count) for j, count in enumerate(row)))
            for i, (name, row) in enumerate(zip(data.names, data.counts, strict=True))
        ),
        lay_out=lambda rect, tokens, font: lay_out(rect, data, tokens, font),
        height=lambda room, font: _height(data, room, font),
    )


def sentence(data: Square) -> str:
    """Say what the figure shows and what it cannot."""
    if data.kind == "follows":
        kind = "turn" if data.timed else "tagged turn"
        return (
            f"Who spoke next after whom, {counted(data.passes, 'time', 'times')} in "
            f"{counted(data.contributions, kind, kind + 's')}, as counts: coming next is not the "
            "same as answering, and so few in so many cells bear no test."
        )
    return (
        f"Who was seen to address whom, {counted(data.passes, 'time', 'times')}, as counts: what "
        "was said to everybody, or tagged without an addressee, is not in it."
    )


def lay_out(rect: QRectF, data: Square, tokens: Tokens, font: QFont) -> list[Mark]:
    """Return the figure's marks; without room for names, the square and its captions alone."""
    seats = len(data.names)
    small = numbers(smaller(font))
    high, low = line_height(font), line_height(small)
    if not seats:
        return [label(rect, "No seats", small, tokens.muted)]
    foot = captions_height(_captions(data, named=False), rect.width(), small) + high * 0.3
    named = (rect.height() - foot - low) / seats >= high * TIGHT
    titles = [f"{name}  {number}" for number, name in enumerate(data.names, 1)]
    names = min(max(width(font, title) for title in titles) + 1, rect.width() * 0.5) if named else 0
    left = rect.left() + names + (high * 0.5 if named else 0)
    top = rect.top() + (low * 1.15 if named else 0)
    wide = min((rect.right() - left) / seats, high * 2)
    tall = min((rect.bottom() - foot - top) / seats, high * PITCH)
    if not named:
        wide = tall = min(wide, tall)
        left = rect.center().x() - seats * wide / 2
    if min(wide, tall) < 2:
        return [label(rect, "No room: see the table", small, tokens.muted)]
    every = max(1, ceil((width(small, str(seats)) + 2) / wide))
    marks: list[Mark] = []
    for i in range(seats):
        if named:
            row = QRectF(rect.left(), top + (i + 0.5) * tall - high / 2, names, high)
            marks.append(name_label(row, titles[i], font, tokens.ink))
        if named and i % every == 0 and left + (i + every) * wide <= rect.right() + 1:
            column = QRectF(left + i * wide, rect.top(), wide * every, low)
            side: Side = "centre" if every == 1 else "left"
            marks.append(label(column, str(i + 1), small, tokens.muted, side))
        for j in range(seats):
            box = QRectF(left + j * wide, top + i * tall, wide, tall)
            marks += _cell(data, i, j, box, tokens, small)
    below = top + seats * tall + high * 0.3
    told = _captions(data, named)
    return marks + captions(told, rect.left(), below, rect.width(), small, tokens.muted)


def _cell(data: Square, i: int, j: int, box: QRectF, tokens: Tokens, font: QFont) -> list[Mark]:
    gap = min(1.0, box.width() * 0.08, box.height() * 0.08)
    inner = box.adjusted(gap, gap, -gap, -gap)
    if i == j:
        side = min(inner.width(), inner.height()) * 0.16
        dot = QRectF(inner.center().x() - side / 2, inner.center().y() - side / 2, side, side)
        return [Bar(dot, tokens.hairline, radius=side)]
    count = data.counts[i][j]
    most = max(1, *(max(row) for row in data.counts))
    if not count:
        return [Bar(inner, empty(tokens), radius=2.5)]
    ground, ink = shade(tokens.accent, tokens, FAINTEST + (1 - FAINTEST) * count / most)
    marks: list[Mark] = [Bar(inner, ground, radius=2.5)]
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


def _corner(data: Square) -> str:
    return "First ↓  next →" if data.kind == "follows" else "Speaks ↓  to →"


def _captions(data: Square, named: bool) -> tuple[str, str]:
    way = (
        "Row: who spoke; column: who spoke next" if data.kind == "follows"
        else "Row: who speaks; column: to whom"
    )  # fmt: skip
    seats = "" if named else ", seats as they sit"
    most = max((max(row) for row in data.counts), default=0)
    return way + seats, f"n = {counted(data.passes, 'time', 'times')} · most: {most}"


def _square(log: Log, kind: str, counts: dict[tuple[str, str], int]) -> Square:
    uids = [seat.uid for seat in log.seats]
    return Square(
        kind=kind,
        names=tuple(seat.label for seat in log.seats),
        counts=tuple(tuple(counts.get((a, b), 0) for b in uids) for a in uids),
        passes=sum(counts.values()),
        contributions=len(log.turns),
        timed=log.timed,
    )
