from __future__ import annotations

import shutil
from pathlib import Path
from time import sleep

import pytest

from livecoach.store import vault
from livecoach.store.writer import Writer
from tests.store.vaults import PASSPHRASE, Told, made, meeting, moments, writing

pytestmark = pytest.mark.usefixtures("quick_look")


@pytest.fixture
def quick_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("livecoach.store.writer.IDLE_S", 0.05)


def recorded(folder: Path) -> tuple[bytes, Told]:
    """Return the key of a new vault, and an ear for what its writer tells."""
    return made(folder), Told()


def then_whole(folder: Path, key: bytes, told: Told, count: int) -> None:
    assert vault.unlock(folder, PASSPHRASE) == key
    with writing(folder, key) as writer:
        assert moments(writer) == count
    assert any("nothing is lost" in words for uid, words in told.trouble if not uid)


def test_a_vault_renamed_over_loses_nothing_and_the_other_file_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    key, told = recorded(folder)
    about = meeting()
    with writing(folder, key, told) as writer:
        writer.save(about.begins())
        writer.save(about.tag(1))
        assert writer.flush(5)
        older = tmp_path / "older.db"
        older.write_bytes(b"what a synchroniser brought")
        older.replace(folder / "vault.db")
        writer.save(about.tag(2))
        writer.save(about.tag(3))
        assert writer.flush(10)
    then_whole(folder, key, told, 3)
    assert (folder / "vault-found-1.db").read_bytes() == b"what a synchroniser brought"


def test_a_vault_deleted_while_open_is_put_back(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    key, told = recorded(folder)
    about = meeting()
    with writing(folder, key, told) as writer:
        writer.save(about.begins())
        writer.save(about.tag(1))
        assert writer.flush(5)
        (folder / "vault.db").unlink()
        writer.save(about.tag(2))
        assert writer.flush(10)
    then_whole(folder, key, told, 2)


def test_a_folder_moved_away_is_made_again_with_its_keys(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    key, told = recorded(folder)
    about = meeting()
    with writing(folder, key, told) as writer:
        writer.save(about.begins())
        writer.save(about.tag(1))
        assert writer.flush(5)
        folder.rename(tmp_path / "moved")
        writer.save(about.tag(2))
        assert writer.flush(10)
    then_whole(folder, key, told, 2)


def test_it_is_noticed_while_nothing_is_tagged(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    key, told = recorded(folder)
    writer = Writer(folder, key, told.on_saved, told.on_trouble)
    writer.save(meeting().begins())
    assert writer.flush(5)
    (folder / "vault.db").unlink()
    for _ in range(200):
        if (folder / "vault.db").exists():
            break
        sleep(0.05)
    assert writer.close()
    then_whole(folder, key, told, 0)


def test_another_files_journal_is_not_played_into_ours(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    key, told = recorded(folder)
    about = meeting()
    with writing(folder, key, told) as writer:
        writer.save(about.begins())
        assert writer.flush(5)
        shutil.copy(folder / "vault.db", tmp_path / "older.db")
        (tmp_path / "older.db").replace(folder / "vault.db")
        (tmp_path / "hot").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(5000))
        (tmp_path / "hot").replace(folder / "vault.db-journal")
        writer.save(about.tag(1))
        assert writer.flush(10)
    then_whole(folder, key, told, 1)
    assert (folder / "vault-found-1.db-journal").stat().st_size == 5008


def test_a_copy_that_waits_is_put_back_at_the_next_opening(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    key, _ = recorded(folder)
    about = meeting()
    with writing(folder, key) as writer:
        writer.save(about.begins())
        writer.save(about.tag(1))
    (folder / "vault.db").rename(folder / "vault.db.rescue")
    assert vault.unlock(folder, PASSPHRASE) == key
    with writing(folder, key) as writer:
        assert moments(writer) == 1
