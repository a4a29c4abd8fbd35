"""Check-out totals: a square an answer, the mean and the median; nothing below five answers."""

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
    width,
)
from livecoach.figures.tokens import Tokens
from livecoach.measures.check_out import FEWEST, WELL_HEARD, Totals, totals
from livecoach.measures.log import Log

TOP_SCORE = 10


@dataclass(frozen=True, slots=True)
class CheckOutTotals:
    """The totals of one check-out, and how many seats there were to answer."""

    totals: Totals
    seats: int


def check_out_totals(log: Log) -> CheckOutTotals:
    """Return a session's check-out totals."""
    return CheckOutTotals(totals(log.timeline.check_outs.values()), len(log.seats))


def check_out_figure(data: CheckOutTotals) -> Figure:
    """Return the figure of the check-out's totals."""
    found = data.totals
    rows = [("Answers", str(found.n), f"of {counted(data.seats, 'seat', 'seats')}")]
    if found.mean is not None and found.median is not None:
        rows += [
            ("Felt heard, mean", f"{found.mean:.1f}", f"of {TOP_SCORE}"),
            ("Felt heard, median", f"{found.median:g}", f"of {TOP_SCORE}"),
            (f"Felt heard at {WELL_HEARD} or more", str(found.seven_or_more), f"of {found.n}"),
        ]
    if found.learned is not None:
        rows.append(("Learned something new", str(found.learned), f"of {found.learned_n}"))
    return Figure(
        name="check-out",
        title="Check-out",
        sentence=sentence(data),
        headers=("", "Total", ""),
        rows=tuple(rows),
        lay_out=lambda rect, tokens, font: lay_out(rect, data, tokens, font),
        height=lambda _, font: 9.6 * line_height(font),
    )


def sentence(data: CheckOutTotals) -> str:
    """Say what the figure shows and what it cannot."""
    found = data.totals
    if found.mean is None:
        return (
            f"{counted(found.n, 'answer', 'answers')}: too few to show anything, "
            f"since below {FEWEST} a total would tell who said what."
        )
    return (
        f"Totals of {counted(found.n, 'answer', 'answers')} from "
        f"{counted(data.seats, 'seat', 'seats')}: how the group left, not how any one person did, "
        "and not what the coaching brought about."
    )


def lay_out(rect: QRectF, data: CheckOutTotals, tokens: Tokens, font: QFont) -> list[Mark]:
    """Return the figure's marks."""
    found, small = data.totals, numbers(smaller(font))
    high, low = line_height(font), line_height(small)
    if found.mean is None or found.median is None or found.seven_or_more is None:
        words = f"{counted(found.n, 'answer', 'answers')}: too few to show"
        return [label(rect, words, font, tokens.muted)]
    if rect.height() < high * 9.2:
        return [label(rect, "No room: see the table", small, tokens.muted)]
    marks: list[Mark] = []
    top = rect.top()
    words = f"Felt heard at {WELL_HEARD} or more: {found.seven_or_more} of {found.n}"
    marks += _squares(QRectF(rect.left(), top, rect.width(), high * 2.4), words,
                      found.seven_or_more, found.n, tokens.accent, tokens, font)  # fmt: skip
    top += high * 2.8
    if found.learned is not None:
        words = f"Learned something new: {found.learned} of {found.learned_n}"
        marks += _squares(QRectF(rect.left(), top, rect.width(), high * 2.4), words,
                          found.learned, found.learned_n, tokens.message, tokens, font)  # fmt: skip
    top += high * 2.8
    scale = QRectF(rect.left() + high * 0.5, top, rect.width() - high, high * 1.6)
    marks += _scale(scale, found.mean, found.median, tokens, small)
    box = QRectF(rect.left(), top + high * 1.6 + low * 1.35, rect.width(), low)
    words = f"Felt heard, 0 to 10 · ◆ mean {found.mean:.1f} · | median {found.median:g}"
    marks.append(label(box, words, small, tokens.muted))
    return marks


def _squares(
    box: QRectF, words: str, filled: int, n: int, colour: str, tokens: Tokens, font: QFont
) -> list[Mark]:
    """Return one square an answer, those counted filled: a count to be seen, not a percentage."""
    high = line_height(font)
    marks: list[Mark] = [label(QRectF(box.left(), box.top(), box.width(), high), words, font,
                               tokens.ink)]  # fmt: skip
    side = min(high * 0.9, box.width() / n - 2)
    if side < 2:
        return marks
    for number in range(n):
        square = QRectF(
            box.left() + number * (side + 2), box.top() + high * 1.25, side, side
        ).adjusted(0.6, 0.6, -0.6, -0.6)
        marks.append(Bar(square, colour if number < filled else tokens.muted, 2, number >= filled))
    return marks


def _scale(box: QRectF, mean: float, median: float, tokens: Tokens, font: QFont) -> list[Mark]:
    low = line_height(font)
    middle = box.center().y()
    marks: list[Mark] = [
        Line(QPointF(box.left(), middle), QPointF(box.right(), middle), tokens.hairline, 1.4)
    ]

    def at(score: float) -> float:
        return box.left() + box.width() * score / TOP_SCORE

    roomy = box.width() / TOP_SCORE > width(font, "10") + 4
    for score in range(0, TOP_SCORE + 1, 1 if roomy else TOP_SCORE):
        room = width(font, str(score)) + 2
        place = QRectF(at(score) - room / 2, box.bottom(), room, low)
        marks.append(label(place, str(score), font, tokens.muted, "centre"))
    tall, side = box.height() * 0.42, box.height() * 0.62
    marks.append(
        Line(QPointF(at(median), middle - tall), QPointF(at(median), middle + tall), tokens.ink, 2)
    )
    diamond = QRectF(at(mean) - side / 2, middle - side / 2, side, side)
    marks.append(Glyph(diamond, "diamond", tokens.accent))
    return marks
