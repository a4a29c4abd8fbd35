"""Paint the middle of the table: who has the floor, who followed whom, the balance of voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import atan2, cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from livecoach.core import timecode
from livecoach.ui.live.look import CENTRE, Look, bar, write
from livecoach.ui.live.seat_reading import FloorCard


def paint_lines(
    painter: QPainter,
    look: Look,
    table: QRectF,
    tiles: Mapping[str, QRectF],
    passes: Sequence[tuple[str, str, float]],
) -> None:
    """Paint a curve from each speaker to the next; the newest is strongest, its end dotted."""
    for speaker, follower, strength in passes:
        if speaker not in tiles or follower not in tiles:
            continue
        start = _edge(table, tiles[speaker].center())
        end = _edge(table, tiles[follower].center())
        colour = QColor(look.colour("accent"))
        colour.setAlphaF(0.10 + 0.75 * strength**3)
        path = QPainterPath(start)
        path.quadTo(_bow(table, start, end), end)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(colour, look.px(1) + look.px(2) * strength**3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(end, look.px(3.5), look.px(3.5))


def _edge(table: QRectF, towards: QPointF) -> QPointF:
    """Return the point of the table's edge in the direction of a seat."""
    middle = table.center()
    way = towards - middle
    rx, ry = max(table.width() / 2, 1.0), max(table.height() / 2, 1.0)
    reach = ((way.x() / rx) ** 2 + (way.y() / ry) ** 2) ** 0.5 or 1.0
    return middle + way / reach * 0.985


def _bow(table: QRectF, start: QPointF, end: QPointF) -> QPointF:
    """Return the control point that bends a line round the words in the middle of the table."""
    middle, rx, ry = table.center(), table.width() / 2, table.height() / 2
    first = atan2((start.x() - middle.x()) / rx, (start.y() - middle.y()) / ry)
    last = atan2((end.x() - middle.x()) / rx, (end.y() - middle.y()) / ry)
    turn = (last - first + pi) % (2 * pi) - pi
    halfway = first + turn / 2
    reach = max(0.57, 0.78 * cos(turn / 2))  # how far out it passes, of the table's edge
    x = 2 * reach * sin(halfway) - (sin(first) + sin(last)) / 2
    y = 2 * reach * cos(halfway) - (cos(first) + cos(last)) / 2
    return QPointF(middle.x() + rx * x, middle.y() + ry * y)


def paint_floor(
    painter: QPainter,
    look: Look,
    table: QRectF,
    floor: FloorCard,
    now_ms: int,
    started: bool,
    last_balance: float | None,
) -> None:
    """Write who has the floor, for how long and to whom, and the balance where it has room."""
    rows = floor_rows(look, table, floor, now_ms, started, last_balance)
    if table.top() > 1:
        _clear_behind(painter, look, rows)
    for words, font, name, row in rows:
        if font == "bar":
            share = floor.balance or 0.0
            bar(painter, look, row, share, look.colour("accent"))
            continue
        face = getattr(look, font)
        write(painter, row, face, look.colour(name), look.fitted(face, words, row.width()), CENTRE)


def _clear_behind(
    painter: QPainter, look: Look, rows: Sequence[tuple[str, str, str, QRectF]]
) -> None:
    """Keep the lines of who followed whom off the words."""
    area = QRectF()
    for words, font, _, row in rows:
        wide = row.width() if font == "bar" else look.width(getattr(look, font), words)
        narrow = QRectF(row)
        narrow.setWidth(min(wide, row.width()))
        narrow.moveCenter(row.center())
        area = area.united(narrow)
    veil = QColor(look.colour("surface"))
    veil.setAlphaF(0.8)
    pad = look.px(4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(veil)
    painter.drawRoundedRect(area.adjusted(-pad, -pad, pad, pad), pad * 2, pad * 2)


def floor_rows(
    look: Look,
    table: QRectF,
    floor: FloorCard,
    now_ms: int,
    started: bool,
    last_balance: float | None,
) -> list[tuple[str, str, str, QRectF]]:
    """Return (words, font, colour, place) of each line in the middle; the font "bar" is a bar."""
    lines: list[tuple[int, str, str, str, float]] = []  # what gives way first has the highest rank
    body, name = look.height(look.body), look.height(look.centre) + look.px(2)
    if not started:
        lines.append((0, "Not started", "centre", "ink", name))
        lines.append((1, "Drag seats to where people sit", "body", "muted", body))
    elif floor.who:
        above = {"Silence": "", "Break": "", "You": "have the floor"}.get(
            floor.who, "has the floor"
        )
        if above:
            lines.append((2, above, "body", "muted", body + look.px(2)))
        lines.append((0, floor.who, "centre", "ink", name))
        since = timecode.spoken(now_ms - (floor.since_ms or 0))
        words = f"{since} · {floor.to}" if floor.to else since
        lines.append((1, words, "body", "muted", body))
    else:
        lines.append((0, "Nobody has the floor", "body", "muted", body))
    if started and floor.balance is not None:
        said = f"{floor.balance:.2f} over {floor.turns} turns"
        if last_balance is not None:
            said += f" · last meeting {last_balance:.2f}"
        lines.append((3, "", "body", "muted", look.px(12)))
        lines.append((3, "BALANCE OF VOICE", "caps", "muted", look.height(look.caps) + look.px(3)))
        lines.append((3, "", "bar", "accent", look.px(6)))
        lines.append((3, "", "body", "muted", look.px(3)))
        lines.append((3, said, "small", "muted", look.height(look.small)))
    ring = table.top() > 1
    if not ring and floor.since_ms is not None:  # a strip above rows: all of it on one line
        words = f"{floor.who} · {timecode.spoken(now_ms - floor.since_ms)}"
        lines = [(0, words, "centre", "ink", name)]
    room = table.height() * (0.86 if ring else 1.0)
    for rank in (3, 2, 1):
        if sum(line[4] for line in lines) > room:
            lines = [line for line in lines if line[0] != rank]
    y = table.center().y() - sum(line[4] for line in lines) / 2
    width = table.width() * (0.82 if ring else 1.0)
    rows = []
    for _, words, font, colour, height in lines:
        wide = min(look.px(160), width) if font == "bar" else width
        place = QRectF(table.center().x() - wide / 2, y, wide, height)
        rows.append((words, font, colour, place))
        y += height
    return [row for row in rows if row[0] or row[1] == "bar"]
