"""Place a board's families, tags and lenses as buttons in columns, each large enough to tap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from livecoach.core.board import Board, Lens, Tag

Box = tuple[float, float, float, float]  # left, top, width, height
TARGETS = (56.0, 52.0, 48.0)  # how tall a button's target is, roomiest first
TOO_NARROW = 1e6


@dataclass(frozen=True, slots=True)
class Measures:
    """The lengths a layout is made from, in pixels."""

    heading: float
    gap: float
    margin: float
    tall: Callable[[Tag, float], float]  # at a width; TOO_NARROW where a word does not fit
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
    board: Board, width: float, columns: int, measures: Measures, with_lenses: bool, target: float
) -> PadLayout:
    """
    Return families in ``columns`` side by side, tags below one another, lenses at the foot.

    Targets touch one another; what is painted within them leaves the gaps.
    """
    gap, margin = measures.gap, measures.margin
    wide = (width - 2 * margin - gap * (columns - 1)) / columns
    headings: dict[str, Box] = {}
    tags: dict[str, Box] = {}
    top = gap * 0.25
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
                    tall = max(measures.tall(tag, wide), target)
                    tags[tag.id] = (left, y, wide, tall)
                    y += tall
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


def best_layout(
    board: Board, width: float, height: float, height_with_lenses: float, measures: Measures
) -> PadLayout:
    """Return the widest buttons that fit, two families side by side at the least; else scroll."""
    most = max(1, min(4, len(board.families)))
    tried = []
    for columns in range(min(2, most), most + 1):
        for room, with_lenses in ((height_with_lenses, True), (height, False)):
            for target in TARGETS:
                made = pad_layout(board, width, columns, measures, with_lenses, target)
                if made.height <= room:
                    return made
                tried.append(made)
    best = min(tried, key=lambda made: made.height)
    if best.height < TOO_NARROW:
        return best
    return pad_layout(board, width, 1, measures, False, TARGETS[-1])
