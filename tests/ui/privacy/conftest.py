"""The example's year, over since March, in a throw-away vault on a day in November."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from livecoach.exchange.example import example_edits
from livecoach.exchange.example_year import year_edit
from livecoach.ui.theme import Theme
from tests.ui.example_desk import Example, example_desk
from tests.ui.programme.room import NOW


@pytest.fixture
def told() -> list[str]:
    """Collect what pages say across the window."""
    return []


@pytest.fixture
def over(qapp: QApplication, tmp_path: Path, told: list[str]) -> Iterator[Example]:
    theme = Theme(qapp, "light")
    with example_desk(tmp_path, theme) as made:
        edits = example_edits()
        for edit in (*edits, year_edit(edits[0])):
            made.desk.save(edit)
        made.desk = replace(
            made.desk,
            read_clock=lambda: NOW,
            tell=lambda words, *offers, **more: told.append(words),
        )
        made.saved()
        yield made
    theme.deleteLater()
