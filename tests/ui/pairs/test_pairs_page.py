from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from livecoach.core.coaching import Pair
from livecoach.core.edit import Change, Edit
from livecoach.core.ids import new_uid
from livecoach.core.pairing import possible_pairs
from livecoach.core.session import Session
from livecoach.store import reading
from livecoach.ui.pairs.page import PairsPage
from livecoach.ui.review import figure_copies
from tests.ui.pointer import move
from tests.ui.programme.room import Room


def kept(room: Room) -> list[Pair]:
    room.saved()
    return room.writer.ask(lambda db: reading.rows(db, Pair))


def key_of(page: PairsPage, first: str, second: str) -> tuple[str, str]:
    titles = {post.title: post.uid for post in page.book.programme.posts.values()}
    one, two = sorted((titles[first], titles[second]))
    return one, two


def test_every_pair_stands_in_the_matrix_whatever_the_shape_of_the_system(room: Room) -> None:
    page = room.show(PairsPage)
    # ICB Chair and CEO, North Acute Chair and CEO, Council CE: five posts, ten pairs.
    assert page.matrix.heading.text() == "PAIRS COVERED  0 OF 10"
    rows = page.matrix.figure.rows
    assert [row[2] for row in rows].count("same role, other organisation") == 4
    assert [row[2] for row in rows].count("same organisation, other role") == 2
    assert [row[2] for row in rows].count("other role, other organisation") == 4
    assert {row[3] for row in rows} == {"not yet"}
    assert page.matrix.figure.sentence.startswith("0 of 10 pairs of posts")


def test_arrows_walk_the_matrix_and_enter_goes_to_the_pairs_state(room: Room) -> None:
    page = room.show(PairsPage)
    view = page.matrix.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert page.card.names.text() == "ICB Chair and ICB CEO"
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert page.card.names.text() == "ICB Chair and North Acute Chair"
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert page.card.names.text() == "ICB CEO and North Acute Chair"
    QTest.keyClick(view, Qt.Key.Key_Right)  # the diagonal: there is no such pair
    assert page.card.names.text() == "ICB CEO and North Acute Chair"
    said = "ICB CEO and North Acute Chair, other role, other organisation: not yet."
    assert view.accessibleName() == said
    page.activateWindow()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert page.focusWidget() is page.card.state.box


def test_a_state_is_kept_with_its_day_and_can_be_undone_and_done_again(room: Room) -> None:
    page = room.show(PairsPage)
    page.matrix.choose(key_of(page, "ICB Chair", "North Acute Chair"))
    page.card.state.box.setCurrentIndex(page.card.state.box.findData("held"))
    page.card.state.box.activated.emit(page.card.state.box.currentIndex())
    (row,) = kept(room)
    assert (row.state, row.on_date) == ("held", "2026-11-23")
    assert page.matrix.heading.text() == "PAIRS COVERED  1 OF 10"
    page.card.on.line.setText("2 Nov 2026")
    page.card.on.keep_now()
    page.card.matters.setChecked(True)
    (row,) = kept(room)
    assert (row.on_date, row.matters) == ("2026-11-02", True)
    for _ in range(3):
        page.book.undo()
    assert kept(room) == []
    assert page.matrix.heading.text() == "PAIRS COVERED  0 OF 10"
    assert not page.card.matters.isChecked()
    page.book.redo()
    assert kept(room)[0].state == "held"


def test_a_date_that_is_none_is_told_under_its_field(room: Room) -> None:
    page = room.show(PairsPage)
    page.matrix.choose(key_of(page, "ICB Chair", "North Acute Chair"))
    page.card.on.line.setText("soon")
    page.card.on.keep_now()
    assert "is not a date" in page.card.on._wrong.text()
    page.card.on.line.setText("1 Dec")
    page.card.on.keep_now()
    assert page.card.on._wrong.text() == "Choose a state first; then it has a date."
    assert kept(room) == []


def test_one_press_plans_a_pair_session_with_both_seats_and_one_undo_takes_it_back(
    room: Room,
) -> None:
    page = room.show(PairsPage)
    page.matrix.choose(key_of(page, "ICB Chair", "Council CE"))
    page.card.plan.click()
    (session,) = room.held().sessions.values()
    assert (session.kind, session.title) == ("pair", "Pair: ICB Chair and Council CE")
    assert room.gone == [("session", session.uid)]
    assert [seat.label for seat in room.timeline(session.uid).seats_in_order()] == [
        "ICB Chair", "Council CE",
    ]  # fmt: skip
    (row,) = kept(room)
    assert (row.state, row.session) == ("planned", session.uid)
    assert page.card.plan.isHidden() and not page.card.open.isHidden()
    page.book.undo()
    assert kept(room) == [] and not room.held().sessions


