"""Paint two sides of a programme as one table, figure by figure, with what each rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from livecoach.figures.figure import Figure
from livecoach.figures.marks import Line, Mark, label, line_height, numbers, smaller, strong
from livecoach.figures.tokens import Tokens
from livecoach.measures.comparing import Compared, said


@dataclass(frozen=True, slots=True)
class Sides:
    """What stands on each side, and the figures."""

    first: str
    second: str
    rows: tuple[Compared, ...]
    several: bool  # more than one session on a side


def compare_figure(first: str, second: str, rows: Sequence[Compared]) -> Figure:
    """Return the figure of two sides."""
    several = any(max(row.first_n, row.second_n) > 1 for row in rows)
    data = Sides(first, second, tuple(rows), several)
    return Figure(
        name="side-by-side",
        title="Side by side",
        sentence=sentence(data),
        headers=("Figure", first, "n (sessions)", second, "n (sessions)"),
        rows=tuple(
            (row.words, said(row.words, row.first), str(row.first_n),
             said(row.words, row.second), str(row.second_n))
            for row in rows
        ),
        lay_out=lambda rect, tokens, font: lay_out(rect, data, tokens, font),
        height=lambda room, font: _pitch(font) * (len(data.rows) + 1.2),
    )  # fmt: skip


def sentence(data: Sides) -> str:
    """Say what is compared, and what that is not."""
    what = "Means over sessions, each counted alike" if data.several else "One session a side"
    return f"{what}. A difference may be the agenda, who was there, or chance; it does not say why."


def _pitch(font: QFont) -> float:
    return line_height(font) * 1.5


def lay_out(rect: QRectF, data: Sides, tokens: Tokens, font: QFont) -> list[Mark]:
    """Return the figure's marks: a line a figure, two columns of values."""
    if not any(row.first_n or row.second_n for row in data.rows):
        return [label(rect, "No session to compare yet", smaller(font), tokens.muted)]
    pitch, tabular, small = _pitch(font), numbers(font), numbers(smaller(font))
    names, column = rect.width() * 0.46, rect.width() * 0.27
    marks: list[Mark] = []
    for place, words in enumerate((data.first, data.second)):
        box = QRectF(rect.left() + names + column * place, rect.top(), column - 8, pitch)
        marks.append(label(box, words, strong(small), tokens.ink, "right"))
    y = rect.top() + pitch * 1.1
    for row in data.rows:
        marks.append(Line(QPointF(rect.left(), y), QPointF(rect.right(), y), tokens.hairline))
        box = QRectF(rect.left(), y, names - 8, pitch)
        marks.append(label(box, row.words, font, tokens.ink))
        for place, (value, n) in enumerate(((row.first, row.first_n), (row.second, row.second_n))):
            left = rect.left() + names + column * place
            note = column * 0.34 if data.several else 0.0
            box = QRectF(left, y, column - 8 - note, pitch)
            marks.append(label(box, said(row.words, value), tabular, tokens.ink, "right"))
            if data.several:
                told = QRectF(left + column - 8 - note, y, note, pitch)
                marks.append(label(told, f"n = {n}", small, tokens.muted, "right"))
        y += pitch
    return marks
