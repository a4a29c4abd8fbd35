"""The theme and a running session, for every test of the live window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from livecoach.ui.theme import Theme
from tests.ui.live.scene import Scene, scene

_themes: list[Theme] = []


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    if not _themes:
        _themes.append(Theme(qapp, "light"))
    yield _themes[0]
    if _themes[0].percent != 100:
        _themes[0].set_percent(100)
    if _themes[0].scheme != "light":
        _themes[0].set_scheme("light")


@pytest.fixture
def live(tmp_path: Path, theme: Theme) -> Iterator[Scene]:
    with scene(tmp_path, theme) as made:
        yield made
