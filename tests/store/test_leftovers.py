"""What a stopped program leaves of a record it was writing never gets into the next one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from livecoach.store import backup, erasing, tombstones
from livecoach.store.connection import FILE_NAME, open_database
from livecoach.store.subject import Subject
from livecoach.store.trouble import BackupProblem
from tests.store.erasable import copied, fill, pages_of, residue
from tests.store.vaults import made, writing


def leave_a_journal(held: backup.Backup, key: bytes, stone: tombstones.Tombstone, to: Path) -> None:
    """Leave what is there of a rewriting that was cut off after its rows had gone."""
    backup.extract(held, to)
    db = open_database(to, key)
    subject = tombstones.subject_of(db, stone)
    assert subject is not None
    with db.atomic():
        erasing.forget(db, subject, stone.way)
        tombstones.put(db, stone, finished=True)
    db.execute("PRAGMA cache_size = 8")  # so that pages are written before it commits
    db.execute("BEGIN")
    db.execute('UPDATE "journal" SET "label" = "label" || hex(randomblob(200))')
    journal = to.with_name(f"{to.name}-journal")
    shutil.copyfile(to, to.with_name("half"))
    shutil.copyfile(journal, to.with_name("half-journal"))
    db.rollback()
    db.close()
    to.with_name("half").replace(to)
    to.with_name("half-journal").replace(journal)
    assert journal.stat().st_size > 4096


def test_a_journal_left_by_a_cut_is_not_played_into_the_next_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "v"
    key = made(folder)
    with writing(folder, key) as writer:
        cast = fill(writer, 3)
        path = copied(writer, backup.next_name(folder / backup.FOLDER, "old"))
        subject = Subject("person", cast.posts[0].uid)
        with monkeypatch.context() as patch:

            def full(*_: object) -> None:
                raise OSError(28, "No space left on device")

            patch.setattr(backup, "pack", full)
            with pytest.raises(BackupProblem, match="still holds what was erased"):
                writer.ask(lambda db: erasing.erase(db, folder, key, subject, "delete"))
        (stone,) = writer.ask(lambda db: tombstones.standing(db, unfinished=True))
    leave_a_journal(backup.read_head(path), key, stone, folder / f"{path.name}.erase.part")
    with writing(folder, key) as writer:  # opening finishes the erasure
        assert writer.ask(lambda db: tombstones.standing(db, unfinished=True)) == []
    record = tmp_path / "record"
    backup.extract(backup.read_head(path), record)
    assert residue(pages_of(record, key), cast.of_post[subject.uid]) == set()
    assert not list(folder.glob("*.part*"))


def test_a_journal_beside_no_record_is_not_played_into_a_restored_one(tmp_path: Path) -> None:
    folder, again = tmp_path / "v", tmp_path / "again"
    key = made(folder)
    with writing(folder, key) as writer:
        fill(writer, 3)
        path = copied(writer, tmp_path / "one.livecoach")
    again.mkdir(0o700)
    (again / f"{FILE_NAME}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(5000))
    backup.restore(path, again)
    assert not (again / f"{FILE_NAME}-journal").exists()
    with writing(again, key) as writer:
        assert writer.ask(backup.counts)["moment"] > 0


def test_a_new_folder_is_made_to_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from livecoach.store import durable

    synced: list[Path] = []
    monkeypatch.setattr(durable, "sync_folder", synced.append)
    durable.make_private_folder(tmp_path / "a" / "b")
    assert synced == [tmp_path / "a", tmp_path]
    durable.make_private_folder(tmp_path / "a" / "b")
    assert len(synced) == 2
