"""An open programme is not left lying open: idle, asleep, and never within a live session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from livecoach.core.clock import Reading
from livecoach.ui.locking import Watch
from livecoach.ui.settings.values import Settings

MINUTE = 60_000
START = Reading(0, 0, 1_700_000_000_000, 0, "boot")


class Room:
    """A watch with a clock that is set by hand."""

    def __init__(self, tmp_path: Path) -> None:
        self.now = START
        self.live = False
        self.did: list[str] = []
        self.owner = QObject()
        settings = Settings(tmp_path / "settings.toml", self.owner)
        self.watch = Watch(
            lambda: self.now,
            settings,
            lambda: self.live,
            lambda: self.did.append("lock"),
            lambda: self.did.append("cover"),
            self.owner,
        )
        self.watch.look()

    def pass_by(self, minutes: float, asleep: bool = False) -> None:
        awake = 0 if asleep else round(minutes * MINUTE)
        self.now = replace(
            self.now,
            boot_ms=self.now.boot_ms + round(minutes * MINUTE),
            awake_ms=self.now.awake_ms + awake,
        )
        self.watch.look()


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.watch.stop()
    made.owner.deleteLater()


def test_nine_idle_minutes_are_let_be_and_ten_lock(room: Room) -> None:
    room.pass_by(9)
    assert room.did == []
    room.pass_by(1)
    assert room.did == ["lock"]


def test_a_touch_begins_the_minutes_again(room: Room) -> None:
    room.pass_by(9)
    room.watch.touched()
    room.pass_by(2)
    room.pass_by(8)
    assert room.did == []


def test_sleep_locks_at_once(room: Room) -> None:
    room.watch.touched()
    room.pass_by(3, asleep=True)
    assert room.did == ["lock"]


def test_a_live_session_is_never_locked_and_after_sleep_covered(room: Room) -> None:
    room.live = True
    room.pass_by(90)
    assert room.did == []
    room.pass_by(15, asleep=True)
    assert room.did == ["cover"]
