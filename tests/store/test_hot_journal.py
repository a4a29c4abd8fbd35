from __future__ import annotations

import os
from pathlib import Path

import pytest

from livecoach.store import hot_journal, vault
from livecoach.store.connection import open_checked, open_database
from livecoach.store.leftovers import journal_of
from livecoach.store.trouble import VaultDamaged
from tests.store.erasable import rows_as_text
from tests.store.vaults import made


@pytest.fixture
def cut_off(tmp_path: Path) -> tuple[Path, bytes, dict[tuple[str, str], str]]:
    """Return a vault that was cut off in a long change, its journal of many parts beside it."""
    folder = tmp_path / "v"
    key = made(folder)
    path = folder / vault.FILE_NAME
    db = open_database(path, key)
    db.execute('CREATE TABLE "much" ("a" BLOB) STRICT')
    for _ in range(40):
        db.execute('INSERT INTO "much" VALUES (randomblob(4000))')
    rows = rows_as_text(db)
    db.execute("PRAGMA cache_size = 4")  # so that pages are written before it commits
    db.execute("BEGIN")
    db.execute('UPDATE "much" SET "a" = randomblob(4000)')
    half, journal = path.read_bytes(), journal_of(path).read_bytes()
    db.rollback()
    db.close()
    path.write_bytes(half)
    journal_of(path).write_bytes(journal)
    return path, key, rows


def parts(journal: bytes) -> list[int]:
    return [at for at in range(0, len(journal), 512)
            if journal[at : at + 8] == hot_journal.MAGIC]  # fmt: skip


def test_it_is_played_back_and_nothing_of_it_stays(
    cut_off: tuple[Path, bytes, dict[tuple[str, str], str]],
) -> None:
    path, key, rows = cut_off
    assert len(parts(journal_of(path).read_bytes())) > 2
    db = open_checked(path, key)
    assert rows_as_text(db) == rows
    assert journal_of(path).stat().st_size == 0
    db.close()


def test_what_an_earlier_change_left_behind_its_end_is_no_damage(
    cut_off: tuple[Path, bytes, dict[tuple[str, str], str]],
) -> None:
    path, _, _ = cut_off
    whole = journal_of(path).read_bytes()
    first, second = parts(whole)[:2]
    for left in (os.urandom(8), b"\0" + hot_journal.MAGIC[1:]):
        assert first == 0
        journal_of(path).write_bytes(whole[:second] + left + whole[second + 8 :])
        assert hot_journal.fault_in(path) == ""


@pytest.mark.parametrize("bit", [0, 13, 63])
def test_a_bit_that_fell_over_in_any_part_is_told(
    cut_off: tuple[Path, bytes, dict[tuple[str, str], str]], bit: int
) -> None:
    path, key, _ = cut_off
    whole = journal_of(path).read_bytes()
    for at in parts(whole)[:3]:
        spoilt = bytearray(whole)
        spoilt[at + bit // 8] ^= 1 << bit % 8
        journal_of(path).write_bytes(spoilt)
        with pytest.raises(VaultDamaged, match="its journal is damaged"):
            open_database(path, key)
        assert journal_of(path).read_bytes() == spoilt
