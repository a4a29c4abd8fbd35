from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from livecoach.store import connection, keys
from livecoach.store.connection import find_damage, open_checked, open_database, settings_of
from livecoach.store.trouble import (
    NotEncrypted,
    VaultDamaged,
    VaultInUse,
    VaultMissing,
    VaultTooNew,
)
from livecoach.store.writer import Writer
from tests.store.vaults import made, meeting, writing


@pytest.fixture
def key() -> bytes:
    return keys.new_key()


def fresh(folder: Path) -> Path:
    path = folder / "vault.db"
    path.touch(0o600)
    return path


def test_every_setting_reads_back_as_promised(tmp_path: Path, key: bytes) -> None:
    db = open_database(fresh(tmp_path), key)
    found = settings_of(db)
    db.close()
    assert str(found.pop("cipher_version")).startswith("4.")
    assert found == {
        "cipher_log_level": "NONE",
        "cipher_memory_security": "1",
        "locking_mode": "exclusive",
        "journal_mode": "truncate",
        "synchronous": 3,
        "fullfsync": 1,
        "checkpoint_fullfsync": 1,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "cache_size": -4096,
    }


def test_a_plain_database_is_refused(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "vault.db"
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE t (a)")
    plain.commit()
    plain.close()
    with pytest.raises(NotEncrypted, match="not encrypted"):
        open_database(path, key)


def test_a_library_that_does_not_encrypt_is_refused(
    tmp_path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "connect", sqlite3.connect)  # takes PRAGMA key, in silence
    with pytest.raises(NotEncrypted, match="SQLCipher"):
        open_database(fresh(tmp_path), key)


def test_an_older_sqlite_is_refused(
    tmp_path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "VERSION", (3, 51, 2))
    with pytest.raises(NotEncrypted, match=r"3\.51\.2"):
        open_database(fresh(tmp_path), key)


def test_what_is_written_shows_nothing_of_sqlite(tmp_path: Path) -> None:
    made(tmp_path)
    content = (tmp_path / "vault.db").read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert b"moment" not in content


def test_another_key_and_a_missing_file_are_told(tmp_path: Path, key: bytes) -> None:
    made(tmp_path)
    with pytest.raises(VaultDamaged, match="another key"):
        open_database(tmp_path / "vault.db", key)
    with pytest.raises(VaultMissing, match="missing"):
        open_database(tmp_path / "other.db", key)


def test_a_second_opening_is_refused_at_once(tmp_path: Path, key: bytes) -> None:
    first = open_database(fresh(tmp_path), key)
    try:
        with pytest.raises(VaultInUse):
            open_database(tmp_path / "vault.db", key)
    finally:
        first.close()


def test_a_flipped_bit_is_found_and_the_file_kept(tmp_path: Path) -> None:
    key = made(tmp_path)
    path = tmp_path / "vault.db"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)
    with pytest.raises(VaultDamaged, match="restore a backup"):
        open_checked(path, key)
    assert path.read_bytes() == content


def test_damage_seen_once_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = made(tmp_path)
    seen = iter(["the disk's mood", ""])
    monkeypatch.setattr(connection, "find_damage", lambda db: next(seen))
    open_checked(tmp_path / "vault.db", key).close()
    assert next(seen, "asked twice") == "asked twice"


def test_rows_without_their_parents_are_damage(tmp_path: Path) -> None:
    key = made(tmp_path)
    db = open_database(tmp_path / "vault.db", key)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("INSERT INTO turn VALUES ('t', 'nowhere', 0, NULL, NULL, 0)")
    db.conn.commit()
    assert "1 rows" in find_damage(db)
    db.close()


def test_an_emptied_file_is_not_taken_for_a_new_vault(tmp_path: Path) -> None:
    key = made(tmp_path)
    (tmp_path / "vault.db").write_bytes(b"")
    with pytest.raises(VaultDamaged, match="empty"):
        Writer(tmp_path, key)


def test_a_vault_from_a_newer_livecoach_is_left_as_it_is(tmp_path: Path) -> None:
    key = made(tmp_path)
    with writing(tmp_path, key) as writer:
        writer.save(meeting().begins())
        writer.ask(
            lambda db: db.table("_sqlite_migrations").insert(
                {"migration_set": "livecoach", "name": "m999_later", "applied_at": "2030"}
            )
        )
    before = (tmp_path / "vault.db").read_bytes()
    with pytest.raises(VaultTooNew, match="newer"):
        Writer(tmp_path, key)
    assert (tmp_path / "vault.db").read_bytes() == before
