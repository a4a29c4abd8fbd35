"""A press reaches the disk first; the window shows it then, or a few milliseconds later."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.live.scene import Scene, latest


def test_a_press_is_shown_once_it_is_on_disk_and_soon_where_the_disk_is_slow(live: Scene) -> None:
    stream = live.window.parts.stream
    at_work, let_go = Event(), Event()

    def busy(_: object) -> bool:
        at_work.set()
        return let_go.wait(10)

    held_up = live.writer.ask_later(busy)
    assert at_work.wait(10)
    try:
        QTest.keyClicks(live.window, "q")
        assert not stream._rows, "the writer has its head start"
        QTest.qWait(100)  # twenty head starts
        assert len(stream._rows) == 1
        assert not live.desk.saving.all_saved, "shown, and said not to be saved yet"
        assert live.window._unsaved(latest(live))
    finally:
        let_go.set()
    assert held_up.result(10)
    live.saved()
    assert not live.window._unsaved(latest(live))


def test_the_next_key_finds_the_last_one_shown(live: Scene) -> None:
    QTest.keyClicks(live.window, "q")
    QTest.keyClick(live.window, Qt.Key.Key_Up)
    assert live.window.parts.stream.selected == latest(live)
