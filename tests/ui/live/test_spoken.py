"""A screen reader meets every seat, tag, button and row as one full sentence, and can press it."""

from __future__ import annotations

import gc
from weakref import ref

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from livecoach.ui.live.cells import Cell, Cells
from tests.ui.live.scene import Scene, meeting
from tests.ui.live.seen import spoken_tree


def faces(widget: QWidget) -> dict[str, object]:
    face = QAccessible.queryAccessibleInterface(widget)
    children = [face.child(number) for number in range(face.childCount())]
    return {child.text(QAccessible.Text.Name): child for child in children}


def test_the_whole_window_is_told_in_sentences(live: Scene) -> None:
    meeting(live)
    said = spoken_tree(live.window)
    for sentence in (
        "Acute Chair, speaking 1:08, 4 of 25 turns, key 9",
        "Ambulance Chair, unheard 24 min, 1 of 25 turns, key H",
        "Language: Us and them, 4 so far, key Q",
        "Let it run, key Space",
        "Undo: Edit: words",
        "Saved, 48 moments",
        "Agenda: Item 2 Stroke pathway, 25 of 25 min, next",
        "42:11, Us and them, Acute Chair → Council CEO, “you people always arrive with the answer”",
    ):
        assert sentence in said, sentence


def test_a_reader_can_press_a_tag_and_a_seat(live: Scene) -> None:
    table, pad = faces(live.window.parts.table), faces(live.window.parts.pad)
    seat = next(face for words, face in table.items() if words.startswith("Acute Chair"))
    seat.actionInterface().doAction("Press")  # type: ignore[attr-defined]
    tag = next(face for words, face in pad.items() if "Us and them" in words)
    tag.actionInterface().doAction("Press")  # type: ignore[attr-defined]
    (moment,) = live.recorder.timeline.moments.values()
    assert (moment.tag, moment.seat) == ("us-and-them", live.seat("Acute Chair").uid)
    assert seat.state().checked  # type: ignore[attr-defined]


def test_what_stands_under_a_point_of_the_screen_is_found(live: Scene) -> None:
    pad = live.window.parts.pad
    cell = next(c for c in pad.cells if c.id == "tag:challenge")
    place = pad.mapToGlobal(cell.rect.center().toPoint())
    face = QAccessible.queryAccessibleInterface(pad)
    found = face.childAt(place.x(), place.y())
    assert "Challenge" in found.text(QAccessible.Text.Name)
    assert found.rect().contains(place)
    assert face.indexOfChild(found) == pad.cells.index(cell)
    assert pad.cell_at(QPoint(-5, -5)) is None


def test_everything_is_reached_by_tab_and_arrows_and_pressed_by_space(live: Scene) -> None:
    pad = live.window.parts.pad
    pad.setFocus(Qt.FocusReason.TabFocusReason)
    assert pad.ringed() is not None
    QTest.keyClick(pad, Qt.Key.Key_Right)
    QTest.keyClick(pad, Qt.Key.Key_Down)
    ringed = pad.ringed()
    assert ringed is not None and ringed.id == "tag:support"
    QTest.keyClick(pad, Qt.Key.Key_Space)
    (moment,) = live.recorder.timeline.moments.values()
    assert moment.tag == "support"
    QTest.keyClicks(pad, "q")  # keys still tag while the keyboard is on the board
    assert len(live.recorder.timeline.moments) == 2
    reached = set()
    for _ in range(12):
        here = QApplication.focusWidget()
        assert here is not None
        reached.add(here.accessibleName())
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert {"Board of tags", "Moments", "Table of seats", "Decisions"} <= reached


def test_a_widget_that_is_gone_is_not_kept_by_its_face(qapp: QApplication) -> None:
    pad = Cells("for a while")
    pad.set_cells([Cell("one", pad.rect().toRectF(), "the only one")])
    face = QAccessible.queryAccessibleInterface(pad)
    child = face.child(0)
    assert child.text(QAccessible.Text.Name) == "the only one"
    gone = ref(pad)
    pad.deleteLater()
    del pad, face
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None
    assert not child.isValid()
    assert child.text(QAccessible.Text.Name) == ""
