"""The theme and an open programme, for every test of the boards' pages."""

from __future__ import annotations

from tests.ui.programme.conftest import room, theme

__all__ = ["room", "theme"]
