"""Paint a pair's sessions and what was recorded between its posts as dates on one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from livecoach.core.planning.dates import shown_date
from livecoach.figures.figure import Figure
from livecoach.figures.marks import (
    Bar,
    Glyph,
    Line,
    Mark,
    captions,
    captions_height,
    label,
    line_height,
    numbers,
    smaller,
    width,
)
from livecoach.figures.tokens import Tokens
from livecoach.measures.between_posts import Beside, changed_words

PLOT = 4.5  # lines' heights


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two posts, the days they met as a pair, and the sessions of the room, in order."""

    names: str  # "ICB Chair and North Acute Chair"
    met: tuple[str, ...]  # ISO dates
    sessions: tuple[Beside, ...]


def pair_line_figure(data: PairLine) -> Figure:
    """Return the figure of a pair beside the room."""
    rows = [
        (one.on[:10], one.title, "–" if one.exchanges is None else str(one.exchanges),
         str(one.contributions))
        for one in data.sessions
    ] + [(day, "Pair session", "", "") for day in data.met]  # fmt: skip
    return Figure(
        name="pair-beside-the-room",
        title=data.names,
        sentence=sentence(data),
        headers=("Date", "Session", "Came next to each other", "n (contributions)"),
        rows=tuple((shown_date(day), *rest) for day, *rest in sorted(rows)),
        lay_out=lambda rect, tokens, font: lay_out(rect, data, tokens, font),
        height=lambda room, font: (
            PLOT * line_height(font)
            + 1.9 * line_height(smaller(font))
            + captions_height(_captions(data), room, smaller(font))
        ),
    )


def sentence(data: PairLine) -> str:
    """Say what the line shows; dates beside each other are no cause."""
    if not data.met:
        return "They have not met as a pair yet."
    return changed_words(list(data.sessions), min(data.met))


def lay_out(rect: QRectF, data: PairLine, tokens: Tokens, font: QFont) -> list[Mark]:
    """Return the figure's marks: a bar a session by its date, a diamond a pair session."""
    small = numbers(smaller(font))
    low = line_height(small)
    days = [one.on[:10] for one in data.sessions] + list(data.met)
    if not data.sessions:
        return [label(rect, "No session of the room was held yet", small, tokens.muted)]
    told = _captions(data)
    foot = captions_height(told, rect.width(), small) + low * 1.7
    plot = QRectF(rect.left() + low, rect.top() + low, rect.width() - 2 * low,
                  rect.height() - foot - low)  # fmt: skip
    if plot.height() < low * 2 or plot.width() < low * 6:
        return [label(rect, "No room: see the table", small, tokens.muted)]
    first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    span = max(1, (last - first).days)
    most = max((one.exchanges or 0 for one in data.sessions), default=0) or 1

    def across(day: str) -> float:
        return plot.left() + plot.width() * (date.fromisoformat(day[:10]) - first).days / span

    marks: list[Mark] = [Line(plot.bottomLeft(), plot.bottomRight(), tokens.muted)]
    thick = low * 0.5
    for one in data.sessions:
        x = across(one.on)
        if one.exchanges is None:
            up = QPointF(x, plot.bottom() - low * 0.7)
            marks.append(Line(up, QPointF(x, plot.bottom()), tokens.faint, dashed=True))
            continue
        tall = (plot.height() - low * 1.2) * one.exchanges / most
        if one.exchanges:
            marks.append(Bar(QRectF(x - thick / 2, plot.bottom() - tall, thick, tall),
                             tokens.accent, 1.5))  # fmt: skip
        box = QRectF(x - low, plot.bottom() - tall - low, 2 * low, low)
        marks.append(label(box, str(one.exchanges), small, tokens.ink, "centre"))
    for day in data.met:
        x = across(day)
        marks.append(Line(QPointF(x, rect.top() + low * 0.8), QPointF(x, plot.bottom()),
                          tokens.interjection, 1.2, dashed=True))  # fmt: skip
        box = QRectF(x - low * 0.4, rect.top(), low * 0.8, low * 0.8)
        marks.append(Glyph(box, "diamond", tokens.interjection))
    marks += _ends(plot, (first, last), tokens, small)
    top = plot.bottom() + low * 1.5
    return marks + captions(told, rect.left(), top, rect.width(), small, tokens.muted)


def _ends(plot: QRectF, days: Sequence[date], tokens: Tokens, small: QFont) -> list[Mark]:
    low = line_height(small)
    first, last = (shown_date(day.isoformat()) for day in days)
    y = plot.bottom() + low * 0.2
    marks: list[Mark] = [
        label(QRectF(plot.left(), y, width(small, first) + 2, low), first, small, tokens.muted)
    ]
    room = width(small, last) + 2
    marks.append(label(QRectF(plot.right() - room, y, room, low), last, small, tokens.muted))
    return marks


def _captions(data: PairLine) -> tuple[str, ...]:
    away = sum(1 for one in data.sessions if one.exchanges is None)
    told = "Bar: how often one came next after the other in a session. Diamond: a pair session."
    return (told + (f" Dashes: {away} without both of them." if away else ""),)
