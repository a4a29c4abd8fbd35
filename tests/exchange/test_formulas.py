"""No cell that goes out is run as a formula, and each comes back as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from livecoach.exchange.formulas import neutral, restored
from tests.exchange.records import TEXT


@given(st.one_of(TEXT, st.text("'=+-@ \t\r\n|%a", max_size=6)))
def test_a_neutral_cell_begins_with_nothing_that_runs_and_is_restored(cell: str) -> None:
    out = neutral(cell)
    assert out.lstrip(" ")[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝")
    assert restored(out) == cell


def test_plain_cells_stay_plain() -> None:
    for cell in ("", "ICB Chair", "'quoted' words", "04:05", "15", "a=b"):
        assert neutral(cell) == cell
