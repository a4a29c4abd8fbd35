"""Share of voice: a bar a seat as they sit, beside the mark of an equal share."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from livecoach.core.timecode import spoken
from livecoach.figures.figure import Figure, counted
from livecoach.figures.marks import (
    Bar,
    Glyph,
    Line,
    Mark,
    captions,
    captions_height,
    label,
    line_height,
    name_label,
    numbers,
    smaller,
    width,
)
from livecoach.figures.tokens import Tokens
from livecoach.measures.log import Log
from livecoach.measures.share import Share, by_organisation, by_role, by_seat

PITCH = 1.55  # of a line's height, a row
TIGHT = 1.06
BAR_ROOM = 2.2  # the shortest a longest bar may be, in lines' heights
TITLES = {
    "seat": "Share of voice",
    "organisation": "Share of voice by organisation",
    "role": "Share of voice by role",
}
SPLITS = {"seat": by_seat, "organisation": by_organisation, "role": by_role}
ENOUGH = 100  # turns, from which on a percentage says no more than is known


@dataclass(frozen=True, slots=True)
class VoiceShares:
    """The shares to show, in the order they stand, and what they are shares of."""

    shares: tuple[Share, ...]
    colours: tuple[int, ...]  # the organisation's place in the palette, for each
    timed: bool
    by_time: bool
    split: str  # "seat", "organisation" or "role"
    set_aside: int = 0  # tagged turns of a tag log that do not count beside timed ones


def voice_shares(log: Log, split: str = "seat", by_time: bool = False) -> VoiceShares:
    """Return the shares of turns, or of time, by seat, organisation or role."""
    shares = tuple(SPLITS[split](log))
    organisations = list(dict.fromkeys(seat.organisation for seat in log.seats))
    place = {seat.uid: organisations.index(seat.organisation) for seat in log.seats}
    colours = tuple(place[share.seats[0]] if split != "role" else 0 for share in shares)
    aside = log.tagged_turns() if log.timed and log.timeline.observation.imported else 0
    return VoiceShares(shares, colours, log.timed, by_time, split, aside)


def voice_figure(data: VoiceShares) -> Figure:
    """Return the figure of these shares."""
    unit = "Time" if data.by_time else "Turns"
    return Figure(
        name=f"share-of-{'time' if data.by_time else 'voice'}-by-{data.split}",
        title=TITLES[data.split] + (", by time" if data.by_time else ""),
        sentence=sentence(data),
        headers=(data.split.capitalize(), "Turns", "Time", f"{unit}, share", "Equal share"),
        rows=tuple(
            (
                share.name or "(none)",
                str(share.turns),
                spoken(share.spoken_ms),
                _share_words(data, share),
                f"{share.equal_share * 100:.1f} %",
            )
            for share in data.shares
        ),
        lay_out=lambda rect, tokens, font: lay_out(rect, data, tokens, font),
        height=lambda room, font: (
            (len(data.shares) * PITCH + 0.6) * line_height(font)
            + captions_height(_captions(data, len(data.shares)), room, smaller(font))
        ),
    )


def sentence(data: VoiceShares) -> str:
    """Say what the figure shows and what it cannot."""
    turns = sum(share.turns for share in data.shares)
    kind = "turn" if data.timed else "tagged turn"
    what = "the time of " if data.by_time else ""
    sample = (
        "it cannot say whether what was said mattered, or whether a silence was chosen."
        if data.timed
        else "a sample of what was said, not speaking time, and no measure of its worth."
    )
    return (
        f"How {what}{counted(turns, kind, kind + 's')} fell to each {data.split}, as they sit, "
        f"beside an equal share: {sample}{_set_aside(data.set_aside)}"
    )


def _set_aside(count: int) -> str:
    if not count:
        return ""
    what = counted(count, "tagged turn does", "tagged turns do")
    return f" {what} not count beside what was timed."


def lay_out(rect: QRectF, data: VoiceShares, tokens: Tokens, font: QFont) -> list[Mark]:
    """
    Return the figure's marks, in columns side by side where one is too low for every row.

    Rows that do not fit even so are told in words.
    """
    high, small = line_height(font), smaller(font)
    if not data.shares:
        return [label(rect, "No seats", small, tokens.muted)]
    grid = _fit(rect, data, font)
    shown = data.shares[: grid.rows * grid.columns]
    if not shown or grid.span < high:
        return [label(rect, "No room: see the table", small, tokens.muted)]
    marks: list[Mark] = []
    for number, share in enumerate(shown):
        place = QPointF(
            rect.left() + number // grid.rows * grid.wide,
            rect.top() + number % grid.rows * grid.pitch,
        )
        marks += _row(data, share, data.colours[number], place, grid, tokens, font)
    if data.split == "seat":
        marks += _equal_lines(rect, data, len(shown), grid, tokens)
    below = rect.top() + min(grid.rows, len(shown)) * grid.pitch + high * 0.2
    told = _captions(data, len(data.shares) - len(shown))
    return marks + captions(told, rect.left(), below, rect.width(), small, tokens.muted)


@dataclass(frozen=True, slots=True)
class _Grid:
    """How the rows are laid out, in pixels; ``most`` is the share the longest bar stands for."""

    columns: int
    rows: int
    pitch: float
    wide: float  # of a column
    names: float
    left: float  # of the bars, in their column
    span: float  # of the longest bar
    most: float
    brief: bool  # little room: a silent seat is told by its mark and 0


def _fit(rect: QRectF, data: VoiceShares, font: QFont) -> _Grid:
    high = line_height(font)
    longest = _captions(data, len(data.shares))  # as long as they can become
    room = rect.height() - captions_height(longest, rect.width(), smaller(font)) - high * 0.4
    fits = max(0, int(room / (high * TIGHT)))
    widest = max(width(font, share.name) for share in data.shares) + 1
    columns = ceil(len(data.shares) / fits) if fits else 1

    def room_for(brief: bool) -> float:
        told = [_value(data, share, brief) for share in data.shares]
        return max(width(numbers(font), words) for words in told) + high * 1.3

    needed = widest + high * 0.6 + room_for(brief=True) + high * BAR_ROOM
    across = min(columns, max(1, int(rect.width() / needed)))
    rows = min(fits, ceil(len(data.shares) / across))
    wide = rect.width() / across
    brief = across > 1 or widest + high * 0.6 + room_for(brief=False) + high * BAR_ROOM > wide
    values = room_for(brief)
    names = min(widest, max(wide * 0.42, wide - values - high * (0.6 + BAR_ROOM)))
    left = names + high * 0.6
    shares = [*(_share(data, share) for share in data.shares), 1e-9]
    return _Grid(
        columns=across,
        rows=rows,
        pitch=min(high * PITCH, room / rows) if rows else 0.0,
        wide=wide,
        names=names,
        left=left,
        span=wide - left - values,
        most=max(*shares, *(share.equal_share for share in data.shares)),
        brief=brief,
    )


def _row(
    data: VoiceShares, share: Share, colour: int, place: QPointF, grid: _Grid, tokens: Tokens,
    font: QFont,
) -> list[Mark]:  # fmt: skip
    high, figures = line_height(font), numbers(font)
    middle = place.y() + grid.pitch / 2
    left = place.x() + grid.left
    long = grid.span * _share(data, share) / grid.most
    equal = left + grid.span * share.equal_share / grid.most
    name = QRectF(place.x(), middle - high / 2, grid.names, high)
    marks: list[Mark] = [name_label(name, share.name or "(none)", font, tokens.ink)]
    if data.split != "seat":
        half = grid.pitch * 0.42
        marks.append(_equal_mark(equal, middle - half, middle + half, tokens))
    end = left + long
    if long > 0:
        thick = min(high * 0.72, grid.pitch * 0.72)
        shade = tokens.organisations[colour % len(tokens.organisations)]
        marks.append(Bar(QRectF(left, middle - thick / 2, long, thick), shade))
    elif not share.turns:
        side = high * 0.62
        glyph = QRectF(left, middle - side / 2, side, side)
        marks.append(Glyph(glyph, "triangle", tokens.unheard))
        end = left + side
    words = _value(data, share, grid.brief)
    start = end + high * 0.4
    if end < equal + 2 and equal - high * 0.3 < start + width(figures, words):
        beside = equal + high * 0.4  # beside the line, not on it
        start = beside if share.turns else start
    box = QRectF(start, middle - high / 2, place.x() + grid.wide - start, high)
    marks.append(label(box, words, figures, tokens.ink if share.turns else tokens.unheard_ink))
    return marks


def _equal_lines(
    rect: QRectF, data: VoiceShares, shown: int, grid: _Grid, tokens: Tokens
) -> list[Mark]:
    """Return the dashed line of the equal share, broken where a silent seat's words stand."""
    offset = grid.left + grid.span * data.shares[0].equal_share / grid.most
    marks: list[Mark] = []
    for column in range(ceil(shown / grid.rows)):
        x = rect.left() + column * grid.wide + offset
        rows = min(grid.rows, shown - column * grid.rows)
        top = rect.top()
        for row in range(rows):
            if not data.shares[column * grid.rows + row].turns:
                end = rect.top() + row * grid.pitch
                if end > top:
                    marks.append(_equal_mark(x, top, end, tokens))
                top = end + grid.pitch
        bottom = rect.top() + rows * grid.pitch
        if bottom > top:
            marks.append(_equal_mark(x, top, bottom, tokens))
    return marks


