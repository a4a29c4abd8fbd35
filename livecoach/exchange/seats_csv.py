"""Read and write who sat where, as the seats CSV: seat, organisation, role_kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from livecoach.core.ids import new_uid
from livecoach.core.planning.seating import MOST_SEATS, SEAT_KEYS
from livecoach.core.session import ATTENDANCE, Seat
from livecoach.exchange import cells
from livecoach.exchange.formulas import neutral, restored
from livecoach.exchange.table import BadFile, read_table, write_table

COLUMNS = ("seat", "organisation", "role_kind")
OURS = ("attendance", "place", "key", "present_from", "present_to")


def read_seats(path: Path, session: str) -> list[Seat]:
    """
    Return the seats in a file, as they sit. Raise BadFile with the row that is wrong.

    A file that Livecoach did not write has no places and keys: its order is the order round
    the table, and the seat keys are given out along it.
    """
    table = read_table(path, COLUMNS, OURS)
    ours = set(OURS) <= set(table.columns)
    seats: list[Seat] = []
    for line in table.lines:
        label, organisation, role = (
            (restored(line[column]) if ours else line[column]).strip() for column in COLUMNS
        )
        if not label:
            raise table.wrong(line, "seat", "it is empty; name the seat, such as ICB Chair.")
        if label.upper() in (cells.COACH, cells.ALL):
            raise table.wrong(line, "seat", f"{label} is not a seat; take the row out.")
        if any(seat.label.casefold() == label.casefold() for seat in seats):
            raise table.wrong(line, "seat", f"{label} stands twice; give each seat its own name.")
        place = len(seats)
        key = SEAT_KEYS[place] if place < len(SEAT_KEYS) else ""
        if ours:
            at = cells.whole_or_none(table, line, "place", 0, 10_000)
            place = place if at is None else at
            key = restored(line["key"]).strip()
        start = cells.offset_or_none(table, line, "present_from")
        end = cells.offset_or_none(table, line, "present_to")
        if end is not None and end < (start or 0):
            raise table.wrong(line, "present_to", "it lies before present_from.")
        attendance = cells.choice(table, line, "attendance", ATTENDANCE, "member")
        seats.append(Seat(new_uid(), session, label, organisation, role or "Other", None,
                          attendance, place, key, start, end))  # fmt: skip
        if len(seats) > MOST_SEATS:
            raise table.wrong(line, "seat", f"a session holds {MOST_SEATS} seats at most.")
    if not seats and not ours:
        raise BadFile(f"{table.name} names no seat; write one a row.")
    return seats


def write_seats(seats: Iterable[Seat]) -> bytes:
    """Return the seats as a CSV file, in the order given."""
    rows: list[Sequence[str]] = [
        (neutral(seat.label), neutral(seat.organisation), neutral(seat.role_kind),
         seat.attendance, str(seat.place), neutral(seat.key),
         cells.time_cell(seat.present_from_ms), cells.time_cell(seat.present_to_ms))
        for seat in seats
    ]  # fmt: skip
    return write_table((*COLUMNS, *OURS), rows)
