"""What every figure is: a picture, its table twin, and one sentence with what it cannot say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from livecoach.figures.marks import Mark, put
from livecoach.figures.tokens import Tokens

Layout = Callable[[QRectF, Tokens, QFont], list[Mark]]


@dataclass(frozen=True, slots=True)
class Figure:
    """
    One figure, ready to be painted in any box, scheme and font.

    ``lay_out`` gives its marks, ``height`` the pixels it wants at a width in a font.
    """

    name: str  # as a file is called
    title: str
    sentence: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lay_out: Layout
    height: Callable[[float, QFont], float]
    foot: str = ""  # which session it is of, said only where the figure leaves the window

    def paint(self, painter: QPainter, rect: QRectF, tokens: Tokens, font: QFont) -> None:
        """Paint the figure in a box, on the scheme's ground."""
        painter.fillRect(rect, QColor(tokens.ground))
        put(painter, self.lay_out(rect, tokens, font))


def counted(n: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 turn", "57 turns"."""
    return f"{n} {one if n == 1 else many}"
