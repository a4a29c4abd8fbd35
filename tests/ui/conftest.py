"""What the tests of several pages stand on: the theme, and a filled vault for the duties."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from livecoach.ui.theme import Theme
from tests.ui.held.vault_desk import Vault, open_desk

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
def vault(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[Vault]:
    with open_desk(tmp_path, theme, qtbot) as made:
        yield made