def _equal_mark(x: float, top: float, bottom: float, tokens: Tokens) -> Line:
    return Line(QPointF(x, top), QPointF(x, bottom), tokens.ink, 1.2, dashed=True)


def _share(data: VoiceShares, share: Share) -> float:
    return share.time_share if data.by_time else share.turn_share


def _share_words(data: VoiceShares, share: Share) -> str:
    """Return a share as it is read: of few turns a count of them, never an exact percentage."""
    turns = sum(one.turns for one in data.shares)
    if not data.by_time and turns < ENOUGH:
        return f"{share.turns} of {turns}"
    return f"{_share(data, share) * 100:.0f} %"


def _value(data: VoiceShares, share: Share, brief: bool = False) -> str:
    if not share.turns:
        return "0" if brief else "not heard"
    return spoken(share.spoken_ms) if data.by_time else str(share.turns)


def _captions(data: VoiceShares, left_out: int) -> tuple[str, str]:
    turns = sum(share.turns for share in data.shares)
    seats = sum(len(share.seats) for share in data.shares)
    kind = "turns" if data.timed else "tagged turns"
    equal = "Dashed line: an equal share"
    if data.split == "seat" and not data.by_time and seats:
        equal += f", {turns / seats:.1f} turns a seat"
    more = f" · {left_out} more in the table" if left_out else ""
    n = f"n = {turns} {kind}, {counted(seats, 'seat', 'seats')}{more}"
    return equal, n
