"""Give a figure as a page with its title and sentence: SVG, PNG, or on any painter."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from livecoach.figures.figure import Figure
from livecoach.figures.marks import Mark, label, line_height, put, smaller, strong, wrapped
from livecoach.figures.timeline_export import png as encoded
from livecoach.figures.tokens import Tokens

MARGIN = 1.2  # of a line's height
WIDTH = 720


def page_size(figure: Figure, font: QFont, width: float = WIDTH) -> QSize:
    """Return the size in pixels at which all of a figure's page has room."""
    high = line_height(font)
    room = width - 2 * MARGIN * high
    text = _sentence_height(figure, font, room)
    whole = figure.height(room, font) + text + high * (2 * MARGIN + 2.4)
    whole += _foot_height(figure, font)
    return QSizeF(width, whole).toSize() + QSize(0, 1)


def paint_page(
    painter: QPainter, rect: QRectF, figure: Figure, tokens: Tokens, font: QFont
) -> None:
    """Paint a figure's page: its title, itself, the sentence below, and what it is of."""
    painter.fillRect(rect, QColor(tokens.ground))
    high = line_height(font)
    inner = rect.adjusted(MARGIN * high, MARGIN * high, -MARGIN * high, -MARGIN * high)
    low = _foot_height(figure, font)
    foot = QRectF(inner.left(), inner.bottom() - low * 0.8, inner.width(), low)
    inner.adjust(0, 0, 0, -low)
    title = QRectF(inner.left(), inner.top(), inner.width(), high * 1.2)
    text = _sentence_height(figure, font, inner.width())
    body = QRectF(
        inner.left(), inner.top() + high * 1.8, inner.width(), inner.height() - high * 2.2 - text
    )
    put(painter, [label(title, figure.title, strong(font), tokens.ink)])
    figure.paint(painter, body, tokens, font)
    put(painter, _sentence(figure, QRectF(inner.left(), inner.bottom() - text, inner.width(), text),
                           tokens, font))  # fmt: skip
    put(painter, [label(foot, figure.foot, smaller(font), tokens.muted)] if figure.foot else [])


def svg(figure: Figure, tokens: Tokens, font: QFont, width: float = WIDTH) -> bytes:
    """Return the figure's page as SVG in UTF-8; words stay words."""
    size = page_size(figure, font, width)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(figure.title)
    generator.setDescription(figure.sentence)
    painter = QPainter(generator)
    paint_page(painter, QRectF(0, 0, size.width(), size.height()), figure, tokens, font)
    painter.end()
    buffer.close()
    return bytes(kept.data())


def image(
    figure: Figure, tokens: Tokens, font: QFont, width: float = WIDTH, ratio: float = 2.0
) -> QImage:
    """Return the figure's page as pixels, ``ratio`` to a unit."""
    size = page_size(figure, font, width)
    made = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(ratio)
    painter = QPainter(made)
    paint_page(painter, QRectF(0, 0, size.width(), size.height()), figure, tokens, font)
    painter.end()
    return made


def png(figure: Figure, tokens: Tokens, font: QFont, width: float = WIDTH) -> bytes:
    """Return the figure's page as a PNG file's bytes, two pixels to a unit."""
    return encoded(image(figure, tokens, font, width))


def _foot_height(figure: Figure, font: QFont) -> float:
    return line_height(smaller(font)) * 1.8 if figure.foot else 0.0


def _sentence_height(figure: Figure, font: QFont, room: float) -> float:
    small = smaller(font)
    return len(wrapped(figure.sentence, small, room)) * line_height(small) * 1.15


def _sentence(figure: Figure, box: QRectF, tokens: Tokens, font: QFont) -> list[Mark]:
    small = smaller(font)
    pitch = line_height(small) * 1.15
    return [
        label(QRectF(box.left(), box.top() + number * pitch, box.width(), pitch), words, small,
              tokens.muted)
        for number, words in enumerate(wrapped(figure.sentence, small, box.width()))
    ]  # fmt: skip
