from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from livecoach.core.board import Board, thaw
from livecoach.store import library
from livecoach.store.reading import NotThere
from livecoach.ui.boards.editor import BoardPage
from livecoach.ui.boards.outline import BOARD, LENSES
from livecoach.ui.boards.page import BoardsPage
from livecoach.ui.programme.session import SessionPage
from livecoach.ui.widgets.text import Text
from tests.ui.programme.room import Room


def own() -> tuple[Board, ...]:
    return library.shelf(library.own_folder()).own


def kept() -> Board:
    (board,) = own()
    return board


def copied(room: Room) -> BoardPage:
    """Open the default board, copy it, and return the page of the copy."""
    room.show(BoardPage, "live-coaching").copy()
    assert room.gone[-1] == ("board", kept().id)
    page = room.show(BoardPage, kept().id)
    QAbstractItemModelTester(page.outline._parts, page)
    return page


def choose(page: BoardPage, what: str, uid: str) -> None:
    parts = page.outline._parts
    at = next(n for n, part in enumerate(parts.parts) if (part.what, part.id) == (what, uid))
    page.outline.setCurrentIndex(parts.index(at, 0))


def names(page: BoardPage) -> list[str]:
    return [part.name for part in page.outline._parts.parts]


def test_every_board_stands_on_the_page_your_own_first(room: Room) -> None:
    page = room.show(BoardsPage)
    shown = [text.text().casefold() for text in page.findChildren(Text)]
    for board in library.shelf(library.own_folder()).shipped:
        assert board.name.casefold() in shown
    assert "your own" not in shown
    page.copy(library.shipped_board("live-coaching"))
    page.copy(library.shipped_board("live-coaching"))
    page.refresh()
    assert [board.name for board in own()] == ["Live coaching, my own", "Live coaching, my own 2"]
    assert "your own" in [text.text().casefold() for text in page.findChildren(Text)]


def test_a_shipped_board_is_read_and_never_changed(room: Room) -> None:
    page = room.show(BoardPage, "live-coaching")
    assert "stays as it is" in page.notice.words()
    choose(page, "tag", "us-and-them")
    page.tag_form.key.line.setFocus()
    QTest.keyClick(page.tag_form.key.line, Qt.Key.Key_1)
    page.tag_form.name.line.setFocus()
    QTest.keyClicks(page.tag_form.name.line, "x")
    page.shift(1)
    page.delete()
    assert page.board == library.shipped_board("live-coaching")
    assert own() == ()


def test_a_tag_is_renamed_moved_and_given_another_meaning_and_undone(room: Room) -> None:
    page = copied(room)
    choose(page, "tag", "loaded")
    page.tag_form.name.line.setText("Loaded or contemptuous")
    page.tag_form.name.keep_now()
    page.tag_form.definition.area.setPlainText("Heat or\ncontempt.")
    page.tag_form.definition.keep_now()
    box = page.tag_form.meaning.box
    box.setCurrentIndex(box.findData("challenge"))
    box.activated.emit(box.currentIndex())
    page.shift(-1)
    tag = kept().tags[0]
    assert (tag.id, tag.name, tag.key) == ("loaded", "Loaded or contemptuous", "W")
    assert (tag.definition, tag.meaning) == ("Heat or contempt.", "challenge")
    assert kept().version == library.shipped_board("live-coaching").version + 1
    for _ in range(4):
        page.undo()
    assert kept().tags == library.shipped_board("live-coaching").tags
    page.redo()
    assert kept().tag("loaded").name == "Loaded or contemptuous"  # type: ignore[union-attr]


def test_a_family_is_recoloured_within_the_tokens_with_a_shape(room: Room) -> None:
    page = copied(room)
    choose(page, "family", "message")
    for field, value in ((page.family_form.colour, "plum"), (page.family_form.shape, "hexagon")):
        field.box.setCurrentIndex(field.box.findData(value))
        field.box.activated.emit(field.box.currentIndex())
    page.family_form.name.line.setText("Signals")
    page.family_form.name.keep_now()
    family = kept().family("message")
    assert (family.name, family.colour, family.shape) == ("Signals", "plum", "hexagon")
    page.shift(-1)
    assert kept().families[0].id == "message"


def test_a_key_that_is_taken_is_asked_about_beneath_it(room: Room) -> None:
    page = copied(room)
    choose(page, "tag", "us-and-them")
    key = page.tag_form.key
    key.line.setFocus()
    QTest.keyClick(key.line, Qt.Key.Key_W)
    assert "Key W is on Loaded or blaming" in key._wrong.text()
    assert [tag.key for tag in kept().tags[:2]] == ["Q", "W"]
    key.leave.click()
    assert key.line.text() == "Q"
    QTest.keyClick(key.line, Qt.Key.Key_W)
    key.swap.click()
    assert [tag.key for tag in kept().tags[:2]] == ["W", "Q"]
    QTest.keyClick(key.line, Qt.Key.Key_Backspace)
    assert kept().tags[0].key == ""
    QTest.keyClick(key.line, Qt.Key.Key_7)
    assert "a seat's usual key" in key._wrong.text()
    assert "Key 7 is on Us and them and on a seat's usual key (seat 1)" in page._warnings.text()


