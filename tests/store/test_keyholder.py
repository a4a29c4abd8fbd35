from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from livecoach.store import backup, header, keyholder, vault
from livecoach.store.trouble import KeyringProblem
from tests.store.keyrings import InMemory
from tests.store.vaults import CHEAP, PASSPHRASE, made, writing

IN_USE = """
import sys
from pathlib import Path
from livecoach.store import vault
from livecoach.store.writer import Writer
folder = Path(sys.argv[1])
Writer(folder, vault.unlock(folder, sys.argv[2])).close()
assert vault.ways(folder).keyring is False
print([name for name in sys.modules if name.partition(".")[0] in ("keyring", "jeepney")])
"""


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> InMemory:
    made_ = InMemory()
    monkeypatch.setattr(keyholder, "_system", lambda: made_)
    return made_


def test_the_keyring_opens_once_it_is_chosen_and_the_other_ways_still_do(
    tmp_path: Path, ring: InMemory
) -> None:
    recovery = vault.create(tmp_path, PASSPHRASE, CHEAP)
    key = vault.unlock(tmp_path, PASSPHRASE)
    assert vault.ways(tmp_path).keyring is False
    with pytest.raises(KeyringProblem, match="not chosen"):
        vault.unlock_with_keyring(tmp_path)
    vault.let_keyring_open(tmp_path, key)
    assert vault.ways(tmp_path).keyring is True
    assert vault.unlock_with_keyring(tmp_path) == key
    assert vault.unlock(tmp_path, PASSPHRASE) == key
    assert vault.unlock_with_recovery(tmp_path, recovery) == key


def test_what_the_keyring_holds_opens_nothing_without_the_vault(
    tmp_path: Path, ring: InMemory
) -> None:
    key = made(tmp_path)
    vault.let_keyring_open(tmp_path, key)
    [((service, entry), secret)] = ring.held.items()
    assert service == "Livecoach"
    for part in (key.hex(), key[:32].hex(), header.read(tmp_path).vault_id, tmp_path.name):
        assert part not in secret
        assert part not in entry
    assert secret not in (tmp_path / header.NAME).read_text("ascii")


def test_forgetting_it_ends_that_way_in(tmp_path: Path, ring: InMemory) -> None:
    key = made(tmp_path)
    vault.let_keyring_open(tmp_path, key)
    before = dict(ring.held)
    assert vault.forget_keyring(tmp_path)
    assert ring.held == {}
    ring.held.update(before)  # a copy of the keyring from before opens nothing either
    with pytest.raises(KeyringProblem):
        vault.unlock_with_keyring(tmp_path)
    assert vault.unlock(tmp_path, PASSPHRASE) == key


def test_it_is_forgotten_even_while_the_keyring_refuses(tmp_path: Path, ring: InMemory) -> None:
    vault.let_keyring_open(tmp_path, made(tmp_path))
    ring.locked = True
    assert not vault.forget_keyring(tmp_path)
    assert vault.ways(tmp_path).keyring is False


def test_choosing_it_twice_leaves_one_secret(tmp_path: Path, ring: InMemory) -> None:
    key = made(tmp_path)
    vault.let_keyring_open(tmp_path, key)
    vault.let_keyring_open(tmp_path, key)
    assert len(ring.held) == 1
    assert vault.unlock_with_keyring(tmp_path) == key


@pytest.mark.parametrize("what", ["emptied", "locked", "another's", "nonsense"])
def test_a_keyring_that_fails_leads_back_to_the_passphrase_in_words(
    tmp_path: Path, ring: InMemory, what: str
) -> None:
    key = made(tmp_path)
    vault.let_keyring_open(tmp_path, key)
    [name] = ring.held
    if what == "emptied":
        ring.held.clear()
    elif what == "locked":
        ring.locked = True
    else:
        ring.held[name] = bytes(32).hex() if what == "another's" else "zz"
    with pytest.raises(KeyringProblem, match=r"Use the passphrase\.$"):
        vault.unlock_with_keyring(tmp_path)
    assert vault.unlock(tmp_path, PASSPHRASE) == key


def test_a_keyring_that_refuses_changes_nothing(tmp_path: Path, ring: InMemory) -> None:
    key = made(tmp_path)
    before = (tmp_path / header.NAME).read_bytes()
    ring.locked = True
    with pytest.raises(KeyringProblem, match="did not take the key"):
        vault.let_keyring_open(tmp_path, key)
    assert (tmp_path / header.NAME).read_bytes() == before


def test_no_backup_depends_on_it(tmp_path: Path, ring: InMemory) -> None:
    home, target = tmp_path / "v", tmp_path / "copy.livecoach"
    key = made(home)
    vault.let_keyring_open(home, key)
    with writing(home, key) as writer:
        writer.ask(lambda db: backup.make(db, header.read(home), key, target))
    assert backup.read_head(target).keys.by_keyring is None
    backup.restore(target, tmp_path / "r")
    assert vault.ways(tmp_path / "r").keyring is False
    ring.held.clear()
    assert vault.unlock(tmp_path / "r", PASSPHRASE) == key


def test_a_change_of_passphrase_keeps_it(tmp_path: Path, ring: InMemory) -> None:
    key = made(tmp_path)
    vault.let_keyring_open(tmp_path, key)
    vault.change_passphrase(tmp_path, key, "quite another one", CHEAP)
    assert vault.unlock_with_keyring(tmp_path) == key


def test_where_there_is_no_keyring_it_is_told_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert "no D-Bus" in keyholder.why_not({})
    assert "no D-Bus" in keyholder.why_not({"XDG_RUNTIME_DIR": str(tmp_path)})
    (tmp_path / "bus").touch()
    assert keyholder.why_not({"XDG_RUNTIME_DIR": str(tmp_path)}) == ""
    assert keyholder.why_not({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/bus"}) == ""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "none"))
    with pytest.raises(KeyringProblem, match="no D-Bus"):
        vault.let_keyring_open(tmp_path, made(tmp_path))


def test_no_keyring_is_loaded_before_one_is_chosen(tmp_path: Path) -> None:
    made(tmp_path)
    said = subprocess.run(
        [sys.executable, "-c", IN_USE, str(tmp_path), PASSPHRASE],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert said.strip() == "[]"
