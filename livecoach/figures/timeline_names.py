"""Paint the names of a timeline's lanes; on a screen they are kept as one picture a while."""

from __future__ import annotations

from functools import lru_cache
from math import floor

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

from livecoach.figures.timeline_chrome import (
    lane_colour,
    legible,
    letters_of,
    picked_band,
    rect,
    weighted,
)
from livecoach.figures.timeline_layout import Box, Layout
from livecoach.figures.timeline_view import View
from livecoach.figures.tokens import Tokens

_Name = tuple[str, bool, str, float, float]  # words, heavy, ink, left end and baseline


def paint_names(
    painter: QPainter, layout: Layout, view: View, tokens: Tokens, font: QFont, ratio: float
) -> None:
    """
    Paint the names, right-aligned; families bold in their colour.

    ``ratio`` is how many pixels a screen has to a length, 0 on paper: there each name is written
    anew.
    """
    names = _names(layout, tokens, font)
    box = layout.names
    left, top = floor(box.x), floor(box.y)
    whole = (left * ratio).is_integer() and (top * ratio).is_integer()
    if not (ratio and whole):  # between pixels a picture would blur
        painter.save()
        painter.setClipRect(rect(box))
        _write(painter, names, font)
        painter.restore()
        return
    band = picked_band(layout, view)
    size = (round((box.right - left) * ratio), round((box.bottom - top) * ratio))
    kept = _picture(names, left, top, size, tokens, band, font.toString(), ratio)
    painter.drawPixmap(QPointF(left, top), kept)


def _names(layout: Layout, tokens: Tokens, font: QFont) -> tuple[_Name, ...]:
    heavy, light = letters_of(weighted(font, QFont.Weight.DemiBold)), letters_of(font)
    right = layout.names.right - 12
    found = []
    for row in layout.rows:
        if not row.box.meets(layout.plot):
            continue
        named = row.lane.crowd or not row.lane.key.startswith("seat:")
        letters = heavy if named else light
        ink = legible(lane_colour(tokens, row.lane), tokens) if named else tokens.ink
        y = row.box.y + (row.box.h - letters.line) / 2 + letters.ascent
        found.append((row.label, named, ink, right - letters.width(row.label), y))
    return tuple(found)


@lru_cache(maxsize=4)
def _picture(
    names: tuple[_Name, ...], left: int, top: int, size: tuple[int, int], tokens: Tokens,
    band: Box | None, described: str, ratio: float,
) -> QPixmap:  # fmt: skip
    font = QFont()
    font.fromString(described)
    pixmap = QPixmap(*size)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(tokens.ground))
    painter = QPainter(pixmap)
    painter.translate(-left, -top)
    if band is not None:
        painter.fillRect(rect(band), QColor(tokens.accent_soft))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _write(painter, names, font)
    painter.end()
    return pixmap


def _write(painter: QPainter, names: tuple[_Name, ...], font: QFont) -> None:
    bold = weighted(font, QFont.Weight.DemiBold)
    for words, heavy, ink, x, y in names:
        painter.setFont(bold if heavy else font)
        painter.setPen(QColor(ink))
        painter.drawText(QPointF(x, y), words)
