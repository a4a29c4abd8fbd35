"""Every finger counts once: on press, two at a time, whatever Qt tells twice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from livecoach.ui.live.cells import Cells
from tests.ui.live.scene import Scene


@pytest.fixture(scope="module")
def screen() -> QPointingDevice:
    QApplication.instance() or QApplication([])
    return QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)


def middle(live: Scene, pad: Cells, cell_id: str) -> QPoint:
    """Return the middle of a cell, in the window a finger touches."""
    point = next(c for c in pad.cells if c.id == cell_id).rect.center().toPoint()
    return pad.mapTo(live.window, point)


def test_two_fingers_at_once_make_two_moments_on_press(
    live: Scene, screen: QPointingDevice
) -> None:
    pad = live.window.parts.pad
    one, other = middle(live, pad, "tag:us-and-them"), middle(live, pad, "tag:challenge")
    handle = live.window.windowHandle()
    touch = QTest.touchEvent(handle, screen)
    touch.press(0, one, handle).commit()
    assert len(live.recorder.timeline.moments) == 1  # on press, not on release
    touch.stationary(0).press(1, other, handle).commit()
    touch.move(0, one + QPoint(2, 1), handle).stationary(1).commit()
    touch.release(0, one, handle).stationary(1).commit()
    touch.release(1, other, handle).commit()
    tags = sorted(str(m.tag) for m in live.recorder.timeline.moments.values())
    assert tags == ["challenge", "us-and-them"]


def test_fingers_on_the_table_and_the_board_at_once(live: Scene, screen: QPointingDevice) -> None:
    table, pad = live.window.parts.table, live.window.parts.pad
    seat = live.seat("Acute Chair").uid
    on_seat, on_tag = middle(live, table, f"seat:{seat}"), middle(live, pad, "tag:us-and-them")
    handle = live.window.windowHandle()
    touch = QTest.touchEvent(handle, screen)
    touch.press(0, on_seat, handle).commit()
    touch.stationary(0).press(1, on_tag, handle).commit()
    touch.release(0, on_seat, handle).stationary(1).commit()
    touch.release(1, on_tag, handle).commit()
    assert len(live.recorder.timeline.turns) == 1
    (moment,) = live.recorder.timeline.moments.values()
    assert (moment.tag, moment.seat) == ("us-and-them", seat)


def test_a_finger_lifted_and_put_down_again_is_a_second_tap(
    live: Scene, screen: QPointingDevice
) -> None:
    live.desk.settings.set(same_tag_again=True)
    pad = live.window.parts.pad
    one = middle(live, pad, "tag:challenge")
    handle = live.window.windowHandle()
    touch = QTest.touchEvent(handle, screen)
    for _ in range(2):
        touch.press(0, one, handle).commit()
        touch.release(0, one, handle).commit()
    assert len(live.recorder.timeline.moments) == 2


def test_two_quick_clicks_are_two_presses(live: Scene) -> None:
    live.desk.settings.set(same_tag_again=True)
    pad = live.window.parts.pad
    one = pad.mapFrom(live.window, middle(live, pad, "tag:challenge"))
    QTest.mouseClick(pad, Qt.MouseButton.LeftButton, pos=one)
    QTest.mouseClick(pad, Qt.MouseButton.LeftButton, pos=one)
    assert len(live.recorder.timeline.moments) == 2


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
def test_every_target_is_as_large_as_a_thumb(live: Scene, size: tuple[int, int]) -> None:
    live.window.resize(*size)
    QApplication.processEvents()
    parts = live.window.parts
    for pad in (parts.pad, parts.table, parts.bottom, parts.header):
        for cell in pad.cells:
            if cell.id in ("lamp", "clock"):
                continue
            least = 48 if cell.id.startswith(("tag:", "seat:")) else 44
            assert cell.rect.height() >= least, cell
            assert cell.rect.width() >= 44, cell
