"""What an edit has repainted: all that it touched, and not the whole window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from livecoach.ui.live.seat_table import REST_MS
from tests.ui.live.scene import Scene


class Painted(QObject):
    """Remembers which parts of a widget were painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.region = QRegion()
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False

    def whole(self) -> bool:
        parent = self.parent()
        assert isinstance(parent, QWidget)
        return QRegion(parent.rect()).subtracted(self.region).isEmpty()


@pytest.mark.parametrize("then", ["silence", "pause"])
def test_nothing_of_who_had_the_floor_stays_behind(live: Scene, then: str) -> None:
    table = live.window.parts.table
    live.recorder.start()
    live.recorder.floor(live.seat("Acute Chair").uid)
    QApplication.processEvents()
    rows = table._floor_rows(table._floor, table._now)
    stood = [place.toAlignedRect() for words, _, _, place in rows if words]
    painted = Painted(table)
    getattr(live.recorder, then)()
    QApplication.sendPostedEvents()
    QTest.qWait(20)
    left = [place for place in stood if not QRegion(place).subtracted(painted.region).isEmpty()]
    assert not left


def test_one_moment_more_paints_the_header_anew_and_nothing_else_whole(live: Scene) -> None:
    parts = live.window.parts
    for number in range(9):
        live.clock.ms += 1000
        live.recorder.press(("us-and-them", "loaded")[number % 2])
    live.saved()
    QTest.qWait(3 * REST_MS)
    header = Painted(parts.header)
    others = [Painted(one) for one in (parts.table, parts.pad, parts.bottom)]  # rows move down
    live.clock.ms += 1000
    live.recorder.press("us-and-them")
    live.saved()
    QTest.qWait(3 * REST_MS)
    assert header.whole(), "the tenth moment takes a digit more"
    assert parts.header._lamp_words()[1] == "10 moments"
    assert not [one.parent() for one in others if one.whole()]


def test_what_a_turn_changes_from_afar_is_all_painted_in_the_end(live: Scene) -> None:
    table = live.window.parts.table
    uids = [seat.uid for seat in live.recorder.timeline.seats_in_order()]
    for number in (0, 5, 2, 9, 7, 3):
        live.clock.ms += 7000
        live.recorder.floor(uids[number])
        live.saved()
        QTest.qWait(3 * REST_MS)
    shown = table.grab().toImage()  # a grab paints anew: what the screen holds is compared instead
    assert _on_screen(table) == shown


def _on_screen(table: QWidget) -> QImage:
    """Return the table as it stands in its window's own picture, parts painted at many times."""
    window = table.window()
    store = window.backingStore()
    device = store.paintDevice() if store is not None else None
    assert isinstance(device, QImage)
    ratio = device.devicePixelRatio()
    corner = table.mapTo(window, QPoint(0, 0))
    return device.copy(
        round(corner.x() * ratio), round(corner.y() * ratio),
        round(table.width() * ratio), round(table.height() * ratio),
    )  # fmt: skip
