"""A running session, for every test of the live window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from livecoach.ui.theme import Theme
from tests.ui.live.scene import Scene, scene


@pytest.fixture
def live(tmp_path: Path, theme: Theme) -> Iterator[Scene]:
    with scene(tmp_path, theme) as made:
        yield made
