"""Ideas and their fate: when each was offered, said again, credited, taken up, or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from livecoach.core.timecode import minutes, spoken
from livecoach.figures.axis import ticks
from livecoach.figures.figure import Figure, counted
from livecoach.figures.marks import (
    Glyph,
    Line,
    Mark,
    label,
    line_height,
    name_label,
    numbers,
    smaller,
    width,
)
from livecoach.figures.tokens import Tokens
from livecoach.measures.ideas import ideas
from livecoach.measures.log import Log

PITCH = 1.7  # of a line's height, a row
WRAPPED = 2.2
MOST_AFTER = 0.4  # of the width, for the words
TIGHT = 1.06
MOST_ROWS = 40  # a picture asks for no more; the rest stand in the table
LEGEND_PITCH = 1.15
# What each mark means: the shape, whether it is filled, the token, the words.
Kind = tuple[str, bool, str, str]
OFFERED: Kind = ("circle", True, "ink", "offered")
AGAIN = ("ring", True, "muted", "said again")
CREDITED = ("diamond", True, "accent", "credited")
TAKEN_UP = ("square", True, "message", "taken up")
LEGEND = (OFFERED, TAKEN_UP, CREDITED, AGAIN)


@dataclass(frozen=True, slots=True)
class Fate:
    """One idea: whose, when, and when what happened to it, in ms."""

    seat: str
    offered_ms: int
    taken_up_ms: tuple[int, ...]
    by: str  # who took it up first, or ""
    credited_ms: tuple[int, ...]
    again_ms: tuple[int, ...]
    restates_ms: int | None

    def words(self) -> tuple[str, ...]:
        """Return the fate in words, its parts apart: what it says again, what became of it."""
        said = () if self.restates_ms is None else (f"says {minutes(self.restates_ms)} again,",)
        if not self.taken_up_ms:
            return (*said, "not taken up")
        return (*said, f"taken up after {spoken(self.taken_up_ms[0] - self.offered_ms)}")


@dataclass(frozen=True, slots=True)
class Fates:
    """The ideas of one session, in order of time."""

    fates: tuple[Fate, ...]
    length_ms: int


def fates(log: Log) -> Fates:
    """Return the ideas of a session and what became of them."""
    moments, seats = log.timeline.moments, log.timeline.seats
    found = []
    for idea in ideas(log):
        found.append(
            Fate(
                seat="" if idea.seat is None else seats[idea.seat].label,
                offered_ms=idea.offset_ms,
                taken_up_ms=tuple(moments[one.moment].offset_ms for one in idea.uptakes),
                by=seats[idea.uptakes[0].seat].label if idea.uptakes else "",
                credited_ms=tuple(moments[uid].offset_ms for uid in idea.credited),
                again_ms=tuple(moments[uid].offset_ms for uid in idea.restated),
                restates_ms=None if idea.restates is None else moments[idea.restates].offset_ms,
            )
        )
    return Fates(tuple(found), log.length_ms)


def ideas_figure(data: Fates) -> Figure:
    """Return the figure of ideas and their fate."""
    return Figure(
        name="ideas-and-their-fate",
        title="Ideas and their fate",
        sentence=sentence(data),
        headers=("Offered", "By", "Says again", "Taken up", "After", "By", "Credited", "Again"),
        rows=tuple(
            (
                minutes(fate.offered_ms),
                fate.seat,
                "" if fate.restates_ms is None else minutes(fate.restates_ms),
                minutes(fate.taken_up_ms[0]) if fate.taken_up_ms else "not taken up",
                spoken(fate.taken_up_ms[0] - fate.offered_ms) if fate.taken_up_ms else "",
                fate.by,
                ", ".join(map(minutes, fate.credited_ms)),
                ", ".join(map(minutes, fate.again_ms)),
            )
            for fate in data.fates
        ),
        lay_out=lambda rect, tokens, font: lay_out(rect, data, tokens, font),
        height=lambda room, font: (
            (max(1, len(data.fates)) * _pitch(data, room, font) + 1.4) * line_height(font)
            + 1.5 * line_height(smaller(font))
        ),
    )


def sentence(data: Fates) -> str:
    """Say what the figure shows and what it cannot."""
    taken = sum(1 for fate in data.fates if fate.taken_up_ms)
    return (
        f"{counted(len(data.fates), 'idea was', 'ideas were')} tagged and {taken} linked to an "
        "uptake by another seat: an uptake that nobody linked is not seen, and to be taken up is "
        "not the same as to be right."
    )


def lay_out(rect: QRectF, data: Fates, tokens: Tokens, font: QFont) -> list[Mark]:
    """Return the figure's marks. Ideas that do not fit are told in words."""
    small = numbers(smaller(font))
    high, low = line_height(font), line_height(small)
    if not data.fates:
        return [label(rect, "No idea was tagged", small, tokens.muted)]
    foot = low * 1.5 + _legend_height(rect.width(), len(data.fates), small)
    room = rect.height() - foot
    shown = data.fates[: max(0, int(room / (high * TIGHT)))]
    if not shown:
        return [label(rect, "No room: see the table", small, tokens.muted)]
    figures = numbers(font)
    pitch = min(high * _pitch(data, rect.width(), font), room / len(shown))
    whose = [f"{minutes(fate.offered_ms)}  {fate.seat}" for fate in shown]
    fate_words = [_lines(fate, rect.width(), pitch, font) for fate in shown]
    names = min(max(width(figures, words) for words in whose) + 1, rect.width() * 0.34)
    after = max(width(figures, line) for lines in fate_words for line in lines) + 1
    after = min(after, rect.width() * MOST_AFTER)
    side = high * 0.66
    left = rect.left() + names + high * 0.5 + side / 2
    right = rect.right() - after - high * 0.5 - side / 2
    marks: list[Mark] = []
    span = max(1, data.length_ms)

    def at(ms: int) -> float:
        return left + (right - left) * min(max(ms, 0), span) / span

    bottom = rect.top() + len(shown) * pitch
    if right > left + side:
        plot = QRectF(left, rect.top(), right - left, bottom - rect.top())
        marks += ticks(plot, rect, span, tokens, small)
    for number, fate in enumerate(shown):
        middle = rect.top() + (number + 0.5) * pitch
        box = QRectF(rect.left(), middle - high / 2, names, high)
        marks.append(name_label(box, whose[number], figures, tokens.ink))
        ink = tokens.ink if fate.taken_up_ms else tokens.unheard_ink
        top = middle - len(fate_words[number]) * high / 2
        for place, line in enumerate(fate_words[number]):
            box = QRectF(rect.right() - after, top + place * high, after, high)
            marks.append(label(box, line, figures, ink))
        if right > left + side:
            marks += _life(fate, middle, side, at, tokens)
    legend = QRectF(rect.left(), bottom + low * 1.4, rect.width(), rect.bottom() - bottom)
    marks += _legend(legend, len(data.fates) - len(shown), tokens, small)
    return marks


