"""All of the review page can be worked by keys alone, and each key does what the key sheet says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from livecoach.core.edit import Edit
from livecoach.ui.review.moment_panel import MomentPanel
from livecoach.ui.review.scene import SESSION
from livecoach.ui.shortcuts import Shortcuts
from tests.figures.timelines import MINUTE, full, moment
from tests.ui.review.opened import Opened, opened

Key, Modifier = Qt.Key, Qt.KeyboardModifier
NONE, CTRL, SHIFT = Modifier.NoModifier, Modifier.ControlModifier, Modifier.ShiftModifier


@pytest.fixture
def at(qapp: QApplication, tmp_path: Path) -> Iterator[Opened]:
    with opened(qapp, tmp_path, full()) as page:
        page.page.activateWindow()
        page.page.timeline.setFocus()
        yield page


def press(where: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    window = where.window()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window), "another window keeps the keyboard"
    QTest.keyClick(where, key, modifiers)


def test_up_and_down_go_from_moment_to_moment_in_timeline_and_list_alike(at: Opened) -> None:
    scene = at.page.scene
    for where in (at.page.timeline, at.page.list):
        scene.pick(SESSION)
        scene.move_playhead(0)
        walked = []
        for _ in range(6):
            press(where, Key.Key_Down)
            walked.append(scene.picked)
        assert walked == ["m0", "m1", "m2", "m3", "m4", "m5"]
        press(where, Key.Key_Up)
        assert scene.picked == "m4"
        assert scene.playhead_ms == 9 * MINUTE


def test_control_and_down_goes_to_the_next_of_this_kind(at: Opened) -> None:
    scene = at.page.scene
    scene.recorder.amend("m5", tag="us")
    scene.pick("m0")
    press(at.page.timeline, Key.Key_Down, CTRL)
    assert scene.picked == "m5"
    press(at.page.timeline, Key.Key_Up, CTRL)
    assert scene.picked == "m0"


def test_zoom_and_pan_by_keys_from_the_whole_meeting_to_seconds(at: Opened) -> None:
    scene, line = at.page.scene, at.page.timeline
    scene.move_playhead(45 * MINUTE)
    whole = scene.view.span_ms
    for _ in range(60):
        press(line, Key.Key_Plus)
    assert scene.view.span_ms == 4000
    assert scene.view.start_ms <= 45 * MINUTE <= scene.view.end_ms
    press(line, Key.Key_PageDown)
    assert scene.view.start_ms > 45 * MINUTE
    press(line, Key.Key_Home)
    assert scene.playhead_ms == 0
    assert scene.view.start_ms == 0
    press(line, Key.Key_End)
    assert scene.playhead_ms == 90 * MINUTE
    assert scene.view.end_ms == 90 * MINUTE
    press(line, Key.Key_Minus)
    assert scene.view.span_ms == pytest.approx(5000)
    press(line, Key.Key_0)
    assert scene.view.span_ms == whole


def test_plus_is_plus_where_it_needs_shift(at: Opened) -> None:
    scene, line = at.page.scene, at.page.timeline
    whole = scene.view.span_ms
    QTest.keyClick(line, Key.Key_Plus, SHIFT)
    assert scene.view.span_ms == pytest.approx(whole / 1.25)
    press(line, Key.Key_Equal)
    assert scene.view.span_ms == pytest.approx(whole / 1.25**2)


def test_the_playhead_moves_by_arrows_and_by_single_seconds(at: Opened) -> None:
    scene, line = at.page.scene, at.page.timeline
    press(line, Key.Key_Right)
    assert scene.playhead_ms == 108_000
    press(line, Key.Key_Right, SHIFT)
    assert scene.playhead_ms == 109_000
    press(line, Key.Key_Left)
    assert scene.playhead_ms == 1000


def test_turns_and_agenda_items_are_reached_by_keys(at: Opened) -> None:
    scene, line = at.page.scene, at.page.timeline
    press(line, Key.Key_Period)
    press(line, Key.Key_Period)
    assert scene.picked == "t1"
    press(line, Key.Key_Comma)
    assert scene.picked == "t0"
    press(line, Key.Key_BracketRight)
    assert scene.picked == "a1"
    press(line, Key.Key_BracketLeft)
    assert scene.picked == "a0"


def test_a_turns_edges_move_by_keys_as_one_undo_each(at: Opened) -> None:
    scene, line = at.page.scene, at.page.timeline
    scene.pick("t1")
    at.proves(lambda: press(line, Key.Key_Right, CTRL))
    assert scene.timeline.turns["t1"].start_ms == 2 * MINUTE + 1000
    at.proves(lambda: press(line, Key.Key_Left, CTRL | SHIFT))
    assert scene.timeline.turns["t1"].end_ms == 3 * MINUTE - 1000


def test_a_moment_moves_by_keys_and_is_then_put_in_late(at: Opened) -> None:
    scene, line = at.page.scene, at.page.timeline
    scene.pick("m0")
    at.proves(lambda: press(line, Key.Key_Left, CTRL))
    moved = scene.timeline.moments["m0"]
    assert (moved.offset_ms, moved.source) == (59_000, "back-dated")
    press(line, Key.Key_Right, CTRL)
    assert scene.timeline.moments["m0"].source == "live"


def test_a_whole_edit_without_the_pointer(at: Opened, qapp: QApplication) -> None:
    scene, line = at.page.scene, at.page.timeline
    shortcuts = Shortcuts(at.actions, at.page)
    shortcuts.renew()
    for _ in range(4):
        press(line, Key.Key_Down)  # to "something happened"
    assert scene.picked == "m3"
    press(line, Key.Key_Return)
    panel = at.page.editor.panel
    assert isinstance(panel, MomentPanel)
    assert panel.tag.hasFocus()
    press(panel.tag, Key.Key_Down)
    assert scene.timeline.moments["m3"].tag == "us"
    press(panel.tag, Key.Key_Tab)
    assert panel.who.hasFocus()
    assert at.page.escape()
    assert line.hasFocus(), "Esc goes back to the timeline"
    assert at.page.escape()
    assert scene.picked == SESSION
    assert not at.page.escape(), "and then leaves the page"
    at.page.undo()
    assert scene.timeline.moments["m3"].tag is None
    assert scene.picked == "m3", "undo shows what it changed"


def test_delete_takes_the_picked_moment_and_goes_on_to_the_next(at: Opened) -> None:
    scene = at.page.scene
    scene.pick("m3")
    at.proves(lambda: press(at.page.list, Key.Key_Delete))
    assert "m3" not in scene.timeline.moments


def test_letters_typed_in_a_field_never_reach_the_timeline(at: Opened) -> None:
    scene = at.page.scene
    scene.pick("m0")
    panel = at.page.editor.panel
    assert isinstance(panel, MomentPanel)
    edits: list[Edit] = []
    scene.edited.connect(edits.append)
    panel.note.setFocus()
    before = scene.view
    QTest.keyClicks(panel.note, "0+-.,][ ")
    press(panel.note, Key.Key_Delete)
    assert scene.view == before
    assert not edits


def test_every_key_of_the_page_is_shown_and_none_is_on_two_actions(at: Opened) -> None:
    assert at.actions.clashes() == []
    by_key = {at.actions.key_of(action.id) for action in at.actions.all()}
    assert {"Down", "Up", "Right", "Left", "Home", "End", "+", "-", "F2", "Ctrl+Z"} <= by_key


def test_undo_stops_at_what_brought_the_session_in_and_says_so(at: Opened) -> None:
    line = at.page.timeline
    before = at.on_disk()
    press(line, Qt.Key.Key_Down)
    press(line, Qt.Key.Key_Delete)
    assert at.actions.run("review.undo")
    assert at.on_disk() == before and at.told == []
    assert at.actions.run("review.undo")
    assert at.told == ["There is nothing more to undo here."]
    assert at.on_disk() == before and len(at.timeline.moments) == 6


def test_the_list_goes_with_its_heading_though_a_moment_stays_picked(
    qapp: QApplication, tmp_path: Path
) -> None:
    timeline = full()
    timeline.load([moment(f"x{at}", at * MINUTE) for at in range(10, 60)])
    with opened(qapp, tmp_path, timeline) as long:
        page = long.page
        page.scene.pick("x30")
        press(page.timeline, Qt.Key.Key_Home)
        assert page.scene.picked == "x30"
        assert page.list.rows[0].uid == "m0"
        press(page.timeline, Qt.Key.Key_End)
        assert page.list.rows[-1].uid == "m5"
        press(page.list, Qt.Key.Key_Down)
        assert page.scene.picked == "x31"
        assert "x31" in [row.uid for row in page.list.rows]
