from __future__ import annotations

import pytest

from tests.faults import powerloss


def test_the_vault_survives_a_power_cut_at_every_point() -> None:
    outcome = powerloss.cut_vault(events=3, states=2, seed=4)
    assert outcome.words == []
    assert outcome.states > 400


@pytest.mark.parametrize("settings", ["WAL,NORMAL", "DELETE,FULL"])
def test_settings_that_are_too_weak_are_caught(settings: str) -> None:
    outcome = powerloss.cut_plain(events=8, states=4, seed=4, settings=settings)
    assert outcome.lost > 0


def test_settings_that_are_strong_enough_are_not_blamed() -> None:
    assert powerloss.cut_plain(events=8, states=4, seed=4, settings="TRUNCATE,EXTRA").words == []
