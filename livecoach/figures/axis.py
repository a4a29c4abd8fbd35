"""Mark the minutes of a meeting below a plot, as many as have room."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from livecoach.figures.marks import Line, Mark, label, line_height, width
from livecoach.figures.tokens import Tokens

STEPS_MIN = (1, 2, 5, 10, 15, 20, 30, 60, 120, 240)


def ticks(plot: QRectF, within: QRectF, span_ms: int, tokens: Tokens, font: QFont) -> list[Mark]:
    """Return upright hairlines over a plot ``span_ms`` wide, with their times below it."""
    low = line_height(font)
    whole = span_ms // 60_000
    step = next(
        (step for step in STEPS_MIN
         if whole / step * (width(font, f"{whole} min") * 1.4) <= plot.width()),
        max(1, whole),
    )  # fmt: skip
    marks: list[Mark] = []
    free = within.left()  # from here on no words stand yet
    for minute in range(0, whole + 1, step):
        x = plot.left() + plot.width() * minute * 60_000 / max(1, span_ms)
        marks.append(Line(QPointF(x, plot.top()), QPointF(x, plot.bottom()), tokens.hairline))
        words = f"{minute} min"
        room = width(font, words) + 2
        place = QRectF(x - room / 2, plot.bottom() + low * 0.1, room, low)
        if place.right() <= within.right() and place.left() >= free:
            marks.append(label(place, words, font, tokens.muted, "centre"))
            free = place.right() + low * 0.3
    return marks
