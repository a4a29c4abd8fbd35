"""Place seats round an ellipse, or in rows when they are too many, so that none overlap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from math import ceil, cos, pi, sin

Box = tuple[float, float, float, float]  # left, top, width, height
GAP = 6.0
READABLE = 3  # below this level a tile still says how its seat stands


@dataclass(frozen=True, slots=True)
class TileSize:
    """How large a tile is at one level of detail; level 0 shows most."""

    level: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where each tile stands, at which level of detail, and the table in their middle."""

    tiles: tuple[Box, ...]
    level: int
    table: Box  # the ellipse's bounds; in rows, the strip above them


def arrange(
    count: int, width: float, height: float, sizes: Sequence[TileSize], margin: float = 14.0,
    inner: tuple[float, float] = (170.0, 110.0),
) -> Arrangement:  # fmt: skip
    """
    Return an arrangement of ``count`` seats within ``width`` by ``height`` pixels.

    Sizes are tried from the first on: tiles lose their second line before anything overlaps.
    ``inner`` is the least width and height left free in the middle for who has the floor.
    """
    if not count:
        return Arrangement(
            (), sizes[0].level, (width * 0.2, height * 0.2, width * 0.6, height * 0.6)
        )
    readable = [size for size in sizes if size.level < READABLE]
    for size in readable:
        for place in _rings():
            tiles = place(count, width, height, size, margin)
            hole = _hole(tiles, width, height)
            fits = _apart(tiles) and _within(tiles, width, height)
            if fits and hole[2] >= inner[0] and hole[3] >= inner[1]:
                return Arrangement(tuple(tiles), size.level, hole)
    return _rows(count, width, height, sizes, margin, inner[1])


def _rings() -> list[Callable[[int, float, float, TileSize, float], list[Box]]]:
    """Return ways round the table: even angles on an ellipse, then ever squarer rings."""
    ways: list[Callable[[int, float, float, TileSize, float], list[Box]]] = [_even_angles]
    for exponent in (2.0, 2.6, 3.4, 5.0, 9.0):
        ways.append(partial(_even_steps, exponent))
    return ways


def _even_angles(
    count: int, width: float, height: float, size: TileSize, margin: float
) -> list[Box]:
    rx, ry = _radii(width, height, size, margin)
    tiles = []
    for number in range(count):
        angle = 2 * pi * (number + 0.5) / count
        x, y = width / 2 + rx * sin(angle), height / 2 - ry * cos(angle)
        tiles.append((x - size.width / 2, y - size.height / 2, size.width, size.height))
    return tiles


def _even_steps(
    exponent: float, count: int, width: float, height: float, size: TileSize, margin: float
) -> list[Box]:
    """Place tiles at even steps, measured in tiles, along a superellipse."""
    rx, ry = _radii(width, height, size, margin)
    points = []
    samples = 720
    for number in range(samples + 1):
        angle = 2 * pi * number / samples
        across, up = sin(angle), cos(angle)
        x = rx * abs(across) ** (2 / exponent) * (1 if across >= 0 else -1)
        y = ry * abs(up) ** (2 / exponent) * (1 if up >= 0 else -1)
        points.append((x, y))
    lengths = [0.0]
    for (x0, y0), (x1, y1) in pairwise(points):
        step = max(abs(x1 - x0) / (size.width + GAP), abs(y1 - y0) / (size.height + GAP))
        lengths.append(lengths[-1] + step)
    tiles = []
    place = 0
    for number in range(count):
        want = lengths[-1] * (number + 0.5) / count
        while lengths[place + 1] < want:
            place += 1
        part = (want - lengths[place]) / max(lengths[place + 1] - lengths[place], 1e-9)
        (x0, y0), (x1, y1) = points[place], points[place + 1]
        x, y = x0 + (x1 - x0) * part, y0 + (y1 - y0) * part
        left, top = width / 2 + x - size.width / 2, height / 2 - y - size.height / 2
        tiles.append((left, top, size.width, size.height))
    return tiles


def _radii(width: float, height: float, size: TileSize, margin: float) -> tuple[float, float]:
    rx = (width - size.width) / 2 - margin
    ry = (height - size.height) / 2 - margin
    # A very wide or tall window keeps the look of one table.
    return max(min(rx, ry * 1.75), 1.0), max(min(ry, rx * 1.25), 1.0)


def _hole(tiles: Sequence[Box], width: float, height: float) -> Box:
    """Return the bounds of the largest centred ellipse that keeps clear of every tile."""
    cx, cy = width / 2, height / 2
    rx = max((abs(left + w / 2 - cx) for left, _, w, _ in tiles), default=width / 2)
    ry = max((abs(top + h / 2 - cy) for _, top, _, h in tiles), default=height / 2)
    if len(tiles) == 2:  # nobody sits above or below: the table is a round one between them
        ry = min(height / 2, rx * 0.7)
    rx, ry = max(rx, 1.0), max(ry, 1.0)
    clear = 1.0
    for left, top, w, h in tiles:
        x = max(left - cx, cx - left - w, 0.0) - GAP
        y = max(top - cy, cy - top - h, 0.0) - GAP
        clear = min(clear, (max(x, 0.0) / rx) ** 2 + (max(y, 0.0) / ry) ** 2)
    part = min(clear**0.5, 0.86) * 0.96
    return cx - rx * part, cy - ry * part, 2 * rx * part, 2 * ry * part


def _rows(
    count: int, width: float, height: float, sizes: Sequence[TileSize], margin: float, head: float
) -> Arrangement:
    """Place tiles in rows under a strip that says who has the floor; as much detail as fits."""
    head = min(head, height / 5)
    free = height - head
    for size in sizes:
        columns = max(1, min(count, int((width - 2 * margin + GAP) // (size.width + GAP))))
        lines = ceil(count / columns)
        if lines * (size.height + GAP) <= free:
            break
    else:  # not even the smallest: as many columns as it takes
        while columns < count and ceil(count / columns) * (size.height + GAP) > free:
            columns += 1
        lines = ceil(count / columns)
    columns = ceil(count / lines)  # no short last row where it can be helped
    tall = min(size.height * 1.25, free / lines - GAP)
    wide = (width - 2 * margin - GAP * (columns - 1)) / columns
    tiles = tuple(
        (
            margin + (number % columns) * (wide + GAP),
            head + (number // columns) * (tall + GAP),
            wide,
            tall,
        )
        for number in range(count)
    )
    return Arrangement(tiles, size.level, (margin, 0.0, width - 2 * margin, head))


def _apart(tiles: Sequence[Box]) -> bool:
    for number, (left, top, w, h) in enumerate(tiles):
        for other in tiles[number + 1 :]:
            across = left < other[0] + other[2] + GAP and other[0] < left + w + GAP
            down = top < other[1] + other[3] + GAP and other[1] < top + h + GAP
            if across and down:
                return False
    return True


def _within(tiles: Sequence[Box], width: float, height: float) -> bool:
    return all(
        left >= 0 and top >= 0 and left + w <= width and top + h <= height
        for left, top, w, h in tiles
    )


def nearest_place(tiles: Sequence[Box], x: float, y: float) -> int:
    """Return the number of the tile whose middle is nearest a point."""
    return min(
        range(len(tiles)),
        key=lambda n: (
            (tiles[n][0] + tiles[n][2] / 2 - x) ** 2 + (tiles[n][1] + tiles[n][3] / 2 - y) ** 2
        ),
    )
