"""Keep a spreadsheet from running a cell as a formula, and read such a cell back."""

from __future__ import annotations

import re

# What spreadsheets take for the start of a formula, also after blanks or in full width.
_RISKY = re.compile(r"'*(?:\s*[=+\-@＝＋－＠|%]| *[\t\r\n])")


def neutral(cell: str) -> str:
    """Return the cell with an apostrophe before it where a spreadsheet might run it."""
    return f"'{cell}" if _RISKY.match(cell) else cell


def restored(cell: str) -> str:
    """Return the cell as it was before ``neutral``; only for cells that Livecoach wrote."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell[1:]) else cell
