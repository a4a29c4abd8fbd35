"""Everything about a session can be edited in review, undone, done again, and is in the vault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from livecoach.core.moment import Moment, Remark
from livecoach.core.observation import Break, Turn
from livecoach.core.session import AgendaItem, Seat
from livecoach.figures.voice_figure import voice_figure, voice_shares
from livecoach.ui.review.agenda_panel import AgendaPanel
from livecoach.ui.review.break_panel import BreakPanel
from livecoach.ui.review.moment_panel import MomentPanel
from livecoach.ui.review.scene import SESSION
from livecoach.ui.review.seat_panel import SeatPanel
from livecoach.ui.review.session_panel import SessionPanel
from livecoach.ui.review.turn_panel import TurnPanel
from tests.figures.timelines import MINUTE, empty, full, moment
from tests.ui.review.opened import Opened, opened


@pytest.fixture
def at(qapp: QApplication, tmp_path: Path) -> Iterator[Opened]:
    timeline = full()
    timeline.load([moment("log", 80 * MINUTE, "us", source="imported", duration_ms=5000)])
    with opened(qapp, tmp_path, timeline) as page:
        yield page


def panel(at: Opened, uid: str, kind: type[Any]) -> Any:
    at.page.scene.pick(uid)
    shown = at.page.editor.panel
    assert isinstance(shown, kind)
    return shown


def type_into(field: Any, text: str) -> None:
    field.setFocus()
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
        field.document().setModified(True)
    else:
        field.setText(text)
        field.setModified(True)
    field.keep()


Act = Callable[[MomentPanel], object]
MOMENT_FIELDS: list[tuple[str, str, Act, object]] = [
    ("m0", "offset_ms", lambda p: type_into(p.time, "02:05"), 125_000),
    ("m0", "tag", lambda p: p.tag.choose("own"), "own"),
    ("m3", "tag", lambda p: p.tag.choose("over"), "over"),  # "something happened", classified
    ("m0", "tag", lambda p: p.tag.choose(""), None),
    ("m0", "seat", lambda p: p.who.choose("p2"), "p2"),
    ("m0", "by_coach", lambda p: p.who.choose("coach"), True),
    ("m0", "addressee", lambda p: p.to.choose("p1"), "p1"),
    ("m0", "to_all", lambda p: p.to.choose("all"), True),
    ("m0", "lens", lambda p: p.lens.choose("patient"), "patient"),
    ("m0", "words", lambda p: type_into(p.words, "we people"), "we people"),
    ("m0", "note", lambda p: type_into(p.note, "said twice"), "said twice"),
    ("log", "duration_ms", lambda p: type_into(p.lasted, "00:09"), 9000),
]


@pytest.mark.parametrize(("uid", "name", "act", "value"), MOMENT_FIELDS)
def test_each_field_of_a_moment(at: Opened, uid: str, name: str, act: Act, value: object) -> None:
    shown = panel(at, uid, MomentPanel)
    _, after = at.proves(lambda: act(shown))
    assert getattr(after[uid], name) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [("choice", "let_run"), ("action", "confront"), ("level", "pair"), ("noticed", "m0"),
     ("response", "deflected"), ("verdict", "late")],
)  # fmt: skip
def test_each_field_of_a_decision(at: Opened, name: str, value: str) -> None:
    part = panel(at, "m1", MomentPanel).decision
    _, after = at.proves(lambda: getattr(part, name).choose(value))
    assert getattr(after["d1"], name) == value


def test_why_the_coach_held_back(at: Opened) -> None:
    part = panel(at, "m2", MomentPanel).decision
    _, after = at.proves(lambda: part.reason.choose("productive"))
    assert after["d2"].reason == "productive"  # type: ignore[union-attr]


def test_a_choice_can_be_recorded_where_there_was_none(at: Opened) -> None:
    part = panel(at, "m3", MomentPanel).decision
    at.proves(part.let_run.click)
    decision = at.timeline.decision("m3")
    assert decision is not None
    assert decision.choice == "let_run"


def test_links_are_made_followed_and_taken_off(at: Opened) -> None:
    part = panel(at, "m5", MomentPanel).links

    def link() -> None:
        part.kind.choose("credits")
        part.earlier.choose("m0")

    at.proves(link)
    made = [at.timeline.links[uid] for uid in at.timeline.links_from["m5"]]
    assert [(row.earlier, row.kind) for row in made] == [("m0", "credits")]
    part._goer(made[0].uid)()
    assert at.page.scene.picked == "m0"
    part = panel(at, "m5", MomentPanel).links
    at.proves(part._remover(made[0].uid))
    assert made[0].uid not in at.timeline.links


@pytest.mark.parametrize("kind", ["correction", "dispute", "reflection"])
def test_a_dated_remark_stands_beside_a_moment(at: Opened, kind: str) -> None:
    part = panel(at, "m0", MomentPanel).remarks
    part._beginner(kind)()
    _, after = at.proves(lambda: type_into(part.fields[""], "It was the other chair."))
    made = next(row for row in after.values() if isinstance(row, Remark))
    assert (made.moment, made.kind, made.text) == ("m0", kind, "It was the other chair.")
    assert made.written_at == "2026-11-21T09:15:00+00:00"
    part = panel(at, "m0", MomentPanel).remarks
    at.proves(lambda: type_into(part.fields[made.uid], "It was both chairs."))
    at.proves(lambda: type_into(part.fields[made.uid], ""))
    assert made.uid not in at.timeline.remarks, "an emptied remark goes"


def test_a_moment_is_deleted_with_all_that_hangs_on_it(at: Opened) -> None:
    shown = panel(at, "m1", MomentPanel)
    _, after = at.proves(shown.delete.click)
    assert "m1" not in after
    assert "d1" not in after


@pytest.mark.parametrize(
    ("act", "name", "value"),
    [(lambda p: type_into(p.start, "02:10"), "start_ms", 130_000),
     (lambda p: type_into(p.end, "02:50"), "end_ms", 170_000),
     (lambda p: p.who.choose("p2"), "seat", "p2"),
     (lambda p: p.who.choose("coach"), "by_coach", True)],
)  # fmt: skip
def test_each_field_of_a_turn(
    at: Opened, act: Callable[[TurnPanel], object], name: str, value: object
) -> None:
    shown = panel(at, "t1", TurnPanel)
    _, after = at.proves(lambda: act(shown))
    assert getattr(after["t1"], name) == value


def test_a_turn_never_runs_into_its_neighbours(at: Opened) -> None:
    shown = panel(at, "t1", TurnPanel)
    type_into(shown.end, "20:00")
    assert at.timeline.turns["t1"].end_ms == 3 * MINUTE, "the silence begins there"
    type_into(shown.start, "00:10")
    assert at.timeline.turns["t1"].start_ms == MINUTE, "the turn before ends there"
    assert shown.start.text() == "01:00"


def test_a_turn_is_split_and_deleted(at: Opened) -> None:
    shown = panel(at, "t1", TurnPanel)
    at.page.scene.move_playhead(150_000)
    _, after = at.proves(shown.split.click)
    halves = sorted((r.start_ms, r.end_ms) for r in after.values()
                    if isinstance(r, Turn) and r.seat == "p1")  # fmt: skip
    assert halves == [(120_000, 150_000), (150_000, 180_000)]
    shown = panel(at, "t1", TurnPanel)
    _, after = at.proves(shown.delete.click)
    assert "t1" not in after


@pytest.mark.parametrize(
    ("act", "name", "value"),
    [(lambda p: type_into(p.title, "Stroke"), "title", "Stroke"),
     (lambda p: type_into(p.planned, "25"), "planned_min", 25),
     (lambda p: type_into(p.start, "12:00"), "started_ms", 720_000),
     (lambda p: type_into(p.end, "50:00"), "ended_ms", 3_000_000),
     (lambda p: p.earlier.click(), "place", 0),
     (lambda p: p.delete.click(), None, None)],
)  # fmt: skip
def test_each_field_of_an_agenda_item(
    at: Opened, act: Callable[[AgendaPanel], object], name: str | None, value: object
) -> None:
    shown = panel(at, "a1", AgendaPanel)
    _, after = at.proves(lambda: act(shown))
    if name is None:
        assert "a1" not in after
    else:
        assert getattr(after["a1"], name) == value


@pytest.mark.parametrize(
    ("act", "name", "value"),
    [(lambda p: type_into(p.label, "Chair of Org"), "label", "Chair of Org"),
     (lambda p: type_into(p.organisation, "Council"), "organisation", "Council"),
     (lambda p: p.role.choose("CEO"), "role_kind", "CEO"),
     (lambda p: p.attendance.choose("deputy"), "attendance", "deputy"),
     (lambda p: type_into(p.key, "k"), "key", "K"),
     (lambda p: type_into(p.came, "10:00"), "present_from_ms", 600_000),
     (lambda p: type_into(p.left, "70:00"), "present_to_ms", 4_200_000),
     (lambda p: p.up.click(), "place", 1),
     (lambda p: p.delete.click(), None, None)],
)  # fmt: skip
def test_each_field_of_a_seat(
    at: Opened, act: Callable[[SeatPanel], object], name: str | None, value: object
) -> None:
    shown = panel(at, "p2", SeatPanel)
    _, after = at.proves(lambda: act(shown))
    if name is None:
        assert "p2" not in after
    else:
        assert getattr(after["p2"], name) == value


def test_a_seat_that_spoke_is_not_deleted_and_the_page_says_why(at: Opened) -> None:
    shown = panel(at, "p0", SeatPanel)
    shown.delete.click()
    assert "p0" in at.timeline.seats
    assert "4 rows of this session are about this seat" in shown.trouble.text()


@pytest.mark.parametrize(
    "act",
    [lambda p: type_into(p.title, "Meeting 8"), lambda p: type_into(p.unheard, "15"),
     lambda p: type_into(p.reflection, "I waited too long."),
     lambda p: p.add_moment(), lambda p: p.add_turn(), lambda p: p.add_item(),
     lambda p: p.add_break(), lambda p: p.add_seat()],
)  # fmt: skip
def test_the_session_itself_and_what_is_added_to_it(
    at: Opened, act: Callable[[SessionPanel], object]
) -> None:
    shown = panel(at, SESSION, SessionPanel)
    at.page.scene.move_playhead(50 * MINUTE)
    before, after = at.proves(lambda: act(shown))
    added = [row for uid, row in after.items() if uid not in before]
    if added:
        assert len(added) == 1
        row = added[0]
        assert isinstance(row, Moment | Turn | AgendaItem | Break | Seat)
        if isinstance(row, Moment):
            assert (row.offset_ms, row.source, row.tag) == (50 * MINUTE, "back-dated", None)


def test_a_time_that_is_none_is_said_and_nothing_changes(at: Opened) -> None:
    shown = panel(at, "m0", MomentPanel)
    type_into(shown.time, "half past")
    assert "minutes and seconds" in shown.time.toolTip()
    assert at.timeline.moments["m0"].offset_ms == MINUTE
    QTest.keyClick(shown.time, Qt.Key.Key_Escape)
    assert shown.time.text() == "01:00"


def test_what_is_being_typed_is_kept_when_another_moment_is_picked(at: Opened) -> None:
    shown = panel(at, "m0", MomentPanel)
    shown.note.setFocus()
    QTest.keyClicks(shown.note, "half a thought")
    at.page.scene.pick("m4")
    assert at.timeline.moments["m0"].note == "half a thought"
    assert at.timeline.moments["m4"].note == ""


def test_what_is_being_typed_is_kept_when_the_page_is_left(at: Opened) -> None:
    shown = panel(at, "m0", MomentPanel)
    shown.words.setFocus()
    QTest.keyClicks(shown.words, "!")
    assert at.page.leaving()
    assert at.on_disk()["m0"].words == "!you people"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("act", "times"),
    [(lambda p: type_into(p.start, "31:00"), (31 * MINUTE, 40 * MINUTE)),
     (lambda p: type_into(p.end, "45:00"), (30 * MINUTE, 45 * MINUTE)),
     (lambda p: p.delete.click(), None)],
)  # fmt: skip
def test_each_field_of_a_break(
    at: Opened, act: Callable[[BreakPanel], object], times: tuple[int, int] | None
) -> None:
    shown = panel(at, "b0", BreakPanel)
    _, after = at.proves(lambda: act(shown))
    row = after.get("b0")
    assert (row is None) == (times is None)
    if isinstance(row, Break):
        assert (row.start_ms, row.end_ms) == times


def test_a_verdict_on_an_imported_interjection_makes_its_decision(at: Opened) -> None:
    at.page.scene.recorder.amend("log", tag="ask", by_coach=True)
    part = panel(at, "log", MomentPanel).decision
    part.verdict.choose("landed")
    decision = at.timeline.decision("log")
    assert decision is not None
    assert (decision.choice, decision.verdict) == ("interject", "landed")
    assert at.on_disk()[decision.uid] == decision
    at.page.undo()
    assert at.timeline.decision("log") is None


def test_a_remark_is_said_with_its_moment(at: Opened) -> None:
    part = panel(at, "m0", MomentPanel).remarks
    part._beginner("dispute")()
    type_into(part.fields[""], "The other chair remembers it otherwise.")
    assert at.page.list.spoken_text(0) == "01:00, Us and them, Post 0, “you people”, disputed."


def test_the_sentence_tells_what_now_stands(at: Opened) -> None:
    shown = panel(at, "m0", MomentPanel)
    type_into(shown.time, "46:00")
    assert at.page.scene.playhead_ms == 46 * MINUTE
    assert at.page.said.words.startswith("46:00")
    at.page.undo()
    assert at.page.scene.playhead_ms == MINUTE
    assert at.page.said.words.startswith("01:00")
    type_into(shown.words, "we people")
    assert "we people" in at.page.said.words
    at.page.undo()
    assert "you people" in at.page.said.words
    at.page.redo()
    assert "we people" in at.page.said.words
    item = panel(at, "a1", AgendaPanel)
    type_into(item.title, "Falls")
    assert at.page.said.words.startswith("Agenda item Falls")
    panel(at, "t1", TurnPanel)
    assert at.actions.run("review.later")
    assert at.page.said.words.startswith("02:01, Post 1 had the floor")


@pytest.mark.parametrize(
    ("name", "first"),
    [("moment", "tag"), ("turn", "start"), ("item", "title"), ("break", "start"),
     ("seat", "label")],
)  # fmt: skip
def test_the_keyboard_goes_to_what_was_added(at: Opened, name: str, first: str) -> None:
    shown = panel(at, SESSION, SessionPanel)
    at.page.scene.move_playhead(50 * MINUTE)
    at.page.window().activateWindow()
    assert QTest.qWaitForWindowActive(at.page.window())
    shown.adders[name].setFocus()
    QTest.keyClick(shown.adders[name], Qt.Key.Key_Space)
    field = getattr(at.page.editor.panel, first)
    assert field.hasFocus()
    if name in ("turn", "item", "break", "seat"):
        assert field.selectedText() == field.text() != ""


def test_a_time_is_shown_to_the_second_and_kept_to_the_thousandth(at: Opened) -> None:
    turn = at.timeline.turns["t1"]
    at.page.scene.recorder.replace_rows("Turn", [(turn, replace(turn, start_ms=120_869))])
    shown = panel(at, "t1", TurnPanel)
    assert shown.start.text() == "02:00"
    type_into(shown.start, "02:00")
    assert at.timeline.turns["t1"].start_ms == 120_869
    QTest.keyClick(shown.start, Qt.Key.Key_Up)
    assert (shown.start.text(), at.timeline.turns["t1"].start_ms) == ("02:01", 121_869)
    type_into(shown.start, "02:02.5")
    assert at.timeline.turns["t1"].start_ms == 122_500
    at.page.scene.pick("t4")
    at.page.scene.pick("t1")
    assert shown.start.text() == "02:02.500"


def test_a_first_timed_turn_says_that_the_tagged_ones_count_no_more(
    qapp: QApplication, tmp_path: Path
) -> None:
    log = empty(imported=True)
    log.load(moment(f"m{n}", n * MINUTE, "us", seat="p0", source="imported") for n in range(3))
    with opened(qapp, tmp_path, log) as page:
        page.page.scene.move_playhead(50 * MINUTE)
        shown = panel(page, SESSION, SessionPanel)
        QTest.mouseClick(shown.adders["turn"], Qt.MouseButton.LeftButton)
        assert page.told == [
            "This session has now 1 timed turn; its 3 tagged turns no longer count as turns."
        ]
        figure = voice_figure(voice_shares(page.page.scene.log()))
        assert figure.sentence.endswith("3 tagged turns do not count beside what was timed.")
        page.page.undo()
        assert len(page.told) == 1
        assert "not count" not in voice_figure(voice_shares(page.page.scene.log())).sentence


def test_a_seat_that_never_came_is_told_as_not_present(at: Opened) -> None:
    seat = at.timeline.seats["p2"]
    end = 90 * MINUTE
    at.page.scene.recorder.replace_rows(
        "Seat", [(seat, replace(seat, present_from_ms=end, present_to_ms=end))]
    )
    at.page.scene.pick("p2")
    assert at.page.said.words == "Post 2, not present in this session."
    layout = at.page.timeline.layout_now()
    assert [(one.text, one.uid) for one in layout.absent] == [("not present", "seat:p2")]
