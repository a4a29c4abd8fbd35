from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from livecoach.core.board import thaw
from livecoach.store.reading import NotThere
from livecoach.ui.programme.grid import GridModel
from livecoach.ui.programme.session import SessionPage
from tests.ui import pointer
from tests.ui.programme.room import Room


def checked(model: QAbstractItemModel) -> QAbstractItemModelTester:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    return QAbstractItemModelTester(model, mode, model)


def column(model: GridModel, number: int) -> list[str]:
    return [model.index(row, number).data() for row in range(model.rowCount())]


def write(model: GridModel, row: int, number: int, text: str) -> bool:
    return model.setData(model.index(row, number), text)


def test_a_planned_session_is_set_up_field_by_field(room: Room) -> None:
    uid = room.session("Board 8")
    page = room.show(SessionPage, uid)
    up = page.set_up
    assert page.record.isHidden()
    up.title.line.setText("Board 8, extraordinary")
    up.title.keep_now()
    up.date.line.setText("2/6/2027")
    up.date.keep_now()
    up.time.line.setText("2pm")
    up.time.keep_now()
    up.minutes.line.setText("120")
    up.minutes.keep_now()
    up.location.line.setText("Civic centre")
    up.location.keep_now()
    up.agenda.area.setPlainText("Welcome 5\nStroke pathway 30\nClose")
    up.agenda.keep_now()
    up.unheard.line.setText("15")
    up.unheard.keep_now()
    up.kind.box.setCurrentIndex(up.kind.box.findData("team"))
    up.kind.box.activated.emit(up.kind.box.currentIndex())
    held = room.timeline(uid)
    session = held.session
    assert (session.title, session.kind) == ("Board 8, extraordinary", "team")
    assert session.planned_at == "2027-06-02T14:00+01:00"  # British Summer Time on that day
    assert (session.planned_min, session.location) == (120, "Civic centre")
    assert [(item.title, item.planned_min) for item in held.agenda_in_order()] == [
        ("Welcome", 5),
        ("Stroke pathway", 30),
        ("Close", None),
    ]
    assert held.observation.unheard_after_ms == 15 * 60_000
    assert up._total.text() == "35 of 120 min planned"
    up.zone.line.setText("Europe/Paris")
    up.zone.keep_now()
    assert room.timeline(uid).session.planned_at == "2027-06-02T14:00+02:00"


def test_what_does_not_fit_is_said_under_its_field_and_nothing_is_kept(room: Room) -> None:
    uid = room.session("Board 8")
    up = room.show(SessionPage, uid).set_up
    before = room.timeline(uid)
    for field, text, words in (
        (up.title, " ", "needs a title"),
        (up.date, "31 Feb 2027", "not a day"),
        (up.time, "25:00", "not a time"),
        (up.minutes, "soon", "as a number"),
        (up.zone, "Narnia", "not a time zone"),
        (up.unheard, "0", "as a number"),
    ):
        field.line.setText(text)
        field.keep_now()
        assert words in field._wrong.text()
    assert room.timeline(uid).session == before.session


def test_seats_are_changed_in_their_cells_and_keys_never_clash(room: Room) -> None:
    uid = room.session("Board 8")
    page = room.show(SessionPage, uid)
    seats = page.set_up.seats
    checked(seats.model)
    assert column(seats.model, 0) == [
        "ICB Chair",
        "ICB CEO",
        "North Acute Chair",
        "North Acute CEO",
        "Council CE",
    ]
    assert write(seats.model, 0, 0, "ICB Vice Chair")
    assert write(seats.model, 0, 2, "deputy")
    assert write(seats.model, 0, 3, "u")
    assert write(seats.model, 1, 4, "12:30")
    assert write(seats.model, 1, 5, "1:20:00")
    assert not write(seats.model, 1, 5, "05:00")
    assert "leave before it came" in seats._wrong.text()
    assert not write(seats.model, 2, 0, "Council CE")
    held = room.timeline(uid).seats_in_order()
    assert (held[0].label, held[0].attendance, held[0].key) == ("ICB Vice Chair", "deputy", "U")
    assert held[4].key == "7"
    assert (held[1].present_from_ms, held[1].present_to_ms) == (750_000, 4_800_000)
    seats.shift(held[4].uid, -4)
    assert column(seats.model, 0)[0] == "Council CE"
    assert [seat.place for seat in room.timeline(uid).seats_in_order()] == [0, 1, 2, 3, 4]
    seats.deal()
    assert column(seats.model, 3) == list("7890U")
    seats.delete(held[1].uid)
    assert len(room.timeline(uid).seats) == 4
    page.opened.recorder.undo()
    page.opened.recorder.undo()
    page.opened.recorder.undo()
    assert column(seats.model, 0)[-1] == "Council CE"


