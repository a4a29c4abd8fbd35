"""The marks every figure is made of, words, bars, lines and shapes, and how they are painted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from livecoach.figures.shapes import paint_shape

Side = Literal["left", "centre", "right"]
_FLAGS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "centre": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


@dataclass(frozen=True, slots=True)
class Label:
    """Words on one line in their box. Made by ``label``, they fit it."""

    box: QRectF
    words: str
    font: QFont
    colour: str
    side: Side = "left"


@dataclass(frozen=True, slots=True)
class Bar:
    """A rounded box, filled, or in outline."""

    box: QRectF
    colour: str
    radius: float = 3.0
    outline: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    start: QPointF
    end: QPointF
    colour: str
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Glyph:
    """A family's shape, filled or in outline."""

    box: QRectF
    shape: str
    colour: str
    filled: bool = True


Mark = Label | Bar | Line | Glyph


def line_height(font: QFont) -> float:
    """Return the height of one line of text, in pixels."""
    return _metrics(font.toString()).height()


def width(font: QFont, words: str) -> float:
    """Return the room words need on one line, in pixels."""
    return _metrics(font.toString()).horizontalAdvance(words)


def label(box: QRectF, words: str, font: QFont, colour: str, side: Side = "left") -> Label:
    """Return words for a box, cut with an ellipsis where they are too long for it."""
    return Label(box, fitted(words, font, box.width()), font, colour, side)


def name_label(box: QRectF, name: str, font: QFont, colour: str, side: Side = "right") -> Label:
    """Return a name for a box; cut in its middle, since its end tells Chair from CEO."""
    return Label(box, fitted(name, font, box.width(), in_middle=True), font, colour, side)


def fitted(words: str, font: QFont, room: float, in_middle: bool = False) -> str:
    """Return the words on one line, cut with an ellipsis where they need more room."""
    one_line = " ".join(words.split())
    if width(font, one_line) <= room:
        return one_line
    metrics = _metrics(font.toString())
    where = Qt.TextElideMode.ElideMiddle if in_middle else Qt.TextElideMode.ElideRight
    cut = metrics.elidedText(one_line, where, room)
    return cut if metrics.horizontalAdvance(cut) <= room else ""


def wrapped(words: str, font: QFont, room: float) -> list[str]:
    """Return the words on as many lines as they need in that room."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(font, longer) <= room:
            lines[-1] = longer
        else:
            lines.append(fitted(word, font, room))
    return lines


def captions(
    lines: Iterable[str], left: float, top: float, room: float, font: QFont, colour: str
) -> list[Label]:
    """Return captions below each other from a corner, wrapped to the room."""
    high = line_height(font)
    rows = [row for words in lines for row in wrapped(words, font, room)]
    return [
        label(QRectF(left, top + number * high, room, high), row, font, colour)
        for number, row in enumerate(rows)
    ]


def captions_height(lines: Iterable[str], room: float, font: QFont) -> float:
    """Return the height that captions need in that room, in pixels."""
    return line_height(font) * sum(len(wrapped(words, font, room)) for words in lines)


def numbers(font: QFont) -> QFont:
    """Return the font with figures of one width."""
    tabular = QFont(font)
    tabular.setFeature(QFont.Tag("tnum"), 1)
    return tabular


def strong(font: QFont) -> QFont:
    """Return the font a little bolder."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def smaller(font: QFont) -> QFont:
    """Return the font a little smaller, for captions."""
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(max(1, round(font.pixelSize() * 0.86)))
    else:
        small.setPointSizeF(font.pointSizeF() * 0.86)
    return small


def put(painter: QPainter, marks: Iterable[Mark]) -> None:
    """Paint the marks in order."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in marks:
        match mark:
            case Label():
                _put_label(painter, mark)
            case Bar():
                _put_bar(painter, mark)
            case Line():
                style = Qt.PenStyle.DashLine if mark.dashed else Qt.PenStyle.SolidLine
                painter.setPen(QPen(QColor(mark.colour), mark.width, style))
                painter.drawLine(mark.start, mark.end)
            case Glyph():
                paint_shape(painter, mark.shape, mark.box, QColor(mark.colour), mark.filled)
    painter.restore()


def _put_label(painter: QPainter, mark: Label) -> None:
    if not mark.words:
        return
    painter.setFont(mark.font)
    painter.setPen(QColor(mark.colour))
    flags = _FLAGS[mark.side] | Qt.AlignmentFlag.AlignVCenter
    # The words were measured to fit; the printer's or SVG's own measure must not wrap or clip them.
    never = Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
    painter.drawText(mark.box, int(flags) | int(never), mark.words)


def words_box(mark: Label) -> QRectF:
    """Return the part of a label's box that its words take up."""
    room, high = width(mark.font, mark.words), line_height(mark.font)
    left = {
        "left": mark.box.left(),
        "centre": mark.box.center().x() - room / 2,
        "right": mark.box.right() - room,
    }[mark.side]
    return QRectF(left, mark.box.center().y() - high / 2, room, high)


def _put_bar(painter: QPainter, mark: Bar) -> None:
    colour = QColor(mark.colour)
    if mark.outline:
        style = Qt.PenStyle.DashLine if mark.dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 1.2, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    radius = min(mark.radius, mark.box.width() / 2, mark.box.height() / 2)
    painter.drawRoundedRect(mark.box, radius, radius)


@lru_cache(maxsize=64)
def _metrics(described: str) -> QFontMetricsF:
    font = QFont()
    font.fromString(described)
    return QFontMetricsF(font)
