"""Place the compact strip's seats and tags as buttons in columns, each a thumb wide and high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

Box = tuple[float, float, float, float]  # left, top, width, height
WIDTHS = (360, 430, 500, 560)  # in pixels at 100 %; wider only where a name would be cut
COLUMNS = ((4, 2), (4, 3), (5, 3), (5, 4), (6, 4), (8, 4))  # of seats and of tags, roomiest first
TARGET = 44.0  # the least width of anything to press


@dataclass(frozen=True, slots=True)
class Lengths:
    """The lengths a layout is made from, in pixels."""

    head: float
    caption: float
    margin: float
    gap: float
    tall: float  # a button
    last: float  # the last moment


@dataclass(frozen=True, slots=True)
class StripLayout:
    """Where each button stands, by its id, and the last moment; and how large it all is."""

    places: dict[str, Box]
    last: Box
    width: float
    height: float


def strip_layout(
    seats: Sequence[str],
    families: Sequence[Sequence[str]],
    width: float,
    columns: tuple[int, int],
    lengths: Lengths,
) -> StripLayout:
    """Return seats over tags over the decisions; ``families`` hold the ids of their tags."""
    margin, gap, tall = lengths.margin, lengths.gap, lengths.tall
    expand = (width - margin - TARGET, (lengths.head - TARGET) / 2, TARGET, TARGET)
    places: dict[str, Box] = {"expand": expand}
    y = lengths.head + lengths.caption
    for kind, ids, across in (
        ("seat", list(seats), columns[0]), ("tag", by_columns(families, columns[1]), columns[1]),
    ):  # fmt: skip
        wide = (width - 2 * margin - gap * (across - 1)) / across
        for number, one in enumerate(ids):
            row, column = divmod(number, across)
            if one is not None:
                left, top = margin + column * (wide + gap), y + row * (tall + gap)
                places[f"{kind}:{one}"] = (left, top, wide, tall)
        y += ceil(len(ids) / across) * (tall + gap)
        y += lengths.caption - gap if kind == "seat" else 0.0
    wide = (width - 2 * margin - gap) / 2
    places["let_run"] = (margin, y, wide, tall)
    places["interject"] = (margin + wide + gap, y, wide, tall)
    last = (margin, y + tall + gap, width - 2 * margin, lengths.last)
    return StripLayout(places, last, width, last[1] + last[3] + margin)


def by_columns(families: Sequence[Sequence[str]], columns: int) -> list[str | None]:
    """Return the tags row by row, each family kept together down one column where it can."""
    piles: list[list[str]] = [[] for _ in range(columns)]
    for family in families:
        if family:
            min(piles, key=len).extend(family)
    deepest = max((len(pile) for pile in piles), default=0)
    every = [tag for family in families for tag in family]
    if deepest > ceil(len(every) / columns) + 1:
        return list(every)
    return [pile[row] if row < len(pile) else None for row in range(deepest) for pile in piles]
