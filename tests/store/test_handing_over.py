"""An edit handed over is on disk before it is painted, and a slow disk is not waited for."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from livecoach.store.handing_over import HEAD_START_S, hand_over
from tests.store.vaults import Told, made, meeting, writing

FRAME_S = 0.016


def test_an_edit_is_on_disk_when_it_has_been_handed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("livecoach.store.handing_over.HEAD_START_S", 10.0)  # for a busy machine
    about, told = meeting(), Told()
    with writing(tmp_path / "v", made(tmp_path / "v"), told) as writer:
        for edit in (about.begins(), about.tag(1), about.tag(2)):
            hand_over(writer, edit)
            assert told.saved[-1] == edit.uid


def test_a_disk_that_does_not_answer_keeps_nobody_waiting(tmp_path: Path) -> None:
    assert HEAD_START_S < FRAME_S / 2
    about, told, stuck = meeting(), Told(), threading.Event()
    with writing(tmp_path / "v", made(tmp_path / "v"), told) as writer:
        hand_over(writer, about.begins())
        assert writer.flush(10)
        writer.ask_later(lambda _: stuck.wait(20))  # as a disk that takes its time would be
        begun = time.monotonic()
        pressed = about.tag(1)
        hand_over(writer, pressed)
        assert time.monotonic() - begun < 5  # not the twenty seconds the disk would take
        assert writer.pending() == 1
        stuck.set()
        assert writer.flush(10)
        assert told.saved[-1] == pressed.uid
