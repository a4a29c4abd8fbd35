"""One key is one moment: real key events through the window into the record."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from livecoach.ui.live.agenda_strip import agenda_words
from tests.ui.live.scene import Scene, latest

Key = Qt.Key
Mod = Qt.KeyboardModifier


def press(live: Scene, *keys: Key | str, held: Mod = Mod.NoModifier) -> None:
    for key in keys:
        target = QApplication.focusWidget() or live.window
        if isinstance(key, str):
            QTest.keyClicks(target, key, held)
        else:
            QTest.keyClick(target, key, held)


def test_a_tag_key_makes_a_moment_at_once_with_the_seat_that_has_the_floor(live: Scene) -> None:
    live.at(1)
    press(live, "9")
    live.at(1, 8)
    press(live, "q")
    (moment,) = live.recorder.timeline.moments.values()
    assert moment.tag == "us-and-them"
    assert moment.seat == live.seat("Acute Chair").uid
    assert moment.offset_ms == 68_000


def test_a_seat_key_moves_the_floor_and_nothing_else(live: Scene) -> None:
    live.at(2)
    press(live, "9")
    live.at(3)
    press(live, "u")
    turns = live.recorder.timeline.turns_in_order()
    assert [(t.seat, t.start_ms, t.end_ms) for t in turns] == [
        (live.seat("Acute Chair").uid, 120_000, 180_000),
        (live.seat("Community Chair").uid, 180_000, None),
    ]
    live.at(4)
    press(live, "u")
    assert live.recorder.timeline.open_turn is None
    assert not live.recorder.timeline.moments


def test_silence_and_nobody(live: Scene) -> None:
    live.at(1)
    press(live, ",")
    turn = live.recorder.timeline.open_turn
    assert turn is not None and turn.seat is None and not turn.by_coach
    live.at(2)
    press(live, ";")
    assert live.recorder.timeline.open_turn is None


def test_shift_says_to_whom_and_ctrl_whose_it_was(live: Scene) -> None:
    press(live, "9", "q")
    press(live, Key.Key_M, held=Mod.ShiftModifier)
    moment = live.recorder.timeline.moments[latest(live)]
    assert moment.addressee == live.seat("Council CEO").uid
    press(live, Key.Key_U, held=Mod.ControlModifier)
    moment = live.recorder.timeline.moments[latest(live)]
    assert moment.seat == live.seat("Community Chair").uid
    turn = live.recorder.timeline.open_turn
    assert turn is not None and turn.seat == live.seat("Acute Chair").uid
    press(live, "'")
    assert live.recorder.timeline.moments[latest(live)].to_all


def test_the_first_key_takes_the_time_and_later_ones_only_add(live: Scene) -> None:
    live.at(5)
    press(live, "q")
    live.at(5, 40)
    press(live, "1")
    moment = live.recorder.timeline.moments[latest(live)]
    assert moment.lens == live.recorder.timeline.board.lenses[0].id
    assert moment.offset_ms == 300_000


def test_back_date_by_five_seconds_a_press_up_to_the_start(live: Scene) -> None:
    live.at(0, 8)
    press(live, "q", "-")
    moment = live.recorder.timeline.moments[latest(live)]
    assert (moment.offset_ms, moment.source) == (3000, "back-dated")
    press(live, "-", "-")
    assert live.recorder.timeline.moments[latest(live)].offset_ms == 0
    sentence = live.window.parts.stream.spoken_text(0)
    assert "put in 8 s late" in sentence


def test_something_happened_is_classified_later(live: Scene) -> None:
    press(live, ".")
    assert live.recorder.timeline.moments[latest(live)].tag is None


def test_auto_repeat_never_makes_a_moment(live: Scene) -> None:
    for again in (False, True, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Q, Mod.NoModifier, "q", again, 1)
        QApplication.sendEvent(live.window, event)
    assert len(live.recorder.timeline.moments) == 1


def test_the_same_tag_within_two_seconds_counts_once_and_says_so(live: Scene) -> None:
    live.at(1)
    press(live, "q")
    live.at(1, 1)
    press(live, "q")
    assert len(live.recorder.timeline.moments) == 1
    assert "counted once" in live.window.parts.stream.notice
    press(live, "w")
    live.at(1, 4)
    press(live, "q")
    assert len(live.recorder.timeline.moments) == 3


def test_the_same_tag_counts_twice_where_the_coach_says_so(live: Scene) -> None:
    live.desk.settings.set(same_tag_again=True)
    press(live, "q", "q")
    assert len(live.recorder.timeline.moments) == 2


def test_let_it_run_with_its_reason(live: Scene) -> None:
    press(live, Key.Key_Space)
    uid = latest(live)
    press(live, Key.Key_Up, "3")
    decision = live.recorder.timeline.decision(uid)
    assert decision is not None
    assert (decision.choice, decision.reason) == ("let_run", "productive")


def test_interject_then_one_key_names_it_and_the_time_is_of_the_first(live: Scene) -> None:
    live.at(7)
    press(live, "9", Key.Key_Return)
    uid = latest(live)
    live.at(7, 3)
    press(live, "b")
    decision = live.recorder.timeline.decision(uid)
    assert decision is not None
    assert (decision.choice, decision.action) == ("interject", "bring_in")
    moment = live.recorder.timeline.moments[uid]
    assert (moment.offset_ms, moment.by_coach) == (420_000, True)
    assert len(live.recorder.timeline.moments) == 1


def test_after_an_interjection_a_seat_key_still_moves_the_floor(live: Scene) -> None:
    live.at(7)
    press(live, Key.Key_Return)
    live.at(7, 12)
    press(live, "p")
    turn = live.recorder.timeline.open_turn
    assert turn is not None and turn.seat == live.seat("Mental health CEO").uid
    decision = live.recorder.timeline.decision(latest(live))
    assert decision is not None and decision.action == ""
    press(live, "b")
    assert len(live.recorder.timeline.moments) == 2  # nothing waits any more: B is its own tag


def test_what_followed_is_filled_in_and_answered_from_the_chosen_row(live: Scene) -> None:
    live.at(7)
    press(live, "9", Key.Key_Return)
    uid = latest(live)
    live.at(7, 12)
    press(live, "p")
    assert "first Mental health CEO after 0:12" in live.window.parts.stream.spoken_text(0)
    press(live, Key.Key_Up, "1", "4")
    decision = live.recorder.timeline.decision(uid)
    assert decision is not None
    assert (decision.response, decision.verdict) == ("taken_up", "late")


def test_a_link_in_two_keys_from_the_stream(live: Scene) -> None:
    press(live, "q")
    first = latest(live)
    live.at(2)
    press(live, "a")
    second = latest(live)
    live.at(4)
    press(live, "s")
    third = latest(live)
    press(live, Key.Key_Up, Key.Key_Down, Key.Key_Down)
    assert live.window.parts.stream.selected == first
    press(live, "=", "t")
    (link,) = live.recorder.timeline.links.values()
    assert (link.later, link.earlier, link.kind) == (third, first, "takes_up")
    press(live, Key.Key_Escape)
    live.window.escape()
    press(live, "=", "c")
    kinds = {(one.later, one.earlier, one.kind) for one in live.recorder.timeline.links.values()}
    assert (third, second, "credits") in kinds


def test_agenda_break_and_going_on(live: Scene) -> None:
    press(live, Key.Key_F6)
    items = live.recorder.timeline.agenda_in_order()
    assert items[0].started_ms == 0
    live.at(12)
    press(live, Key.Key_F6)
    items = live.recorder.timeline.agenda_in_order()
    assert (items[0].ended_ms, items[1].started_ms) == (720_000, 720_000)
    press(live, "9", Key.Key_F7)
    assert live.recorder.timeline.open_break is not None
    assert live.recorder.timeline.open_turn is None
    live.at(20)
    press(live, Key.Key_F7)
    (only,) = live.recorder.timeline.breaks.values()
    assert (only.start_ms, only.end_ms) == (720_000, 1_200_000)
    assert live.window.parts.stream.spoken_text(0) == "12:00, Break, 8 min 00 s"


def test_an_agenda_is_not_offered_on_once_the_session_has_ended(live: Scene) -> None:
    press(live, Key.Key_F6)
    assert agenda_words(live.recorder.timeline, 0).action == "next"
    live.at(12)
    live.recorder.end()
    said = agenda_words(live.recorder.timeline, 720_000)
    assert (said.title, said.action) == ("Agenda, in part", "")


def test_the_latch_keys_say_whom_whose_and_who_came_or_left(live: Scene) -> None:
    press(live, "9", "q", Key.Key_F3, "n")
    assert live.recorder.timeline.moments[latest(live)].addressee == live.seat("Council Chair").uid
    press(live, Key.Key_F4, "i")
    assert live.recorder.timeline.moments[latest(live)].seat == live.seat("Community CEO").uid
    live.at(30)
    press(live, Key.Key_F5, "h")
    assert live.seat("Ambulance Chair").present_to_ms == 1_800_000
    live.at(40)
    press(live, Key.Key_F5, "h")
    assert live.seat("Ambulance Chair").present_to_ms is None
    turn = live.recorder.timeline.open_turn
    assert turn is not None and turn.seat == live.seat("Acute Chair").uid


def test_seats_are_moved_round_the_table_by_keyboard(live: Scene) -> None:
    press(live, Key.Key_F8, "7", Key.Key_Right, Key.Key_Right)
    order = [seat.label for seat in live.recorder.timeline.seats_in_order()]
    assert order[:3] == ["ICB CEO", "Acute Chair", "ICB Chair"]
    press(live, Key.Key_F8, "7")
    turn = live.recorder.timeline.open_turn
    assert turn is not None and turn.seat == live.seat("ICB Chair").uid


def test_undo_says_what_and_takes_a_whole_press_back(live: Scene) -> None:
    press(live, "9", "q")
    live.saved()
    undo = next(c for c in live.window.parts.bottom.cells if c.id == "undo")
    assert undo.name == "Undo: Tag: Us and them"
    press(live, Key.Key_Z, held=Mod.ControlModifier)
    assert not live.recorder.timeline.moments
    press(live, Key.Key_Z, held=Mod.ControlModifier | Mod.ShiftModifier)
    assert len(live.recorder.timeline.moments) == 1
    press(live, Key.Key_Z, Key.Key_Z, held=Mod.ControlModifier)
    press(live, Key.Key_Z, Key.Key_Z, held=Mod.ControlModifier)
    assert live.recorder.running()
    assert not live.recorder.timeline.turns


def test_undo_still_works_after_a_restart(live: Scene) -> None:
    live.at(3)
    press(live, "9", "q", "w")
    window = live.reopened()
    window.show()
    assert len(live.recorder.timeline.moments) == 2
    QTest.keyClick(window, Key.Key_Z, Mod.ControlModifier)
    QTest.keyClick(window, Key.Key_Z, Mod.ControlModifier)
    assert not live.recorder.timeline.moments
    assert live.recorder.timeline.open_turn is not None
    QTest.keyClick(window, Key.Key_Y, Mod.ControlModifier)
    assert len(live.recorder.timeline.moments) == 1


def test_a_running_session_opened_again_stands_as_it_stood(live: Scene) -> None:
    live.at(42)
    press(live, "9", "q")
    live.at(43)
    window = live.reopened()
    window.show()
    assert live.recorder.now_ms() == 43 * 60_000
    turn = live.recorder.timeline.open_turn
    assert turn is not None and turn.seat == live.seat("Acute Chair").uid
    assert any("speaking 1:00" in card.sentence for card in window.parts.table.cards())
    live.at(44)
    QTest.keyClicks(window, "w")
    assert live.recorder.timeline.moments[latest(live)].offset_ms == 44 * 60_000


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"ms": 600_000, "asleep_ms": 540_000}, "slept for 9 min"),
        ({"ms": 61_000, "stepped_ms": 3_600_000}, "set by 60 min"),
        ({"ms": 61_000, "offset_min": 60}, "time zone changed"),
    ],
)
def test_what_the_laptops_clock_did_stands_in_the_stream(
    live: Scene, what: dict[str, int], words: str
) -> None:
    press(live, "q")
    for name, value in what.items():
        setattr(live.clock, name, value)
    press(live, "w")
    live.saved()
    rows = [live.window.parts.stream.spoken_text(n) for n in range(3)]
    assert any(words in row for row in rows)
    assert live.recorder.timeline.moments[latest(live)].offset_ms == what["ms"]


def test_no_key_tags_before_the_start_or_after_the_end(live: Scene) -> None:
    live.at(90)
    press(live, "q")
    live.window.doing.pressed("end")
    assert live.recorder.running()  # it asks once more, in place
    live.window.doing.pressed("end_now")
    assert live.recorder.timeline.session.state == "ended"
    press(live, "w", "9")
    assert len(live.recorder.timeline.moments) == 1
    assert "has ended" in live.window.parts.stream.notice
    assert live.recorder.timeline.observation.length_ms == 90 * 60_000


def test_single_key_tags_can_be_switched_off(live: Scene) -> None:
    live.desk.settings.set(single_keys=False)
    press(live, "q", "9")
    assert not live.recorder.timeline.moments and live.recorder.timeline.open_turn is None
    assert live.window.parts.stream.notice == "Single keys are off: hold Ctrl and Alt with 9"
    press(live, Key.Key_Q, held=Mod.ControlModifier | Mod.AltModifier)
    assert len(live.recorder.timeline.moments) == 1


def test_a_command_can_be_put_on_another_key(live: Scene) -> None:
    live.actions.remap({"live.silence": "F13", "live.back_date": "\\"})
    press(live, ",")
    assert live.recorder.timeline.open_turn is None
    press(live, Key.Key_F13)
    assert live.recorder.timeline.open_turn is not None
    live.at(1)
    press(live, "q", "\\")
    assert live.recorder.timeline.moments[latest(live)].offset_ms == 55_000
    chip = next(c for c in live.window.parts.table.cells if c.id == "silence")
    assert chip.name == "Silence, key F13"


def test_every_press_is_on_disk_in_order(live: Scene) -> None:
    from livecoach.store import reading

    live.desk.settings.set(same_tag_again=True)
    for number, keys in enumerate(("9q", "ua", "iz", "0w", "hx", "ks") * 5):
        live.at(number)
        press(live, *keys)
    live.saved()
    stood = live.writer.ask(lambda db: reading.timeline(db, live.session))
    here = live.recorder.timeline
    assert stood.moments_in_order() == here.moments_in_order()
    assert stood.turns_in_order() == here.turns_in_order()
    labels = {"9": "Acute Chair", "u": "Community Chair", "i": "Community CEO", "0": "Acute CEO",
              "h": "Ambulance Chair", "k": "Primary care Chair"}  # fmt: skip
    want = [live.seat(labels[keys[0]]).uid for keys in ("9q", "ua", "iz", "0w", "hx", "ks") * 5]
    assert [moment.seat for moment in stood.moments_in_order()] == want


def test_the_key_sheet_lists_the_tags_and_the_seats_but_not_while_discreet(live: Scene) -> None:
    sheet = dict(live.window.key_sections())
    assert ("Q", "Us and them") in sheet["Language"]
    assert ("9", "Acute Chair") in sheet["Floor"]
    live.window.doing.table["live.discreet"]()
    assert not live.window.key_sections()
