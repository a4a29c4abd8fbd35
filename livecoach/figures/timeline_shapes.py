"""Mark a moment on the timeline by its family's shape: drawn, or kept as a stamp of pixels."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from livecoach.figures.shapes import paint_shape, shape_path


def draw_shape(
    painter: QPainter, centre: QPointF, shape: str, size: float, colour: str, source: str = "live",
    hollow: bool = False, ground: str = "#FFFFFF",
) -> None:  # fmt: skip
    """
    Draw one moment's mark. Hollow: let run. A line under it: put in late; a dot in it: imported.

    Colour never stands alone: the shape is the family's, the line and the dot tell the source.
    """
    ink, paper = QColor(colour), QColor(ground)
    half = size / 2
    box = QRectF(centre.x() - half, centre.y() - half, size, size)
    if hollow:
        painter.fillPath(shape_path(shape, box), paper)
    paint_shape(painter, shape, box, ink, filled=not hollow)
    if source == "live":
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if source == "imported":
        painter.setBrush(ink if hollow or shape == "ring" else paper)
        lower = size * 0.12 if shape == "triangle" else 0.0
        painter.drawEllipse(centre + QPointF(0, lower), size * 0.14, size * 0.14)
    else:
        painter.setBrush(ink)
        painter.drawRect(QRectF(box.x(), box.bottom() + 1.5, size, 1.6))
    painter.restore()


@lru_cache(maxsize=512)
def stamp(
    shape: str, size: float, colour: str, source: str, hollow: bool, ground: str, ratio: float
) -> QPixmap:
    """Return the mark as a pixmap to be put down many times, its centre in the middle."""
    side = round(size * 1.2 + 8)
    side += side % 2
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_shape(painter, QPointF(side / 2, side / 2), shape, size, colour, source, hollow, ground)
    painter.end()
    return pixmap


@lru_cache(maxsize=1024)
def strip(
    shape: str, size: float, colour: str, source: str, hollow: bool, ground: str, ratio: float,
    step: int, count: int,
) -> QPixmap:  # fmt: skip
    """Return so many of a mark in a row, ``step`` pixels apart, each over the one before it."""
    one = stamp(shape, size, colour, source, hollow, ground, ratio)
    pixmap = QPixmap(one.width() + round((count - 1) * step * ratio), one.height())
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    for place in range(count):
        painter.drawPixmap(QPointF(place * step, 0), one)
    painter.end()
    return pixmap
