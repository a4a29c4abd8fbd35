"""The matrix of pairs: right for every shape of system, each state told by its shape."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from livecoach.core.coaching import PAIR_STATES, Pair
from livecoach.core.engagement import Organisation, Post
from livecoach.core.pairing import possible_pairs
from livecoach.figures.marks import Label, words_box
from livecoach.figures.pair_matrix import (
    Matrix,
    cell_marks,
    grid,
    lay_out,
    matrix,
    matrix_figure,
    square_sentence,
)
from livecoach.figures.tokens import CONTRAST, LIGHT


def system(sizes: list[int], kept: dict[int, str] | None = None) -> Matrix:
    organisations = [Organisation(f"o{n}", f"Trust {n}", n) for n in range(len(sizes))]
    posts = [
        Post(
            f"p{n:02d}{m}", f"o{n}", ("Chair", "CEO", "Other")[m % 3], f"Trust {n} post {m}", "", m
        )
        for n, size in enumerate(sizes)
        for m in range(size)
    ]
    pairs = possible_pairs(organisations, posts)
    rows = {
        pairs[place].key: Pair(f"k{place}", *pairs[place].key, state, "2026-11-02", None, True)
        for place, state in (kept or {}).items()
    }
    return matrix(posts, pairs, rows)


@given(st.lists(st.integers(0, 4), min_size=0, max_size=7))
@settings(max_examples=40, deadline=None)
def test_each_pair_has_one_place_below_the_diagonal(sizes: list[int]) -> None:
    data = system(sizes)
    posts = sum(sizes)
    places = [(one.row, one.column) for one in data.squares]
    assert len(set(places)) == len(places) == posts * (posts - 1) // 2
    assert all(row > column for row, column in places)
    assert sum(of for _, _, of in data.held) == len(places)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("posts", [1, 2, 5, 14, 30])
@pytest.mark.parametrize("room", [360, 760])
def test_no_cell_and_no_word_leaves_the_picture(posts: int, room: int) -> None:
    font = QFont()
    font.setPixelSize(13)
    data = system([2] * (posts // 2) + [1] * (posts % 2))
    figure = matrix_figure(data)
    box = QRectF(0, 0, room, figure.height(room, font))
    for mark in lay_out(box, data, LIGHT, font):
        if isinstance(mark, Label) and mark.words:
            assert box.adjusted(-1, -4, 1, 4).contains(words_box(mark)), mark
    where = grid(box, data, font)
    for one in data.squares:
        cell = where.cell(one.row, one.column)
        assert box.contains(cell)
        centre = cell.center()
        assert where.place(centre.x(), centre.y()) == (one.row, one.column)


def test_every_state_has_marks_of_its_own_not_told_by_colour_alone() -> None:
    box = QRectF(0, 0, 20, 20)
    for tokens in (LIGHT, CONTRAST):
        drawn = {}
        for state in PAIR_STATES:
            marks = cell_marks(box, "other", state, tokens)
            drawn[state] = tuple(
                (type(mark).__name__, getattr(mark, "outline", None), getattr(mark, "dashed", None))
                for mark in marks
            )
        held, none = drawn.pop("held"), drawn.pop("none")
        assert held == none == (("Bar", False, False),)  # solid and light: told by depth
        assert len(set(drawn.values())) == 4
        assert cell_marks(box, "other", "held", tokens) != cell_marks(box, "other", "none", tokens)


def test_a_pair_is_told_in_a_whole_sentence() -> None:
    data = system([2, 1], {0: "held"})
    told = square_sentence(data, data.squares[0])
    assert told == (
        "Trust 0 post 0 and Trust 1 post 0, same role, other organisation: held, Mon 2 Nov 2026. "
        "You marked it as one that matters."
    )
