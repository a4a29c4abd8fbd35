"""Say what each mark of a timeline means: the marks that it has, with their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from livecoach.figures.timeline_chrome import blend, letters_of
from livecoach.figures.timeline_lanes import Lanes
from livecoach.figures.timeline_shapes import draw_shape
from livecoach.figures.tokens import Tokens

Paint = Callable[[QPainter, QRectF, Tokens], None]
Entry = tuple[Paint, str]


def entries(lanes: Lanes) -> list[Entry]:
    """Return the marks that a session has, and no others, with their words."""
    looks = {look for lane in lanes.lanes for look, points in lane.points.items() if len(points)}
    sources = {source for source, _ in looks}
    bar = "a tagged turn" if lanes.rows_are_turns else "a turn"
    found: list[tuple[Paint, str, bool]] = [
        (_bar, bar, any(len(lane.bars) for lane in lanes.lanes)),
        (_unheard, "not heard", any(lane.unheard for lane in lanes.lanes)),
        (_hollow, "let run", any(hollow for _, hollow in looks)),
        (_late, "put in late", "back-dated" in sources),
        (_imported, "imported", "imported" in sources),
        (_window, "five minutes after an interjection", bool(len(lanes.windows))),
        (_break, "break", bool(lanes.breaks)),
        (_clock, "the laptop slept or its clock was set", bool(lanes.clock_events)),
    ]
    return [(draw, words) for draw, words, there in found if there]


def places(
    widths: Sequence[float], wide: float, px: Callable[[int], float]
) -> list[tuple[QRectF, QRectF]]:
    """Return where each mark and its words, of these widths, go; they wrap. ``px`` scales."""
    line, x, y = float(px(22)), float(px(14)), 0.0
    found = []
    for width in widths:
        length = width + 2
        whole = px(26) + length
        if x > px(14) and x + whole > wide - px(14):
            x, y = float(px(14)), y + line
        mark = QRectF(x, y + (line - px(12)) / 2, px(20), px(12))
        found.append((mark, QRectF(x + px(26), y, length, line)))
        x += whole + px(18)
    return found


def _placed(lanes: Lanes, wide: float, font: QFont) -> list[tuple[QRectF, QRectF]]:
    widths = [letters_of(font).width(words) for _, words in entries(lanes)]
    return places(widths, wide, lambda px: px * letters_of(font).line / 15)


def foot_height(lanes: Lanes, wide: float, font: QFont) -> float:
    """Return the height of a picture's foot: the legend and one line of words."""
    placed = _placed(lanes, wide, font)
    return (placed[-1][1].bottom() if placed else 0.0) + letters_of(font).line * 1.5


def paint_foot(
    painter: QPainter, box: QRectF, lanes: Lanes, tokens: Tokens, font: QFont, words: str
) -> None:
    """Paint a picture's foot: the legend, and below it which session it is."""
    letters = letters_of(font)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(box, QColor(tokens.ground))
    painter.translate(box.topLeft())
    placed = _placed(lanes, box.width(), font)
    for (mark, place), (draw, name) in zip(placed, entries(lanes), strict=True):
        painter.save()
        draw(painter, mark, tokens)
        painter.restore()
        painter.setFont(font)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
    left = letters.line * 14 / 15
    painter.setFont(font)
    painter.setPen(QColor(tokens.muted))
    line = QRectF(left, box.height() - letters.line * 1.4, box.width() - 2 * left, letters.line)
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, letters.fit(words, line.width()))
    painter.restore()


def _bar(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.organisations[0]))
    painter.drawRoundedRect(box.adjusted(0, 1.5, 0, -1.5), 2, 2)


def _unheard(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    painter.setPen(QPen(QColor(tokens.unheard), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def _shape(painter: QPainter, box: QRectF, tokens: Tokens, source: str, hollow: bool) -> None:
    name, colour = ("diamond", tokens.interjection) if hollow else ("circle", tokens.language)
    lift = 2.0 if source == "back-dated" else 0.0
    centre = box.center() - QPointF(0, lift)
    draw_shape(painter, centre, name, box.height() * 10 / 12, colour, source, hollow, tokens.ground)


def _hollow(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    _shape(painter, box, tokens, "live", True)


def _late(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    _shape(painter, box, tokens, "back-dated", False)


def _imported(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    _shape(painter, box, tokens, "imported", False)


def _window(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    painter.fillRect(box, QColor(blend(tokens.interjection, tokens.ground, 0.84)))


def _break(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    painter.fillRect(box, QColor(blend(tokens.hairline, tokens.ground, 0.4)))
    painter.fillRect(box, QBrush(QColor(tokens.faint), Qt.BrushStyle.BDiagPattern))


def _clock(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    painter.setPen(QPen(QColor(tokens.ochre), 2, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(box.center().x(), box.top()), QPointF(box.center().x(), box.bottom()))
