"""From 2 to 30 seats, whatever the window and the text size, no two tiles overlap."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livecoach.ui.live.table_layout import Box, TileSize, arrange, nearest_place


def sizes(scale: float) -> list[TileSize]:
    return [
        TileSize(0, 116 * scale, 76 * scale),
        TileSize(1, 140 * scale, 58 * scale),
        TileSize(2, 104 * scale, max(48.0, 38 * scale)),
        TileSize(3, 100 * scale, max(48.0, 26 * scale)),
        TileSize(4, 66 * scale, 48.0),
    ]


def overlap(one: Box, other: Box) -> bool:
    return (
        one[0] < other[0] + other[2] - 0.01
        and other[0] < one[0] + one[2] - 0.01
        and one[1] < other[1] + other[3] - 0.01
        and other[1] < one[1] + one[3] - 0.01
    )


@given(
    count=st.integers(2, 30),
    width=st.floats(560, 2400),
    height=st.floats(430, 1500),
    scale=st.sampled_from([1.0, 1.25, 1.5]),
)
def test_no_two_tiles_overlap_and_none_leaves_the_table(
    count: int, width: float, height: float, scale: float
) -> None:
    made = arrange(count, width, height, sizes(scale), 14, (150 * scale, 76 * scale))
    assert len(made.tiles) == count
    for one, other in combinations(made.tiles, 2):
        assert not overlap(one, other)
    for left, top, wide, tall in made.tiles:
        assert left >= 0 and left + wide <= width + 0.01
        assert top >= 0 and top + tall <= height + 0.01
    for tile in made.tiles:
        if made.table[1] > 1:  # a ring: the words in the middle of the table are free of tiles
            x, y, w, h = made.table
            words = (x + w * 0.15, y + h * 0.15, w * 0.7, h * 0.7)
            assert not overlap(tile, words)
        else:
            assert tile[1] >= made.table[3] - 0.01


def test_the_first_seat_sits_right_of_the_top_and_the_rest_go_clockwise() -> None:
    made = arrange(14, 880, 740, sizes(1.0))
    middles = [(x + w / 2 - 440, y + h / 2 - 370) for x, y, w, h in made.tiles]
    assert made.level == 0
    assert middles[0][0] > 0 and middles[0][1] < 0
    assert middles[3][0] > middles[0][0] and middles[7][1] > 0 and middles[10][0] < 0


@pytest.mark.parametrize(("width", "height"), [(782, 540), (880, 690)])
def test_tiles_lose_detail_before_they_overlap(width: float, height: float) -> None:
    levels = [arrange(count, width, height, sizes(1.0)).level for count in (6, 14, 22)]
    assert levels[0] == 0
    assert levels == sorted(levels)


def test_a_tile_dropped_near_another_takes_its_place() -> None:
    made = arrange(6, 800, 600, sizes(1.0))
    left, top, wide, tall = made.tiles[4]
    assert nearest_place(made.tiles, left + wide / 2 + 20, top + tall / 2 - 15) == 4
