"""Paint the months of a programme: a row a kind of session, planned, held and skipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from livecoach.core.coaching import Rhythm
from livecoach.core.planning.dates import MONTHS, shown_date
from livecoach.core.planning.meetings import KIND_NAMES, STATE_NAMES
from livecoach.core.planning.rhythm import in_words
from livecoach.figures.figure import Figure, counted
from livecoach.figures.marks import Glyph, Line, Mark, label, line_height, smaller, width
from livecoach.figures.tokens import Tokens

ROWS = ("one_to_one", "team", "live", "pair")
COLOURS = {"one_to_one": "slate", "team": "message", "live": "accent", "pair": "interjection"}
MOST_MONTHS = 24
NAMED = 3  # days outside the months that are named


@dataclass(frozen=True, slots=True)
class Dot:
    """One session on its day."""

    session: str
    kind: str
    state: str  # one of session.SESSION_STATES
    on: str  # ISO date
    title: str


@dataclass(frozen=True, slots=True)
class Year:
    """The months shown, the sessions in them, the rhythms meant, and the day it is."""

    first: date  # the first of a month
    after: date  # the first of the month after the last
    dots: tuple[Dot, ...]
    rhythms: tuple[Rhythm, ...]
    today: date
    outside: tuple[Dot, ...] = ()  # sessions on days before or after these months


def year(
    dots: Sequence[Dot], rhythms: Sequence[Rhythm], starts_on: str, ends_on: str, today: date
) -> Year:
    """Return the programme's months: its own dates, else twelve from its first session."""
    days = sorted(one.on for one in dots)
    start = date.fromisoformat(starts_on or (days[0] if days else today.isoformat()))
    first = start.replace(day=1)
    last = date.fromisoformat(ends_on) if ends_on else _months_after(first, 11)
    after = _months_after(last.replace(day=1), 1)
    if not first < after <= _months_after(first, MOST_MONTHS):
        after = _months_after(first, 12)
    begin, end = first.isoformat(), after.isoformat()
    inside = tuple(one for one in dots if begin <= one.on < end)
    outside = tuple(one for one in dots if one.on and not begin <= one.on < end)
    return Year(first, after, inside, tuple(rhythms), today, outside)


def _months_after(day: date, months: int) -> date:
    whole = day.year * 12 + day.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)


def dot_sentence(dot: Dot) -> str:
    """Say one session in a sentence."""
    state = "Running" if dot.state == "live" else STATE_NAMES[dot.state]
    return f"{dot.title}: {KIND_NAMES[dot.kind]}, {state.lower()}, {shown_date(dot.on)}."


def year_figure(data: Year) -> Figure:
    """Return the figure of the months."""
    ordered = sorted(data.dots, key=lambda one: (one.on, one.title))
    return Figure(
        name="twelve-months",
        title="The programme's months",
        sentence=sentence(data),
        headers=("Date", "Kind", "Session", "State"),
        rows=tuple(
            (shown_date(one.on), KIND_NAMES[one.kind], one.title, STATE_NAMES[one.state])
            for one in ordered
        ),
        lay_out=lambda rect, tokens, font: lay_out(rect, data, tokens, font),
        height=lambda room, font: height(font),
    )


def sentence(data: Year) -> str:
    """Say how many of each kind were held and skipped."""
    told = []
    for kind in ROWS:
        held = sum(1 for one in data.dots if (one.kind, one.state) == (kind, "ended"))
        if held:
            told.append(f"{held} {KIND_NAMES[kind].lower()}")
    skipped = sum(1 for one in data.dots if one.state == "skipped")
    planned = sum(1 for one in data.dots if one.state == "planned")
    words = f"Held: {', '.join(told)}." if told else "No session was held in these months."
    if planned:
        words += f" {counted(planned, 'session is', 'sessions are')} planned."
    if skipped:
        words += f" {counted(skipped, 'was', 'were')} skipped."
    if data.outside:
        days = [shown_date(one.on) for one in sorted(data.outside, key=lambda one: one.on)]
        more = f" and {len(days) - NAMED} more" if len(days) > NAMED else ""
        words += (
            f" {counted(len(days), 'session lies', 'sessions lie')} outside these months: "
            f"{', '.join(days[:NAMED])}{more}."
        )
    return words


def height(font: QFont) -> float:
    """Return the pixels the months want."""
    return _pitch(font) * len(ROWS) + line_height(smaller(font)) * 2.2


def _pitch(font: QFont) -> float:
    return line_height(font) * 1.75


