from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livecoach.core.board import (
    BadBoard,
    Board,
    Lens,
    Tag,
    board_as_dict,
    board_from_dict,
    key_conflicts,
)
from livecoach.core.board_change import (
    add_family,
    add_lens,
    add_tag,
    amend_board,
    amend_family,
    amend_lens,
    amend_tag,
    holder,
    move_family,
    move_lens,
    move_tag,
    remove_family,
    remove_lens,
    remove_tag,
    set_key,
    tags_of,
    warnings,
)


def small() -> Board:
    board = Board("mine", "Mine", 1, (), ())
    for family in ("Language", "Message"):
        board = add_family(board, family)
    for name in ("Us and them", "Loaded"):
        board = add_tag(board, "language", name)
    board = add_tag(board, "message", "Challenge")
    board = add_lens(add_lens(board, "Patient"), "Staff")
    for number, key in enumerate("QWE"):
        board = set_key(board, board.tags[number], key)
    return set_key(board, board.lenses[0], "1")


def rows(board: Board) -> list[Tag | Lens]:
    return [*board.tags, *board.lenses]


def names(board: Board, family: str) -> list[str]:
    return [tag.name for tag in tags_of(board, family)]


def test_a_board_grows_and_can_be_kept() -> None:
    board = small()
    assert board_from_dict(board_as_dict(board)) == board
    first, second = board.families
    assert first.colour != second.colour
    assert first.shape != second.shape
    assert [tag.id for tag in board.tags] == ["us-and-them", "loaded", "challenge"]
    twice = add_tag(board, "message", "Challenge!")
    assert twice.tags[-1].id == "challenge-2"


def test_renaming_keeps_the_id_so_that_old_records_and_measures_hold() -> None:
    board = amend_tag(small(), "loaded", name="  Loaded   or blaming ", definition="Heat.")
    tag = board.tag("loaded")
    assert tag is not None
    assert (tag.name, tag.definition, tag.key) == ("Loaded or blaming", "Heat.", "W")
    assert amend_family(board, "message", name="Signals").family("message").name == "Signals"
    assert amend_lens(board, "staff", name="Clinician").lenses[1].name == "Clinician"
    assert amend_board(board, about="For boards").about == "For boards"


def test_what_cannot_be_a_name_or_colour_is_refused() -> None:
    board = small()
    with pytest.raises(BadBoard, match="A tag needs a name"):
        amend_tag(board, "loaded", name=" ")
    with pytest.raises(BadBoard, match="longer"):
        add_lens(board, "x" * 61)
    with pytest.raises(BadBoard, match="colour and shape"):
        amend_family(board, "message", colour="#FF0000")
    with pytest.raises(BadBoard, match="A board needs a name"):
        amend_board(board, name="")


def test_a_taken_key_changes_hands_and_no_key_is_on_two_things() -> None:
    board = small()
    taken = set_key(board, board.tags[2], "q")
    assert [tag.key for tag in taken.tags] == ["E", "W", "Q"]
    lens = set_key(board, board.lenses[1], "1")
    assert [row.key for row in lens.lenses] == ["", "1"]
    across = set_key(board, board.lenses[0], "Q")
    assert (across.lenses[0].key, across.tags[0].key) == ("Q", "1")
    bare = set_key(board, board.tags[0], "")
    assert bare.tags[0].key == ""
    assert holder(board, "w") == board.tags[1]
    assert holder(bare, "") is None
    assert not any(key_conflicts(one) for one in (taken, lens, across, bare))


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["", *"QWERT12"])), max_size=12))
def test_no_run_of_key_changes_ever_makes_a_clash(changes: list[tuple[int, str]]) -> None:
    board = small()
    for number, key in changes:
        board = set_key(board, rows(board)[number], key)
        assert key_conflicts(board) == []
        assert rows(board)[number].key == key


def test_tags_move_within_their_family_and_into_another() -> None:
    board = add_tag(small(), "language", "Owning")
    up = move_tag(board, "owning", -1)
    assert names(up, "language") == ["Us and them", "Owning", "Loaded"]
    assert names(move_tag(up, "owning", -9), "language")[0] == "Owning"
    assert names(move_tag(up, "owning", 9), "language")[-1] == "Owning"
    assert names(up, "message") == ["Challenge"]
    over = amend_tag(up, "owning", family="message")
    assert names(over, "message") == ["Challenge", "Owning"]
    assert [row.id for row in move_family(over, "message", -1).families] == ["message", "language"]
    assert [row.id for row in move_lens(over, "staff", -1).lenses] == ["staff", "patient"]


def test_what_is_taken_away_is_gone_with_what_is_in_it() -> None:
    board = small()
    assert [tag.id for tag in remove_family(board, "language").tags] == ["challenge"]
    assert remove_tag(board, "loaded").tag("loaded") is None
    assert [lens.id for lens in remove_lens(board, "patient").lenses] == ["staff"]


def test_what_stands_in_the_way_in_the_room_is_said() -> None:
    board = set_key(small(), small().tags[0], "7")
    board = add_tag(board, "message", "challenge")
    assert warnings(board, {"7": "the first seat"}) == [
        "Key 7 is on Us and them and on the first seat",
        "Two tags are called challenge; the stream cannot tell them apart",
    ]
    many = board
    for number, key in enumerate("ABCDFGHJKLMNPRSTUV"):
        many = add_tag(many, "message", f"Tag {number}")
        many = set_key(many, many.tags[-1], key)
    assert any("tags are on keys" in one for one in warnings(many, {}))
    assert warnings(Board("b", "B", 1, (), ()), {}) == ["There is no tag on this board yet"]
