from __future__ import annotations

from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QAbstractItemModel, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest

from livecoach.core.coaching import Agreement
from livecoach.core.planning.new_posts import NEW
from livecoach.store import reading
from livecoach.ui.programme.engagement import EngagementPage
from livecoach.ui.programme.people import PeopleCard
from livecoach.ui.programme.who_is import ASK
from tests.ui.programme.room import Room


def checked(model: QAbstractItemModel) -> QAbstractItemModelTester:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    return QAbstractItemModelTester(model, mode, model)


def cells(people: PeopleCard, column: int) -> list[str]:
    model = people.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def write(people: PeopleCard, row: int, column: int, text: str) -> bool:
    return people.model.setData(people.model.index(row, column), text)


def test_a_new_vault_is_named_and_filled_by_typing_a_line_an_organisation(bare: Room) -> None:
    page = bare.show(EngagementPage)
    page.name.line.setText("Riverbank system")
    page.name.keep_now()
    box = page.people.several
    box.box.setPlainText("Acute: Chair, CEO (Al Jones)\nCouncil: Leader")
    assert box.add_button.text() == "Add 2 organisations, 3 posts"
    box.add()
    assert box.box.toPlainText() == ""
    held = bare.held()
    assert held.engagement.name == "Riverbank system"
    assert [post.title for post in held.posts_in_order()] == [
        "Acute Chair",
        "Acute CEO",
        "Council Leader",
    ]
    page.purpose.area.setPlainText("Hear each other")
    page.purpose.keep_now()
    assert bare.held().engagement.purpose == "Hear each other"
    assert len(bare.writer.ask(lambda db: reading.rows(db, type(held.engagement)))) == 1


def test_every_field_of_the_programme_is_kept_undone_and_redone(room: Room) -> None:
    page = room.show(EngagementPage)
    page.agreement.area.setPlainText("We log patterns, never names.")
    page.agreement.keep_now()
    page.retain.line.setText("31/3/2028")
    page.retain.keep_now()
    assert page.retain.line.text() == "Fri 31 Mar 2028"
    assert room.held().engagement.retain_until == "2028-03-31"
    page.starts.line.setText("1 Apr 2029")
    page.starts.keep_now()
    page.ends.line.setText("1 Mar 2029")
    page.ends.keep_now()
    assert room.held().engagement.ends_on == ""
    assert page.ends.field.property("wrong") is True
    page.ends.line.setText("next spring")
    page.ends.keep_now()
    assert room.held().engagement.ends_on == ""
    page.book.undo()
    page.book.undo()
    assert room.held().engagement.retain_until == ""
    assert page.retain.line.text() == ""
    page.book.redo()
    assert room.held().engagement.retain_until == "2028-03-31"


def test_where_the_agreement_has_versions_the_newest_is_named_and_led_to(room: Room) -> None:
    room.keep("Agreement", Agreement("b", 2, ""), Agreement("a", 1, "2026-04-01"))
    page = room.show(EngagementPage)
    assert page._versions.text() == "Version 2, a draft, not agreed yet."
    assert page.agreement.isHidden()
    page._to_versions.click()
    assert room.gone[-1] == ("agreement", "")


def test_undo_reaches_back_past_a_restart(room: Room) -> None:
    page = room.show(EngagementPage)
    page.people.several.box.setPlainText("Ambulance: CEO")
    page.people.several.add()
    room.saved()
    again = room.show(EngagementPage)
    assert "Ambulance CEO" in cells(again.people, 1)
    again.book.undo()
    assert "Ambulance CEO" not in cells(again.people, 1)
    assert len(room.held().posts) == 5


def test_posts_are_edited_in_their_cells(room: Room) -> None:
    page = room.show(EngagementPage)
    people = page.people
    tester = checked(people.model)
    assert cells(people, 0) == ["ICB", "", "North Acute", "", "Council"]
    assert write(people, 2, 0, "Northern Acute")
    assert write(people, 1, 3, "Al Jones")
    assert write(people, 4, 2, "Other")
    assert write(people, 4, 1, "Council Leader")
    held = room.held()
    assert [(post.title, post.role_kind, post.person) for post in held.posts_in_order()] == [
        ("ICB Chair", "Chair", "Dame Jo Smith"),
        ("ICB CEO", "CEO", "Al Jones"),
        ("Northern Acute Chair", "Chair", ""),
        ("Northern Acute CEO", "CEO", ""),
        ("Council Leader", "Other", ""),
    ]
    assert not write(people, 0, 1, "  ")
    assert "needs a title" in people._wrong.text()
    assert cells(people, 1)[0] == "ICB Chair"
    assert tester.model() is people.model


def test_rows_move_and_at_the_edge_the_organisation_moves(room: Room) -> None:
    people = room.show(EngagementPage).people
    checked(people.model)
    uid = people.model.row_at(1).uid
    people.grid.go_to(uid)
    people.shift(uid, -1)
    assert cells(people, 1)[:2] == ["ICB CEO", "ICB Chair"]
    assert people.grid.current_uid() == uid
    people.shift(people.model.row_at(1).uid, 1)
    assert cells(people, 0) == ["North Acute", "", "ICB", "", "Council"]
    assert [row.name for row in room.held().organisations_in_order()] == [
        "North Acute",
        "ICB",
        "Council",
    ]


def test_a_deleted_post_leaves_its_seat_and_comes_back_by_undo(room: Room) -> None:
    session = room.session("Board", "ended", "2026-11-02T09:30+00:00")
    page = room.show(EngagementPage)
    page.people.delete(page.people.model.row_at(0).uid)
    assert "ICB Chair" in page.notice.words()
    seat = room.timeline(session).seats_in_order()[0]
    assert (seat.label, seat.post) == ("ICB Chair", None)
    page.book.undo()
    assert room.timeline(session).seats_in_order()[0].post is not None
    assert len(room.held().posts) == 5


