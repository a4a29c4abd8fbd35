"""An open programme, for every test of the programme's pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from livecoach.ui.theme import Theme
from tests.ui.programme.room import Room, open_room


@pytest.fixture
def room(tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with open_room(tmp_path, theme) as made:
        yield made


@pytest.fixture
def bare(tmp_path: Path, theme: Theme) -> Iterator[Room]:
    with open_room(tmp_path, theme, people="") as made:
        yield made
