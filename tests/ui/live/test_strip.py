"""The compact strip is the same recorder: narrow, on top, and back where it stood."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from livecoach.ui.curtain import Curtain
from livecoach.ui.live.strip import Strip
from tests.ui.live.scene import Scene, latest, meeting
from tests.ui.live.seen import drawn_texts

Key = Qt.Key


def open_strip(live: Scene) -> Strip:
    QTest.keyClick(live.window, Key.Key_F11)
    strip = live.window.veil.strip
    assert strip is not None
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
