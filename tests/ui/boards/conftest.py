"""An open programme, for every test of the boards' pages."""

from __future__ import annotations

from tests.ui.programme.conftest import room

__all__ = ["room"]
