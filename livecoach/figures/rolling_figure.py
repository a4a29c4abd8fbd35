"""How many seats were heard in the last ten minutes, at every minute of the meeting."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from livecoach.core.timecode import minutes
from livecoach.figures.axis import ticks
from livecoach.figures.figure import Figure, counted
from livecoach.figures.marks import (
    Bar,
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
from livecoach.figures.shades import mixed
from livecoach.figures.tokens import Tokens
from livecoach.measures.log import Log
from livecoach.measures.share import Window, halves, how_even, rolling

WINDOW_MS = 600_000
MOST_STEPS = 240  # a longer meeting is looked at in longer steps
PLOT = 6.0  # lines' heights


@dataclass(frozen=True, slots=True)
class Rolling:
    """Windows over one meeting, how many seats there are, and seats heard in each half."""

    windows: tuple[Window, ...]
    seats: int
    length_ms: int
    halves: tuple[int, int]
    timed: bool


def rolling_voice(log: Log) -> Rolling:
    """Return the seats heard in ten minutes, all along a meeting."""
    step = max(60_000, -(-log.length_ms // MOST_STEPS // 60_000) * 60_000)
    first, second = (how_even(half).heard for half in halves(log))
    windows = rolling(log, WINDOW_MS, step) if log.length_ms else []
    return Rolling(tuple(windows), len(log.seats), log.length_ms, (first, second), log.timed)


def rolling_figure(data: Rolling) -> Figure:
    """Return the figure of seats heard over the meeting."""
    return Figure(
        name="seats-heard-over-the-meeting",
        title="Seats heard over the meeting",
        sentence=sentence(data),
        headers=("From", "To", "Seats heard", "Turns", "Evenness"),
        rows=tuple(
            (
                minutes(one.start_ms),
                minutes(one.end_ms),
                str(one.heard),
                str(one.turns),
                f"{one.evenness:.2f}" if one.turns else "–",
            )
            for one in data.windows
        ),
        lay_out=lambda rect, tokens, font: lay_out(rect, data, tokens, font),
        height=lambda room, font: (
            PLOT * line_height(font)
            + 1.7 * line_height(smaller(font))
            + captions_height(_captions(data), room, smaller(font))
        ),
    )


def sentence(data: Rolling) -> str:
    """Say what the figure shows and what it cannot."""
    first, second = data.halves
    return (
        f"How many of {counted(data.seats, 'seat', 'seats')} were heard in the ten minutes before "
        f"each moment, {first} in the first half and {second} in the second: it counts seats, not "
        "how long or how well they were heard."
    )


def lay_out(rect: QRectF, data: Rolling, tokens: Tokens, font: QFont) -> list[Mark]:
    """Return the figure's marks: a step a window, from the bottom up to all seats."""
    small = numbers(smaller(font))
    high, low = line_height(font), line_height(small)
    if not data.windows or not data.seats:
        return [label(rect, "Nothing was recorded yet", small, tokens.muted)]
    told = _captions(data)
    foot = captions_height(told, rect.width(), small) + low * 1.6
    plot_height = rect.height() - foot - low * 0.5
    names = width(small, str(data.seats)) + high * 0.4
    left = rect.left() + names
    if plot_height < high * 2 or rect.right() - left < high * 4:
        return [label(rect, "No room: see the table", small, tokens.muted)]
    plot = QRectF(left, rect.top() + low * 0.5, rect.right() - left, plot_height)
    marks: list[Mark] = []
    for count in (0, data.seats):
        y = plot.bottom() - plot.height() * count / data.seats
        marks.append(Line(QPointF(plot.left(), y), QPointF(plot.right(), y), tokens.hairline))
        above = low / 2 if count else low * 0.9  # clear of the minutes below
        box = QRectF(rect.left(), y - above, names - high * 0.3, low)
        marks.append(label(box, str(count), small, tokens.muted, "right"))
    soft = mixed(tokens.accent, tokens.ground, 0.30)
    start = 0
    for one in data.windows:
        x = plot.left() + plot.width() * start / data.length_ms
        end = plot.left() + plot.width() * one.end_ms / data.length_ms
        tall = plot.height() * one.heard / data.seats
        top = plot.bottom() - tall
        if tall and end > x:
            marks.append(Bar(QRectF(x, top, end - x, tall), soft, 0))
        marks.append(Line(QPointF(x, top), QPointF(end, top), tokens.accent, 2))
        start = one.end_ms
    marks += ticks(plot, rect, data.length_ms, tokens, small)
    below = plot.bottom() + low * 1.45
    return marks + captions(told, rect.left(), below, rect.width(), small, tokens.muted)


def _captions(data: Rolling) -> tuple[str, ...]:
    turns = "timed turns" if data.timed else "tagged turns"
    return (
        f"Seats heard in the last ten minutes, of {data.seats}, by {turns}",
        f"First half: {data.halves[0]} seats heard; second half: {data.halves[1]}",
    )