def test_undoing_posts_that_have_seats_since_is_refused_in_a_sentence(room: Room) -> None:
    page = room.show(EngagementPage)
    page.people.several.box.setPlainText("Ambulance: CEO")
    page.people.several.add()
    room.programme = page.book.programme
    room.session("Board")
    page.book.undo()
    assert "a session has a seat for it" in page.notice.words()
    assert len(room.held().posts) == 6


def test_an_attendee_line_names_posts_and_asks_only_where_unsure(room: Room) -> None:
    page = room.show(EngagementPage)
    several = page.people.several
    several.box.setPlainText(
        "Jo Smith <jo@icb.uk>; LEE, Ann (North Acute) <ann@northacute.uk>; Zed Who <z@w.uk>"
    )
    assert several.add_button.text() == "Take in 3 names"
    assert several.who.open_questions() == 2
    shown = [box for _, box in several.who._boxes]
    assert [box.currentText() for box in shown] == ["ICB Chair", "Which post?", "Which post?"]
    assert shown[1].itemText(1) == "North Acute Chair"
    assert shown[1].currentData() == ASK
    shown[1].setCurrentIndex(2)
    several.add()
    people = {post.title: post.person for post in room.held().posts.values()}
    assert people["North Acute CEO"] == "Ann Lee"
    assert people["ICB Chair"] == "Jo Smith"
    assert "Zed Who" not in people.values()
    assert not any("@" in person for person in people.values())


def test_a_name_without_a_post_is_given_a_new_one_there(room: Room) -> None:
    page = room.show(EngagementPage)
    several = page.people.several
    several.box.setPlainText(
        "Anna Bell <anna.bell@ambulance.nhs.uk>; Kim Ray (Chair, Ambulance); Zed Who <z@w.uk>"
    )
    anna, kim, zed = (box for name, box in several.who._boxes)
    assert [anna.currentText(), kim.currentText(), zed.currentText()] == [
        "Which post?", "A new post…", "Which post?",
    ]  # fmt: skip
    page.activateWindow()
    several.box.setFocus()
    QTest.keyClick(several.box, Qt.Key.Key_Tab)  # the names come next, in their order
    assert page.focusWidget() is anna
    anna.setCurrentIndex(anna.findData(NEW))
    QTest.keyClick(anna, Qt.Key.Key_Tab)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget() is several.who._new["Anna Bell"].role
    fields = several.who._new["Anna Bell"]
    assert fields.isVisibleTo(several) and not several.who._new["Zed Who"].isVisibleTo(several)
    assert fields.organisation.currentText() == "Ambulance"
    several.add()
    assert "which post Anna Bell holds" in several.row.trouble()
    fields.role.setText("chair")
    several.add()
    assert "There is a post “Ambulance Chair” already" in several.row.trouble()
    assert len(room.held().posts) == 5  # nothing half
    fields.role.setText("CEO")
    several.add()
    held = [(p.title, p.role_kind, p.person) for p in room.held().posts_in_order()[5:]]
    assert held == [("Ambulance CEO", "CEO", "Anna Bell"), ("Ambulance Chair", "Chair", "Kim Ray")]
    page.book.undo()
    assert len(room.held().posts) == 5 and len(room.held().organisations) == 3


def test_a_bad_line_is_named_beneath_the_box_and_nothing_is_added(room: Room) -> None:
    several = room.show(EngagementPage).people.several
    several.box.setPlainText("Ambulance: CEO\n: Chair")
    assert several.row._wrong.text().startswith("Line 2")
    assert not several.add_button.isEnabled()
    several.add()
    several.box.setPlainText("ICB: Chair")
    several.add()
    assert "All of this is here already" in several.row._wrong.text()
    assert len(room.held().posts) == 5


def test_a_dropped_seats_file_adds_who_is_in_it(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "seats.csv"
    path.write_text("seat,organisation,role_kind\nICB Chair,ICB,Chair\nMayor,City,Other\n", "utf-8")
    page = room.show(EngagementPage)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    page.dropEvent(
        QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                   Qt.KeyboardModifier.NoModifier)
    )  # fmt: skip
    assert [post.title for post in room.held().posts_in_order()][-1] == "Mayor"
    path.write_text("seat\nICB Chair\n", "utf-8")
    page.people.several.take_file(path)
    assert "seats.csv" in page.people.several.row._wrong.text()


def test_a_post_is_added_ready_to_be_named(room: Room) -> None:
    page = room.show(EngagementPage)
    people = page.people
    people.grid.go_to(people.model.row_at(2).uid)
    people.add_post()
    assert people.model.row_at(4).post.title == "North Acute New post"
    assert people.grid.state() == people.grid.State.EditingState
    QTest.keyClicks(people.grid.focusWidget(), "North Acute Nurse")
    QTest.keyClick(people.grid.focusWidget(), Qt.Key.Key_Return)
    assert "North Acute Nurse" in [post.title for post in room.held().posts.values()]


@pytest.mark.parametrize("words", ["<b>Acute</b> & co", "<img src=file:///etc/passwd>"])
def test_names_are_shown_as_they_are_typed_never_as_markup(room: Room, words: str) -> None:
    page = room.show(EngagementPage)
    page.name.line.setText(words)
    page.name.keep_now()
    write(page.people, 0, 3, words * 4)
    tip = page.people.model.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
    assert not QtGui.Qt.mightBeRichText(tip)
    assert room.held().engagement.name == words
