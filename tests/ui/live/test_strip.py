"""The compact strip is the same recorder: narrow, on top, and back where it stood."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from livecoach.ui.actions import Action
from livecoach.ui.curtain import Curtain
from livecoach.ui.live.look import Look
from livecoach.ui.live.strip import Strip
from livecoach.ui.theme import Theme
from tests.ui.live.scene import Scene, latest, meeting, scene
from tests.ui.live.seen import drawn_texts

Key = Qt.Key


def open_strip(live: Scene) -> Strip:
    QTest.keyClick(live.window, Key.Key_F11)
    strip = live.window.veil.strip
    assert strip is not None
    assert QTest.qWaitForWindowActive(strip)
    return strip


def test_it_stands_on_top_in_place_of_the_window_with_thumb_wide_targets(live: Scene) -> None:
    meeting(live)
    strip = open_strip(live)
    assert strip.isVisible() and not live.window.isVisible()
    assert strip.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert strip.width() == 360
    for cell in strip.cells:
        assert cell.rect.width() >= 44 and cell.rect.height() >= 44, cell
        assert strip.rect().toRectF().contains(cell.rect), cell
    shown = drawn_texts(strip)
    assert "Ch Acute" in shown and "42:17" in shown and "Us and them" in shown
    assert sum(cell.id.startswith("tag:") for cell in strip.cells) == 16
    assert sum(cell.id.startswith("seat:") for cell in strip.cells) == 14


def test_taps_and_keys_on_it_record(live: Scene) -> None:
    strip = open_strip(live)
    seat = live.seat("Acute Chair").uid
    for cell_id in (f"seat:{seat}", "tag:us-and-them"):
        place = next(c for c in strip.cells if c.id == cell_id).rect.center().toPoint()
        QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClicks(strip, "ua")
    moments = live.recorder.timeline.moments_in_order()
    assert [moment.tag for moment in moments] == ["us-and-them", "challenge"]
    assert moments[1].seat == live.seat("Community Chair").uid
    assert "Challenge" in drawn_texts(strip)
    QTest.keyClick(strip, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(live.recorder.timeline.moments) == 1


def test_closing_it_ends_nothing_and_brings_the_window_back(live: Scene) -> None:
    strip = open_strip(live)
    strip.close()
    assert live.window.veil.strip is None
    assert live.window.isVisible() and live.recorder.running()
    assert live.desk.settings.choices.strip
    again = open_strip(live)
    QTest.keyClick(again, Key.Key_F11)
    assert live.window.isVisible()


def test_discreet_and_the_curtain_cover_it_too(live: Scene) -> None:
    meeting(live)
    strip = open_strip(live)
    QTest.keyClick(strip, Key.Key_F9)
    assert all(re.fullmatch(r"[\d:]+", text) for text in drawn_texts(strip))
    QTest.keyClick(strip, Key.Key_F9)
    assert "Ch Acute" in drawn_texts(strip)
    curtain = Curtain(live.desk.theme, live.actions, live.window)
    QTest.keyClick(strip, Key.Key_F11)
    strip = open_strip(live)
    curtain.toggle()
    assert drawn_texts(strip) == []
    QTest.keyClicks(strip, "9q")
    assert live.recorder.timeline.moments[latest(live)].tag == "us-and-them"
    curtain.toggle()
    assert "Ch Acute" in drawn_texts(strip)


def test_its_clock_runs(live: Scene) -> None:
    strip = open_strip(live)
    live.at(12, 30)
    live.window._tick()
    QApplication.processEvents()
    assert "12:30" in drawn_texts(strip)


def test_the_quick_line_opens_in_it_and_no_key_typed_there_tags(live: Scene) -> None:
    strip = open_strip(live)
    QTest.keyClicks(strip, "9q")
    QTest.keyClicks(strip, "/")
    quick = live.window.parts.bottom.quick
    assert quick.writing and quick.isVisible() and quick.window() is strip
    QTest.keyClicks(quick.edit, '"hi there" qw 789')
    QTest.keyClick(quick.edit, Key.Key_Return)
    (moment,) = live.recorder.timeline.moments.values()
    assert (moment.words, moment.note) == ("hi there", "qw 789")
    assert len(live.recorder.timeline.turns) == 1
    assert not quick.isVisible() and strip.hasFocus() and strip.ringed() is None
    QTest.keyClicks(strip, "/")
    quick.edit.selectAll()
    QTest.keyClicks(quick.edit, "cha")
    assert quick.suggestions.isVisible() and quick.suggestions.window() is strip
    QTest.keyClick(quick.edit, Key.Key_Escape)
    QTest.keyClicks(strip, "a")
    assert live.recorder.timeline.moments[latest(live)].tag == "challenge"
    QTest.keyClicks(strip, "/")
    QTest.keyClick(strip, Key.Key_F11)
    QTest.keyClicks(live.window, "/")
    assert quick.window() is live.window.window() and quick.isVisible()
    assert quick.parentWidget() is live.window.parts.bottom
    QTest.keyClick(quick.edit, Key.Key_Escape)


def test_the_curtain_leaves_nothing_typed_on_it(live: Scene) -> None:
    curtain = Curtain(live.desk.theme, live.actions, live.window)
    strip = open_strip(live)
    QTest.keyClicks(strip, "9q/")
    quick = live.window.parts.bottom.quick
    QTest.keyClicks(quick.edit, "a word")
    curtain.toggle()
    assert not quick.isVisible() and quick.edit.text() == ""
    curtain.toggle()


def test_the_programs_own_keys_bring_the_window_back_and_change_no_moment(live: Scene) -> None:
    done: list[str] = []
    live.actions.put("shell", [
        Action("view.palette", "Search everything", lambda: done.append("palette"), "Ctrl+K"),
        Action("view.curtain", "Curtain", lambda: done.append("curtain"), "F12"),
    ])  # fmt: skip
    strip = open_strip(live)
    QTest.keyClicks(strip, "9q")
    QTest.keyClick(strip, Key.Key_F12)
    assert done == ["curtain"] and live.window.veil.strip is strip
    QTest.keyClick(strip, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert done == ["curtain", "palette"]
    assert live.window.veil.strip is None and live.window.isVisible()
    moment = live.recorder.timeline.moments[latest(live)]
    assert moment.seat == live.seat("Acute Chair").uid  # not of the seat on K


def test_what_only_the_window_can_show_brings_it_back(live: Scene) -> None:
    strip = open_strip(live)
    QTest.keyClicks(strip, "9q")
    QTest.keyClick(strip, Key.Key_Up)
    assert live.window.veil.strip is None and live.window.parts.stream.selected


def test_it_says_why_a_press_was_not_taken(live: Scene) -> None:
    strip = open_strip(live)
    QTest.keyClicks(strip, "9q")
    live.at(0, 1)
    QTest.qWait(100)
    QTest.keyClicks(strip, "q")
    assert any("counted once" in words for words in drawn_texts(strip))


def test_seats_and_tags_bear_the_discreet_windows_numbers(live: Scene) -> None:
    meeting(live)
    QTest.keyClick(live.window, Key.Key_F9)
    window = {cell.id: cell.name for cell in live.window.parts.discreet.cells}
    strip = open_strip(live)
    shown = {cell.id: cell.name for cell in strip.cells if ":" in cell.id}
    assert len(shown) == 30 and shown == window


@pytest.mark.parametrize("seats", [15, 30])
def test_every_name_stands_whole_on_a_low_screen(theme: Theme, tmp_path: Path, seats: int) -> None:
    table = tuple((f"Organisation {n // 2 + 1}", ("Chair", "CEO")[n % 2], "") for n in range(seats))
    with scene(tmp_path, theme, table) as live:
        strip = Strip(Look(theme), live.recorder.timeline, live.window.key_of, 680)
        assert strip.height() <= 680 and strip.width() <= 560
        assert strip._all_read()
        shown = drawn_texts(strip)
        assert not [words for words in shown if "…" in words]
        if seats == 30:
            assert {"Ch O15", "CE O15"} <= set(shown)
        strip.deleteLater()
