"""Join the pictures a document asks for to the painters that draw them."""

from __future__ import annotations

import os

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from livecoach import paths
from livecoach.figures.summary_marks import paint_decision_line, paint_voice_bars
from livecoach.figures.tokens import LIGHT, Tokens
from livecoach.report.document import DecisionLine, Picture, VoiceBars

_DOTS_A_MM = 4  # the painters' own unit: a quarter of a millimetre
_PRINT_SCALE = 3  # PNG at 300 dots an inch


def draw(picture: Picture, form: str) -> bytes:
    """Return a picture as "svg" or "png" bytes. A QGuiApplication must stand."""
    size = QSize(picture.width_mm * _DOTS_A_MM, picture.height_mm * _DOTS_A_MM)
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if form == "svg":
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(size)
        generator.setViewBox(QRect(0, 0, size.width(), size.height()))
        generator.setTitle("")
        generator.setDescription("")
        painter = QPainter(generator)
        paint(painter, picture, QRectF(0, 0, size.width(), size.height()), LIGHT)
        painter.end()
    else:
        image = QImage(size * _PRINT_SCALE, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.scale(_PRINT_SCALE, _PRINT_SCALE)
        paint(painter, picture, QRectF(0, 0, size.width(), size.height()), LIGHT)
        painter.end()
        image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(held.data())


def paint(painter: QPainter, picture: Picture, rect: QRectF, tokens: Tokens) -> None:
    """Paint a picture's figure in a rectangle, in one scheme's colours."""
    font = QFont("Inter")
    font.setPixelSize(11)
    match picture.figure:
        case VoiceBars(shares, equal):
            paint_voice_bars(painter, rect, shares, equal, tokens, font)
        case DecisionLine(marks, length_ms):
            paint_decision_line(painter, rect, marks, length_ms, tokens, font)


def without_screen() -> QGuiApplication:
    """Return a painter's application that needs no display, with the shipped fonts."""
    standing = QGuiApplication.instance()
    if isinstance(standing, QGuiApplication):
        return standing
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    made = QGuiApplication([])
    for file in sorted(paths.resource("fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))
    return made
