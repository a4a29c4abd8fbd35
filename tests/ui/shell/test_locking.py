"""An open programme is not left lying open: idle, asleep, and never within a live session."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from livecoach.core.clock import Reading
from livecoach.ui import system_lock
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
        self.can = True
        self.owner = QObject()
        settings = Settings(tmp_path / "settings.toml", self.owner)
        self.watch = Watch(
            lambda: self.now,
            settings,
            lambda: self.live,
            self.lock,
            lambda: self.did.append("cover"),
            self.owner,
        )
        self.watch.look()

    def lock(self) -> bool:
        self.did.append("lock" if self.can else "cannot")
        if self.can:
            self.watch.stop()
        return self.can

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


def test_the_systems_lock_locks_at_once_and_in_a_live_session_covers_once(room: Room) -> None:
    room.watch.heard(False)
    assert room.did == []
    room.live = True
    for _ in range(3):  # the coach may lift the curtain while the system still says so
        room.watch.heard(True)
    assert room.did == ["cover"]
    room.watch.heard(False)
    room.live = False
    room.watch.heard(True)
    assert room.did == ["cover", "lock"]
    room.watch.heard(False)
    room.watch.heard(True)
    assert room.did == ["cover", "lock"], "after the lock nothing more is done"


def test_what_cannot_be_closed_yet_is_covered_and_locked_later(room: Room) -> None:
    room.can = False
    room.pass_by(10)
    assert room.did == ["cannot", "cover"]
    room.pass_by(0.1)
    assert room.did == ["cannot", "cover"], "not again at every look"
    room.can = True
    room.pass_by(0.5)
    assert room.did == ["cannot", "cover", "lock"]


def test_somebody_who_is_back_before_that_is_not_locked_out(room: Room) -> None:
    room.can = False
    room.pass_by(10)
    room.watch.touched()
    room.can = True
    room.pass_by(0.5)
    assert room.did == ["cannot", "cover"]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("LockedHint=no\nActive=yes\n", False),
        ("LockedHint=yes\nActive=yes\n", True),
        ("LockedHint=no\nActive=no\n", True),
        ("Active=yes", False),
        ("", None),
        ("System has not been booted with systemd as init system.", None),
    ],
)
def test_systemd_is_read_as_it_writes(said: str, left: bool | None) -> None:
    assert system_lock.read(said) is left


def test_systemd_is_asked_by_a_process_that_the_window_does_not_wait_for(
    qtbot: QtBot, tmp_path: Path
) -> None:
    program = tmp_path / "loginctl"
    program.write_text(
        f'#!/bin/sh\n[ "$1" = show-session ] && [ "$2" = 7 ] || exit 1\ncat {tmp_path}/now\n'
    )
    program.chmod(0o755)
    there = {"PATH": str(tmp_path), "XDG_SESSION_ID": "7"}
    asked = system_lock.command(there, tmp_path)
    assert asked[:3] == [str(program), "show-session", "7"]
    assert system_lock.command(there, tmp_path / "no-systemd") == []
    owner, heard = QObject(), list[bool]()
    lock = system_lock.SystemLock(owner, asked)
    for said, left in (("LockedHint=yes\nActive=yes", True), ("LockedHint=no\nActive=yes", False)):
        (tmp_path / "now").write_text(said)
        lock.ask(heard.append)
        lock.ask(heard.append)  # while the first is still out, no second is started
        qtbot.waitUntil(lambda left=left: heard[-1:] == [left], timeout=10_000)  # type: ignore[misc]
    assert heard == [True, False]
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    lock.ask(heard.append)
    lock.stop()  # ends it; a Qt warning would fail this test
    lock.ask(heard.append)
    assert heard == [True, False]
    owner.deleteLater()


def test_what_is_not_told_here_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_lock, "command", list)
    words, told = system_lock.in_words()
    if sys.platform == "linux":
        assert not told
        assert "does not tell Livecoach" in words
