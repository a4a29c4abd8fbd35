"""Tell which part of the screen the table's ellipse takes up: its bounds reach into the tiles."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt
from typing import cast

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QRegion

_BANDS = 3  # so few that a painter clips to them cheaply


def cover(table: QRectF) -> QRegion:
    """Return bands that cover the ellipse within these bounds, and little more."""
    middle, tall = table.center(), table.height() / _BANDS
    covered = QRegion()
    for number in range(_BANDS):
        top = table.top() + number * tall
        nearest = max(top - middle.y(), middle.y() - top - tall, 0.0) / (table.height() / 2)
        half = table.width() / 2 * sqrt(max(1 - nearest**2, 0.0))
        covered += QRectF(middle.x() - half, top, 2 * half, tall).toAlignedRect()
    return covered


def reaches(region: QRegion, table: QRectF) -> bool:
    """Tell whether a region to paint reaches into the ellipse within these bounds."""
    middle, rx, ry = table.center(), table.width() / 2, table.height() / 2
    for rect in cast(Iterable[QRect], region):
        x = min(max(middle.x(), rect.left()), rect.right() + 1) - middle.x()
        y = min(max(middle.y(), rect.top()), rect.bottom() + 1) - middle.y()
        if (x / rx) ** 2 + (y / ry) ** 2 <= 1:
            return True
    return False
