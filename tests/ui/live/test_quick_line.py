"""Words are typed on one line that tags nothing, says what it writes on, and keeps or leaves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from livecoach.ui.live.quick_line import QuickLine
from tests.ui.live.scene import Scene, latest

Key = Qt.Key


def open_line(live: Scene) -> QuickLine:
    QTest.keyClicks(live.window, "/")
    quick = live.window.parts.bottom.quick
    assert quick.writing
    return quick


def test_words_and_a_note_on_the_last_moment_and_no_key_tags(live: Scene) -> None:
    live.at(42, 11)
    QTest.keyClicks(live.window, "9q")
    live.at(42, 17)
    line = open_line(live).edit
    QTest.keyClicks(line, '"you people always" said across the table 789 qwer')
    QTest.keyClick(line, Key.Key_Return)
    (moment,) = live.recorder.timeline.moments.values()
    assert moment.words == "you people always"
    assert moment.note == "said across the table 789 qwer"
    assert len(live.recorder.timeline.turns) == 1
    assert QApplication.focusWidget() is live.window


def test_esc_leaves_and_nothing_is_kept(live: Scene) -> None:
    QTest.keyClicks(live.window, "q")
    line = open_line(live).edit
    QTest.keyClicks(line, "a note")
    QTest.keyClick(line, Key.Key_Escape)
    assert live.recorder.timeline.moments[latest(live)].note == ""
    assert QApplication.focusWidget() is live.window
    QTest.keyClicks(live.window, "a")
    assert live.recorder.timeline.moments[latest(live)].tag == "challenge"


def test_it_says_which_moment_and_when_it_is_stamped(live: Scene) -> None:
    live.at(42, 11)
    QTest.keyClicks(live.window, "9q")
    live.at(42, 17)
    quick = open_line(live)
    assert quick.spoken() == "Us and them, Acute Chair, stamped 00:42:11 · −6 s"


def test_a_whole_new_moment_is_stamped_when_the_line_was_opened(live: Scene) -> None:
    live.at(10)
    QTest.keyClicks(live.window, "9")
    live.at(12)
    line = open_line(live).edit
    live.at(12, 20)
    QTest.keyClicks(live.window, "7")  # the floor moves while the coach is still typing
    QTest.keyClicks(
        line, 'lang us-and-them @acute-chair > council-ceo #patient "you people always"'
    )
    QTest.keyClick(line, Key.Key_Return)
    moment = live.recorder.timeline.moments[latest(live)]
    assert moment.tag == "us-and-them"
    assert moment.seat == live.seat("Acute Chair").uid
    assert moment.addressee == live.seat("Council CEO").uid
    assert moment.lens == "patient"
    assert moment.words == "you people always"
    assert moment.offset_ms == 12 * 60_000


def test_a_new_moment_takes_the_seat_that_had_the_floor_when_the_line_was_opened(
    live: Scene,
) -> None:
    live.at(10)
    QTest.keyClicks(live.window, "9")
    live.at(12)
    line = open_line(live).edit
    live.at(12, 20)
    live.recorder.floor(live.seat("ICB Chair").uid)
    QTest.keyClicks(line, "us-and-them")
    QTest.keyClick(line, Key.Key_Return)
    assert live.recorder.timeline.moments[latest(live)].seat == live.seat("Acute Chair").uid


def test_words_that_stand_are_edited_and_never_taken_for_a_tag(live: Scene) -> None:
    QTest.keyClicks(live.window, "q")
    live.recorder.amend(latest(live), note="challenge")
    quick = open_line(live)
    assert quick.edit.text() == "challenge"
    QTest.keyClicks(quick.edit, " of a sort")
    QTest.keyClick(quick.edit, Key.Key_Return)
    (moment,) = live.recorder.timeline.moments.values()
    assert moment.note == "challenge of a sort"
    quick = open_line(live)
    quick.edit.clear()
    QTest.keyClick(quick.edit, Key.Key_Return)
    assert live.recorder.timeline.moments[latest(live)].note == ""


def test_the_words_go_to_the_moment_it_was_opened_on(live: Scene) -> None:
    QTest.keyClicks(live.window, "q")
    first = latest(live)
    line = open_line(live).edit
    live.recorder.press("challenge")  # a tap meanwhile
    QTest.keyClicks(line, "for the first")
    QTest.keyClick(line, Key.Key_Return)
    assert live.recorder.timeline.moments[first].note == "for the first"


def test_completions_stand_above_and_tab_takes_one(live: Scene) -> None:
    quick = open_line(live)
    QTest.keyClicks(quick.edit, "lang us")
    assert quick.suggestions.isVisible()
    assert "us-and-them" in quick.suggestions.lines[0]
    QTest.keyClick(quick.edit, Key.Key_Tab)
    QTest.keyClicks(quick.edit, "@counc")
    assert len(quick.suggestions.lines) == 2
    QTest.keyClick(quick.edit, Key.Key_Down)
    QTest.keyClick(quick.edit, Key.Key_Tab)
    assert quick.edit.text() == "lang us-and-them @council-ceo "
    QTest.keyClick(quick.edit, Key.Key_Return)
    assert live.recorder.timeline.moments[latest(live)].seat == live.seat("Council CEO").uid
    assert not quick.suggestions.isVisible()


def test_what_cannot_be_read_is_said_in_place_and_stays(live: Scene) -> None:
    quick = open_line(live)
    QTest.keyClicks(quick.edit, "us-and-them @nobody-here")
    QTest.keyClick(quick.edit, Key.Key_Return)
    assert quick.problem == "No seat is called nobody-here"
    assert quick.edit.text() == "us-and-them @nobody-here"
    assert not live.recorder.timeline.moments
    quick.edit.setText("a note on nothing")
    QTest.keyClick(quick.edit, Key.Key_Return)
    assert "no moment yet" in quick.problem


def test_ctrl_with_a_letter_tags_nothing_while_typing(live: Scene) -> None:
    QTest.keyClicks(live.window, "9q")
    line = open_line(live).edit
    QTest.keyClick(line, Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert live.recorder.timeline.moments[latest(live)].seat == live.seat("Acute Chair").uid
    QTest.keyClick(line, Key.Key_F6)  # a function key is no typing
    assert live.recorder.timeline.agenda_in_order()[0].started_ms is not None
