"""Language, messages and lenses over the meeting: a row each, a column a stretch of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from livecoach.figures.figure import Figure, counted
from livecoach.figures.marks import (
    Bar,
    Glyph,
    Line,
    Mark,
    label,
    line_height,
    numbers,
    smaller,
    strong,
    width,
)
from livecoach.figures.shades import empty, shade
from livecoach.figures.tokens import Tokens, family_colour
from livecoach.measures.log import Log
from livecoach.measures.tags import Stretch, by_agenda_item, over_time

PITCH = 1.5  # of a line's height, a row
TIGHT = 1.04
FAINTEST = 0.16


@dataclass(frozen=True, slots=True)
class Row:
    """One row of counts, with its colour's name; a family has its shape too."""

    section: str
    name: str
    colour: str
    shape: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OverTime:
    """What was tagged in each stretch of the meeting, and through whose eyes."""

    by: str  # "time" or "agenda item"
    stretches: tuple[str, ...]
    rows: tuple[Row, ...]
    contributions: tuple[int, ...]
    timed: bool


_TITLES = {
    "time": "Language and lenses over the meeting",
    "agenda item": "Language and lenses by agenda item",
}


def over_the_meeting(log: Log, parts: int = 6) -> OverTime:
    """Return tags and lenses in equal stretches of the meeting."""
    return _gathered(log, over_time(log, parts), "time")


def over_the_agenda(log: Log) -> OverTime:
    """Return tags and lenses by the agenda items that were begun."""
    return _gathered(log, by_agenda_item(log), "agenda item")


def lens_figure(data: OverTime) -> Figure:
    """Return the figure of tags and lenses over the meeting."""
    return Figure(
        name=f"language-and-lenses-by-{data.by.replace(' ', '-')}",
        title=_TITLES[data.by],
        sentence=sentence(data),
        headers=("", "", *data.stretches),
        rows=(
            *((row.section, row.name, *map(str, row.counts)) for row in data.rows),
            ("n", _contributions(data), *map(str, data.contributions)),
        ),
        lay_out=lambda rect, tokens, font: lay_out(rect, data, tokens, font),
        height=lambda _, font: (
            (len(_lines(data)) + 1) * PITCH * line_height(font) + line_height(smaller(font)) * 1.4
        ),
    )


def sentence(data: OverTime) -> str:
    """Say what the figure shows and what it cannot."""
    return (
        f"What was tagged, and through whose eyes, in each {_each(data)}, as counts beside "
        f"{counted(sum(data.contributions), 'contribution', 'contributions')}: it shows what the "
        "coach marked, not all that was said, nor why it changed."
    )


def lay_out(rect: QRectF, data: OverTime, tokens: Tokens, font: QFont) -> list[Mark]:
    """Return the figure's marks. Rows that do not fit are told in words."""
    small, figures = numbers(smaller(font)), numbers(font)
    high, low = line_height(font), line_height(small)
    lines = _lines(data)
    if not data.stretches or not data.rows:
        return [label(rect, f"No {data.by} to show", small, tokens.muted)]
    head = low * 1.4
    room = rect.height() - head
    fits = int(room / (high * TIGHT))
    if fits < 2:
        return [label(rect, "No room: see the table", small, tokens.muted)]
    cut = lines[: fits - 1] if fits <= len(lines) else lines
    pitch = min(high * PITCH, room / (len(cut) + 1))
    names = max(width(font, row.name) for row in data.rows)
    names = min(max(names, width(font, _contributions(data))) + high * 1.1, rect.width() * 0.42)
    left = rect.left() + names + high * 0.5
    column = (rect.right() - left) / len(data.stretches)
    marks: list[Mark] = []
    every = _every(data.stretches, small, column)
    for number, name in enumerate(data.stretches):
        if number % every == 0:
            room_for = min(column * every, rect.right() - left - number * column)
            box = QRectF(left + number * column, rect.top(), room_for, low)
            marks.append(label(box, name, small, tokens.muted, "centre" if every == 1 else "left"))
    top = rect.top() + head
    for line in cut:
        middle = top + pitch / 2
        if isinstance(line, str):
            box = QRectF(rect.left(), middle - low / 2, rect.width(), low)
            marks.append(label(box, line, strong(small), tokens.muted))
        else:
            marks += _row(line, data, QRectF(rect.left(), top, names, pitch), left, column,
                          tokens, font)  # fmt: skip
        top += pitch
    marks.append(Line(QPointF(rect.left(), top), QPointF(rect.right(), top), tokens.hairline))
    left_out = len([line for line in lines if not isinstance(line, str)]) - len(
        [line for line in cut if not isinstance(line, str)]
    )
    words = f"{left_out} more rows in the table" if left_out else _contributions(data)
    box = QRectF(rect.left(), top + (pitch - high) / 2, names, high)
    marks.append(label(box, words, font, tokens.muted))
    for number, count in enumerate(data.contributions):
        box = QRectF(left + number * column, top + (pitch - high) / 2, column, high)
        marks.append(label(box, str(count), figures, tokens.muted, "centre"))
    return marks


