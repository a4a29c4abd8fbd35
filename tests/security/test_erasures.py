"""Twenty random erasures leave nothing in vault, journal, index, backups or after a restore."""

from __future__ import annotations

from tests.security.erasures import erase_often


def test_nothing_is_left_in_vault_journal_backups_or_after_a_restore() -> None:
    assert erase_often(range(20), jobs=2) == []
