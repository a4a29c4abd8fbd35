from __future__ import annotations

from pathlib import Path

import pytest

from livecoach.store import lock
from livecoach.store.writer import Writer
from tests.store.vaults import made


def test_who_has_it_open_is_written_down_and_taken_away(tmp_path: Path) -> None:
    writer = Writer(tmp_path, made(tmp_path))
    holder = lock.who_holds(tmp_path)
    assert holder is not None
    assert holder.since[:2] == "20"
    assert writer.close()
    assert lock.who_holds(tmp_path) is None


@pytest.mark.parametrize(
    "left",
    [
        b"",
        b"\x00\x00",
        b"[]",
        b'{"host": 1, "pid": "x", "since": null}',
        b'{"host": "elsewhere", "pid": 1, "since": "2020-01-01T10:00:00+00:00"}',
        b"[" * 4000,
    ],
)
def test_a_note_left_behind_never_keeps_the_coach_out(tmp_path: Path, left: bytes) -> None:
    key = made(tmp_path)
    (tmp_path / lock.NAME).write_bytes(left)
    writer = Writer(tmp_path, key)
    assert writer.close()


def test_another_computer_is_named(tmp_path: Path) -> None:
    (tmp_path / lock.NAME).write_bytes(
        b'{"host": "WARD-7", "pid": 42, "since": "2026-03-02T14:03:11+00:00"}'
    )
    assert lock.in_words(tmp_path) == (
        "This vault has been open on the computer WARD-7 since 2026-03-02 14:03 (process 42). "
        "Close it there, or go on in that window."
    )
    (tmp_path / lock.NAME).unlink()
    assert "another program" in lock.in_words(tmp_path)
