"""Draw the shape of a family, filled or in outline, the same in every window and figure."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF


def shape_path(shape: str, box: QRectF) -> QPainterPath:
    """
    Return the outline of a shape that fits ``box``; ``shape`` is one of core.board.SHAPES.

    The shapes are drawn to look alike in weight, so a square is smaller than its box.
    Raise KeyError for a shape that is none.
    """
    side = min(box.width(), box.height())
    centre = box.center()
    path = QPainterPath()

    def square(part: float) -> QRectF:
        length = side * part
        return QRectF(centre.x() - length / 2, centre.y() - length / 2, length, length)

    def corners(*points: tuple[float, float]) -> None:
        path.addPolygon(
            QPolygonF([QPointF(centre.x() + x * side, centre.y() + y * side) for x, y in points])
        )
        path.closeSubpath()

    match shape:
        case "circle":
            path.addEllipse(square(0.90))
        case "square":
            path.addRect(square(0.80))
        case "triangle":
            corners((0, -0.45), (0.5, 0.42), (-0.5, 0.42))
        case "diamond":
            corners((0, -0.52), (0.52, 0), (0, 0.52), (-0.52, 0))
        case "hexagon":
            corners(
                *((0.5 * math.cos(a * math.pi / 3), 0.5 * math.sin(a * math.pi / 3))
                  for a in range(6))
            )  # fmt: skip
        case "bar":
            path.addRect(
                QRectF(centre.x() - side * 0.5, centre.y() - side * 0.19, side, side * 0.38)
            )
        case "cross":
            arm, thick = 0.47, 0.17
            corners(
                (-thick, -arm), (thick, -arm), (thick, -thick), (arm, -thick), (arm, thick),
                (thick, thick), (thick, arm), (-thick, arm), (-thick, thick), (-arm, thick),
                (-arm, -thick), (-thick, -thick),
            )  # fmt: skip
        case "ring":
            path.addEllipse(square(0.92))
            path.addEllipse(square(0.44))
        case _:
            raise KeyError(shape)
    return path


def paint_shape(
    painter: QPainter, shape: str, box: QRectF, colour: QColor, filled: bool = True
) -> None:
    """Paint a family's shape; in outline for "let it run"."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    else:
        width = max(min(box.width(), box.height()) * 0.13, 1.2)
        box = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        pen = QPen(colour, width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape_path(shape, box))
    painter.restore()
