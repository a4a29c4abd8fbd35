"""Every shipped board opens, is honest about its source, and leaves the other keys alone."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from livecoach import paths
from livecoach.core.board import BadBoard, Board, board_from_dict, freeze, thaw
from livecoach.core.moment import ACTIONS
from livecoach.store import library

FILES = sorted(paths.resource("boards").glob("*.toml"))
LEFT_HAND = set("QWERTYASDFGZXCVB")


@pytest.fixture(params=library.SHIPPED)
def board(request: pytest.FixtureRequest) -> Board:
    return library.shipped_board(request.param)


def test_every_file_is_on_the_shelf_and_opens(tmp_path: Path) -> None:
    shelf = library.shelf(tmp_path)
    assert {path.stem for path in FILES} == {*library.SHIPPED, "lenses"}
    assert [board.id for board in shelf.shipped] == list(library.SHIPPED)
    assert shelf.own == () and shelf.problems == ()
    assert shelf.shipped[0].id == "live-coaching"


def test_a_board_says_what_it_is_whose_it_is_and_means_every_tag(board: Board) -> None:
    assert board.about and board.source and board.credit
    assert "after" not in board.name or "not affiliated" in board.credit
    for tag in board.tags:
        assert tag.definition.endswith("."), tag.name
        assert len(tag.definition) < 120, tag.name
        assert not (tag.inference and tag.key), f"{tag.name} asks to infer, so it has no key"
        assert tag.action in ("", *(name for _, name, _ in ACTIONS))
    names = [tag.name.casefold() for tag in board.tags]
    assert len(names) == len(set(names)), "a tag log names tags by name"


def test_a_board_can_be_tagged_with_one_hand_and_no_key_means_two_things(board: Board) -> None:
    keys = [tag.key for tag in board.tags if tag.key]
    assert 4 <= len(keys) <= 16
    assert set(keys) <= LEFT_HAND, "the right hand has the seats"
    assert {lens.key for lens in board.lenses if lens.key} == set("123456")


def test_a_board_lets_the_coach_interject_and_let_run(board: Board) -> None:
    meanings = {tag.meaning for tag in board.tags}
    assert "interjection" in meanings
    assert "let_run" in meanings or board.id == "example-session"


def test_the_default_board_is_the_one_drawn() -> None:
    board = library.shipped_board(library.DEFAULT)
    assert [(f.name, f.shape) for f in board.families] == [
        ("Language", "circle"),
        ("Message", "square"),
        ("Unheard voice", "triangle"),
        ("Interjection", "diamond"),
    ]
    assert {tag.key: tag.name for tag in board.tags if tag.key} == {
        "Q": "Us and them", "W": "Loaded or blaming", "E": "Owning “I / we”",
        "R": "Certain or absolute", "A": "Challenge", "S": "Support, builds on",
        "D": "Says one, means another", "F": "Avoids or deflects", "Z": "Spoke, not taken up",
        "X": "Talked over", "C": "Absent voice: patient", "V": "Brought in",
        "T": "Name what I notice", "G": "Ask a question", "B": "Invite a voice",
        "Y": "Pause the room",
    }  # fmt: skip
    assert board.lenses[0].name == "Patient or resident" and board.lenses[0].key == "1"
    assert len(board.lenses) == 9


def test_the_published_boards_have_their_published_categories() -> None:
    def tags(board_id: str, *families: str) -> list[str]:
        board = library.shipped_board(board_id)
        return [tag.name for tag in board.tags if tag.family in families]

    assert len(tags("verbal-behaviour", "initiating", "reacting", "clarifying", "including")) == 11
    assert len(tags("interaction-process", "positive", "answers", "questions", "negative")) == 12
    assert tags("four-actions", "actions") == ["Move", "Follow", "Oppose", "Bystand"]
    assert len(tags("five-disciplines", "inside", "outside", "learning")) == 5
    assert len(library.shipped_board("example-session").tags) == 22
    safety = library.shipped_board("psychological-safety")
    assert len([t for t in safety.tags if t.family not in ("familiarity", "interjection")]) == 29
    assert [t.id for t in safety.tags if t.inference] == ["fear", "disengaged"]


def test_a_board_survives_toml_and_freezing(board: Board, tmp_path: Path) -> None:
    path = tmp_path / "copy.toml"
    path.write_bytes(library.as_toml(board))
    assert library.read_toml(path) == board
    assert thaw(freeze(board)) == board


def test_the_coach_keeps_finds_and_discards_a_board(tmp_path: Path) -> None:
    folder = tmp_path / "boards"
    shipped = library.shipped_board("live-coaching")
    mine = library.copied(shipped, "Live coaching", taken=[])
    assert mine.id == "live-coaching-2"
    path = library.keep(mine, folder)
    assert path.stat().st_mode & 0o077 == 0
    assert [item.name for item in folder.iterdir()] == ["live-coaching-2.toml"]
    assert library.shelf(folder).own == (mine,)
    assert library.shelf(folder).board("live-coaching-2") == mine
    assert library.shelf(folder).board("verbal behaviour (after rackham and morgan)")
    library.discard(mine.id, folder)
    assert library.shelf(folder).own == ()


def test_a_shipped_board_and_a_path_are_no_names_for_ones_own(tmp_path: Path) -> None:
    shipped = library.shipped_board("four-actions")
    with pytest.raises(BadBoard, match="keep a copy"):
        library.keep(shipped, tmp_path)
    for name in ("../evil", "a/b", "", "Ünlaut", ".hidden"):
        with pytest.raises(BadBoard):
            library.keep(Board(name, "Mine", 1, (), ()), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("not toml at all", "is not a TOML file"),
        ('id = "x"', "'name' is missing"),
        ('id = "x"\nname = "X"\ntag = "no"', "'tag' should be a list"),
        ('id = "x"\nname = "X"\ntag = [1]', "tag 1: should be a table"),
        ('id = "x"\nname = "X"\nmood = "blue"', "'mood' is not a field"),
        ('id = "x"\nname = "X"\nversion = 0', "counts from 1"),
        ('id = "x"\nname = "X"\n[[family]]\nid = "a"\nname = "A"', "colour is one of"),
        ('id = "x"\nname = "X"\n[[tag]]\nid = "a"\nname = "A"', "tag 1 (A): 'family' is missing"),
        ('id = "x"\nname = "X"\n[[tag]]\nid = 1\nname = "A"', "should be text in quotation marks"),
        (f'id = "x"\nname = "{"X" * 3000}"', "longer than 2000 characters"),
        ('id = "x"\nname = "X\\u0000"', "control character"),
    ],
)
def test_a_bad_board_is_refused_with_file_place_and_reason(
    text: str, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadBoard) as told:
        library.read_toml(path)
    assert says in str(told.value) and str(told.value).startswith("mine.toml")
    assert len(library.shelf(tmp_path).problems) == 1


def test_unreadable_files_are_told_not_raised(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes('id = "é"'.encode("latin-1"))
    (tmp_path / "deep.toml").write_text("a = " + "[" * 5000, encoding="utf-8")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "big.toml").write_bytes(b"#" * (library.LARGEST + 1))
    shelf = library.shelf(tmp_path)
    assert len(shelf.problems) == 4 and shelf.own == ()
    assert any("not UTF-8" in problem for problem in shelf.problems)


def test_two_tags_on_one_key_are_named() -> None:
    values = tomllib.loads(library.as_toml(library.shipped_board("four-actions")).decode())
    values["tag"][1]["key"] = "Q"
    with pytest.raises(BadBoard, match="key 'Q' is on both Move and Follow"):
        board_from_dict(values)
