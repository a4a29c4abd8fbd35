"""Read and write who had the floor, and the breaks, as a CSV: what, start, end, seat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from livecoach.core.ids import new_uid
from livecoach.core.observation import Break, Turn
from livecoach.core.session import Seat
from livecoach.exchange import cells
from livecoach.exchange.formulas import neutral, restored
from livecoach.exchange.table import Line, Table, read_table, write_table

COLUMNS = ("what", "start", "end", "seat")
WHAT = ("turn", "silence", "break")


def read_turns(
    path: Path, observation: str, seats: Iterable[Seat], length_ms: int | None
) -> list[Turn | Break]:
    """Return the turns and breaks in a file that Livecoach wrote. Raise BadFile with the row."""
    table = read_table(path, COLUMNS)
    by_label = {seat.label.casefold(): seat.uid for seat in seats}
    found: list[Turn | Break] = []
    still_open: set[type] = set()
    for line in table.lines:
        what = cells.choice(table, line, "what", WHAT, "turn")
        start = cells.offset(table, line, "start")
        end = cells.offset_or_none(table, line, "end")
        if end is not None and end < start:
            raise table.wrong(line, "end", "it lies before its start.")
        if length_ms is not None and max(start, end or 0) > length_ms:
            raise table.wrong(line, "end", "it lies past the end of the session.")
        seat, coach = _who(table, line, what, by_label)
        kind = Break if what == "break" else Turn
        if end is None and kind in still_open:
            raise table.wrong(line, "end", "it is empty, and one above is open already.")
        if end is None:
            still_open.add(kind)
        if what == "break":
            found.append(Break(new_uid(), observation, start, end))
        else:
            found.append(Turn(new_uid(), observation, start, end, seat, coach))
    return found


def _who(
    table: Table, line: Line, what: str, by_label: Mapping[str, str]
) -> tuple[str | None, bool]:
    label = restored(line["seat"]).strip()
    if what != "turn":
        if label:
            raise table.wrong(line, "seat", f"a {what} is nobody's; leave it empty.")
        return None, False
    if label == cells.COACH:
        return None, True
    seat = by_label.get(label.casefold())
    if seat is None:
        raise table.wrong(line, "seat", f"there is no seat {label!r}; mend it, or add a seat.")
    return seat, False


def write_turns(turns: Iterable[Turn], breaks: Iterable[Break], seats: Mapping[str, Seat]) -> bytes:
    """Return turns, silences and breaks as a CSV file."""
    rows: list[Sequence[str]] = []
    for turn in turns:
        what = "turn" if turn.by_coach or turn.seat is not None else "silence"
        label = cells.COACH if turn.by_coach else ""
        if turn.seat is not None:
            label = neutral(seats[turn.seat].label)
        rows.append((what, cells.time_cell(turn.start_ms), cells.time_cell(turn.end_ms), label))
    for one in sorted(breaks, key=lambda row: (row.start_ms, row.uid)):
        rows.append(("break", cells.time_cell(one.start_ms), cells.time_cell(one.end_ms), ""))
    return write_table(COLUMNS, rows)
