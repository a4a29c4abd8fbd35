"""``vault check`` says how a vault stands, in words and as JSON, and ends with 2 where amiss."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from livecoach.store import automatic, backup, header
from livecoach.store.vault import unlock
from livecoach.store.writer import Writer
from tests.store.vaults import PASSPHRASE, meeting
from tests.test_cli import Shell, key_file, refused, shell, vault

__all__ = ["key_file", "shell", "vault"]


def with_backup(folder: Path, second: Path | None = None) -> Path:
    key = unlock(folder, PASSPHRASE)
    writer = Writer(folder, key)
    try:
        writer.ask(lambda db: automatic.set_second_place(db, second))
        keys = header.read(folder)
        made, _ = writer.ask(lambda db: automatic.take(db, folder, keys, key, "by-hand"))
    finally:
        writer.close()
    return made.path


def test_all_well_is_said_and_ends_with_0(
    shell: Shell, vault: tuple[str, ...], tmp_path: Path
) -> None:
    folder = Path(vault[1])
    (tmp_path / "stick").mkdir()
    with_backup(folder, tmp_path / "stick")
    done = shell("vault", "check", *vault[1:])
    assert done.status == 0
    first, *rest = done.out.splitlines()
    assert first == f"The vault in {folder} is whole: 0 sessions, 0 moments, 0 turns, 0 edits."
    assert rest == [
        rest[0],
        "Settings: 14 read back, none otherwise than set.",
        "Integrity: every page, index and reference is whole.",
        "Backups: 1 that read back; the newest was made within the hour.",
        f"Second place: {tmp_path / 'stick'}.",
    ]
    assert rest[0].startswith("Encryption: at work (SQLCipher 4.")


def test_advice_alone_is_no_fault(shell: Shell, vault: tuple[str, ...], tmp_path: Path) -> None:
    folder = Path(vault[1])
    bad = with_backup(folder, tmp_path / "stick").with_name("2026-01-01T000000Z-day.livecoach")
    bad.write_bytes(b"not one")
    bad.chmod(0o644)
    done = shell("vault", "check", *vault[1:])
    assert done.status == 0
    assert f"Second place: {tmp_path / 'stick'}, which is not there now." in done.out
    assert "Advice: One backup is damaged; delete it." in done.out
    assert "Advice: Other accounts of this computer may read" in done.out
    found = json.loads(shell("vault", "check", *vault[1:], "--json").out)
    assert found["opens"] is True
    assert (found["backups"], found["damaged_backups"]) == (1, 1)
    assert found["settings"]["synchronous"] == "3"
    assert found["cipher"].startswith("4.")
    assert found["faults"] == []
    assert len(found["advice"]) == 3


def test_a_damaged_vault_ends_with_2_in_both_forms(
    shell: Shell, vault: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("livecoach.store.connection.PAUSE_S", 0.0)
    record = Path(vault[1]) / "vault.db"
    content = bytearray(record.read_bytes())
    content[len(content) // 2] ^= 0xFF
    record.write_bytes(content)
    assert "is damaged" in refused(shell("vault", "check", *vault[1:]))
    done = shell("vault", "check", *vault[1:], "--json")
    assert done.status == 2
    found = json.loads(done.out)
    assert found["opens"] is False
    assert "restore a backup" in found["why"]


def test_an_index_that_does_not_match_is_amiss(shell: Shell, vault: tuple[str, ...]) -> None:
    folder = Path(vault[1])
    writer = Writer(folder, unlock(folder, PASSPHRASE))
    spoil = "INSERT INTO phrase_index(phrase_index, rowid, body) VALUES ('delete', 1, 'x')"
    try:
        writer.save(meeting().begins())
        writer.ask(lambda db: db.execute(spoil))
    finally:
        writer.close()
    done = shell("vault", "check", *vault[1:])
    assert done.status == 2
    assert "is damaged: 1 sessions" in done.out
    assert "AMISS: The vault is damaged: the search index" in done.out


def test_a_wrong_passphrase_is_told_as_json_too(
    shell: Shell, vault: tuple[str, ...], key_file: str
) -> None:
    Path(key_file).write_text("quite another one", "utf-8")
    done = shell("vault", "check", *vault[1:], "--json")
    assert done.status == 2
    assert "does not open this vault" in json.loads(done.out)["why"]
    assert backup.listed(Path(vault[1]) / backup.FOLDER) == []
