"""A neighbour's glance learns nothing from the discreet page, while tagging goes on."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.live.scene import Scene, latest, meeting
from tests.ui.live.seen import drawn_colours, drawn_texts, is_grey, spoken_tree

Key = Qt.Key


def test_numbers_and_neutral_shapes_only(live: Scene) -> None:
    meeting(live)
    shown = " ".join(drawn_texts(live.window))
    assert "Acute" in shown and "Us and them" in shown
    QTest.keyClick(live.window, Key.Key_F9)
    QApplication.processEvents()
    texts = drawn_texts(live.window)
    assert "14" in texts and "16" in texts  # every seat, every tag, by number
    assert all(re.fullmatch(r"[\d:]+", text) for text in texts)
    colours = drawn_colours(live.window)
    assert colours and all(is_grey(colour) for colour in colours)


def test_nothing_is_told_to_a_screen_reader_either(live: Scene) -> None:
    meeting(live)
    QTest.keyClick(live.window, Key.Key_F9)
    QApplication.processEvents()
    said = spoken_tree(live.window)
    assert said
    assert all(re.fullmatch(r"[\d:]+", text) for text in said)


def test_tagging_goes_on_by_key_and_by_tap_and_everything_comes_back(live: Scene) -> None:
    QTest.keyClick(live.window, Key.Key_F9)
    QTest.keyClicks(live.window, "9q")
    assert live.recorder.timeline.moments[latest(live)].seat == live.seat("Acute Chair").uid
    page = live.window.parts.discreet
    cell = next(c for c in page.cells if c.id == "tag:challenge")
    QTest.mousePress(page, Qt.MouseButton.LeftButton, pos=cell.rect.center().toPoint())
    assert live.recorder.timeline.moments[latest(live)].tag == "challenge"
    QTest.keyClick(live.window, Key.Key_F9)
    QApplication.processEvents()
    assert "Us and them" in " ".join(drawn_texts(live.window))
    assert live.window.parts.header.isVisible() and not page.isVisible()


def test_the_quick_line_and_the_row_editor_are_put_away_first(live: Scene) -> None:
    QTest.keyClicks(live.window, "q/")
    line = live.window.parts.bottom.quick.edit
    QTest.keyClicks(line, '"you people"')
    QTest.keyClick(line, Key.Key_F9)
    QApplication.processEvents()
    assert not any("people" in text for text in drawn_texts(live.window))
    QTest.keyClick(QApplication.focusWidget() or live.window, Key.Key_F9)
    live.window.writing.edit(latest(live))
    QTest.keyClick(live.window, Key.Key_F9)
    assert live.window.writing.editor is None


def test_taps_land_where_the_seats_and_tags_stood(live: Scene) -> None:
    table = live.window.parts.table
    seat = live.seat("Council CEO").uid
    before = table.mapTo(live.window, table.tile_of(seat).center().toPoint())
    QTest.keyClick(live.window, Key.Key_F9)
    page = live.window.parts.discreet
    found = page.cell_at(QPoint(before))
    assert found is not None and found.id == f"seat:{seat}"
