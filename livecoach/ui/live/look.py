"""Hold the pens, fonts and lengths the live window paints with, made once a theme."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from livecoach.figures.tokens import Tokens, family_colour
from livecoach.ui.theme import Theme

_LINE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
LEFT = Qt.AlignmentFlag.AlignLeft.value | _LINE
RIGHT = Qt.AlignmentFlag.AlignRight.value | _LINE
CENTRE = Qt.AlignmentFlag.AlignHCenter.value | _LINE
_MOST_WIDTHS = 1000  # texts whose width is remembered; a painted window has some two hundred


class Look:
    """Fonts by their job, colours by token, and lengths that grow with the text scale."""

    def __init__(self, theme: Theme) -> None:
        self.tokens: Tokens = theme.tokens
        self.scale = theme.scale
        font = theme.font
        self.body = font(13, tabular=True)
        self.bold = font(13, 600)
        self.small = font(12)
        self.tiny = font(11, tabular=True)
        self.tiny_bold = font(11, 600, tabular=True)
        self.key = font(11, 600)
        self.title = font(15, 600)
        self.clock = font(26, 600, tabular=True, spacing=1.2)
        self.centre = font(19, 600)
        self.caps = font(11, 600, spacing=0.6)
        self.number = font(15, 600, tabular=True)
        self._metrics: dict[int, QFontMetricsF] = {}  # by the font's identity: they are kept here
        self._widths: dict[tuple[int, str], float] = {}
        self._colours: dict[str, QColor] = {}

    def px(self, length: float) -> float:
        """Return a length that grows with the text scale, in whole pixels."""
        return float(round(length * self.scale))

    def colour(self, name: str) -> QColor:
        """Return the colour of a token, of a family's colour name, or of a #RRGGBB."""
        found = self._colours.get(name)
        if found is None:
            value = name if name.startswith("#") else family_colour(self.tokens, name)
            found = self._colours[name] = QColor(value)
        return found

    def organisation(self, place: int) -> QColor:
        """Return the colour of the organisation at that place in the list of organisations."""
        hues = self.tokens.organisations
        return self.colour(hues[place % len(hues)])

    def metrics(self, font: QFont) -> QFontMetricsF:
        """Return the metrics of one of these fonts."""
        found = self._metrics.get(id(font))
        if found is None:
            found = self._metrics[id(font)] = QFontMetricsF(font)
        return found

    def width(self, font: QFont, text: str) -> float:
        """Return how wide a text is in one of these fonts, in pixels."""
        found = self._widths.get((id(font), text))
        if found is None:
            if len(self._widths) >= _MOST_WIDTHS:
                self._widths.clear()
            found = self._widths[id(font), text] = self.metrics(font).horizontalAdvance(text)
        return found

    def height(self, font: QFont) -> float:
        """Return the height of a line in one of these fonts, in pixels."""
        return self.metrics(font).height()

    def fitted(self, font: QFont, text: str, width: float) -> str:
        """Return the text, its end replaced by … where it is wider than ``width``."""
        if self.width(font, text) <= width:
            return text
        return self.metrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(width, 0.0))

    def shortest(self, font: QFont, texts: Sequence[str], width: float) -> str:
        """Return the first of these texts that fits, or "" where none does."""
        return next((text for text in texts if self.width(font, text) <= width), "")


def write(
    painter: QPainter,
    rect: QRectF,
    font: QFont,
    colour: QColor,
    text: str,
    align: int = LEFT,
) -> None:
    """Write one line of plain text in a rectangle."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, align, text)


def box(
    painter: QPainter,
    rect: QRectF,
    fill: QColor | None,
    edge: QColor | None,
    radius: float,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """Draw a rounded box whose edge lies within the rectangle."""
    pen = QPen(Qt.PenStyle.NoPen)
    if edge is not None:
        pen = QPen(edge, width)
        if dashed:
            pen.setDashPattern([2.5, 2.0])
    inset = width / 2 if edge is not None else 0.0
    painter.setPen(pen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def inside(words: str) -> str:
    """Return words as they stand inside a sentence: "Us and them" gives "us and them"."""
    one = words[:1] + words[1:2]
    return words if one[1:].isupper() or one in ("I ", "I") else words[:1].lower() + words[1:]


def key_width(look: Look, text: str) -> float:
    """Return the width of a key cap with that text, in pixels."""
    return max(look.px(20), look.width(look.key, text) + look.px(12))


def key_cap(painter: QPainter, look: Look, rect: QRectF, text: str) -> None:
    """Draw the cap of a key, as it is printed on the thing the key presses."""
    box(painter, rect, look.colour("ground"), look.colour("hairline"), look.px(5))
    write(painter, rect, look.key, look.colour("muted"), text, CENTRE)


def bar(painter: QPainter, look: Look, rect: QRectF, share: float, fill: QColor) -> None:
    """Draw a bar filled from the left to a share of 0 to 1; in high contrast its rail is hollow."""
    radius = rect.height() / 2
    hollow = look.tokens.name == "contrast"
    rail = look.colour("hairline")
    box(painter, rect, None if hollow else rail, rail if hollow else None, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    if share > 0:
        full = QRectF(rect)
        full.setWidth(max(rect.width() * min(share, 1.0), rect.height()))
        painter.setBrush(fill)
        painter.drawRoundedRect(full, radius, radius)


def mark(
    painter: QPainter, shape: str, centre: QPointF, size: float, colour: QColor, hollow: bool
) -> None:
    """Draw a family's shape, ``size`` pixels across; hollow for what was let run."""
    half = size / 2
    painter.setPen(QPen(colour, max(1.5, size / 7)) if hollow or shape in ("cross", "ring")
                   else QPen(Qt.PenStyle.NoPen))  # fmt: skip
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow or shape == "ring" else colour)
    x, y = centre.x(), centre.y()
    match shape:
        case "circle" | "ring":
            painter.drawEllipse(centre, half, half)
        case "square":
            painter.drawRect(QRectF(x - half * 0.9, y - half * 0.9, size * 0.9, size * 0.9))
        case "bar":
            painter.drawRect(QRectF(x - half, y - half / 2, size, half))
        case "cross":
            painter.drawLine(QPointF(x - half, y), QPointF(x + half, y))
            painter.drawLine(QPointF(x, y - half), QPointF(x, y + half))
        case _:
            painter.drawPolygon(QPolygonF(_points(shape, x, y, half * 1.12)))


def _points(shape: str, x: float, y: float, half: float) -> list[QPointF]:
    match shape:
        case "triangle":
            corners = [(0.0, -0.9), (1.0, 0.85), (-1.0, 0.85)]
        case "hexagon":
            corners = [(-1, 0), (-0.5, -0.87), (0.5, -0.87), (1, 0), (0.5, 0.87), (-0.5, 0.87)]
        case _:
            corners = [(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)]
    return [QPointF(x + dx * half, y + dy * half) for dx, dy in corners]


def family_box(
    painter: QPainter, look: Look, rect: QRectF, family: QColor, edge: QColor, radius: float,
    width: float = 1.0,
) -> None:  # fmt: skip
    """Draw a box whose left edge is a stripe in its family's colour."""
    stripe = QRectF(rect.left(), rect.top() + 0.5, 2 * radius + look.px(4), rect.height() - 1)
    box(painter, stripe, family, None, radius)
    box(painter, rect.adjusted(look.px(4), 0, 0, 0), look.colour("surface"), edge, radius, width)
