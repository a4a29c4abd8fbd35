from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from livecoach.core.coaching import Agreement, Pair, PairNote
from livecoach.core.planning.duties import Duty
from livecoach.core.session import Session
from livecoach.core.summary import Release, SummaryPiece
from livecoach.exchange.example import example_session
from livecoach.store import reading
from livecoach.ui.conversations.agreement import AgreementPage
from livecoach.ui.programme.home import HomePage
from livecoach.ui.programme.session_list import Item
from tests.ui.programme.room import Room


def rows(page: HomePage) -> list[Item]:
    page._show_list()
    return page.list._items.items


def only(room: Room) -> Session:
    (session,) = room.held().sessions.values()
    return session


def test_an_empty_programme_says_what_to_do_first(bare: Room) -> None:
    page = bare.show(HomePage)
    assert [row.title for row in rows(page)] == ["No session yet"]
    assert page.next_card._title.text() == "Nothing is planned yet"
    assert "who is in the system" in page.next_card._when.text()
    assert not page.due.isHidden()


def test_the_list_says_when_what_how_it_stands_and_how_much_is_in_it(room: Room) -> None:
    room.session("Chairs & CEOs · meeting 7", "ended", "2026-11-02T09:30+00:00", moments=4)
    room.session("Chairs & CEOs · meeting 8")
    room.session("Away-day", "skipped", "2025-10-05T14:00+01:00", "team")
    page = room.show(HomePage)
    tester = QAbstractItemModelTester(
        page.list._items, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    shown = [(row.day, row.clock, row.title, row.state, row.second) for row in rows(page)]
    assert shown == [
        ("Tue 1 Dec", "09:30", "Chairs & CEOs · meeting 8", "planned",
         "Live coaching · 5 seats · 90 min · Town Hall"),
        ("Mon 2 Nov", "09:30", "Chairs & CEOs · meeting 7", "ended",
         "Live coaching · 5 seats · 4 moments · 4 turns · Town Hall"),
        ("Sun 5 Oct 2025", "14:00", "Away-day", "skipped",
         "Team · 5 seats · 90 min · Town Hall"),
    ]  # fmt: skip
    assert page.next_card._title.text() == "Chairs & CEOs · meeting 8"
    assert "5 seats · agenda of 1" in page.next_card._when.text()
    assert tester.model() is page.list._items


def test_search_finds_sessions_and_what_was_said_and_noted_in_them(room: Room) -> None:
    held = room.session("Budget meeting", "ended", "2026-11-02T09:30+00:00", moments=3)
    room.session("Other")
    page = room.show(HomePage)
    page.search.setText("budg")
    assert [row.title for row in rows(page)][:2] == ["1 session", "Budget meeting"]
    page.search.setText("note 1")
    found = rows(page)
    assert found[0].title == "1 found inside"
    assert found[1].title == "01:01  Challenge, ICB CEO · Budget meeting"
    assert ("note", True) in found[1].marks
    page._open_item(found[1])
    moment = next(one for one in room.timeline(held).moments.values() if one.note == "note 1")
    assert room.gone[-1] == ("session", f"{held}/{moment.uid}")
    page.search.setText("Dame Jo")
    page._open_item(rows(page)[-1])
    assert room.gone[-1] == ("engagement", "")
    page.search.setText('"* OR (')
    assert rows(page)[0].title == "Nothing holds all of these words"
    assert page.escape()
    assert not page.escape()


def test_start_live_session_is_one_action_with_a_seat_for_every_post(room: Room) -> None:
    room.session("Board 6", "ended", "2026-11-02T09:30+00:00")
    earlier = only(room).uid
    page = room.show(HomePage)
    page.next_card.start.click()
    ((name, uid),) = room.gone
    session = room.held().sessions[uid]
    assert name == "live" and uid != earlier
    timeline = room.timeline(session.uid)
    assert timeline.session.state == "live"
    assert [seat.key for seat in timeline.seats_in_order()] == list("7890U")
    assert timeline.board.name == "Live coaching"
    assert len(timeline.clock_anchors) == 1


def test_the_session_planned_next_is_the_one_started(room: Room) -> None:
    uid = room.session("Chairs & CEOs · meeting 8")
    page = room.show(HomePage)
    page.next_card.start.click()
    assert room.gone == [("agreement", uid)]  # shown before the first session of all
    assert only(room).state == "planned"
    agreement = room.show(AgreementPage, uid)
    agreement.fields["logged"].area.setPlainText("Turns and moments.")
    agreement.fields["logged"].keep_now()
    agreement.start.click()
    assert room.gone[-1] == ("live", uid)
    assert only(room).state == "live"
    assert [one.logged for one in page.book.agreements()] == ["Turns and moments."]
    again = room.show(HomePage)
    assert again.next_card.start.text() == "Go on"
    assert "agenda" not in again.next_card._when.text()
    again.next_card.start.click()
    assert room.gone[-1] == ("live", uid)
    again.list.delete_asked.emit(uid)
    assert "end it before you delete it" in again.notice.words()
    assert only(room).state == "live"


def test_planning_copies_the_set_up_of_the_last_of_its_kind(room: Room) -> None:
    room.session("Board 4", "ended", "2026-11-02T09:30+00:00", moments=2)
    page = room.show(HomePage)
    assert page.plan_card._notes["live"].text() == "as “Board 4”"
    page._plan("live")
    name, uid = room.gone[-1]
    assert name == "session"
    planned = room.timeline(uid)
    assert (planned.session.title, planned.session.state) == ("Board 5", "planned")
    assert planned.session.planned_at == "2026-11-30T09:30+00:00"
    assert [item.title for item in planned.agenda.values()] == ["Stroke pathway"]
    assert len(planned.seats) == 5
    page.book.undo()
    assert len(room.held().sessions) == 1


def test_a_session_is_deleted_whole_and_undo_brings_every_row_back(room: Room) -> None:
    uid = room.session("Board 4", "ended", "2026-11-02T09:30+00:00", moments=6)
    before = room.timeline(uid)
    page = room.show(HomePage)
    page.list.setCurrentIndex(page.list._items.index(0, 0))
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert "“Board 4” is deleted" in page.notice.words()
    for table in ("session", "seat", "turn", "moment", "observation", "agenda_item"):
        assert room.count(table) == 0
    page.book.undo()
    after = room.timeline(uid)
    assert after.moments == before.moments
    assert after.turns == before.turns
    assert after.seats == before.seats
    later = room.show(HomePage)  # as after a restart: the journal is all there is
    later.book.redo()
    assert room.count("moment") == 0
    later.book.undo()
    assert room.timeline(uid).moments == before.moments


def test_undo_of_a_session_that_has_grown_since_is_refused(room: Room) -> None:
    page = room.show(HomePage)
    page._plan("live")
    _, uid = room.gone[-1]
    recorder = room.desk.recorder(uid, lambda edit: None)
    recorder.add_seat("Patient voice")
    room.saved()
    page.book.undo()
    assert "the session has been changed since" in page.notice.words()
    assert len(room.timeline(uid).seats) == 6


def test_a_skipped_session_stays_in_sight_and_a_missed_one_is_due(room: Room) -> None:
    late = room.session("Away-day", at="2026-11-03T09:30+00:00", kind="team")
    uid = room.session("Board 8")
    page = room.show(HomePage)
    assert (
        "“Away-day” was planned" in page.due._rows[-1].findChildren(type(page._heading))[0].text()
    )
    page._skip(uid)
    assert room.held().sessions[uid].state == "skipped"
    assert page.next_card._title.text() == "Nothing is planned yet"
    assert [row.state for row in rows(page)] == ["skipped", "planned"]
    assert room.held().sessions[late].state == "planned"


def test_a_programme_of_many_sessions_is_one_read(room: Room) -> None:
    for number in range(60):
        room.session(f"Board {number}", "ended", f"2026-{number % 9 + 1:02d}-02T09:30+00:00")
    page = room.show(HomePage)
    assert len(rows(page)) == 60
    assert len(room.writer.ask(reading.sessions)) == 60


def test_a_deleted_session_takes_its_summary_and_pair_notes_along_and_back(room: Room) -> None:
    uid = room.session("Pair", "ended", "2026-11-02T09:30+00:00", "pair", moments=2)
    first, second = sorted(post.uid for post in room.programme.posts_in_order()[:2])
    room.keep("Round it", PairNote("n", uid, "Hear each other"), Release("r", uid, "group", "pdf"),
              SummaryPiece("s", uid, "k", "patterns"),
              Pair("p", first, second, "held", "2026-11-02", uid))  # fmt: skip
    page = room.show(HomePage)
    page._delete(uid)
    assert (room.count("pair_note"), room.count("summary_piece")) == (0, 0)
    assert (room.count("release"), room.count("pair")) == (1, 1)
    page.book.undo()
    pair = room.writer.ask(lambda db: reading.rows(db, Pair))[0]
    assert pair.session == uid
    assert (room.count("pair_note"), room.count("summary_piece")) == (1, 1)


def test_what_is_due_leads_to_where_it_is_settled(room: Room) -> None:
    room.show(HomePage)._settle(Duty("agreement", ""))
    assert room.gone[-1] == ("engagement", "")
    room.keep("Agreement", Agreement("a", 1, ""))
    page = room.show(HomePage)
    page._settle(Duty("agreement", ""))
    assert room.gone[-1] == ("agreement", "")
    page._settle(Duty("retention", ""))
    assert room.gone[-1] == ("engagement", "")


def test_the_shipped_example_is_marked_and_deleted_like_any_other(bare: Room) -> None:
    bare.desk.save(example_session())
    bare.saved()
    page = bare.show(HomePage)
    (row,) = rows(page)
    assert row.second.endswith("example")
    before = bare.timeline(row.uid)
    page._delete(row.uid)
    for table in ("session", "seat", "moment", "decision", "link", "check_out", "turn"):
        assert bare.count(table) == 0
    page.book.undo()
    after = bare.timeline(row.uid)
    assert after.moments == before.moments
    assert after.links == before.links
    assert after.check_outs == before.check_outs
    assert after.decisions == before.decisions
