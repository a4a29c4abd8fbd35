"""Read times, counts and choices from the cells of a table, and write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from livecoach.core import timecode
from livecoach.exchange.table import Line, Table

COACH = "COACH"
ALL = "ALL"
_SECONDS = re.compile(r"(\d{1,6})(?:\.(\d{1,3}))?")


def offset(table: Table, line: Line, column: str) -> int:
    """Return the cell's MM:SS as milliseconds. Raise BadFile for anything else."""
    try:
        return timecode.parse(line[column])
    except ValueError:
        raise table.wrong(
            line, column, f"{line[column]!r} is no time; write minutes and seconds, such as 04:05."
        ) from None


def offset_or_none(table: Table, line: Line, column: str) -> int | None:
    """Return the cell's MM:SS as milliseconds, or None where it is empty."""
    return offset(table, line, column) if line[column].strip() else None


def seconds_or_none(table: Table, line: Line, column: str) -> int | None:
    """Return the cell's seconds as milliseconds, or None where it is empty."""
    cell = line[column].strip()
    if not cell:
        return None
    found = _SECONDS.fullmatch(cell)
    if found is None or not cell.isascii():
        raise table.wrong(line, column, f"{cell!r} is no number of seconds, such as 15 or 7.5.")
    return int(found[1]) * 1000 + int((found[2] or "0").ljust(3, "0"))


def whole_or_none(table: Table, line: Line, column: str, least: int, most: int) -> int | None:
    """Return the cell's whole number within its bounds, or None where it is empty."""
    cell = line[column].strip()
    if not cell:
        return None
    if not re.fullmatch(r"-?\d{1,15}", cell, re.ASCII) or not least <= int(cell) <= most:
        raise table.wrong(line, column, f"{cell!r} is no whole number from {least} to {most}.")
    return int(cell)


def choice(table: Table, line: Line, column: str, choices: Sequence[str], empty: str) -> str:
    """Return the cell when it is one of the choices, ``empty`` where it is empty."""
    cell = line[column].strip()
    if not cell:
        return empty
    if cell not in choices:
        there = ", ".join(one for one in choices if one)
        raise table.wrong(line, column, f"{cell!r} is not one of {there}.")
    return cell


def yes_no(table: Table, line: Line, column: str) -> bool | None:
    """Return the cell's yes or no, or None where it is empty."""
    cell = line[column].strip().casefold()
    if cell not in ("yes", "no", ""):
        raise table.wrong(line, column, f"{line[column]!r} is neither yes nor no.")
    return {"yes": True, "no": False, "": None}[cell]


def time_cell(ms: int | None) -> str:
    """Return an offset in ms as MM:SS, or an empty cell."""
    return "" if ms is None else timecode.exact(ms)


def seconds_cell(ms: int | None) -> str:
    """Return a duration in ms as seconds, with thousandths where there are any."""
    if ms is None:
        return ""
    return str(ms // 1000) + (f".{ms % 1000:03d}" if ms % 1000 else "")


def number_cell(value: int | None) -> str:
    """Return a whole number, or an empty cell."""
    return "" if value is None else str(value)


def yes_no_cell(value: bool | None) -> str:
    """Return yes, no or an empty cell."""
    return "" if value is None else ("yes" if value else "no")
