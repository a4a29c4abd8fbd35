from __future__ import annotations

import random
from pathlib import Path

import pytest

from livecoach.store import backup, header, vault
from livecoach.store.backup import Backup
from livecoach.store.trouble import BackupProblem, VaultError, VaultExists, WrongPassphrase
from livecoach.store.writer import Writer
from tests.store.vaults import CHEAP, PASSPHRASE, made, meeting, moments, writing


def copied(writer: Writer, key: bytes, target: Path) -> Backup:
    keys = header.read(writer.folder)
    return writer.ask(lambda db: backup.make(db, keys, key, target))


@pytest.fixture
def saved(tmp_path: Path) -> tuple[Path, bytes, Path]:
    """Return a vault of twenty moments, its key, and its backup."""
    folder, target = tmp_path / "v", tmp_path / "copy.livecoach"
    key, about = made(folder), meeting()
    with writing(folder, key) as writer:
        writer.save(about.begins())
        for number in range(1, 21):
            writer.save(about.tag(number, "you people always"))
        assert writer.flush(5)
        made_ = copied(writer, key, target)
    assert made_ == backup.read_head(target)
    return folder, key, target


def test_one_file_restores_the_whole_vault(saved: tuple[Path, bytes, Path], tmp_path: Path) -> None:
    _, key, target = saved
    backup.restore(target, tmp_path / "r")
    assert vault.unlock(tmp_path / "r", PASSPHRASE) == key
    with writing(tmp_path / "r", key) as writer:
        assert moments(writer) == 20


def test_nothing_that_is_there_is_overwritten(saved: tuple[Path, bytes, Path]) -> None:
    folder, key, target = saved
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(VaultExists, match="present one is kept"):
        backup.restore(target, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    content = target.read_bytes()
    with writing(folder, key) as writer, pytest.raises(VaultExists):
        copied(writer, key, target)
    assert target.read_bytes() == content


def test_no_part_of_a_backup_is_left_lying_about(saved: tuple[Path, bytes, Path]) -> None:
    _, _, target = saved
    assert [path.name for path in target.parent.iterdir() if path.is_file()] == [target.name]


def test_a_backup_holds_nothing_readable(saved: tuple[Path, bytes, Path]) -> None:
    _, key, target = saved
    content = target.read_bytes()
    for canary in (b"people", b"Partnership", b"Us and them", b"SQLite format 3", key[:16]):
        assert canary not in content
    assert key.hex().encode() not in content


def test_it_opens_with_the_passphrase_it_had_then(
    saved: tuple[Path, bytes, Path], tmp_path: Path
) -> None:
    folder, key, target = saved
    vault.change_passphrase(folder, key, "quite another one", CHEAP)
    backup.restore(target, tmp_path / "r")
    assert vault.unlock(tmp_path / "r", PASSPHRASE) == key
    with pytest.raises(WrongPassphrase):
        vault.unlock(tmp_path / "r", "quite another one")


def test_a_flipped_bit_anywhere_is_found(saved: tuple[Path, bytes, Path], tmp_path: Path) -> None:
    _, key, target = saved
    whole = target.read_bytes()
    draw = random.Random(11)
    places = [draw.randrange(len(whole)) for _ in range(60)] + list(range(0, 40, 3))
    for number, place in enumerate(places):
        spoilt = bytearray(whole)
        spoilt[place] ^= 1 << draw.randrange(8)
        target.write_bytes(spoilt)
        folder = tmp_path / f"r{number}"
        try:
            backup.restore(target, folder)
            # The way in is authenticated when it is used.
            assert vault.unlock(folder, PASSPHRASE) == key
        except VaultError:
            continue
        # What may differ unnoticed is only when it was made, and how its head is written.
        assert (folder / "vault.db").read_bytes() == whole[backup.read_head(target).starts_at :]


@pytest.mark.parametrize("length", [0, 5, 18, 19, 26, 27, 400, 20_000])
def test_a_backup_cut_short_is_refused_and_nothing_is_made(
    saved: tuple[Path, bytes, Path], tmp_path: Path, length: int
) -> None:
    _, _, target = saved
    target.write_bytes(target.read_bytes()[:length])
    with pytest.raises(BackupProblem, match=r"copy\.livecoach"):
        backup.restore(target, tmp_path / "r")
    assert not (tmp_path / "r").exists()


def test_what_is_no_backup_is_told(tmp_path: Path) -> None:
    with pytest.raises(BackupProblem, match="no backup"):
        backup.read_head(tmp_path / "none")
    (tmp_path / "photo.livecoach").write_bytes(b"\x89PNG" * 100)
    with pytest.raises(BackupProblem, match="not a Livecoach backup"):
        backup.read_head(tmp_path / "photo.livecoach")
    assert backup.listed(tmp_path) == []
    with pytest.raises(BackupProblem):
        backup.read_head(tmp_path)


def test_a_backup_that_cannot_be_written_says_so(
    saved: tuple[Path, bytes, Path], tmp_path: Path
) -> None:
    folder, key, _ = saved
    with writing(folder, key) as writer:
        with pytest.raises(BackupProblem, match="was not made"):
            copied(writer, key, tmp_path / "no" / "such" / "folder.livecoach")
        assert moments(writer) == 20


def test_backups_are_listed_newest_first(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    key = made(folder)
    with writing(folder, key) as writer:
        names = []
        for _ in range(3):
            target = backup.next_name(folder / backup.FOLDER, "by-hand")
            names.append(copied(writer, key, target).path)
    found = backup.listed(folder / backup.FOLDER)
    assert {one.path for one in found} == set(names)
    assert len(set(names)) == 3
    assert [one.made_utc_ms for one in found] == sorted(
        (one.made_utc_ms for one in found), reverse=True
    )
