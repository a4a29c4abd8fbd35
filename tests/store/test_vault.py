from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from livecoach.store import backup, header, vault
from livecoach.store.trouble import (
    VaultDamaged,
    VaultExists,
    VaultMissing,
    VaultTooNew,
    WeakPassphrase,
    WrongPassphrase,
)
from tests.store.vaults import CHEAP, PASSPHRASE, made, meeting, moments, writing


def test_both_ways_in_give_the_same_key(tmp_path: Path) -> None:
    recovery = vault.create(tmp_path / "v", PASSPHRASE, CHEAP)
    assert vault.unlock(tmp_path / "v", PASSPHRASE) == vault.unlock_with_recovery(
        tmp_path / "v", recovery
    )


def test_another_passphrase_opens_nothing(tmp_path: Path) -> None:
    made(tmp_path)
    with pytest.raises(WrongPassphrase, match="Caps Lock"):
        vault.unlock(tmp_path, "four random words!")


def test_wrong_passphrases_slow_down_until_the_right_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path)
    waited: list[float] = []
    monkeypatch.setattr("livecoach.store.guesses.time.sleep", waited.append)
    for _ in range(9):
        with pytest.raises(WrongPassphrase):
            vault.unlock(tmp_path, "four random words!")
    assert [round(seconds) for seconds in waited] == [1, 2, 4, 8, 16, 30, 30]
    vault.unlock(tmp_path, PASSPHRASE)
    waited.clear()
    vault.unlock(tmp_path, PASSPHRASE)
    assert waited == []


def test_a_change_of_passphrase_keeps_the_record_and_the_recovery_key(tmp_path: Path) -> None:
    recovery = vault.create(tmp_path, PASSPHRASE, CHEAP)
    key = vault.unlock(tmp_path, PASSPHRASE)
    before = (tmp_path / "vault.db").read_bytes()
    vault.change_passphrase(tmp_path, key, "quite another one", CHEAP)
    assert (tmp_path / "vault.db").read_bytes() == before
    assert vault.unlock(tmp_path, "quite another one") == key
    assert vault.unlock_with_recovery(tmp_path, recovery) == key
    with pytest.raises(WrongPassphrase):
        vault.unlock(tmp_path, PASSPHRASE)


def test_a_new_recovery_key_ends_the_old_one(tmp_path: Path) -> None:
    old = vault.create(tmp_path, PASSPHRASE, CHEAP)
    key = vault.unlock(tmp_path, PASSPHRASE)
    new = vault.new_recovery(tmp_path, key)
    assert vault.unlock_with_recovery(tmp_path, new) == key
    with pytest.raises(WrongPassphrase):
        vault.unlock_with_recovery(tmp_path, old)


def test_a_vault_is_never_made_over_another(tmp_path: Path) -> None:
    made(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(VaultExists):
        vault.create(tmp_path, PASSPHRASE, CHEAP)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_short_passphrase_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(WeakPassphrase):
        vault.create(tmp_path / "v", "short", CHEAP)
    assert not (tmp_path / "v").exists()


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(VaultMissing, match="no vault"):
        vault.unlock(tmp_path, PASSPHRASE)
    made(tmp_path)
    (tmp_path / "vault.db").unlink()
    with pytest.raises(VaultMissing, match=r"vault\.db"):
        vault.unlock(tmp_path, PASSPHRASE)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[: len(text) // 2],
        lambda text: "",
        lambda text: "[" * 100_000,
        lambda text: text.replace('"salt": "', '"salt": "zz'),
        lambda text: text.replace('"memory_kib": 64', '"memory_kib": 999999999'),
        lambda text: text.replace('"iterations": 1', '"iterations": true'),
    ],
)
def test_a_spoilt_key_file_is_told_in_a_sentence(tmp_path: Path, spoil: object) -> None:
    made(tmp_path)
    path = tmp_path / header.NAME
    path.write_text(spoil(path.read_text("ascii")), encoding="ascii")  # type: ignore[operator]
    with pytest.raises(VaultDamaged, match="backup"):
        vault.unlock(tmp_path, PASSPHRASE)


def test_a_key_file_from_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    made(tmp_path)
    path = tmp_path / header.NAME
    document = json.loads(path.read_text("ascii"))
    path.write_text(json.dumps({**document, "version": 2}), encoding="ascii")
    with pytest.raises(VaultTooNew, match="newer"):
        vault.unlock(tmp_path, PASSPHRASE)


def test_the_key_file_holds_no_secret_in_clear(tmp_path: Path) -> None:
    recovery = vault.create(tmp_path, PASSPHRASE, CHEAP)
    key = vault.unlock(tmp_path, PASSPHRASE)
    text = (tmp_path / header.NAME).read_text("ascii")
    for secret in (PASSPHRASE, recovery, key.hex(), key[:32].hex(), key[32:].hex()):
        assert secret not in text


def test_everything_is_for_the_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    if sys.platform == "win32":
        return  # there the profile's own access list does it
    old = os.umask(0)
    try:
        folder = tmp_path / "new" / "vault"
        key = made(folder)
        about = meeting()
        with writing(folder, key) as writer:
            writer.save(about.begins())
            writer.save(about.tag(1, "words", "note"))
            assert writer.flush(5)
            keys = header.read(folder)
            target = backup.next_name(folder / backup.FOLDER, "by-hand")
            writer.ask(lambda db: backup.make(db, keys, key, target))
            modes = {
                path.relative_to(folder).as_posix(): path.stat().st_mode & 0o777
                for path in [folder, *folder.rglob("*")]
            }
        backup.restore(target, tmp_path / "restored")
        for path in [tmp_path / "restored", *(tmp_path / "restored").rglob("*")]:
            modes[f"restored/{path.name}"] = path.stat().st_mode & 0o777
    finally:
        os.umask(old)
    folders = {".", "backups", "restored/restored"}
    assert folders <= set(modes)
    assert {"vault.db", "vault.db-journal", "vault.json", "reserve", "open.json"} <= set(modes)
    assert {name: oct(mode) for name, mode in modes.items()} == {
        name: "0o700" if name in folders else "0o600" for name in modes
    }


def test_an_open_vault_reads_as_it_was_written(tmp_path: Path) -> None:
    key = made(tmp_path)
    about = meeting()
    with writing(tmp_path, key) as writer:
        writer.save(about.begins())
        writer.save(about.tag(1))
    with writing(tmp_path, key) as writer:
        assert moments(writer) == 1
