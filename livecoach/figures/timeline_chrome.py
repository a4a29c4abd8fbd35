"""Paint what stands round a timeline's marks: agenda, grid, breaks, axis, playhead."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from livecoach.figures.shades import READABLE, contrast, mixed
from livecoach.figures.timeline_lanes import Lane
from livecoach.figures.timeline_layout import Box, Layout, Letters
from livecoach.figures.timeline_view import View
from livecoach.figures.tokens import Tokens, family_colour


def letters_of(font: QFont) -> Letters:
    """Return the measures of a font, kept from frame to frame."""
    return _letters(font.toString())


@lru_cache(maxsize=8)
def _letters(described: str) -> Letters:
    font = QFont()
    font.fromString(described)
    metrics = QFontMetricsF(font)
    kept = lru_cache(maxsize=4096)(metrics.horizontalAdvance)
    return Letters(metrics.height(), kept, metrics.ascent())


def weighted(font: QFont, weight: QFont.Weight) -> QFont:
    """Return the font at another weight."""
    other = QFont(font)
    other.setWeight(weight)
    return other


def blend(colour: str, ground: str, part: float) -> str:
    """Return the colour with that part of the ground mixed in, from 0 to 1."""
    return mixed(colour, ground, 1 - part)


@lru_cache(maxsize=64)
def legible(colour: str, tokens: Tokens) -> str:
    """Return the colour for text on the scheme's ground: towards ink until it reads at 4.5:1."""
    for step in range(11):
        found = blend(colour, tokens.ink, step / 10)
        if contrast(found, tokens.ground) >= READABLE:
            return found
    return tokens.ink


def lane_colour(tokens: Tokens, lane: Lane) -> str:
    """Return a lane's hex colour: its organisation's or its family's."""
    kind, _, number = lane.colour.partition(":")
    if kind == "organisation":
        return tokens.organisations[int(number) % len(tokens.organisations)]
    return family_colour(tokens, lane.colour)


def rect(box: Box) -> QRectF:
    """Return the box as Qt's rectangle."""
    return QRectF(box.x, box.y, box.w, box.h)


def put_text(painter: QPainter, box: Box, text: str, letters: Letters) -> None:
    """Draw a text in the middle of its box, on one line, in the painter's font and pen."""
    if text:
        x = box.x + (box.w - letters.width(text)) / 2
        painter.drawText(QPointF(x, box.y + (box.h - letters.line) / 2 + letters.ascent), text)


def picked_band(layout: Layout, view: View) -> Box | None:
    """Return the band of the seat that is picked, from its name to the plot's end, or None."""
    plot, left = layout.plot, layout.names.x
    for row in layout.rows:
        if view.selected and row.lane.key == f"seat:{view.selected}" and row.box.meets(plot):
            return Box(left, row.box.y, plot.right - left, row.box.h)
    return None


def paint_under(painter: QPainter, layout: Layout, view: View, tokens: Tokens, font: QFont) -> None:
    """Paint grid, breaks, the lane of a seat that is picked and guide lines, under the marks."""
    plot = layout.plot
    band = picked_band(layout, view)
    if band is not None:
        painter.fillRect(rect(band), QColor(tokens.accent_soft))
    hairline = QColor(tokens.hairline)
    for x in layout.grid:  # filled, not stroked: a hairline costs a tenth
        painter.fillRect(QRectF(round(x), plot.y, 1, plot.h), hairline)
    painter.setFont(font)
    letters = letters_of(font)
    for mark in layout.breaks:
        painter.fillRect(rect(mark.box), QColor(blend(tokens.hairline, tokens.ground, 0.4)))
        painter.fillRect(rect(mark.box), QBrush(hairline, Qt.BrushStyle.BDiagPattern))
        above = Box(mark.box.x, layout.top.bottom, mark.box.w, plot.y - layout.top.bottom)
        if layout.badge is None or not above.meets(layout.badge.box):
            painter.setPen(QColor(tokens.muted))
            put_text(painter, above, mark.text, letters)
    guide = QColor(blend(tokens.hairline, tokens.ground, 0.4))
    for row in layout.rows:
        if row.lane.crowd or not row.box.meets(plot):
            continue
        start, end = row.lane.present
        left = max(layout.x(start), plot.x)
        right = plot.right if end is None else min(layout.x(end), plot.right)
        if right > left:
            painter.fillRect(QRectF(left, round(row.box.y + row.box.h / 2), right - left, 1), guide)


def paint_agenda(
    painter: QPainter, layout: Layout, view: View, tokens: Tokens, font: QFont
) -> None:
    """Paint the agenda's boxes over the plot."""
    bold = weighted(font, QFont.Weight.DemiBold)
    letters = letters_of(bold)
    painter.setFont(bold)
    for mark in layout.agenda:
        picked = mark.uid in (view.selected, view.hovered)
        edge = tokens.accent if picked else tokens.hairline
        painter.setPen(QPen(QColor(edge), 2 if mark.uid == view.selected else 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(rect(mark.box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(QColor(tokens.muted if not picked else tokens.ink))
        y = mark.box.y + (mark.box.h - letters.line) / 2 + letters.ascent
        painter.drawText(QPointF(mark.box.x + 8, y), mark.text)


def paint_axis(painter: QPainter, layout: Layout, tokens: Tokens, font: QFont) -> None:
    """Paint the times under the plot."""
    ascent = letters_of(font).ascent
    painter.setFont(font)
    painter.setPen(QColor(tokens.muted))
    for mark in layout.ticks:
        painter.drawText(QPointF(mark.box.x, mark.box.y + ascent), mark.text)


def paint_playhead(
    painter: QPainter, layout: Layout, view: View, tokens: Tokens, font: QFont
) -> None:
    """Paint the playhead with its time in a badge."""
    if layout.badge is None or view.playhead_ms is None:
        return
    x = layout.x(view.playhead_ms)
    box = layout.badge.box
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent))
    painter.drawRect(QRectF(x - 1, box.bottom - 1, 2, layout.plot.bottom - box.bottom + 1))
    painter.drawRoundedRect(rect(box), 3, 3)
    bold = weighted(font, QFont.Weight.DemiBold)
    painter.setFont(bold)
    painter.setPen(QColor(tokens.accent_ink))
    put_text(painter, box, layout.badge.text, letters_of(bold))
