from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livecoach.store import keys
from livecoach.store.keys import Cost
from livecoach.store.trouble import BadRecoveryKey, WeakPassphrase, WrongPassphrase

CHEAP = Cost(1, 64, 1)


@given(st.binary(min_size=32, max_size=32))
def test_a_recovery_key_reads_back_as_it_was_printed(key: bytes) -> None:
    text = keys.recovery_text(key)
    assert keys.recovery_key(text) == key
    assert keys.recovery_key(f" {text.lower().replace('-', ' ')} ") == key
    assert [len(group) for group in text.split("-")] == [8] * 8


def test_letters_that_are_misread_are_taken_for_what_they_look_like() -> None:
    text = keys.recovery_text(bytes(32))
    assert keys.recovery_key(text.replace("0", "O").replace("1", "l")) == bytes(32)


def test_a_mistyped_group_is_named() -> None:
    groups = keys.recovery_text(bytes(range(32))).split("-")
    groups[4] = ("1" if groups[4][0] != "1" else "2") + groups[4][1:]
    with pytest.raises(BadRecoveryKey, match="Group 5"):
        keys.recovery_key("-".join(groups))


def test_two_groups_changed_round_are_noticed() -> None:
    groups = keys.recovery_text(bytes(range(32))).split("-")
    groups[1], groups[2] = groups[2], groups[1]
    with pytest.raises(BadRecoveryKey, match="Group 2"):
        keys.recovery_key("-".join(groups))


def test_what_is_too_short_or_holds_other_letters_is_told() -> None:
    with pytest.raises(BadRecoveryKey, match="5 of 64"):
        keys.recovery_key("ABCDE")
    with pytest.raises(BadRecoveryKey, match="'U'"):
        keys.recovery_key("U" * 64)


def test_only_the_right_passphrase_for_the_right_vault_and_way_opens() -> None:
    key, salt = keys.new_key(), bytes(16)
    by = keys.stretch("three random words", salt, CHEAP)
    sealed = keys.wrap(key, by, "vault-1", "passphrase")
    assert keys.unwrap(sealed, by, "vault-1", "passphrase") == key
    wrong = keys.stretch("three random word", salt, CHEAP)
    for other_by, vault_id, way in (
        (wrong, "vault-1", "passphrase"),
        (by, "vault-2", "passphrase"),
        (by, "vault-1", "recovery"),
    ):
        with pytest.raises(WrongPassphrase, match="does not open"):
            keys.unwrap(sealed, other_by, vault_id, way)


def test_an_accent_typed_either_way_is_the_same_passphrase() -> None:
    salt = bytes(16)
    assert keys.stretch("caf\u00e9 au lait", salt, CHEAP) == keys.stretch(
        "cafe\u0301 au lait", salt, CHEAP
    )


def test_the_standard_cost_is_what_is_promised() -> None:
    assert Cost(3, 256 * 1024, 2) == keys.STANDARD
    assert keys.SMALL_MEMORY.memory_kib == 64 * 1024
    assert keys.affordable_cost() in (keys.STANDARD, keys.SMALL_MEMORY)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(WeakPassphrase, match="8 characters"):
        keys.check_passphrase("seven77")
    keys.check_passphrase("eight888")
