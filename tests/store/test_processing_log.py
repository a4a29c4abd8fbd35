"""What was done with the record is noted once, wherever it was done, and never what it held."""

from __future__ import annotations

from pathlib import Path

import pytest

from livecoach.store import automatic, backup, header, processing_log, vault, waiting_notes
from livecoach.store.trouble import VaultError
from tests.store.vaults import CHEAP, PASSPHRASE, made, writing


def acts(folder: Path, key: bytes) -> list[tuple[str, str]]:
    with writing(folder, key) as writer:
        return [(one.act, one.who) for one in writer.ask(processing_log.entries)]


def test_a_backup_a_restore_and_new_ways_in_are_noted(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    key = made(folder)
    with writing(folder, key) as writer:
        keys = header.read(folder)
        writer.ask(lambda db: backup.make(db, keys, key, tmp_path / "b.livecoach"))
        assert [one.act for one in writer.ask(processing_log.entries)] == ["backup"]
    vault.change_passphrase(folder, key, "quite another one", CHEAP)
    vault.new_recovery(folder, key)
    assert [act for act, _ in acts(folder, key)] == ["recovery", "passphrase", "backup"]
    assert not (folder / waiting_notes.NAME).exists()
    backup.restore(tmp_path / "b.livecoach", tmp_path / "r")
    assert vault.unlock(tmp_path / "r", PASSPHRASE) == key
    assert [act for act, _ in acts(tmp_path / "r", key)] == ["restore"]


def test_a_backup_that_the_program_makes_is_the_programs(tmp_path: Path) -> None:
    key = made(tmp_path)
    keys = header.read(tmp_path)
    with writing(tmp_path, key) as writer:
        writer.ask(lambda db: automatic.take(db, tmp_path, keys, key, "day"))
    assert ("backup", "program") in acts(tmp_path, key)


def test_what_waits_is_noted_once_and_a_spoilt_note_keeps_nobody_out(tmp_path: Path) -> None:
    key = made(tmp_path)
    vault.change_passphrase(tmp_path, key, "quite another one", CHEAP)
    note = (tmp_path / waiting_notes.NAME).read_bytes()
    assert (tmp_path / waiting_notes.NAME).stat().st_mode & 0o077 == 0
    assert [act for act, _ in acts(tmp_path, key)] == ["passphrase"]
    (tmp_path / waiting_notes.NAME).write_bytes(note)  # cut off before it was taken away
    assert [act for act, _ in acts(tmp_path, key)] == ["passphrase"]
    for spoilt in (b"[", b'[{"act": "x", "at_utc_ms": "y"}]', b'{"a": 1}', b"\xff", b"[" * 90_000):
        (tmp_path / waiting_notes.NAME).write_bytes(spoilt)
        assert [act for act, _ in acts(tmp_path, key)] == ["passphrase"]


def test_a_passphrase_that_was_not_changed_is_not_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = made(tmp_path)

    def refuse(folder: Path, keys: header.Header) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(header, "write", refuse)
        with pytest.raises(OSError, match="full"):
            vault.change_passphrase(tmp_path, key, "quite another one", CHEAP)
    assert not (tmp_path / waiting_notes.NAME).exists()
    assert acts(tmp_path, key) == []


def test_an_act_that_the_log_does_not_know_is_refused(tmp_path: Path) -> None:
    with writing(tmp_path, made(tmp_path)) as writer, pytest.raises(ValueError, match="no act"):
        processing_log.note(writer, "whisper", "vault", {})


def test_an_entry_is_on_disk_when_it_is_said_to_be(tmp_path: Path) -> None:
    key = made(tmp_path)
    with writing(tmp_path, key) as writer:
        processing_log.note(writer, "summary", "group", {"docx": 1})
    with writing(tmp_path, key) as writer:
        [entry] = writer.ask(processing_log.entries)
    assert (entry.act, entry.what, entry.counts, entry.who) == (
        "summary",
        "group",
        {"docx": 1},
        "coach",
    )
    writer.close()
    with pytest.raises(VaultError):
        processing_log.note(writer, "summary", "group", {})
