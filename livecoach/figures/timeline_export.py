"""Give a timeline's picture as SVG or PNG, by the routine that paints it on screen."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QFont, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from livecoach.figures.timeline_chrome import letters_of
from livecoach.figures.timeline_lanes import Lanes
from livecoach.figures.timeline_legend import foot_height, paint_foot
from livecoach.figures.timeline_lighting import Lighting
from livecoach.figures.timeline_paint import paint
from livecoach.figures.timeline_view import View
from livecoach.figures.tokens import Tokens


def full_size(lanes: Lanes, font: QFont, width: int = 1600) -> QSize:
    """Return a picture's size in pixels, high enough that every lane is in it."""
    line = letters_of(font).line
    parts = sum(1.35 if lane.crowd else 1.0 for lane in lanes.lanes)
    return QSize(width, round(parts * line * 1.5 + line * 6 + foot_height(lanes, width, font)))


def paint_picture(
    painter: QPainter, box: QRectF, lanes: Lanes, view: View, tokens: Tokens, font: QFont,
    lighting: Lighting | None = None, foot: str = "",
) -> None:  # fmt: skip
    """Paint a timeline as it leaves the program: a legend below it, and which session it is."""
    low = foot_height(lanes, box.width(), font)
    paint(painter, box.adjusted(0, 0, 0, -low), lanes, view, tokens, font, lighting)
    under = QRectF(box.x(), box.bottom() - low, box.width(), low)
    paint_foot(painter, under, lanes, tokens, font, foot)


def svg(
    lanes: Lanes, view: View, tokens: Tokens, font: QFont, size: QSize,
    lighting: Lighting | None = None, title: str = "", foot: str = "",
) -> bytes:  # fmt: skip
    """Return the picture as SVG text in UTF-8; lines and letters stay lines and letters."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(title)
    painter = QPainter(generator)
    box = QRectF(0, 0, size.width(), size.height())
    paint_picture(painter, box, lanes, view, tokens, font, lighting, foot)
    painter.end()
    buffer.close()
    return bytes(kept.data())


def image(
    lanes: Lanes, view: View, tokens: Tokens, font: QFont, size: QSize,
    lighting: Lighting | None = None, ratio: float = 2.0, foot: str = "",
) -> QImage:  # fmt: skip
    """Return the picture as pixels, ``ratio`` to a unit."""
    made = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(ratio)
    painter = QPainter(made)
    box = QRectF(0, 0, size.width(), size.height())
    paint_picture(painter, box, lanes, view, tokens, font, lighting, foot)
    painter.end()
    return made


def png(made: QImage) -> bytes:
    """Return an image as a PNG file's bytes."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(made)
    buffer.close()
    return bytes(kept.data())
