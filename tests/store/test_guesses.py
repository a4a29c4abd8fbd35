from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from livecoach.core import clock
from livecoach.store import backup, guesses, header, keys, vault
from livecoach.store.trouble import BadRecoveryKey, VaultError, WrongPassphrase
from tests.store.vaults import PASSPHRASE, made, writing

WRONG = "four random words!"
ANOTHER_RUN = """
import sys
from pathlib import Path
from livecoach.store import vault
print(vault.ways(Path(sys.argv[1])).wait_s)
"""


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    found: list[float] = []
    monkeypatch.setattr("livecoach.store.guesses.time.sleep", found.append)
    return found


def guess(folder: Path, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassphrase):
            vault.unlock(folder, WRONG)


def test_starting_again_does_not_begin_afresh(tmp_path: Path, waited: list[float]) -> None:
    made(tmp_path)
    guess(tmp_path, 7)
    said = subprocess.run(
        [sys.executable, "-c", ANOTHER_RUN, str(tmp_path)],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert 25 < float(said) <= 30
    vault.unlock(tmp_path, PASSPHRASE)
    assert vault.ways(tmp_path).wait_s == 0


def test_a_wrong_recovery_key_is_counted_and_a_slip_of_the_hand_is_not(
    tmp_path: Path, waited: list[float]
) -> None:
    made(tmp_path)
    with pytest.raises(BadRecoveryKey):
        vault.unlock_with_recovery(tmp_path, "ABC")
    assert vault.ways(tmp_path).wait_s == 0
    for _ in range(4):
        with pytest.raises(WrongPassphrase):
            vault.unlock_with_recovery(tmp_path, keys.recovery_text(bytes(32)))
    assert [round(seconds) for seconds in waited] == [1, 2]
    assert 3 < vault.ways(tmp_path).wait_s <= 4


def test_a_backup_and_a_restored_copy_are_guessed_at_no_faster(
    tmp_path: Path, waited: list[float]
) -> None:
    home, target = tmp_path / "v", tmp_path / "copy.livecoach"
    key = made(home)
    with writing(home, key) as writer:
        writer.ask(lambda db: backup.make(db, header.read(home), key, target))
    guess(home, 3)
    held = backup.read_head(target).keys
    with pytest.raises(WrongPassphrase):
        vault.key_by_passphrase(held, WRONG)
    backup.restore(target, tmp_path / "r")
    guess(tmp_path / "r", 1)
    assert [round(seconds) for seconds in waited] == [1, 2, 4]
    assert vault.key_by_passphrase(held, PASSPHRASE) == key


def test_a_clock_set_back_or_on_makes_nobody_wait_longer_than_the_pause(
    tmp_path: Path, waited: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path)
    guess(tmp_path, 4)
    now = clock.read()
    for step in (-86_400_000, 0, 3_000_000_000):
        monkeypatch.setattr(
            clock, "read",
            lambda step=step: clock.Reading(0, 0, now.wall_utc_ms + step, 0, ""),
        )  # fmt: skip
        assert 0 <= vault.ways(tmp_path).wait_s <= 4


def test_a_spoilt_count_keeps_nobody_out(tmp_path: Path, waited: list[float]) -> None:
    made(tmp_path)
    guess(tmp_path, 1)
    file = guesses._file()
    assert file.stat().st_mode & 0o077 == 0
    for spoilt in (b"", b"[1]", b'{"a": 3}', b"\xff", b'{"a": [1e9, "x"]}'):
        file.write_bytes(spoilt)
        vault.unlock(tmp_path, PASSPHRASE)


def test_nothing_in_it_tells_whose_vault_it_is(tmp_path: Path, waited: list[float]) -> None:
    folder = tmp_path / "Riverbank"
    made(folder)
    guess(folder, 2)
    text = guesses._file().read_text("ascii")
    assert "Riverbank" not in text
    assert WRONG not in text


def test_a_folder_without_a_vault_has_no_ways(tmp_path: Path) -> None:
    assert vault.ways(tmp_path) == vault.Ways()
    (tmp_path / header.NAME).mkdir()
    assert vault.ways(tmp_path) == vault.Ways()
    with pytest.raises(VaultError, match="a folder stands in its place"):
        vault.unlock(tmp_path, PASSPHRASE)