def test_tags_families_and_lenses_are_added_and_deleted_with_undo(room: Room) -> None:
    page = copied(room)
    choose(page, "tag", "loaded")
    page.new_name.setText("Sarcasm")
    page.add()
    assert kept().tag("sarcasm").family == "language"  # type: ignore[union-attr]
    assert page.outline.current().name == "Sarcasm"  # type: ignore[union-attr]
    choose(page, BOARD, page.board.id)
    page.new_name.setText("Room")
    page.add()
    assert page.add_button.text() == "Add tag"
    page.new_name.setText("Phones out")
    page.add()
    assert kept().tags[-1].family == "room"
    choose(page, LENSES, "")
    page.new_name.setText("Neighbour")
    page.add()
    assert kept().lenses[-1].name == "Neighbour"
    choose(page, "lens", "neighbour")
    page.lens_form.key.line.setFocus()
    QTest.keyClick(page.lens_form.key.line, Qt.Key.Key_0)
    page.lens_form.definition.area.setPlainText("Next door.")
    page.lens_form.definition.keep_now()
    page.shift(-100)
    assert (kept().lenses[0].name, kept().lenses[0].key) == ("Neighbour", "0")
    choose(page, "family", "room")
    page.delete()
    assert "“Room” is deleted" in page.notice.words()
    assert kept().tag("phones-out") is None
    page.undo()
    assert kept().tag("phones-out") is not None
    page.new_name.setText("   ")
    page.add()
    assert "needs a name" in page.notice.words()


def test_a_board_goes_out_to_a_file_and_comes_back_the_same(room: Room, tmp_path: Path) -> None:
    page = copied(room)
    choose(page, BOARD, page.board.id)
    page.board_form.about.area.setPlainText("For <b>boards</b> & others")
    page.board_form.about.keep_now()
    path = tmp_path / "mine.toml"
    page.write_file(path)
    assert library.read_toml(path) == kept()
    shelf = room.show(BoardsPage)
    shelf.take_file(path)
    first, second = own()
    assert (second.tags, second.about) == (first.tags, "For <b>boards</b> & others")
    assert first.id != second.id


@pytest.mark.parametrize("text", ["not toml [", 'id = "x"\nname = "X"\nfamily = [{ id = "a" }]'])
def test_a_file_that_is_no_board_is_refused_with_its_name(
    room: Room, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, "utf-8")
    page = room.show(BoardsPage)
    page.take_file(path)
    assert "bad.toml" in page.notice.words()
    assert own() == ()


def test_a_record_keeps_the_board_it_was_made_with_and_a_plan_takes_the_newest(
    room: Room,
) -> None:
    page = copied(room)
    held = room.session("Board 7", "ended", "2026-11-02T09:30+00:00", moments=1)
    planned = room.session("Board 8")
    up = room.show(SessionPage, planned)
    at = up.set_up.board.box.findData(page.board.id)
    up.set_up.board.box.setCurrentIndex(at)
    up.set_up.board.box.activated.emit(at)
    choose(page, "tag", "us-and-them")
    page.tag_form.name.line.setText("Ours and theirs")
    page.tag_form.name.keep_now()
    up.start_button.click()
    running = thaw(room.timeline(planned).observation.board)
    assert running.tag("us-and-them").name == "Ours and theirs"  # type: ignore[union-attr]
    page.tag_form.name.line.setText("Them")
    page.tag_form.name.keep_now()
    assert thaw(room.timeline(planned).observation.board) == running
    before = thaw(room.timeline(held).observation.board)
    assert before.tag("us-and-them").name == "Us and them"  # type: ignore[union-attr]


def test_a_board_is_deleted_and_put_back(room: Room) -> None:
    page = copied(room)
    page.delete_board()
    assert own() == ()
    assert "keep their copy" in page.notice.words()
    page._put_back()
    assert kept() == page.board


def test_a_new_board_begins_with_a_family_and_the_lenses(room: Room) -> None:
    room.show(BoardsPage).new()
    board = kept()
    assert room.gone[-1] == ("board", board.id)
    assert [family.name for family in board.families] == ["Language"]
    assert board.lenses == library.shipped_lenses()
    page = room.show(BoardPage, board.id)
    assert "no tag on this board yet" in page._warnings.text()


def test_a_board_that_is_gone_says_so(room: Room) -> None:
    with pytest.raises(NotThere, match="no board"):
        BoardPage(room.desk, "gone")


def test_the_outline_is_moved_and_deleted_in_by_keys(room: Room) -> None:
    page = copied(room)
    choose(page, "tag", "loaded")
    page.outline.setFocus()
    QTest.keyClick(page.outline, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(page).index("Loaded or blaming") > names(page).index("Owning “I / we”")
    QTest.keyClick(page.outline, Qt.Key.Key_Delete)
    assert "Loaded or blaming" not in names(page)
