"""Read and write the meeting's agenda, as a CSV: item, planned_min, started, ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from livecoach.core.ids import new_uid
from livecoach.core.session import AgendaItem
from livecoach.exchange import cells
from livecoach.exchange.formulas import neutral, restored
from livecoach.exchange.table import read_table, write_table

COLUMNS = ("item", "planned_min", "started", "ended")


def read_agenda(path: Path, session: str) -> list[AgendaItem]:
    """Return the agenda items in a file that Livecoach wrote. Raise BadFile with the row."""
    table = read_table(path, COLUMNS)
    items: list[AgendaItem] = []
    for line in table.lines:
        title = restored(line["item"]).strip()
        planned = cells.whole_or_none(table, line, "planned_min", 0, 10_000)
        started = cells.offset_or_none(table, line, "started")
        ended = cells.offset_or_none(table, line, "ended")
        if not title:
            raise table.wrong(line, "item", "it is empty; name the agenda item.")
        if ended is not None and (started is None or ended < started):
            raise table.wrong(line, "ended", "it lies before its start.")
        items.append(AgendaItem(new_uid(), session, title, len(items), planned, started, ended))
    return items


def write_agenda(items: Iterable[AgendaItem]) -> bytes:
    """Return the agenda items as a CSV file, in the order given."""
    rows: list[Sequence[str]] = [
        (neutral(item.title), cells.number_cell(item.planned_min),
         cells.time_cell(item.started_ms), cells.time_cell(item.ended_ms))
        for item in items
    ]  # fmt: skip
    return write_table(COLUMNS, rows)
