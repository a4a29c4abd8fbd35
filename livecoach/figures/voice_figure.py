"""Share of voice: a bar a seat as they sit, beside the mark of an equal share."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from livecoach.core.timecode import spoken
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
    width,
)
from livecoach.figures.tokens import Tokens
from livecoach.measures.log import Log
from livecoach.measures.share import Share, by_organisation, by_role, by_seat

PITCH = 1.55  # of a line's height, a row
TIGHT = 1.06
TITLES = {
    "seat": "Share of voice",
    "organisation": "Share of voice by organisation",
    "role": "Share of voice by role",
}
SPLITS = {"seat": by_seat, "organisation": by_organisation, "role": by_role}


@dataclass(frozen=True, slots=True)
class VoiceShares:
    """The shares to show, in the order they stand, and what they are shares of."""

    shares: tuple[Share, ...]
    colours: tuple[int, ...]  # the organisation's place in the palette, for each
    timed: bool
    by_time: bool
    split: str  # "seat", "organisation" or "role"


def voice_shares(log: Log, split: str = "seat", by_time: bool = False) -> VoiceShares:
    """Return the shares of turns, or of time, by seat, organisation or role."""
    shares = tuple(SPLITS[split](log))
    organisations = list(dict.fromkeys(seat.organisation for seat in log.seats))
    place = {seat.uid: organisations.index(seat.organisation) for seat in log.seats}
    colours = tuple(place[share.seats[0]] if split != "role" else 0 for share in shares)
    return VoiceShares(shares, colours, log.timed, by_time, split)


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
                f"{_share(data, share) * 100:.1f} %",
                f"{share.equal_share * 100:.1f} %",
            )
            for share in data.shares
        ),
        lay_out=lambda rect, tokens, font: lay_out(rect, data, tokens, font),
        height=lambda _, font: (len(data.shares) * PITCH + 3.4) * line_height(font),
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
        f"beside an equal share: {sample}"
    )


def lay_out(rect: QRectF, data: VoiceShares, tokens: Tokens, font: QFont) -> list[Mark]:
    """Return the figure's marks. What does not fit is told in words."""
    high = line_height(font)
    figures, small = numbers(font), smaller(font)
    foot = 2 * line_height(small) + high * 0.4
    room = rect.height() - foot
    shown = data.shares[: max(0, int(room / (high * TIGHT)))]
    left_out = len(data.shares) - len(shown)
    if not shown:
        return [label(rect, "No room: see the table", small, tokens.muted)]
    pitch = min(high * PITCH, room / len(shown))
    names = min(max(width(font, share.name) for share in data.shares) + 1, rect.width() * 0.42)
    values = [_value(data, share) for share in data.shares]
    value_room = max(width(figures, value) for value in values) + high * 0.9
    left = rect.left() + names + high * 0.6
    span = rect.right() - value_room - high * 0.4 - left
    if span < high:
        return [label(rect, "No room: see the table", small, tokens.muted)]
    most = max([*(_share(data, share) for share in data.shares), data.shares[0].equal_share, 1e-9])
    most = max(most, *(share.equal_share for share in data.shares))
    marks: list[Mark] = []
    bars: list[Mark] = []
    thick = min(high * 0.72, pitch * 0.72)
    for number, share in enumerate(shown):
        top = rect.top() + number * pitch
        middle = top + pitch / 2
        name = QRectF(rect.left(), middle - high / 2, names, high)
        marks.append(label(name, share.name or "(none)", font, tokens.ink, "right"))
        long = span * _share(data, share) / most
        equal = left + span * share.equal_share / most
        if data.split != "seat":
            bars.append(_equal_mark(equal, middle - pitch * 0.42, middle + pitch * 0.42, tokens))
        if long > 0:
            colour = tokens.organisations[data.colours[number] % len(tokens.organisations)]
            bars.append(Bar(QRectF(left, middle - thick / 2, long, thick), colour))
        place = left + long + high * 0.4
        if not share.turns:
            shape = high * 0.62
            bars.append(
                Glyph(QRectF(left, middle - shape / 2, shape, shape), "triangle", tokens.unheard)
            )
            place = left + shape + high * 0.35
        if left + long < equal + 2 and equal - 2 < place + width(figures, values[number]):
            place = max(place, equal + high * 0.4)  # beside the line, not on it
        box = QRectF(place, middle - high / 2, rect.right() - place, high)
        ink = tokens.ink if share.turns else tokens.unheard
        marks.append(label(box, values[number], figures, ink))
    bottom = rect.top() + len(shown) * pitch
    if data.split == "seat":
        equal = left + span * data.shares[0].equal_share / most
        bars.append(_equal_mark(equal, rect.top(), bottom, tokens))
    below = bottom + high * 0.2
    for words in _captions(data, left_out):
        box = QRectF(rect.left(), below, rect.width(), line_height(small))
        marks.append(label(box, words, small, tokens.muted))
        below += line_height(small)
    return bars + marks


def _equal_mark(x: float, top: float, bottom: float, tokens: Tokens) -> Line:
    return Line(QPointF(x, top), QPointF(x, bottom), tokens.ink, 1.2, dashed=True)


def _share(data: VoiceShares, share: Share) -> float:
    return share.time_share if data.by_time else share.turn_share


def _value(data: VoiceShares, share: Share) -> str:
    if not share.turns:
        return "not heard"
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
