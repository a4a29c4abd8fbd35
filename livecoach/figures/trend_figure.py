"""Paint how a figure of the programme ran over the sessions of one kind, gaps and all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from livecoach.core.planning.dates import MONTHS, shown_date
from livecoach.figures.figure import Figure
from livecoach.figures.marks import (
    Glyph,
    Label,
    Line,
    Mark,
    captions,
    captions_height,
    label,
    line_height,
    numbers,
    smaller,
    strong,
    width,
)
from livecoach.figures.tokens import Tokens
from livecoach.measures.programme import FEWEST_SESSIONS, Held, Point, Trend

PLOT = 6.5  # lines' heights
SHAPES = ("circle", "diamond")
COLOURS = ("accent", "interjection")


@dataclass(frozen=True, slots=True)
class Series:
    """One or two lines over the same sessions, with the top of their scale and how they read."""

    name: str
    title: str
    trends: tuple[Trend, ...]
    sessions: tuple[Held, ...]
    top: float
    form: str  # one of "mean", "share", "minutes", "rate", "index", "count"


# name, title, the lines in it, how their values read
GROUPS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("felt-heard", "Felt heard, 0 to 10", ("felt_heard",), "mean"),
    ("learned", "Learned something", ("learned",), "share"),
    ("evenness", "Evenness of turns, 0 to 1", ("evenness",), "index"),
    ("seats-heard", "Seats heard", ("seats_heard",), "share"),
    ("longest-unheard", "Longest stretch unheard", ("longest_unheard",), "minutes"),
    ("challenge-and-support", "Challenge and support an hour", ("challenge", "support"), "rate"),
    ("ours-theirs-and-we", "Ours and theirs, and “we”, an hour", ("us_and_them", "we_system"),
     "rate"),
    ("patient", "Through the patient's eyes, an hour", ("patient",), "rate"),
    ("ideas", "Ideas taken up and credited", ("ideas_taken_up", "ideas_credited"), "share"),
    ("interjections", "Interjected and let run, an hour", ("interjections", "held_back"), "rate"),
    ("what-followed", "Seats first heard after an interjection", ("newly_heard_after",), "count"),
)  # fmt: skip
SHORT = {
    "challenge": "challenge", "support": "support", "us_and_them": "ours and theirs",
    "we_system": "we", "ideas_taken_up": "taken up", "ideas_credited": "credited",
    "interjections": "interjected", "held_back": "let run",
}  # fmt: skip
_FIXED = {"mean": 10.0, "share": 1.0, "index": 1.0}


def trend_figures(trends: Sequence[Trend], sessions: Sequence[Held]) -> list[Figure]:
    """Return a figure for each group of lines, in the order of GROUPS."""
    by_name = {trend.name: trend for trend in trends}
    made = []
    for name, title, names, form in GROUPS:
        lines = tuple(by_name[one] for one in names)
        top = _FIXED.get(form) or _nice(
            max((p.value or 0.0 for line in lines for p in line.points), default=0.0)
        )
        made.append(trend_figure(Series(name, title, lines, tuple(sessions), top, form)))
    return made


def trend_figure(data: Series) -> Figure:
    """Return the figure of one or two lines."""
    several = len(data.trends) > 1
    heads = []
    for trend in data.trends:
        heads += [SHORT[trend.name].capitalize() if several else "Value", f"n ({trend.unit})"]
    return Figure(
        name=f"trend-{data.name}",
        title=data.title,
        sentence=" ".join(trend.sentence for trend in data.trends),
        headers=("Date", "Session", *heads),
        rows=tuple(_row(data, place) for place in range(len(data.sessions))),
        lay_out=lambda rect, tokens, font: lay_out(rect, data, tokens, font),
        height=lambda room, font: (
            PLOT * line_height(font)
            + 2.2 * line_height(smaller(font))
            + captions_height(_captions(data), room, smaller(font))
        ),
    )


def shown(value: float | None, form: str) -> str:
    """Return a value as it is read; a gap is a dash."""
    if value is None:
        return "–"
    if form == "share":
        return f"{value:.0%}".replace("%", " %")
    if form == "index":
        return f"{value:.2f}"
    return f"{value:.0f} min" if form == "minutes" else f"{value:.1f}".removesuffix(".0")


def lay_out(rect: QRectF, data: Series, tokens: Tokens, font: QFont) -> list[Mark]:
    """Return the figure's marks: a place a session, a line where two in a row have values."""
    small = numbers(smaller(font))
    low, high = line_height(small), line_height(font)
    if not data.sessions:
        return [label(rect, "No session of this kind was held yet", small, tokens.muted)]
    told = _captions(data)
    foot = captions_height(told, rect.width(), small) + low * 1.9
    scale = (shown(data.top, data.form), shown(0.0, data.form))
    names = max(width(small, words) for words in scale) + low * 0.5
    ends = max(width(strong(small), words) for words in _ends(data)) + low * 0.9
    plot = QRectF(rect.left() + names, rect.top() + low, rect.width() - names - ends,
                  rect.height() - foot - low)  # fmt: skip
    if plot.height() < high * 1.5 or plot.width() < high * 4:
        return [label(rect, "No room: see the table", small, tokens.muted)]
    marks: list[Mark] = []
    for words, y in zip(scale, (plot.top(), plot.bottom()), strict=True):
        marks.append(Line(QPointF(plot.left(), y), QPointF(plot.right(), y), tokens.hairline))
        box = QRectF(rect.left(), y - low / 2, names - low * 0.5, low)
        marks.append(label(box, words, small, tokens.muted, "right"))
    marks += _skipped(plot, data, tokens, low)
    for place, trend in enumerate(data.trends):
        marks += _line(plot, data, trend, place, tokens, small)
    marks += _end_labels(plot, rect, data, tokens, small)
    marks += _dates(plot, rect, data, tokens, small)
    top = plot.bottom() + low * 1.75
    return marks + captions(told, rect.left(), top, rect.width(), small, tokens.muted)


