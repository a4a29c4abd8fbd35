"""Seats as they sit: moved by hand, come and gone, deputies and guests, silence drawn on each."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from livecoach.ui.live import seat_menu
from livecoach.ui.live.seat_reading import briefs, seat_cards, seat_faces, titles
from livecoach.ui.theme import Theme
from tests.ui.live.scene import Scene, meeting, scene
from tests.ui.live.seen import drawn_texts
from tests.ui.pointer import LEFT, move


def act(live: Scene, label: str, words: str) -> None:
    window = live.window
    lines = seat_menu.entries(
        window.recorder, window.pressing, live.seat(label).uid,
        window.parts.table.move_seat, window.writing.rename,
    )  # fmt: skip
    next(do for said, do in lines if said == words)()


def card(live: Scene, label: str) -> str:
    cards = live.window.parts.table.cards()
    return next(one for one in cards if one.label == label).sentence


def test_a_seat_is_dragged_to_another_place_before_the_start(tmp_path: Path, theme: Theme) -> None:
    with scene(tmp_path, theme, start=False) as planned:
        table = planned.window.parts.table
        start = table.tile_of(planned.seat("ICB Chair").uid).center().toPoint()
        end = table.tile_of(planned.seat("Acute CEO").uid).center().toPoint()
        QTest.mousePress(table, Qt.MouseButton.LeftButton, pos=start)
        move(table, (start + end) / 2, LEFT)
        move(table, end, LEFT)
        QTest.mouseRelease(table, Qt.MouseButton.LeftButton, pos=end)
        order = [seat.label for seat in planned.recorder.timeline.seats_in_order()]
        assert order[:4] == ["ICB CEO", "Acute Chair", "Acute CEO", "ICB Chair"]
        assert not planned.recorder.timeline.turns
        planned.recorder.undo()
        assert planned.recorder.timeline.seats_in_order()[0].label == "ICB Chair"


def test_while_it_runs_a_tap_is_the_floor_until_arrange_is_on(live: Scene) -> None:
    table = live.window.parts.table
    start = table.tile_of(live.seat("ICB Chair").uid).center().toPoint()
    end = table.tile_of(live.seat("ICB CEO").uid).center().toPoint()
    QTest.mousePress(table, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseRelease(table, Qt.MouseButton.LeftButton, pos=start)
    assert len(live.recorder.timeline.turns) == 1
    live.window.doing.pressed("arrange")
    QTest.mousePress(table, Qt.MouseButton.LeftButton, pos=start)
    move(table, end, LEFT)
    QTest.mouseRelease(table, Qt.MouseButton.LeftButton, pos=end)
    assert len(live.recorder.timeline.turns) == 1
    assert live.recorder.timeline.seats_in_order()[0].label == "ICB CEO"


def test_silence_is_drawn_by_words_and_counts_with_n(live: Scene) -> None:
    live.recorder.floor(live.seat("Acute Chair").uid)
    live.at(1)
    live.recorder.floor(live.seat("ICB CEO").uid)
    for minutes, words in ((5, "not heard yet"), (10, "quiet 10 min"), (20, "unheard 20 min")):
        live.at(minutes)
        live.window._tick()
        assert words in card(live, "Council Chair")
    assert "quiet 19 min" in card(live, "Acute Chair")
    assert "speaking 19:00, 1 of 2 turns" in card(live, "ICB CEO")
    shown = drawn_texts(live.window.parts.table)
    assert "unheard 20 min" in shown and "0 of 2" in shown


def test_coming_leaving_deputies_and_guests(live: Scene) -> None:
    live.at(12)
    act(live, "Council CEO", "Left just now")
    assert "left 12:00" in card(live, "Council CEO")
    act(live, "Council CEO", "Came in just now")
    act(live, "Acute CEO", "A deputy sits here")
    assert card(live, "Acute CEO").startswith("Acute CEO, deputy")
    act(live, "ICB Chair", "Not here yet")
    assert "not here yet" in card(live, "ICB Chair")
    assert "13 in the room" in drawn_texts(live.window.parts.header)[-1] or any(
        "13 in the room" in text for text in drawn_texts(live.window.parts.header)
    )
    live.window.doing.table["live.guest"]()
    guest = live.seat("Guest 1")
    assert (guest.attendance, guest.present_from_ms) == ("guest", 720_000)
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClicks(line, "Patient voice")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert live.seat("Patient voice").uid == guest.uid


@pytest.mark.no_qt_log  # the offscreen screen can neither raise nor grab, and says so
def test_a_seats_menu_opens_beside_it(live: Scene) -> None:
    live.window.parts.table.menu_wanted.emit(
        f"seat:{live.seat('ICB Chair').uid}", live.window.mapToGlobal(live.window.rect().center())
    )
    menu = live.window.findChild(QMenu)
    assert menu is not None
    words = [action.text() for action in menu.actions()]
    assert "Left just now" in words and "Rename" in words
    menu.close()


def test_the_middle_says_who_has_the_floor_how_long_and_to_whom(live: Scene) -> None:
    meeting(live)
    shown = drawn_texts(live.window.parts.table)
    for words in ("has the floor", "Acute Chair", "1 min 08 s · to Council CEO",
                  "0.93 over 25 turns"):  # fmt: skip
        assert words in shown
    live.window.parts.table.set_last_balance(0.54)
    QApplication.processEvents()
    shown = drawn_texts(live.window.parts.table)
    assert "0.93 over 25 turns · last meeting 0.54" in shown


def test_the_last_meetings_balance_is_read_from_the_vault(tmp_path: Path, theme: Theme) -> None:
    from dataclasses import replace

    from livecoach.core.edit import Edit, insert
    from livecoach.core.ids import new_uid
    from livecoach.ui.live.window import LiveWindow

    with scene(tmp_path, theme) as first:
        for number, label in enumerate(("ICB Chair", "ICB CEO", "Acute Chair") * 6):
            first.at(number)
            first.recorder.floor(first.seat(label).uid)
        first.at(30)
        first.recorder.end()
        timeline = first.recorder.timeline
        session = replace(timeline.session, uid=new_uid(), title="next", state="planned",
                          started_at="", ended_at="")  # fmt: skip
        observation = replace(timeline.observation, uid=new_uid(), session=session.uid,
                              length_ms=None)  # fmt: skip
        rows = (insert(session), insert(observation))
        first.desk.saving.save(Edit(new_uid(), "Plan", session.uid, rows))
        first.saved()
        following = LiveWindow(first.desk, session.uid)
        first.writer.ask(lambda db: None)
        following.show()
        following._tick()
        balance = following.parts.table.last_balance
        assert balance is not None and 0.3 < balance < 0.5
        following.leaving()
        following.deleteLater()


@pytest.mark.parametrize(
    ("status", "tone", "brief"),
    [
        ("not heard yet", "calm", "not yet"),
        ("unheard 24 min", "unheard", "24 min"),
        ("quiet 12 min", "quiet", "12 min"),
        ("speaking 1:08", "speaking", "1:08"),
        ("5 min ago", "calm", "5 min"),
        ("just now", "calm", "just now"),
        ("left 12:00", "away", "left"),
        ("not here yet", "away", "not here"),
    ],
)
def test_a_thumb_wide_tile_never_says_the_opposite(
    live: Scene, status: str, tone: str, brief: str
) -> None:
    one = live.window.parts.table.cards()[0]
    assert one._replace(status=status, tone=tone).brief_status == brief


@pytest.mark.parametrize(
    ("organisation", "label", "first", "second", "short"),
    [
        ("Acute", "Acute Chair", "Chair", "Acute", "Ch Acute"),
        ("Council", "Chair, Council", "Chair", "Council", "Ch Council"),
        ("", "Patient voice", "Patient voice", "", "Patient voice"),
        ("ICB", "Director of finance", "Director of finance", "ICB", "Director of finance"),
    ],
)
def test_a_tile_names_the_role_and_the_organisation(
    live: Scene, organisation: str, label: str, first: str, second: str, short: str
) -> None:
    from dataclasses import replace

    seat = replace(live.seat("Acute Chair"), organisation=organisation, label=label)
    assert titles(seat) == (first, second, short)


def test_short_names_are_never_alike() -> None:
    names = ["Mental health", "Medway hospitals", "Community", "Commissioners", "ICB", "Council"]
    short = briefs(names)
    assert short["Mental health"] == "MH" and short["ICB"] == "ICB"
    assert len(set(short.values())) == len(names)


def test_a_large_count_is_a_share_and_a_small_one_a_count(live: Scene) -> None:
    seats = live.recorder.timeline.seats_in_order()
    live.desk.settings.set(same_tag_again=True)
    for number in range(99):
        live.clock.ms += 1000
        live.recorder.floor(seats[number % 3].uid)
    cards = seat_cards(live.recorder.timeline, live.clock.ms, seats, seat_faces(seats))
    assert cards[0].counted == "33 of 99"
    live.recorder.floor(seats[5].uid)
    cards = seat_cards(live.recorder.timeline, live.clock.ms, seats, seat_faces(seats))
    assert cards[0].counted == "33%"


def test_an_organisations_colour_stays_when_seats_move_and_the_session_is_reopened(
    live: Scene,
) -> None:
    hues = dict(live.window.parts.table._hues)
    order = [seat.uid for seat in live.recorder.timeline.seats_in_order()]
    live.recorder.rearrange([order[-1], *order[:-1]])
    assert live.window.parts.table._hues == hues
    assert live.reopened().parts.table._hues == hues
