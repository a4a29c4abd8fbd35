"""The rows held about a person as a table: when, what, in which part, and who is masked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject

from livecoach.core import timecode
from livecoach.core.kinds import one_of
from livecoach.core.person.held import GROUNDS, Held
from livecoach.core.person.rows import HeldRow
from livecoach.core.person.told import read_by
from livecoach.core.planning.dates import shown_date
from livecoach.ui.programme.grid import Column, GridModel
from livecoach.ui.theme import Theme

MASKED, SHOWN, NOBODY = "Masked", "Shown in full", "None in it"
TIMES = ("Time", "Moment at")  # told by the table's own column


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table."""

    uid: str  # kind and uid, joined
    number: int  # as in the document
    when: str
    kind: str
    reads: str  # what the person will read, in one line
    state: str  # MASKED, SHOWN or NOBODY
    row: HeldRow


def lines(held: Held) -> Iterator[Line]:
    """Yield a line for each row, in the order of the document."""
    for number, row in enumerate(held.rows, start=1):
        yield Line(
            uid="/".join(row.key),
            number=number,
            when=_when(held, row),
            kind=one_of(row.kind),
            reads=_reads(held, row),
            state=state_of(held, row),
            row=row,
        )


def state_of(held: Held, row: HeldRow) -> str:
    """Return how a row stands: with others masked, shown in full, or with nobody else in it."""
    if row.key in held.unmasked:
        return SHOWN
    return MASKED if held.masked(row) else NOBODY


def state_words(held: Held, row: HeldRow) -> str:
    """Return a row's state with the ground on which it is shown."""
    made = held.unmasked.get(row.key)
    if made is not None:
        return f"Shown in full: {GROUNDS[made.ground].lower()}"
    return "Others are masked in it" if held.masked(row) else "Nobody else is in it"


def matching(found: Iterable[Line], kind: str, masked_only: bool) -> list[Line]:
    """Return the lines of one kind of row, or of all for "", the masked alone where asked."""
    return [
        line
        for line in found
        if kind in ("", line.row.kind) and (not masked_only or line.state == MASKED)
    ]


class RowsTable(GridModel):
    """The table's model; nothing in it is edited."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        columns = [
            Column("Row", lambda line: str(line.number), width=46),
            Column("When", lambda line: line.when, width=138),
            Column("What", lambda line: line.kind, width=112),
            Column("As it will be read", lambda line: line.reads, least=160),
            Column("Others", lambda line: line.state, width=100, muted=True),
        ]
        super().__init__(theme, columns, _number, parent)


def _number(line: Line) -> int:
    return line.number


def _when(held: Held, row: HeldRow) -> str:
    session = held.around.sessions.get(row.session)
    if session is None:
        return ""
    day = shown_date(session.started_at or session.planned_at).partition(" ")[2]
    return day if row.at_ms is None else f"{day}, {timecode.minutes(row.at_ms)}"


def _reads(held: Held, row: HeldRow) -> str:
    in_full = row.key in held.unmasked
    own = held.around.who.label
    words = [told for told in row.told if told.label not in TIMES and told.text != own]
    read = [told.text if in_full else read_by(told, held.around) for told in words or row.told]
    return " ".join(" · ".join(read).split())
