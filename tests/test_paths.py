"""Where things live: on this machine, for this person, never roaming."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from livecoach import paths

HOME = Path(os.environ["HOME"])


@pytest.mark.parametrize(
    "place", [paths.default_vault, paths.settings_file, paths.log_folder], ids=lambda f: f.__name__
)
def test_everything_lives_in_the_persons_own_folders(place: object) -> None:
    assert callable(place)
    where = place()
    assert where.is_relative_to(HOME)
    assert not {"Roaming", "roaming"} & {*where.parts}


def test_a_vault_is_kept_apart_from_the_settings() -> None:
    assert not paths.settings_file().is_relative_to(paths.vaults_folder())
    assert paths.default_vault().parent == paths.vaults_folder()


def test_a_shipped_file_is_found_by_its_name() -> None:
    assert "SIL OPEN FONT LICENSE" in paths.resource("fonts/OFL.txt").read_text(encoding="utf-8")


def test_a_missing_shipped_file_says_what_to_do() -> None:
    with pytest.raises(FileNotFoundError, match="install Livecoach again"):
        paths.resource("boards/none.toml")