def _x(plot: QRectF, data: Series, place: int) -> float:
    return plot.left() + plot.width() * (place + 0.5) / len(data.sessions)


def _y(plot: QRectF, data: Series, value: float) -> float:
    return plot.bottom() - plot.height() * min(1.0, value / data.top)


def _line(
    plot: QRectF, data: Series, trend: Trend, place: int, tokens: Tokens, small: QFont
) -> list[Mark]:
    colour = getattr(tokens, COLOURS[place])
    at = [
        None if point.value is None
        else QPointF(_x(plot, data, number), _y(plot, data, point.value))
        for number, point in enumerate(trend.points)
    ]  # fmt: skip
    marks: list[Mark] = []
    if sum(one is not None for one in at) >= FEWEST_SESSIONS:
        marks += [Line(one, two, colour, 2.0, dashed=place == 1)
                  for one, two in pairwise(at) if one is not None and two is not None]  # fmt: skip
    size = line_height(small) * 0.55
    for one in at:
        if one is not None:
            box = QRectF(one.x() - size / 2, one.y() - size / 2, size, size)
            marks.append(Glyph(box, SHAPES[place], colour))
    return marks


def _skipped(plot: QRectF, data: Series, tokens: Tokens, low: float) -> list[Mark]:
    """Return a cross at the foot for each session that was skipped: the gap is meant to be seen."""
    marks: list[Mark] = []
    arm = low * 0.22
    for place, one in enumerate(data.sessions):
        if one.figures is None:
            x, y = _x(plot, data, place), plot.bottom() - low * 0.45
            for way in (1, -1):
                marks.append(Line(QPointF(x - arm, y - arm * way), QPointF(x + arm, y + arm * way),
                                  tokens.muted, 1.4))  # fmt: skip
    return marks


def _last(trend: Trend) -> tuple[int, Point] | None:
    return next(
        ((place, point) for place, point in reversed(list(enumerate(trend.points)))
         if point.value is not None),
        None,
    )  # fmt: skip


def _ends(data: Series) -> list[str]:
    found = []
    for trend in data.trends:
        last = _last(trend)
        words = "" if last is None else shown(last[1].value, data.form)
        found.append(f"{words} {SHORT[trend.name]}" if len(data.trends) > 1 else words)
    return found


def _end_labels(
    plot: QRectF, rect: QRectF, data: Series, tokens: Tokens, small: QFont
) -> list[Mark]:
    """Return each line's last value beside its end; two that would touch stand apart."""
    low, bold = line_height(small), strong(small)
    found: list[tuple[float, str, str]] = []
    for place, (trend, words) in enumerate(zip(data.trends, _ends(data), strict=True)):
        last = _last(trend)
        if last is not None and last[1].value is not None:
            found.append((_y(plot, data, last[1].value), words, getattr(tokens, COLOURS[place])))
    found.sort(key=lambda one: one[0])
    if len(found) == 2 and found[1][0] - found[0][0] < low:
        middle = (found[0][0] + found[1][0]) / 2
        middle = min(plot.bottom() - low / 2, middle)
        found = [(middle - low / 2, *found[0][1:]), (middle + low / 2, *found[1][1:])]
    left = plot.right() + low * 0.4
    room = max(0.0, rect.right() - left)
    return [Label(QRectF(left, y - low / 2, room, low), words, bold, colour)
            for y, words, colour in found]  # fmt: skip


def _dates(plot: QRectF, rect: QRectF, data: Series, tokens: Tokens, small: QFont) -> list[Mark]:
    """Return the month below each session that has room for it; a month is named once."""
    low = line_height(small)
    marks: list[Mark] = []
    free, before = rect.left(), ""
    for place, one in enumerate(data.sessions):
        month = one.on[:7]
        words = MONTHS[int(one.on[5:7]) - 1][:3] if one.on else ""
        if words and (not before or before[:4] != month[:4]):
            words += f" {month[:4]}"
        x, room = _x(plot, data, place), width(small, words) + 2
        left = min(x - room / 2, rect.right() - room)
        if month == before or not words or left < free:
            continue
        box = QRectF(left, plot.bottom() + low * 0.3, room, low)
        marks.append(label(box, words, small, tokens.muted, "centre"))
        free, before = box.right() + low * 0.5, month
    return marks


def _captions(data: Series) -> tuple[str, ...]:
    told = []
    for trend in data.trends:
        counts = [point.n for point in trend.points if point.value is not None]
        if not counts:
            continue
        least, most = min(counts), max(counts)
        n = f"{least}" if least == most else f"{least} to {most}"
        about = f"{SHORT[trend.name]}: " if len(data.trends) > 1 else ""
        told.append(f"{about}n = {n} {trend.unit} a session, {len(counts)} sessions")
    skipped = sum(1 for one in data.sessions if one.figures is None)
    if skipped:
        told.append(f"× skipped, {skipped}")
    return (" · ".join(told),) if told else ()


def _row(data: Series, place: int) -> tuple[str, ...]:
    session = data.sessions[place]
    cells = []
    for trend in data.trends:
        point = trend.points[place]
        cells += [shown(point.value, data.form), str(point.n) if session.figures else "skipped"]
    return (shown_date(session.on), session.title, *cells)


def _nice(most: float) -> float:
    """Return a round number at or above the greatest value."""
    return next(
        (step for step in (1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 90.0, 120.0, 180.0, 240.0)
         if step >= most),
        most,
    )  # fmt: skip
