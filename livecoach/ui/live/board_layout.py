"""Place a board's families, tags and lenses as buttons in columns, each large enough to tap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from livecoach.core.board import Board, Lens, Tag

Box = tuple[float, float, float, float]  # left, top, width, height


@dataclass(frozen=True, slots=True)
class Measures:
    """The lengths a layout is made from, in pixels; ``tall`` is a tag's height at a width."""

    heading: float
    gap: float
    margin: float
    tall: Callable[[Tag, float], float]
    chip: float  # the height of a lens's button
    wide: Callable[[Lens], float]  # its width


@dataclass(frozen=True, slots=True)
class PadLayout:
    """Where each family's heading and each button stands, and how tall it all is."""

    headings: dict[str, Box]
    tags: dict[str, Box]
    lenses: dict[str, Box]
    height: float


def shown_tags(board: Board) -> tuple[Tag, ...]:
    """Return the tags that have a button: those on keys, or all where none is on a key."""
    keyed = tuple(tag for tag in board.tags if tag.key)
    return keyed or board.tags


def pad_layout(
    board: Board, width: float, columns: int, measures: Measures, with_lenses: bool
) -> PadLayout:
    """Return families in ``columns`` side by side, tags below one another, lenses at the foot."""
    gap, margin = measures.gap, measures.margin
    wide = (width - 2 * margin - gap * (columns - 1)) / columns
    headings: dict[str, Box] = {}
    tags: dict[str, Box] = {}
    top = gap * 0.5
    shown = shown_tags(board)
    families = [f for f in board.families if any(tag.family == f.id for tag in shown)]
    for start in range(0, len(families), columns):
        bottom = top
        for column, family in enumerate(families[start : start + columns]):
            left = margin + column * (wide + gap)
            headings[family.id] = (left, top, wide, measures.heading)
            y = top + measures.heading
            for tag in shown:
                if tag.family == family.id:
                    tall = measures.tall(tag, wide)
                    tags[tag.id] = (left, y, wide, tall)
                    y += tall + gap * 0.5
            bottom = max(bottom, y)
        top = bottom + gap * 0.25
    lenses: dict[str, Box] = {}
    if with_lenses and board.lenses:
        x, y = margin, top
        for lens in board.lenses:
            w = min(measures.wide(lens), width - 2 * margin)
            if x + w > width - margin and x > margin:
                x, y = margin, y + measures.chip + gap * 0.5
            lenses[lens.id] = (x, y, w, measures.chip)
            x += w + gap * 0.5
        top = y + measures.chip + gap * 0.5
    return PadLayout(headings, tags, lenses, top)


def best_layout(board: Board, width: float, height: float, measures: Measures) -> PadLayout:
    """Return the widest buttons that fit ``height``; lenses leave first, then it scrolls."""
    most = max(1, min(4, len(board.families)))
    tried = []
    for columns in range(min(2, most), most + 1):
        if columns > 2 and width / columns < measures.chip * 3:
            break
        for with_lenses in (True, False):
            made = pad_layout(board, width, columns, measures, with_lenses)
            if made.height <= height:
                return made
            tried.append(made)
    return min(tried, key=lambda made: made.height)
