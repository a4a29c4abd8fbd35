"""Paint the two small figures of a summary: shares of voice without names, and decisions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from livecoach.core import timecode
from livecoach.figures.shapes import shape_path
from livecoach.figures.tokens import Tokens


def paint_voice_bars(
    painter: QPainter,
    rect: QRectF,
    shares: Sequence[float],
    equal: float,
    tokens: Tokens,
    font: QFont,
) -> None:
    """Paint one bar a seat, largest first, and a dashed line at the equal share."""
    if not shares:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    label = painter.fontMetrics().height()
    top, bottom = rect.top() + label * 0.4, rect.bottom() - 1
    tallest = max(max(shares), equal, 1e-9)
    step = rect.width() / len(shares)
    gap = min(step * 0.16, 6)
    accent, ground = QColor(tokens.accent), QColor(tokens.hairline)
    for place, share in enumerate(shares):
        height = (bottom - top) * share / tallest
        bar = QRectF(rect.left() + place * step, bottom - height, step - gap, height)
        if share <= 0:
            bar = QRectF(bar.left(), bottom - 1.5, bar.width(), 1.5)
            painter.fillRect(bar, ground)
            continue
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawRoundedRect(bar, 2, 2)
    level = bottom - (bottom - top) * equal / tallest
    painter.setPen(QPen(QColor(tokens.ink), 1, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(rect.left(), level), QPointF(rect.right(), level))
    words = "equal share"
    width = painter.fontMetrics().horizontalAdvance(words)
    above = QRectF(rect.right() - width - 4, level - label - 1, width + 4, label)
    painter.setPen(QColor(tokens.muted))
    painter.drawText(above, Qt.AlignmentFlag.AlignRight, words)
    painter.restore()


def paint_decision_line(
    painter: QPainter,
    rect: QRectF,
    marks: Sequence[tuple[int, bool]],
    length_ms: int,
    tokens: Tokens,
    font: QFont,
) -> None:
    """Paint a line as long as the meeting, a filled mark an interjection, an open one let run."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    label = painter.fontMetrics().height()
    size = min(12.0, rect.height() - label)
    middle = rect.top() + size / 2 + 1
    line = QRectF(rect.left() + size / 2, middle, rect.width() - size, 0)
    painter.setPen(QPen(QColor(tokens.hairline), 1.2))
    painter.drawLine(line.topLeft(), line.topRight())
    span = max(length_ms, 1)
    for at, spoke in sorted(marks, key=lambda mark: mark[1]):
        x = line.left() + line.width() * min(max(at, 0), span) / span
        outline = shape_path("diamond", QRectF(x - size / 2, middle - size / 2, size, size))
        colour = QColor(tokens.interjection if spoke else tokens.let_run)
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(colour if spoke else QColor(tokens.surface))
        painter.drawPath(outline)
    painter.setPen(QColor(tokens.muted))
    foot = QRectF(rect.left() + 2, rect.bottom() - label, rect.width() - 4, label)
    painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, timecode.minutes(0))
    painter.drawText(foot, Qt.AlignmentFlag.AlignRight, timecode.minutes(length_ms))
    painter.restore()
