"""Write the processing log as CSV, a row an entry, nothing in it ever run as a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from livecoach.exchange.formulas import neutral
from livecoach.exchange.table import write_table

HEADERS = ("when", "who", "what_was_done", "about", "counts")


def write_log(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows of (ISO time, who, what was done, about what, counts in words) as CSV."""
    return write_table(list(HEADERS), [[neutral(cell) for cell in row] for row in rows])
