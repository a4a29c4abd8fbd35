"""An open programme, for the tests of the page of pairs."""

from __future__ import annotations

from tests.ui.programme.conftest import room

__all__ = ["room"]
