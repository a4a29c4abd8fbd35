from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from livecoach.core.coaching import Rhythm
from livecoach.core.ids import new_uid
from livecoach.core.session import CheckOut
from livecoach.core.summary import Release
from livecoach.store import reading
from livecoach.ui.programme.home import HomePage
from tests.ui.pointer import move
from tests.ui.programme.room import Room


def rhythms(room: Room) -> list[Rhythm]:
    room.saved()
    return room.writer.ask(lambda db: reading.rows(db, Rhythm))


def due_words(page: HomePage) -> list[str]:
    return [label.text() for row in page.due._rows for label in row.findChildren(QLabel)]


def test_the_months_hold_what_was_planned_held_and_skipped(room: Room) -> None:
    room.session("Board 1", "ended", "2026-06-05T09:30+01:00", moments=3)
    room.session("Board 2", "skipped", "2026-07-03T09:30+01:00")
    planned = room.session("Board 3", "planned", "2026-12-04T09:30+00:00")
    page = room.show(HomePage)
    assert "1 live coaching" in page.year.line.text()
    assert "1 session is planned. 1 was skipped." in page.year.line.text()
    view = page.year.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Left)  # the last one
    assert view.accessibleName() == "Board 3: Live coaching, planned, Fri 4 Dec 2026."
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert room.gone == [("session", planned)]
    (_, box) = view._places()[0]
    move(view, box.center().toPoint())
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert len(room.gone) == 2
    move(view, QPoint(1, 1))


def test_a_skipped_session_stays_in_the_months(room: Room) -> None:
    planned = room.session("Board 3", "planned", "2026-12-04T09:30+00:00")
    page = room.show(HomePage)
    page._skip(planned)
    assert "1 was skipped." in page.year.line.text()
    page.book.undo()
    assert "1 session is planned." in page.year.line.text()


def test_the_rhythm_is_changed_from_a_day_and_the_change_is_undone(room: Room) -> None:
    room.keep("Rhythm", Rhythm(new_uid(), "live", "2026-11-01", "2027-10-31", 7))
    room.session("Board 1", "ended", "2026-11-05T09:30+00:00", moments=3)
    page = room.show(HomePage)
    page.year.turn_over()
    page.year.day.setText("1 Jan 2027")
    QTest.keyClick(page.year.day, Qt.Key.Key_Return)
    assert sorted((row.starts_on, row.ends_on, row.every_days) for row in rhythms(room)) == [
        ("2026-11-01", "2026-12-31", 7), ("2027-01-01", "2027-10-31", 30),
    ]  # fmt: skip
    page.book.undo()
    assert [row.every_days for row in rhythms(room)] == [7]
    page.year.day.setText("some day")
    QTest.keyClick(page.year.day, Qt.Key.Key_Return)
    assert "is not a date" in page.year.trouble.text()


def test_an_open_check_out_and_a_summary_not_let_go_are_due(room: Room) -> None:
    uid = room.session("Board 1", "ended", "2026-11-05T09:30+00:00", moments=3)
    page = room.show(HomePage)
    assert "The check-out of “Board 1” is open" in due_words(page)
    assert "The summary of “Board 1” is not let go yet" in due_words(page)
    seat = room.timeline(uid).seats_in_order()[0]
    room.keep("Answers", CheckOut(new_uid(), uid, seat.uid, 7),
              Release(new_uid(), uid, "group", "docx", released_at="2026-11-09"))  # fmt: skip
    page = room.show(HomePage)
    assert not any("Board 1" in words for words in due_words(page))


def test_a_new_rhythm_offers_to_plan_its_sessions_and_to_skip_those_too_many(room: Room) -> None:
    room.session("Board 1", "ended", "2026-11-03T09:30+00:00", moments=3)
    for day in ("12-01", "12-08", "12-15"):
        room.session(f"Board {day}", "planned", f"2026-{day}T09:30+00:00")
    page = room.show(HomePage)

    def offer(beginning: str) -> None:
        button = next(one for one in page.notice._buttons if one.text().startswith(beginning))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    page.year.turn_over()
    page.year.day.setText("1 Dec 2026")
    QTest.keyClick(page.year.day, Qt.Key.Key_Return)

    def states() -> list[str]:
        return sorted(one.state for one in page.book.programme.sessions.values())

    before = states()
    offer("Mark 2 others skipped")
    assert states().count("skipped") == 2
    offer("Plan ")
    room.saved()
    many = states().count("planned")
    assert many > before.count("planned")
    assert f"{many} sessions are planned. 2 were skipped." in page.year.line.text()
    lines = room.writer.ask(reading.sessions)
    assert {line.seats for line in lines if line.state == "planned"} == {lines[0].seats}
    page.book.undo()
    page.book.undo()
    room.saved()
    assert states() == before
    page.book.redo()
    page.book.redo()
    assert states().count("planned") == many
