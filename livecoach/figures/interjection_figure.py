"""What stands before and after the coach's interjections, side by side, claiming nothing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from livecoach.core.timecode import minutes, spoken
from livecoach.figures.figure import Figure, counted
from livecoach.figures.marks import (
    Bar,
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
from livecoach.measures.interjections import (
    AROUND_MS,
    WATCHED,
    Interjection,
    action_words,
    interjections,
)
from livecoach.measures.log import Log

PITCH = 2.8  # of a line's height, a pair of bars with its name
ARROW = "→"


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing counted: its mean before and after."""

    name: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """What was counted round the interjections of one session, and each of them in words."""

    pairs: tuple[Beside, ...]
    n: int
    around_min: int
    timed: bool
    rows: tuple[tuple[str, ...], ...]


def before_after(log: Log) -> BeforeAfter:
    """Return what stands in the minutes before and after the coach's interjections."""
    found = interjections(log)
    meant = {tag.meaning for tag in log.timeline.board.tags}
    watched = [(kind, name) for kind, name in WATCHED if kind in meant]
    said = "Turns" if log.timed else "Tagged turns"
    pairs = [
        _mean(said, [(one.before.contributions, one.after.contributions) for one in found]),
        _mean("Seats heard", [(one.before.seats_heard, one.after.seats_heard) for one in found]),
        _mean("Seats heard for the first time",
              [(one.before.newly_heard, one.after.newly_heard) for one in found]),
        *(
            _mean(name, [(one.before.counts[kind], one.after.counts[kind]) for one in found])
            for kind, name in watched
        ),
    ]  # fmt: skip
    return BeforeAfter(
        pairs=tuple(pair for pair in pairs if pair.before or pair.after),
        n=len(found),
        around_min=AROUND_MS // 60_000,
        timed=log.timed,
        rows=tuple(_told(log, one) for one in found),
    )


def interjection_figure(data: BeforeAfter) -> Figure:
    """Return the figure of what stands before and after."""
    return Figure(
        name="before-and-after-interjections",
        title="Before and after I interjected",
        sentence=sentence(data),
        headers=(
            "Time", "Kind", "First to speak", "After",
            "Turns before", "Turns after", "Seats before", "Seats after", "New after",
        ),
        rows=data.rows,
        lay_out=lambda rect, tokens, font: lay_out(rect, data, tokens, font),
        height=lambda room, font: max(1, len(data.pairs)) * PITCH * line_height(font)
        + 0.6 * line_height(smaller(font))
        + captions_height(_captions(data, len(data.pairs)), room, smaller(font)),
    )  # fmt: skip


def sentence(data: BeforeAfter) -> str:
    """Say what the figure shows and what it cannot."""
    times = counted(data.n, "interjection", "interjections")
    return (
        f"The mean of what was recorded in the {data.around_min} minutes before and after "
        f"{times}, side by side: meetings change by themselves and the coach chose when to "
        "speak, so this shows no effect."
    )


def lay_out(rect: QRectF, data: BeforeAfter, tokens: Tokens, font: QFont) -> list[Mark]:
    """Return the figure's marks. Rows that do not fit are told in words."""
    small, figures = smaller(font), numbers(font)
    high, low = line_height(font), line_height(small)
    if not data.n or not data.pairs:
        words = "No interjection in this session" if not data.n else "Nothing was tagged round them"
        return [label(rect, words, small, tokens.muted)]
    foot = captions_height(_captions(data, len(data.pairs)), rect.width(), small) + low * 0.4
    fits = max(0, int((rect.height() - foot) / (high * 2.0)))
    shown = data.pairs[:fits]
    if not shown:
        return [label(rect, "No room: see the table", small, tokens.muted)]
    pitch = min(high * PITCH, (rect.height() - foot) / len(shown))
    values = [f"{pair.before:.1f} {ARROW} {pair.after:.1f}" for pair in data.pairs]
    value_room = max(width(figures, words) for words in values) + 2
    span = max(1.0, rect.width() - value_room - high * 0.5)
    most = max(max(pair.before, pair.after) for pair in data.pairs)
    thick = max(3.0, (pitch - high) * 0.36)
    marks: list[Mark] = []
    for number, pair in enumerate(shown):
        top = rect.top() + number * pitch
        name = QRectF(rect.left(), top, rect.width(), high)
        marks.append(label(name, pair.name, font, tokens.ink))
        before = span * pair.before / most
        after = span * pair.after / most
        first = top + high + 2
        if before:
            marks.append(Bar(QRectF(rect.left(), first, before, thick), tokens.muted, 2, True))
        if after:
            second = QRectF(rect.left(), first + thick + 1.5, after, thick)
            marks.append(Bar(second, tokens.interjection, 2))
        place = rect.left() + max(before, after) + high * 0.5
        room = QRectF(place, first + thick + 0.75 - high / 2, rect.right() - place, high)
        room.moveTop(max(room.top(), top + high - 1))
        marks.append(label(room, values[number], figures, tokens.muted))
    below = rect.top() + len(shown) * pitch + low * 0.3
    told = _captions(data, len(data.pairs) - len(shown))
    return marks + captions(told, rect.left(), below, rect.width(), small, tokens.muted)


def _mean(name: str, sides: list[tuple[int, int]]) -> Beside:
    n = max(1, len(sides))
    return Beside(name, sum(one for one, _ in sides) / n, sum(one for _, one in sides) / n)


def _told(log: Log, one: Interjection) -> tuple[str, ...]:
    seats = log.timeline.seats
    return (
        minutes(one.offset_ms),
        action_words(one.action),
        "" if one.first_responder is None else seats[one.first_responder].label,
        "" if one.delay_ms is None else spoken(one.delay_ms),
        str(one.before.contributions),
        str(one.after.contributions),
        str(one.before.seats_heard),
        str(one.after.seats_heard),
        str(one.after.newly_heard),
    )


def _captions(data: BeforeAfter, left_out: int) -> tuple[str, str]:
    more = f" · {left_out} more not shown" if left_out else ""
    return (
        f"Outline: {data.around_min} minutes before; filled: {data.around_min} minutes after",
        f"Means, n = {counted(data.n, 'interjection', 'interjections')}{more}",
    )
