"""The turns of a past session as a table: who had the floor, from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from livecoach.core import timecode
from livecoach.core.edit import Edit
from livecoach.core.observation import Turn
from livecoach.ui.programme.grid import Column, GridModel
from livecoach.ui.programme.opened import OpenSession
from livecoach.ui.theme import Theme

COACH, SILENCE = "*coach", ""


class TurnsTable(GridModel):
    """Rows are turns by start. Turns never overlap: a start or end that would is refused."""

    def __init__(self, theme: Theme, opened: OpenSession, parent: QObject | None = None) -> None:
        self._opened = opened
        columns = [
            Column("From", lambda turn: timecode.minutes(turn.start_ms), self._start,
                   value=lambda turn: timecode.exact(turn.start_ms), width=84),
            Column("To", lambda turn: _end(turn), self._end,
                   value=lambda turn: "" if turn.end_ms is None else timecode.exact(turn.end_ms),
                   width=84),
            Column("Seat", self._who, self._seat, self._people,
                   lambda turn: COACH if turn.by_coach else turn.seat or SILENCE),
            Column("For", lambda turn: _length(turn), width=130, muted=True),
        ]  # fmt: skip
        super().__init__(theme, columns, lambda turn: turn.start_ms, parent)
        self.show_rows(opened.timeline.turns.values())

    def take_in(self, edit: Edit) -> None:
        """Show what an edit changed."""
        turns = self._opened.timeline.turns
        for change in edit.changes:
            if isinstance(change.row, Turn):
                if change.row.uid in turns:
                    self.put(turns[change.row.uid])
                else:
                    self.take(change.row.uid)

    def _who(self, turn: Turn) -> str:
        if turn.by_coach:
            return "You"
        seat = self._opened.timeline.seats.get(turn.seat or "")
        return "Silence" if seat is None else seat.label

    def _people(self, turn: Turn) -> Sequence[tuple[str, str]]:
        seats = self._opened.timeline.seats_in_order()
        return [(SILENCE, "Silence"), (COACH, "You"), *((one.uid, one.label) for one in seats)]

    def _seat(self, turn: Turn, value: str) -> None:
        coach = value == COACH
        self._replace(turn, replace(turn, seat=None if coach else value or None, by_coach=coach))

    def _start(self, turn: Turn, value: str) -> None:
        self._replace(turn, replace(turn, start_ms=self._time(value)))

    def _end(self, turn: Turn, value: str) -> None:
        self._replace(turn, replace(turn, end_ms=self._time(value)))

    def _time(self, value: str) -> int:
        return timecode.parse_within(value, self._opened.timeline.observation.length_ms)

    def _replace(self, before: Turn, after: Turn) -> None:
        end = after.end_ms
        if end is not None and end < after.start_ms:
            raise ValueError("A turn ends after it starts; change its other time first")
        for other in self._opened.timeline.turns_in_order():
            if other.uid == before.uid:
                continue
            other_end = other.end_ms if other.end_ms is not None else 1 << 62
            if after.start_ms < other_end and other.start_ms < (1 << 62 if end is None else end):
                at = timecode.minutes(other.start_ms)
                raise ValueError(
                    f"That would overlap the turn of {self._who(other)} at {at}; "
                    "one floor, one turn: change that turn first"
                )
        self._opened.recorder.replace_rows("Change turn", [(before, after)])

    def delete(self, uid: str) -> None:
        """Take a turn out of the record."""
        turn = self._opened.timeline.turns.get(uid)
        if turn is not None:
            self._opened.recorder.replace_rows("Delete turn", [(turn, None)])


def _end(turn: Turn) -> str:
    return "now" if turn.end_ms is None else timecode.minutes(turn.end_ms)


def _length(turn: Turn) -> str:
    return "" if turn.end_ms is None else timecode.spoken(turn.end_ms - turn.start_ms)