def test_a_row_is_dragged_to_another_place_round_the_table_and_back_by_undo(room: Room) -> None:
    uid = room.session("Board 8")
    page = room.show(SessionPage, uid)
    page.show_part(1)
    seats = page.set_up.seats
    QApplication.processEvents()
    before = column(seats.model, 0)
    ground = seats.grid.viewport()

    def at(row: int) -> QPoint:
        return QPoint(20, seats.grid.rowViewportPosition(row) + seats.grid.rowHeight(row) // 2)

    QTest.mousePress(ground, Qt.MouseButton.LeftButton, pos=at(4))
    for row in (3, 2, 1):
        pointer.move(ground, at(row), pointer.LEFT)
    assert column(seats.model, 0) == before  # nothing moves before it is let go
    QTest.mouseRelease(ground, Qt.MouseButton.LeftButton, pos=at(1))
    assert column(seats.model, 0) == [before[0], before[4], *before[1:4]]
    assert [seat.place for seat in room.timeline(uid).seats_in_order()] == [0, 1, 2, 3, 4]
    page.opened.recorder.undo()
    assert column(seats.model, 0) == before
    page.opened.recorder.redo()
    assert column(seats.model, 0)[1] == before[4]
    QTest.mouseClick(ground, Qt.MouseButton.LeftButton, pos=at(2))
    assert seats.grid.currentIndex().row() == 2


def test_a_seats_key_that_a_lens_has_is_told(room: Room) -> None:
    uid = room.session("Board 8")
    seats = room.show(SessionPage, uid).set_up.seats
    assert write(seats.model, 0, 3, "1")
    assert "Key 1 is on ICB Chair and on the lens" in seats._wrong.text()


def test_guests_names_and_files_become_seats(room: Room, tmp_path: Path) -> None:
    uid = room.session("Board 8")
    seats = room.show(SessionPage, uid).set_up.seats
    QTest.keyClicks(seats.guest, "Patient voice")
    QTest.keyClick(seats.guest, Qt.Key.Key_Return)
    QTest.keyClicks(seats.guest, "patient voice")
    QTest.keyClick(seats.guest, Qt.Key.Key_Return)
    assert "has a seat already" in seats._wrong.text()
    seats.several.box.setPlainText("Jo Smith <jo@icb.uk>; Zed Who <z@w.uk>")
    boxes = [box for _, box in seats.several.who._boxes]
    boxes[1].setCurrentIndex(boxes[1].findData("guest"))
    seats.several.add()
    path = tmp_path / "more.csv"
    path.write_text("seat,organisation,role_kind\nMayor,City,Other\nICB CEO,ICB,CEO\n", "utf-8")
    seats.several.take_file(path)
    seats.several.box.setPlainText("Ambulance: CEO")
    seats.several.add()
    held = room.timeline(uid).seats_in_order()
    assert [(seat.label, seat.attendance, seat.key) for seat in held[5:]] == [
        ("Patient voice", "guest", "I"),
        ("Zed Who", "guest", "O"),
        ("Mayor", "member", "7") if held[7].key == "7" else ("Mayor", "member", held[7].key),
        ("Ambulance CEO", "member", held[8].key),
    ]
    keys = [seat.key for seat in held if seat.key]
    assert len(keys) == len(set(keys))
    assert room.held().posts_in_order()[-1].title == "Ambulance CEO"


def test_the_board_is_chosen_while_planned_and_kept_once_held(room: Room) -> None:
    planned, held = (
        room.session("Board 8"),
        room.session("Board 7", "ended", "2026-11-02T09:30+00:00", moments=1),
    )
    up = room.show(SessionPage, planned).set_up
    at = up.board.box.findData("four-actions")
    up.board.box.setCurrentIndex(at)
    up.board.box.activated.emit(at)
    assert thaw(room.timeline(planned).observation.board).id == "four-actions"
    past = room.show(SessionPage, held).set_up
    assert not past.board.box.isEnabled()
    assert "keeps the board it was made with" in past._about.text()


def test_a_past_session_opens_in_the_stream_and_a_table_edited_in_place(room: Room) -> None:
    uid = room.session("Board 7", "ended", "2026-11-02T09:30+00:00", moments=5)
    page = room.show(SessionPage, uid)
    assert not page.record.isHidden()
    table = page.record.moments
    tester = checked(table)
    resets: list[bool] = []
    table.modelReset.connect(lambda: resets.append(True))
    assert column(table, 1) == ["Us and them", "Challenge"] * 2 + ["Us and them"]
    first = table.row_at(0).uid
    assert write(table, 0, 0, "03:30")  # after the moment at 03:01
    assert write(table, table.place_of(first), 1, "challenge")
    assert write(table, table.place_of(first), 2, "*coach")
    assert write(table, table.place_of(first), 3, "*")
    assert write(table, table.place_of(first), 4, "patient")
    assert write(table, table.place_of(first), 5, "you people")
    assert write(table, table.place_of(first), 6, "leans back")
    assert not write(table, 0, 0, "95:00")
    assert "later than the session is long" in page.record._wrong.text()
    assert not write(table, 0, 0, "soon")
    moment = room.timeline(uid).moments[first]
    assert (moment.offset_ms, moment.tag, moment.by_coach, moment.seat) == (
        210_000, "challenge", True, None,
    )  # fmt: skip
    assert (moment.to_all, moment.lens) == (True, "patient")
    assert (moment.words, moment.note) == ("you people", "leans back")
    assert table.place_of(first) == 3
    assert resets == []
    assert tester.model() is table


def test_edits_to_a_past_session_are_undone_even_after_a_restart(room: Room) -> None:
    uid = room.session("Board 7", "ended", "2026-11-02T09:30+00:00", moments=3)
    before = room.timeline(uid)
    page = room.show(SessionPage, uid)
    gone = page.record.moments.row_at(0).uid
    write(page.record.moments, 1, 6, "changed")
    page.record.delete(gone)
    assert "deleted" in page.notice.words()
    write(page.record.turns, 0, 1, "00:40")
    assert len(room.timeline(uid).moments) == 2
    later = room.show(SessionPage, uid)
    for _ in range(3):
        assert later.opened.recorder.undo() is not None
    after = room.timeline(uid)
    assert after.moments == before.moments
    assert after.turns == before.turns
    assert later.opened.recorder.undo() is None
    next(one for one in later.actions_here() if one.id == "session.undo").run()
    assert later.notice.words() == "There is nothing more to undo here."
    assert column(later.record.moments, 6)[1] == "note 1"
    for _ in range(3):
        later.opened.recorder.redo()
    assert gone not in room.timeline(uid).moments


def test_the_stream_is_edited_in_its_row_by_keys(room: Room) -> None:
    uid = room.session("Board 7", "ended", "2026-11-02T09:30+00:00", moments=3)
    page = room.show(SessionPage, uid)
    view = page.record.stream
    view.stream.setFocus()
    QTest.keyClick(view.stream, Qt.Key.Key_Down)
    QTest.keyClick(view.stream, Qt.Key.Key_F2)
    assert view.editor is not None
    view.editor.note.setText("leans back")
    view.editor.keep()
    chosen = view.stream.selected
    assert view.editor is None
    assert room.timeline(uid).moments[chosen].note == "leans back"
    page.record.edit_current()
    assert page.escape()
    assert not page.escape()
    QTest.keyClick(view.stream, Qt.Key.Key_Delete)
    assert chosen not in room.timeline(uid).moments


def test_turns_never_overlap(room: Room) -> None:
    uid = room.session("Board 7", "ended", "2026-11-02T09:30+00:00", moments=3)
    page = room.show(SessionPage, uid)
    turns = page.record.turns
    checked(turns)
    assert not write(turns, 0, 1, "01:10")
    assert "would overlap the turn of ICB CEO at 01:00" in page.record._wrong.text()
    assert not write(turns, 1, 1, "00:30")
    assert write(turns, 0, 1, "01:00")
    assert write(turns, 0, 2, "*coach")
    turn = room.timeline(uid).turns_in_order()[0]
    assert (turn.end_ms, turn.by_coach, turn.seat) == (60_000, True, None)
    turns.delete(turn.uid)
    assert len(room.timeline(uid).turns) == 2


def test_a_seat_the_record_speaks_of_is_not_deleted(room: Room) -> None:
    uid = room.session("Board 7", "ended", "2026-11-02T09:30+00:00", moments=2)
    seats = room.show(SessionPage, uid).set_up.seats
    seats.delete(seats.model.row_at(0).uid)
    assert "is spoken of in the record" in seats._wrong.text()
    assert len(room.timeline(uid).seats) == 5


def test_a_link_from_the_search_opens_the_moment(room: Room) -> None:
    uid = room.session("Board 7", "ended", "2026-11-02T09:30+00:00", moments=40)
    moment = room.timeline(uid).moments_in_order()[3].uid
    page = room.show(SessionPage, f"{uid}/{moment}")
    assert page.record.current_moment() == moment
    page.record.show_view(1)
    assert page.record.current_moment() == moment


def test_start_go_on_copy_and_delete_from_the_page(room: Room) -> None:
    earlier = room.session("Board 7", "ended", "2026-11-02T09:30+00:00")
    uid = room.session("Board 8")
    page = room.show(SessionPage, uid)
    page.copy_button.click()
    assert room.held().sessions[room.gone[-1][1]].title == "Board 9"
    page.start_button.click()
    assert room.gone[-1] == ("live", uid)
    assert room.held().sessions[uid].state == "live"
    running = room.show(SessionPage, uid)
    assert running.start_button.text() == "Go on"
    running._delete()
    assert "end it before" in running.notice.words()
    copied = next(one.uid for one in room.held().sessions.values() if one.title == "Board 9")
    other = room.show(SessionPage, copied)
    other._delete()
    assert room.gone[-1] == ("home", "")
    assert room.told == ["“Board 9” is deleted, and stays in the journal and the backups."]
    assert set(room.held().sessions) == {earlier, uid}


def test_actual_times_are_mended_afterwards(room: Room) -> None:
    uid = room.session("Board 7", "ended", "2026-11-02T09:30+00:00")
    up = room.show(SessionPage, uid).set_up
    up.started.line.setText("2 Nov 2026, 09:41")
    up.started.keep_now()
    up.ended.line.setText("2 Nov 2026, 9:00")
    up.ended.keep_now()
    assert "end before it started" in up.ended._wrong.text()
    session = room.timeline(uid).session
    assert (session.started_at[:16], session.ended_at[:16]) == (
        "2026-11-02T09:41",
        "2026-11-02T11:00",
    )
    assert "lasted 79 min" in up._total.text()


def test_a_session_that_is_gone_says_so(room: Room) -> None:
    with pytest.raises(NotThere, match="no session"):
        SessionPage(room.desk, "gone")