def _row(
    row: Row, data: OverTime, head: QRectF, left: float, column: float, tokens: Tokens, font: QFont
) -> list[Mark]:
    high = line_height(font)
    colour = family_colour(tokens, row.colour)
    marks: list[Mark] = []
    side = high * 0.62
    if row.shape:
        box = QRectF(head.left() + (high - side) / 2, head.center().y() - side / 2, side, side)
        marks.append(Glyph(box, row.shape, colour))
    box = QRectF(head.left() + high * 1.1, head.center().y() - high / 2,
                 head.width() - high * 1.1, high)  # fmt: skip
    marks.append(label(box, row.name, font, tokens.ink))
    most = max(1, *(max(other.counts) for other in data.rows if other.section == row.section))
    figures = numbers(font)
    tall = min(head.height() - 2, high * 1.3)
    for number, count in enumerate(row.counts):
        cell = QRectF(left + number * column + 1, head.center().y() - tall / 2, column - 2, tall)
        ground, ink = empty(tokens), tokens.muted
        if count:
            ground, ink = shade(colour, tokens, FAINTEST + (1 - FAINTEST) * count / most)
        marks.append(Bar(cell, ground, radius=2.5))
        marks.append(label(cell, str(count), figures, ink, "centre"))
    return marks


def _lines(data: OverTime) -> list[Row | str]:
    """Return the rows with the name of each section before its first."""
    lines: list[Row | str] = []
    section = ""
    for row in data.rows:
        if row.section != section:
            section = row.section
            lines.append(section)
        lines.append(row)
    return lines


def _every(names: tuple[str, ...], font: QFont, column: float) -> int:
    """Return 1 where every column has room for its name, else every how many have."""
    widest = max(width(font, name) for name in names)
    return max(1, int(-(-(widest + 4) // max(column, 1))))


def _each(data: OverTime) -> str:
    return "stretch of the meeting" if data.by == "time" else "agenda item"


def _contributions(data: OverTime) -> str:
    return "Turns" if data.timed else "Tagged turns"


def _gathered(log: Log, stretches: list[Stretch], by: str) -> OverTime:
    board = log.timeline.board
    meant = {tag.meaning for tag in board.tags}
    rows = [
        Row("What was tagged", family.name, family.colour, family.shape,
            tuple(part.families.get(family.id, 0) for part in stretches))
        for family in board.families
    ]  # fmt: skip
    if "us_and_them" in meant:
        counts = tuple(part.us_and_them for part in stretches)
        rows.append(Row("Language", "Ours and theirs", "language", "", counts))
    if "we_system" in meant:
        counts = tuple(part.we_system for part in stretches)
        rows.append(Row("Language", "We of the system", "language", "", counts))
    rows += [
        Row("Through whose eyes", lens.name, "accent", "",
            tuple(part.lenses.get(lens.id, 0) for part in stretches))
        for lens in board.lenses
    ]  # fmt: skip
    return OverTime(
        by=by,
        stretches=tuple(part.name for part in stretches),
        rows=tuple(rows),
        contributions=tuple(part.contributions for part in stretches),
        timed=log.timed,
    )
