"""The theme and an open programme, for the tests of the page of pairs."""

from __future__ import annotations

from tests.ui.programme.conftest import room, theme

__all__ = ["room", "theme"]
