"""The check-out passed round: answers are kept without a seat, and only totals are shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from livecoach.ui.checkout.page import CheckOutPage
from livecoach.ui.checkout.questions import TARGET
from livecoach.ui.theme import Theme
from tests.ui.example_desk import Example, close, example_desk


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Iterator[tuple[Example, CheckOutPage]]:
    """Show the check-out page of the example with no answers in it yet."""
    theme = Theme(qapp, "light")
    with example_desk(tmp_path, theme) as example:
        page = CheckOutPage(example.desk, example.session)
        page.resize(1280, 720)
        page.show()
        timeline = page.opened.timeline
        page.opened.recorder.replace_rows(
            "Clear", [(one, None) for one in timeline.check_outs.values()]
        )
        yield example, page
        close(page)
    theme.deleteLater()


def texts(page: CheckOutPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def answer(page: CheckOutPage, qtbot: QtBot, heard: int, words: str) -> None:
    passing = page.passing
    assert passing is not None
    QTest.mouseClick(passing.scale.numbers[heard], Qt.MouseButton.LeftButton)
    press(page, "Next")
    if words:
        passing.words.setPlainText(words)
        press(page, "Done")
    else:
        press(page, "Nothing new")


def press(page: CheckOutPage, words: str) -> None:
    from livecoach.ui.widgets.button import Button

    QApplication.processEvents()
    found = [b for b in page.findChildren(Button) if b.isVisible() and b.accessibleName() == words]
    assert len(found) == 1, words
    found[0].click()


def test_a_round_keeps_answers_without_a_seat_and_shows_totals(
    opened: tuple[Example, CheckOutPage], qtbot: QtBot
) -> None:
    example, page = opened
    page.begin()
    for number, heard in enumerate((8, 7, 3, 9, 6)):
        answer(page, qtbot, heard, "" if number == 2 else "six o'clock")
        if number < 4:
            press(page, "I am the next person")
    shown = texts(page)
    assert "5 of 14 answered" in shown and "six o'clock" not in shown
    assert page.escape() and not page.leaving()
    press(page, "Coach")
    assert page.passing is not None  # one press does not end the round
    press(page, "Press again to end the round")
    assert page.passing is None and page.leaving()
    assert "mean 6.6, median 7, 3 at 7 or more. 4 of 5 learned something." in texts(page)
    kept = list(example.on_disk().check_outs.values())
    assert sorted(one.heard or 0 for one in kept) == [3, 6, 7, 8, 9]
    assert {one.seat for one in kept} == {None}


def test_nothing_is_totalled_below_five_answers(
    opened: tuple[Example, CheckOutPage], qtbot: QtBot
) -> None:
    _, page = opened
    page.begin()
    for number in range(4):
        answer(page, qtbot, 2, "")
        if number < 3:
            press(page, "I am the next person")
    page.end()
    shown = texts(page)
    assert "4 of 14 answered. Totals stand from 5 answers on." in shown and "mean" not in shown


def test_who_would_rather_not_say_leaves_no_number(
    opened: tuple[Example, CheckOutPage], qtbot: QtBot
) -> None:
    example, page = opened
    page.longer.setChecked(True)
    page.begin()
    press(page, "I would rather not say")
    press(page, "Nothing new")
    passing = page.passing
    assert passing is not None
    passing.words.setPlainText("the crews")
    press(page, "Next")
    press(page, "Leave out")
    (kept,) = example.on_disk().check_outs.values()
    assert (kept.heard, kept.learned, kept.missed_words) == (None, False, "the crews")


def test_an_empty_box_is_no_answer_to_that_question(
    opened: tuple[Example, CheckOutPage], qtbot: QtBot
) -> None:
    example, page = opened
    page.begin()
    assert page.passing is not None
    QTest.mouseClick(page.passing.scale.numbers[6], Qt.MouseButton.LeftButton)
    press(page, "Next")
    press(page, "Done")
    (kept,) = example.on_disk().check_outs.values()
    assert (kept.heard, kept.learned, kept.learned_words) == (6, None, "")


def test_words_alone_are_an_answer_too(opened: tuple[Example, CheckOutPage], qtbot: QtBot) -> None:
    example, page = opened
    page.longer.setChecked(True)
    page.begin()
    assert page.passing is not None
    press(page, "I would rather not say")
    press(page, "Next")
    page.passing.words.setPlainText("the crews")
    press(page, "Next")
    press(page, "Leave out")
    (kept,) = example.on_disk().check_outs.values()
    assert (kept.heard, kept.learned, kept.missed_words) == (None, None, "the crews")


def test_what_is_typed_in_goes_to_its_seat_and_can_be_undone(
    opened: tuple[Example, CheckOutPage],
) -> None:
    example, page = opened
    seat, (heard, learned) = next(iter(page._rows.items()))
    heard.setCurrentIndex(9)
    learned.setCurrentText("yes")
    page.keep_typed_in()
    (kept,) = example.on_disk().check_outs.values()
    assert (kept.seat, kept.heard, kept.learned) == (seat, 8, True)
    assert heard.currentIndex() == 0  # the next to look sees nothing
    page.opened.recorder.undo()
    assert example.on_disk().check_outs == {}


def test_a_file_that_does_not_fit_changes_nothing(
    opened: tuple[Example, CheckOutPage], tmp_path: Path
) -> None:
    example, page = opened
    bad = tmp_path / "bad.csv"
    bad.write_text("seat,heard_0_10,learned_something_new\nICB Chair,12,yes\n")
    page.take_file(bad)
    assert "bad.csv" in page.notice.words()
    assert example.on_disk().check_outs == {}


@pytest.mark.parametrize("percent", [100, 200])
def test_every_number_is_thumb_sized(
    opened: tuple[Example, CheckOutPage], qtbot: QtBot, percent: int
) -> None:
    example, page = opened
    example.desk.theme.set_percent(percent)
    page.begin()
    QApplication.processEvents()
    passing = page.passing
    assert passing is not None
    for number in passing.scale.numbers:
        assert number.width() >= TARGET and number.height() >= TARGET
        assert page.rect().contains(number.mapTo(page, number.rect().bottomRight()))
    example.desk.theme.set_percent(100)
    assert QColor(example.desk.theme.tokens.accent).isValid()


def test_a_round_goes_by_the_keyboard_alone(
    opened: tuple[Example, CheckOutPage], qtbot: QtBot
) -> None:
    _, page = opened
    page.begin()
    passing = page.passing
    assert passing is not None
    page.activateWindow()
    screen = page.focusWidget()
    assert screen is not None
    QTest.keyClick(screen, Qt.Key.Key_Return)  # nothing is chosen yet
    assert passing.scale.value() is None
    QTest.keyClicks(screen, "10")
    assert passing.scale.value() == 10
    QTest.keyClicks(screen, "7")
    QTest.keyClick(screen, Qt.Key.Key_Return)
    assert page.focusWidget() is passing.words
    QTest.keyClicks(passing.words, "how 1 ward copes")
    press(page, "Done")
    (kept,) = page.opened.timeline.check_outs.values()
    assert (kept.heard, kept.learned_words, kept.seat) == (7, "how 1 ward copes", None)
    assert page.focusWidget().accessibleName() == "I am the next person"
