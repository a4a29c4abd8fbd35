"""Read and write the check-outs, as the CSV: seat, heard_0_10, learned_something_new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from livecoach.core.ids import new_uid
from livecoach.core.session import CheckOut, Seat
from livecoach.exchange import cells
from livecoach.exchange.formulas import neutral, restored
from livecoach.exchange.table import read_table, write_table

COLUMNS = ("seat", "heard_0_10", "learned_something_new")
OURS = ("learned_words", "missed_words", "different_words")


def read_check_outs(path: Path, session: str, seats: Iterable[Seat]) -> list[CheckOut]:
    """
    Return the check-outs in a file. Raise BadFile with the row that is wrong.

    A row without a seat is an answer given without a name.
    """
    table = read_table(path, COLUMNS, OURS)
    ours = set(OURS) <= set(table.columns)
    by_label = {seat.label.casefold(): seat.uid for seat in seats}
    found: list[CheckOut] = []
    answered: set[str] = set()
    for line in table.lines:
        label = (restored(line["seat"]) if ours else line["seat"]).strip()
        seat = by_label.get(label.casefold())
        if label and seat is None:
            raise table.wrong(line, "seat", f"there is no seat {label!r}; mend it, or add a seat.")
        if seat in answered:
            raise table.wrong(line, "seat", f"{label} answers twice; keep one row.")
        if seat is not None:
            answered.add(seat)
        words = [restored(line[column]) for column in OURS]
        found.append(
            CheckOut(
                new_uid(),
                session,
                seat,
                cells.whole_or_none(table, line, "heard_0_10", 0, 10),
                cells.yes_no(table, line, "learned_something_new"),
                *words,
            )
        )
    return found


def write_check_outs(check_outs: Iterable[CheckOut], seats: Mapping[str, Seat]) -> bytes:
    """Return the check-outs as a CSV file, in the order given."""
    rows: list[Sequence[str]] = [
        (
            "" if one.seat is None else neutral(seats[one.seat].label),
            cells.number_cell(one.heard),
            cells.yes_no_cell(one.learned),
            neutral(one.learned_words),
            neutral(one.missed_words),
            neutral(one.different_words),
        )
        for one in check_outs
    ]
    return write_table((*COLUMNS, *OURS), rows)