def test_a_pair_whose_session_was_held_is_marked_held_by_one_press(room: Room) -> None:
    page = room.show(PairsPage)
    page.matrix.choose(key_of(page, "ICB Chair", "Council CE"))
    page.plan()
    (session,) = room.held().sessions.values()
    room.saved()
    ended = replace(session, state="ended", started_at="2026-11-20T10:00+00:00")
    page.book.do(edit_of(session, ended))
    assert page.card.after_session.text() == "Mark as held, Fri 20 Nov 2026"
    page.card.after_session.click()
    (row,) = kept(room)
    assert (row.state, row.on_date) == ("held", "2026-11-20")


def test_the_suggestion_has_a_reason_and_follows_what_the_coach_marked(room: Room) -> None:
    page = room.show(PairsPage)
    assert "Next in order: same role" in page.suggested.reason.text()
    page.matrix.choose(key_of(page, "ICB CEO", "North Acute Chair"))
    page.card.matters.setChecked(True)
    assert page.suggested.names.text() == "ICB CEO and North Acute Chair"
    assert page.suggested.reason.text() == "You marked this pair as one that matters."
    page.suggested.plan.click()
    assert kept(room)[0].state == "planned"


def test_when_every_pair_is_settled_nothing_is_suggested(room: Room) -> None:
    programme = room.held()
    pairs = possible_pairs(programme.organisations_in_order(), programme.posts.values())
    states = ["held", "declined", "not_needed", "offered", "planned"]
    room.keep("Pairs", *(Pair(new_uid(), *pair.key, states[n % 5], "2026-11-02")
                         for n, pair in enumerate(pairs)))  # fmt: skip
    page = room.show(PairsPage)
    assert page.suggested.names.text() == "No pair is open"
    assert page.suggested.buttons.isHidden()
    assert page.matrix.heading.text() == "PAIRS COVERED  2 OF 10"
    assert {row[3] for row in page.matrix.figure.rows} == {
        "held", "declined", "not needed", "offered", "planned",
    }  # fmt: skip


def test_a_click_chooses_and_the_pointer_tells_a_whole_sentence(room: Room) -> None:
    page = room.show(PairsPage)
    view = page.matrix.view
    box = view.grid().cell(4, 0)  # Council CE with ICB Chair
    move(view, box.center().toPoint())
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert page.card.names.text() == "ICB Chair and Council CE"
    told: list[str] = []
    view.told.connect(told.append)
    move(view, QPoint(1, 1))
    QApplication.processEvents()
    move(view, QPointF(view.grid().cell(1, 0).center()).toPoint())
    QApplication.processEvents()
    assert told[-1] == "ICB Chair and ICB CEO, same organisation, other role: not yet."


def test_the_table_twin_chooses_the_same_pairs(room: Room) -> None:
    page = room.show(PairsPage)
    page.matrix.turn_over()
    page.matrix.table.selectRow(3)
    first, second, *_ = page.matrix.figure.rows[3]
    assert page.card.names.text() in (f"{first} and {second}", f"{second} and {first}")
    page.card.matters.setChecked(True)
    assert page.matrix.table.currentIndex().row() == 3
    page.matrix.turn_over()
    assert page.matrix.table.isHidden()


def test_the_matrix_leaves_as_picture_table_and_on_the_clipboard(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = room.show(PairsPage)
    for form, begins in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("csv", b"\xef\xbb\xbfFirst")):
        path = tmp_path / f"pairs.{form}"
        monkeypatch.setattr(figure_copies, "ask_where", lambda *_, path=path: path)
        page.matrix.save(form)
        assert path.read_bytes().startswith(begins)
    monkeypatch.setattr(figure_copies, "ask_where", lambda *_: tmp_path / "no" / "pairs.svg")
    page.matrix.save("svg")
    assert "could not be written" in room.told[-1]
    page.matrix.copy()
    assert "ICB Chair\tICB CEO" in QGuiApplication.clipboard().text()


def edit_of(before: Session, after: Session) -> Edit:
    return Edit(new_uid(), "Change session", "", (Change(before, after),))
