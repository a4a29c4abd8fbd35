from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from livecoach.store import (
    backup,
    contents,
    erasing,
    header,
    processing_log,
    restoring,
    setting_aside,
    vault,
)
from livecoach.store.backup import Backup
from livecoach.store.contents import Contents
from livecoach.store.restoring import Standing
from livecoach.store.subject import Subject
from livecoach.store.trouble import BackupProblem, VaultExists, VaultInUse
from livecoach.store.writer import Writer
from tests.store.vaults import CHEAP, PASSPHRASE, Meeting, made, meeting, moments, writing


class Kept:
    """A vault of five moments, backed up at three, with its key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = made(folder)
        self.about: Meeting = meeting()
        with writing(folder, self.key) as writer:
            writer.save(self.about.begins())
            for number in (1, 2, 3):
                writer.save(self.about.tag(number))
            target = backup.next_name(folder / backup.FOLDER, "day")
            keys = header.read(folder)
            self.held: Backup = writer.ask(lambda db: backup.make(db, keys, self.key, target))
            for number in (4, 5):
                writer.save(self.about.tag(number))

    def standing(self) -> Standing:
        return restoring.standing(self.folder, self.key)

    def restore(self) -> restoring.Restored:
        return restoring.in_usual_place(self.held, self.standing(), self.key, lambda _: None)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    monkeypatch.setattr("livecoach.store.connection.PAUSE_S", 0.0)
    return Kept(tmp_path / "v")


def held_in(folder: Path, key: bytes) -> int:
    with writing(folder, key) as writer:
        return moments(writer)


def flip(path: Path) -> None:
    spoilt = bytearray(path.read_bytes())
    spoilt[len(spoilt) // 2] ^= 1
    path.write_bytes(spoilt)


def test_what_a_backup_holds_is_told_beside_what_is_there_now(kept: Kept, tmp_path: Path) -> None:
    then = contents.of_backup(kept.held, kept.key, tmp_path)
    now = kept.standing().contents
    assert now is not None
    assert (then.sessions, then.moments, now.sessions, now.moments) == (1, 3, 1, 5)
    assert then.last_change_utc_ms is not None
    assert now.last_change_utc_ms is not None
    assert then.last_change_utc_ms <= now.last_change_utc_ms
    assert [path.name for path in tmp_path.iterdir()] == ["v"], "no copy is left lying about"


def test_the_newest_moment_has_its_own_time_or_its_sessions(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    key, about = made(folder), meeting()
    with writing(folder, key) as writer:
        assert writer.ask(contents.of) == Contents(0, 0, None, None)
        writer.save(about.begins())
        writer.save(about.tag(1))
        assert writer.ask(contents.of).newest_moment_utc_ms is None  # not even its session knows
        writer.ask(
            lambda db: db.execute("UPDATE session SET started_at = '2026-03-05T14:00+00:00'")
        )
        assert writer.ask(contents.of).newest_moment_utc_ms == 1_772_719_200_000
        writer.ask(lambda db: db.execute("UPDATE moment SET wall_utc_ms = 1772719260000"))
        assert writer.ask(contents.of).newest_moment_utc_ms == 1_772_719_260_000


def test_a_new_folder_leaves_the_present_vault_as_it_is(kept: Kept, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in kept.folder.iterdir() if path.is_file()}
    said: list[str] = []
    done = restoring.into_new_folder(
        kept.held, tmp_path / "r", tmp_path / "better", kept.key, None, said.append
    )
    assert done == restoring.Restored(tmp_path / "r", None)
    assert said[0] == "Reading the backup through…"
    after = {path.name: path.read_bytes() for path in kept.folder.iterdir() if path.is_file()}
    assert after == before
    assert held_in(tmp_path / "r", kept.key) == 3
    assert held_in(kept.folder, kept.key) == 5
    with pytest.raises(VaultExists):
        restoring.into_new_folder(kept.held, kept.folder, tmp_path, kept.key, None, lambda _: None)


def test_the_usual_place_keeps_what_stood_there_and_a_backup_of_it(kept: Kept) -> None:
    done = kept.restore()
    assert done.aside is not None
    assert done.aside.parent == kept.folder
    assert done.aside.name.startswith("set-aside-2")
    assert held_in(kept.folder, kept.key) == 3
    assert held_in(done.aside, kept.key) == 5
    reasons = {one.path.name[19:-10] for one in backup.listed(kept.folder / backup.FOLDER)}
    assert reasons == {"day", "before-restore"}
    assert vault.unlock(done.aside, PASSPHRASE) == kept.key
    assert setting_aside.kept(kept.folder) == [done.aside]
    setting_aside.delete(kept.folder, done.aside)
    assert setting_aside.kept(kept.folder) == []


def test_the_passphrase_of_now_opens_what_is_restored_in_its_place(kept: Kept) -> None:
    vault.change_passphrase(kept.folder, kept.key, "quite another one", CHEAP)
    kept.restore()
    assert vault.unlock(kept.folder, "quite another one") == kept.key


def test_a_restore_stands_in_the_log_without_a_name(kept: Kept) -> None:
    kept.restore()
    with writing(kept.folder, kept.key) as writer:
        [entry] = [one for one in writer.ask(processing_log.entries) if one.act == "restore"]
    assert entry.counts == {"session": 1, "moment": 3}


def test_a_vault_that_another_livecoach_has_open_is_not_set_aside(kept: Kept) -> None:
    code = (
        "import sys; from pathlib import Path; from livecoach.store.writer import Writer\n"
        "w = Writer(Path(sys.argv[1]), bytes.fromhex(sys.argv[2])); print('open', flush=True)\n"
        "sys.stdin.read(); w.close()"
    )
    now = kept.standing()
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(kept.folder), kept.key.hex()],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert other.stdin is not None
    assert other.stdout is not None
    try:
        assert other.stdout.readline() == "open\n"
        with pytest.raises(VaultInUse, match="this computer"):
            restoring.in_usual_place(kept.held, now, kept.key, lambda _: None)
        with pytest.raises(VaultInUse):
            restoring.in_usual_place(
                kept.held, Standing(kept.folder, trouble="?"), kept.key, lambda _: None
            )
    finally:
        other.communicate()
    assert held_in(kept.folder, kept.key) == 5
    assert setting_aside.kept(kept.folder) == []


@pytest.mark.parametrize("what", ["nothing", "spoilt", "a folder"])
def test_a_whole_record_that_lost_its_keys_gets_them_back_from_a_backup(
    kept: Kept, what: str
) -> None:
    path = kept.folder / header.NAME
    path.unlink()
    if what == "spoilt":
        path.write_bytes(b"{")
    elif what == "a folder":
        path.mkdir()
    now = kept.standing()
    assert now.lacks_keys
    assert now.contents is not None
    assert now.contents.moments == 5
    restoring.put_keys_back(kept.held, now, lambda _: None)
    assert vault.unlock(kept.folder, PASSPHRASE) == kept.key
    assert held_in(kept.folder, kept.key) == 5
    with pytest.raises(BackupProblem):
        restoring.put_keys_back(kept.held, kept.standing(), lambda _: None)


def test_what_a_killed_restore_set_aside_is_joined_by_the_rest(kept: Kept) -> None:
    flip(kept.folder / "vault.db")
    place = setting_aside.set_aside(kept.folder, setting_aside.DAMAGED)
    assert place is not None
    # Killed after the first of the two files: the second is still where it was.
    (place / header.NAME).rename(kept.folder / header.NAME)
    done = kept.restore()
    assert done.aside == place
    assert {path.name for path in place.iterdir()} >= {"vault.db", header.NAME}
    assert held_in(kept.folder, kept.key) == 3


def test_two_on_one_day_are_kept_apart(kept: Kept) -> None:
    first, second = kept.restore().aside, kept.restore().aside
    assert first is not None
    assert second is not None
    assert second.name == f"{first.name}-2"
    assert held_in(first, kept.key) == 5
    assert held_in(second, kept.key) == 3


def test_what_is_erased_goes_from_what_was_set_aside_too(kept: Kept) -> None:
    done = kept.restore()
    assert done.aside is not None
    with writing(kept.folder, kept.key) as writer:
        about = Subject("session", kept.about.session.uid)
        erased = writer.ask(lambda db: erasing.erase(db, kept.folder, kept.key, about, "delete"))
    assert erased.left == ()
    assert held_in(done.aside, kept.key) == 0


def test_what_was_set_aside_damaged_is_named_by_an_erasure(kept: Kept) -> None:
    flip(kept.folder / "vault.db")
    (kept.folder / "vault.db").write_bytes((kept.folder / "vault.db").read_bytes()[:700])
    done = kept.restore()
    with writing(kept.folder, kept.key) as writer:
        about = Subject("session", kept.about.session.uid)
        erased = writer.ask(lambda db: erasing.erase(db, kept.folder, kept.key, about, "delete"))
    assert erased.left == (done.aside,)


def test_only_what_was_set_aside_is_ever_deleted(kept: Kept) -> None:
    with pytest.raises(Exception, match="not set aside"):
        setting_aside.delete(kept.folder, kept.folder / backup.FOLDER)
    assert (kept.folder / backup.FOLDER).is_dir()


def test_everything_set_aside_is_for_the_owner_alone(kept: Kept) -> None:
    old = os.umask(0)
    try:
        done = kept.restore()
    finally:
        os.umask(old)
    assert done.aside is not None
    if sys.platform != "win32":
        assert done.aside.stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o077 for path in kept.folder.rglob("*")} == {0}


def test_the_writer_is_told_of_nothing(kept: Kept) -> None:
    """What stood there is closed and moved: the new vault opens with no word of trouble."""
    kept.restore()
    told: list[str] = []
    writer = Writer(kept.folder, kept.key, None, lambda uid, words: told.append(words))
    assert writer.close()
    assert told == []
