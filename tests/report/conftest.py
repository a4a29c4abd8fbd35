"""Documents are drawn with the shipped fonts, without a screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontDatabase, QGuiApplication

from livecoach import paths


@pytest.fixture(scope="session")
def fonts(qapp: QGuiApplication) -> Iterator[None]:
    """Register the shipped fonts for the session."""
    for file in sorted(paths.resource("fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))
    yield