def places(rect: QRectF, data: Year, font: QFont) -> list[tuple[Dot, QRectF]]:
    """Return each session's box; those of one day stand beside each other."""
    pitch = _pitch(font)
    left, wide = _plot(rect, font)
    span = (data.after - data.first).days
    a_week = wide * 7 / span  # weekly sessions stand clear of each other
    size = line_height(font) * min(0.72, max(0.4, 0.92 * a_week / line_height(font)))
    found: list[tuple[Dot, QRectF]] = []
    free: dict[tuple[str, str], int] = {}
    for one in sorted(data.dots, key=lambda dot: (dot.on, dot.title)):
        beside = free.get((one.kind, one.on), 0)
        free[one.kind, one.on] = beside + 1
        x = left + wide * (date.fromisoformat(one.on) - data.first).days / span + beside * size
        y = rect.top() + line_height(smaller(font)) + pitch * (ROWS.index(one.kind) + 0.4)
        found.append((one, QRectF(x - size / 2, y - size / 2, size, size)))
    return found


def _plot(rect: QRectF, font: QFont) -> tuple[float, float]:
    names = max(width(font, KIND_NAMES[kind]) for kind in ROWS) + line_height(font)
    return rect.left() + names, rect.width() - names - line_height(font)


def lay_out(rect: QRectF, data: Year, tokens: Tokens, font: QFont) -> list[Mark]:
    """Return the figure's marks: months, rows, rhythms, sessions and today."""
    small, pitch = smaller(font), _pitch(font)
    low = line_height(small)
    left, wide = _plot(rect, font)
    top, bottom = rect.top() + low, rect.top() + low + pitch * len(ROWS)
    if wide < line_height(font) * 6:
        return [label(rect, "No room: see the list", small, tokens.muted)]
    span = (data.after - data.first).days
    marks: list[Mark] = []
    month, free = data.first, rect.left()
    while month < data.after:
        x = left + wide * (month - data.first).days / span
        marks.append(Line(QPointF(x, top), QPointF(x, bottom), tokens.hairline))
        words = MONTHS[month.month - 1][:3]
        if month == data.first or month.month == 1:
            words += f" {month.year}"
        room = width(small, words) + 2
        if x >= free and x + room <= rect.right():
            marks.append(label(QRectF(x, bottom + low * 0.15, room, low), words, small,
                               tokens.muted))  # fmt: skip
            free = x + room + low * 0.4
        month = _months_after(month, 1)
    for place, kind in enumerate(ROWS):
        box = QRectF(rect.left(), top + pitch * place, left - rect.left(), pitch * 0.8)
        marks.append(label(box, KIND_NAMES[kind], font, tokens.ink))
        marks += _rhythms(data, kind, top + pitch * place, (left, wide), tokens, font)
    for one, box in places(rect, data, font):
        marks += dot_marks(one, box, tokens)
    if data.first <= data.today < data.after:
        x = left + wide * (data.today - data.first).days / span
        marks.append(Line(QPointF(x, rect.top()), QPointF(x, bottom), tokens.ink, 1.6))
        room = width(small, "today") + 2
        side = x + 4 if x + 4 + room <= rect.right() else x - 4 - room
        marks.append(label(QRectF(side, rect.top(), room, low), "today", small, tokens.ink))
    return marks


def dot_marks(dot: Dot, box: QRectF, tokens: Tokens) -> list[Mark]:
    """Return one session's marks: filled when held, open when planned, crossed when skipped."""
    colour = getattr(tokens, COLOURS[dot.kind])
    match dot.state:
        case "ended":
            return [Glyph(box, "circle", colour)]
        case "skipped":
            inner = box.adjusted(box.width() * 0.18, box.height() * 0.18, -box.width() * 0.18,
                                 -box.height() * 0.18)  # fmt: skip
            return [
                Line(inner.topLeft(), inner.bottomRight(), tokens.muted, 1.8),
                Line(inner.topRight(), inner.bottomLeft(), tokens.muted, 1.8),
            ]
        case "live":
            return [Glyph(box, "ring", colour)]
    return [Glyph(box, "circle", colour, filled=False)]


def _rhythms(
    data: Year, kind: str, top: float, plot: tuple[float, float], tokens: Tokens, font: QFont
) -> list[Mark]:
    """Return the words of a kind's rhythms, below its sessions from the day each starts."""
    small = smaller(font)
    low, (left, wide) = line_height(small), plot
    span = (data.after - data.first).days
    marks: list[Mark] = []
    free = left
    for row in sorted(data.rhythms, key=lambda one: one.starts_on):
        start = max(date.fromisoformat(row.starts_on), data.first)
        end = min(date.fromisoformat(row.ends_on) + timedelta(days=1), data.after)
        if row.kind != kind or end <= start:
            continue
        x = max(free, left + wide * (start - data.first).days / span)
        words = in_words(row.every_days)
        room = width(small, words) + 2
        if x + room <= left + wide + low:
            box = QRectF(x, top + _pitch(font) * 0.72, room, low * 0.9)
            marks.append(label(box, words, small, tokens.muted))
            free = x + room + low * 0.5
    return marks
