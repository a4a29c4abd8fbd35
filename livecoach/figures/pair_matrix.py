"""Paint which pairs of posts were worked with: a cell a pair, by kind and by state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from livecoach.core.coaching import Pair
from livecoach.core.engagement import Post
from livecoach.core.pairing import KINDS, PossiblePair, counts_by_kind
from livecoach.core.planning.dates import shown_date
from livecoach.figures.figure import Figure, counted
from livecoach.figures.marks import (
    Bar,
    Glyph,
    Line,
    Mark,
    label,
    line_height,
    name_label,
    smaller,
    width,
    wrapped,
)
from livecoach.figures.shades import mixed
from livecoach.figures.tokens import Tokens

STATE_WORDS = {
    "none": "not yet",
    "offered": "offered",
    "planned": "planned",
    "held": "held",
    "declined": "declined",
    "not_needed": "not needed",
}
KIND_COLOURS = {"same_role": "accent", "same_organisation": "message", "other": "interjection"}
MOST_CELL = 2.1  # lines' heights
GAP = 0.10  # of a cell


@dataclass(frozen=True, slots=True)
class Square:
    """One pair's place: the row of its later post, the column of its earlier one."""

    row: int
    column: int
    kind: str
    state: str
    on: str
    matters: bool
    key: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The posts in their order, the pairs between them, and how many of each kind are held."""

    posts: tuple[str, ...]  # uids
    titles: tuple[str, ...]
    squares: tuple[Square, ...]
    held: tuple[tuple[str, int, int], ...]  # kind, held, of how many

    def at(self, row: int, column: int) -> Square | None:
        """Return the pair at a place, or None."""
        return next((one for one in self.squares if (one.row, one.column) == (row, column)), None)

    def of(self, key: tuple[str, str]) -> Square | None:
        """Return a pair's square, or None where those posts make none."""
        return next((one for one in self.squares if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the cells stand in a box, in pixels."""

    left: float
    top: float
    side: float

    def cell(self, row: int, column: int) -> QRectF:
        """Return a cell's box, with its gap taken off."""
        inset = self.side * GAP / 2
        box = QRectF(self.left + column * self.side, self.top + row * self.side, self.side,
                     self.side)  # fmt: skip
        return box.adjusted(inset, inset, -inset, -inset)

    def place(self, x: float, y: float) -> tuple[int, int]:
        """Return the row and column under a point."""
        return int((y - self.top) // self.side), int((x - self.left) // self.side)


def matrix(
    posts: Sequence[Post], pairs: Sequence[PossiblePair], kept: Mapping[tuple[str, str], Pair]
) -> Matrix:
    """Return the matrix of posts in their order with the pairs' states."""
    place = {post.uid: number for number, post in enumerate(posts)}
    squares = []
    for pair in pairs:
        column, row = sorted((place[pair.first], place[pair.second]))
        found = kept.get(pair.key)
        squares.append(
            Square(row, column, pair.kind, "none" if found is None else found.state,
                   "" if found is None else found.on_date,
                   found is not None and found.matters, pair.key)
        )  # fmt: skip
    counts = counts_by_kind(pairs, kept)
    held = tuple((kind, counts[kind].get("held", 0), sum(counts[kind].values()))
                 for kind, _ in KINDS)  # fmt: skip
    return Matrix(
        tuple(post.uid for post in posts),
        tuple(post.title for post in posts),
        tuple(squares),
        held,
    )


def square_sentence(data: Matrix, square: Square) -> str:
    """Say one pair in a full sentence."""
    first, second = data.titles[square.column], data.titles[square.row]
    words = f"{first} and {second}, {dict(KINDS)[square.kind]}: {STATE_WORDS[square.state]}"
    if square.on:
        words += f", {shown_date(square.on)}"
    return words + (". You marked it as one that matters." if square.matters else ".")


def by_kind(data: Matrix) -> list[Square]:
    """Return the pairs in the order of the table: kind after kind, then as posts stand."""
    order = {kind: place for place, (kind, _) in enumerate(KINDS)}
    return sorted(data.squares, key=lambda one: (order[one.kind], one.row, one.column))


def matrix_figure(data: Matrix) -> Figure:
    """Return the figure of the pairs covered."""
    words = dict(KINDS)
    return Figure(
        name="pairs-covered",
        title="Pairs covered",
        sentence=sentence(data),
        headers=("First", "Second", "Kind", "State", "Date", "Matters"),
        rows=tuple(
            (
                data.titles[one.column],
                data.titles[one.row],
                words[one.kind],
                STATE_WORDS[one.state],
                shown_date(one.on),
                "yes" if one.matters else "",
            )
            for one in by_kind(data)
        ),
        lay_out=lambda rect, tokens, font: lay_out(rect, data, tokens, font),
        height=lambda room, font: (
            grid(QRectF(0, 0, room, 1e6), data, font).side * len(data.posts)
            + _legend_height(data, room, font)
        ),
    )


def sentence(data: Matrix) -> str:
    """Say what the figure shows and what it does not."""
    held = sum(one for _, one, _ in data.held)
    whole = len(data.squares)
    if not whole:
        return "A pair needs two posts."
    return (
        f"{held} of {counted(whole, 'pair', 'pairs')} of posts have been worked with; a pair that "
        "is not needed, or was declined, is no gap."
    )


def grid(rect: QRectF, data: Matrix, font: QFont) -> Grid:
    """Return where the cells stand: names on the left, and on the diagonal again for columns."""
    small = smaller(font)
    names = _names(rect, data, small)
    count = max(1, len(data.posts))
    high = rect.height() - _legend_height(data, rect.width(), font)
    side = min(MOST_CELL * line_height(font), (rect.width() - 2 * names) / count, high / count)
    return Grid(rect.left() + names, rect.top(), max(side, 1.0))


def lay_out(rect: QRectF, data: Matrix, tokens: Tokens, font: QFont) -> list[Mark]:
    """Return the figure's marks: cells, names, counts by kind and the key to the states."""
    small = smaller(font)
    if not data.squares:
        return [label(rect, "List two posts to see their pairs", small, tokens.muted)]
    where = grid(rect, data, font)
    names = _names(rect, data, small)
    if where.side < 5:
        return [label(rect, "No room: see the table", small, tokens.muted)]
    marks: list[Mark] = []
    gap = line_height(small) * 0.4
    for number, title in enumerate(data.titles):
        top = where.top + number * where.side
        left = QRectF(rect.left(), top, names - gap, where.side)
        if number:
            marks.append(name_label(left, title, small, tokens.muted))
        if number < len(data.titles) - 1:
            beside = QRectF(where.left + number * where.side + gap, top, names, where.side)
            marks.append(name_label(beside, title, small, tokens.muted, "left"))
    for one in data.squares:
        marks += cell_marks(where.cell(one.row, one.column), one.kind, one.state, tokens)
        if one.matters:
            marks.append(_matters(where.cell(one.row, one.column), one.state, tokens))
    top = where.top + len(data.posts) * where.side
    return marks + _legend(QRectF(rect.left(), top, rect.width(), 0), data, tokens, font)


def cell_marks(box: QRectF, kind: str, state: str, tokens: Tokens) -> list[Mark]:
    """Return one pair's marks: its kind's colour, and its state's shape."""
    colour = getattr(tokens, KIND_COLOURS[kind]) if kind else tokens.slate
    soft = mixed(colour, tokens.surface, 0.16)
    radius = box.width() * 0.18
    inner = box.adjusted(0.8, 0.8, -0.8, -0.8)
    match state:
        case "held":
            return [Bar(box, colour, radius)]
        case "offered":
            return [Bar(inner, colour, radius, outline=True)]
        case "planned":
            dot = box.width() * 0.3
            return [
                Bar(inner, colour, radius, outline=True),
                Glyph(box.adjusted(dot, dot, -dot, -dot), "circle", colour),
            ]
        case "declined":
            arm = box.width() * 0.26
            x, y = box.center().x(), box.center().y()
            return [
                Bar(box, soft, radius),
                Line(QPointF(x - arm, y - arm), QPointF(x + arm, y + arm), colour, 1.6),
                Line(QPointF(x - arm, y + arm), QPointF(x + arm, y - arm), colour, 1.6),
            ]
        case "not_needed":
            return [Bar(inner, mixed(colour, tokens.surface, 0.6), radius, True, dashed=True)]
    return [Bar(box, soft, radius)]


def _matters(box: QRectF, state: str, tokens: Tokens) -> Mark:
    size = box.width() * 0.34
    place = QRectF(box.right() - size - 1, box.top() + 1, size, size)
    return Glyph(place, "triangle", tokens.surface if state == "held" else tokens.ink)


def _names(rect: QRectF, data: Matrix, small: QFont) -> float:
    longest = max((width(small, title) for title in data.titles), default=0.0)
    return min(longest + line_height(small), rect.width() * 0.26)


def _kind_lines(data: Matrix) -> list[tuple[str, str]]:
    words = dict(KINDS)
    return [(kind, f"{words[kind]}: {held} of {of} held") for kind, held, of in data.held if of]


def _state_keys(room: float, small: QFont) -> list[list[tuple[str, str, float]]]:
    """Return the states with their words in as many lines as they need: (state, words, x)."""
    high = line_height(small)
    lines: list[list[tuple[str, str, float]]] = [[]]
    x = 0.0
    for state, words in [*STATE_WORDS.items(), ("matters", "matters")]:
        wide = high * 1.5 + width(small, words) + high
        if lines[-1] and x + wide > room:
            lines.append([])
            x = 0.0
        lines[-1].append((state, words, x))
        x += wide
    return lines


def _legend_height(data: Matrix, room: float, font: QFont) -> float:
    small = smaller(font)
    rows = sum(len(wrapped(words, small, room - 2 * line_height(small)))
               for _, words in _kind_lines(data))  # fmt: skip
    return line_height(small) * (1.35 * (rows + len(_state_keys(room, small))) + 1.0)


def _legend(rect: QRectF, data: Matrix, tokens: Tokens, font: QFont) -> list[Mark]:
    small = smaller(font)
    high = line_height(small)
    pitch, y = high * 1.35, rect.top() + high * 0.7
    marks: list[Mark] = []
    for kind, words in _kind_lines(data):
        box = QRectF(rect.left(), y + (pitch - high * 0.8) / 2, high * 0.8, high * 0.8)
        marks += cell_marks(box, kind, "held", tokens)
        for row in wrapped(words, small, rect.width() - 2 * high):
            place = QRectF(rect.left() + high * 1.3, y, rect.width() - high * 1.3, pitch)
            marks.append(label(place, row, small, tokens.ink))
            y += pitch
    for line in _state_keys(rect.width(), small):
        for state, words, x in line:
            side = high * 0.9
            box = QRectF(rect.left() + x, y + (pitch - side) / 2, side, side)
            if state == "matters":
                marks += cell_marks(box, "", "none", tokens)
                marks.append(_matters(box, "none", tokens))
            else:
                marks += cell_marks(box, "", state, tokens)
            place = QRectF(box.right() + high * 0.5, y, width(small, words) + 2, pitch)
            marks.append(label(place, words, small, tokens.muted))
        y += pitch
    return marks