def _pitch(data: Fates, room: float, font: QFont) -> float:
    """Return a row's height in lines: two lines of words where one has no room."""
    return WRAPPED if any(_wraps(fate, room, font) for fate in data.fates) else PITCH


def _wraps(fate: Fate, room: float, font: QFont) -> bool:
    return width(numbers(font), " ".join(fate.words())) + 1 > room * MOST_AFTER


def _lines(fate: Fate, room: float, pitch: float, font: QFont) -> tuple[str, ...]:
    """Return a fate's words in lines that fit; where rows are low, only what became of it."""
    words = fate.words()
    if not _wraps(fate, room, font):
        return (" ".join(words),)
    return words if len(words) * line_height(font) <= pitch else words[-1:]


def _life(
    fate: Fate, middle: float, side: float, at: Callable[[int], float], tokens: Tokens
) -> list[Mark]:
    """Return the marks of one idea in order; those too near each other stand side by side."""
    happened = [(fate.offered_ms, 0, OFFERED)]
    happened += [(ms, 1, AGAIN) for ms in fate.again_ms]
    happened += [(ms, 2, TAKEN_UP) for ms in fate.taken_up_ms]
    happened += [(ms, 3, CREDITED) for ms in fate.credited_ms]
    happened.sort(key=lambda one: one[:2])
    places: list[float] = []
    for ms, _, _ in happened:
        places.append(max(at(ms), places[-1] + side * 0.95) if places else at(ms))
    off_edge = max(0.0, places[-1] - at(1 << 62))
    places = [place - off_edge for place in places]
    marks: list[Mark] = []
    if len(places) > 1:
        marks.append(
            Line(QPointF(places[0], middle), QPointF(places[-1], middle), tokens.muted, 1.4)
        )
    for place, (_, _, kind) in zip(places, happened, strict=True):
        box = QRectF(place - side / 2, middle - side / 2, side, side)
        marks.append(_glyph(kind, box, tokens))
    return marks


def _glyph(kind: Kind, box: QRectF, tokens: Tokens) -> Glyph:
    shape, filled, token, _ = kind
    return Glyph(box, shape, getattr(tokens, token), filled)


def _legend(box: QRectF, left_out: int, tokens: Tokens, font: QFont) -> list[Mark]:
    """Return what each mark means, on as many lines as the width asks for."""
    low = line_height(font)
    side = low * 0.7
    marks: list[Mark] = []
    for x, line, kind, words in _flow(box.width(), left_out, font):
        top = box.top() + line * low * LEGEND_PITCH
        start = box.left() + x
        if kind is not None:
            glyph = QRectF(start, top + (low - side) / 2, side, side)
            marks.append(_glyph(kind, glyph, tokens))
            start += side * 1.4
        room = min(width(font, words) + 1, box.right() - start)
        marks.append(label(QRectF(start, top, room, low), words, font, tokens.muted))
    return marks


def _legend_height(room: float, left_out: int, font: QFont) -> float:
    lines = _flow(room, left_out, font)[-1][1] + 1
    return lines * line_height(font) * LEGEND_PITCH


def _flow(room: float, left_out: int, font: QFont) -> list[tuple[float, int, Kind | None, str]]:
    """Return where each entry of the legend begins: x, line, its mark, its words."""
    side = line_height(font) * 0.7
    entries: list[tuple[Kind | None, str]] = [(kind, kind[3]) for kind in LEGEND]
    if left_out:
        entries.append((None, f"{left_out} more in the table"))
    found: list[tuple[float, int, Kind | None, str]] = []
    x, line = 0.0, 0
    for kind, words in entries:
        needed = (side * 1.4 if kind else 0) + width(font, words) + 1
        if x and x + needed > room:
            x, line = 0.0, line + 1
        found.append((x, line, kind, words))
        x += needed + side * 1.2
    return found
