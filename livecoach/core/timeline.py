"""The read model of one observation: its rows in order, and tallies kept as edits arrive."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from livecoach.core.board import Board, thaw
from livecoach.core.edit import Edit, Row
from livecoach.core.moment import Decision, Link, Moment, Remark
from livecoach.core.observation import Break, ClockAnchor, ClockEvent, Observation, Turn
from livecoach.core.session import AgendaItem, CheckOut, Seat, Session
from livecoach.core.summary import Release, SummaryPiece

Key = tuple[int, int, str]  # time, order of entry, uid: sorts alike on every machine


@dataclass(slots=True)
class Voice:
    """What one seat has said so far, in closed turns: count, milliseconds, and their places."""

    turns: int
    spoken_ms: int
    spans: list[tuple[int, int, str]]  # (start, end, uid) in order


class Timeline:
    """
    One observation with its session. ``apply`` is the only way it changes.

    A press costs a few look-ups and one insertion, whatever the session's length.
    """

    def __init__(self, session: Session, observation: Observation) -> None:
        self.session = session
        self.observation = observation
        self.board: Board = thaw(observation.board)
        self.seats: dict[str, Seat] = {}
        self.agenda: dict[str, AgendaItem] = {}
        self.check_outs: dict[str, CheckOut] = {}
        self.turns: dict[str, Turn] = {}
        self.breaks: dict[str, Break] = {}
        self.clock_anchors: dict[str, ClockAnchor] = {}
        self.clock_events: dict[str, ClockEvent] = {}
        self.moments: dict[str, Moment] = {}
        self.decisions: dict[str, Decision] = {}
        self.links: dict[str, Link] = {}
        self.remarks: dict[str, Remark] = {}
        self.pieces: dict[str, SummaryPiece] = {}
        self.releases: dict[str, Release] = {}
        self.moment_order: list[Key] = []  # by time, then order of entry
        self.entry_order: list[tuple[int, str]] = []  # by order of entry alone
        self.turn_order: list[Key] = []  # by start
        self.voices: dict[str, Voice] = {}
        self.tag_counts: dict[str | None, int] = {}
        self.decision_of: dict[str, str] = {}  # moment uid -> decision uid
        self.links_from: dict[str, set[str]] = {}  # later moment -> link uids
        self.links_to: dict[str, set[str]] = {}  # earlier moment -> link uids
        self.open_turn: Turn | None = None
        self.open_break: Break | None = None

    # Reading ---------------------------------------------------------------------------------

    def seats_in_order(self) -> list[Seat]:
        """Return the seats as they sit, clockwise from the top."""
        return sorted(self.seats.values(), key=lambda seat: (seat.place, seat.uid))

    def agenda_in_order(self) -> list[AgendaItem]:
        """Return the agenda items in their order."""
        return sorted(self.agenda.values(), key=lambda item: (item.place, item.uid))

    def moments_in_order(self) -> list[Moment]:
        """Return all moments by time, then by order of entry."""
        return [self.moments[uid] for _, _, uid in self.moment_order]

    def moments_between(self, start_ms: int, end_ms: int) -> list[Moment]:
        """Return the moments from ``start_ms`` up to, not including, ``end_ms``."""
        first = bisect_left(self.moment_order, (start_ms, -1, ""))
        last = bisect_left(self.moment_order, (end_ms, -1, ""))
        return [self.moments[uid] for _, _, uid in self.moment_order[first:last]]

    def turns_in_order(self) -> list[Turn]:
        """Return all turns by start; an open one comes last."""
        return [self.turns[uid] for _, _, uid in self.turn_order]

    def latest(self) -> Moment | None:
        """Return the moment entered last, or None."""
        return self.moments[self.entry_order[-1][1]] if self.entry_order else None

    def next_seq(self) -> int:
        """Return the order-of-entry number for the next moment."""
        return self.entry_order[-1][0] + 1 if self.entry_order else 1

    def decision(self, moment_uid: str) -> Decision | None:
        """Return the decision that stands on a moment, or None."""
        uid = self.decision_of.get(moment_uid)
        return None if uid is None else self.decisions[uid]

    def turn_at(self, offset_ms: int) -> Turn | None:
        """Return the turn that holds the floor at an offset, or None."""
        place = bisect_right(self.turn_order, (offset_ms, 1 << 62, "")) - 1
        if place < 0:
            return None
        turn = self.turns[self.turn_order[place][2]]
        return turn if turn.end_ms is None or offset_ms < turn.end_ms else None

    def turn_after(self, offset_ms: int) -> Turn | None:
        """Return the first turn that starts at or after an offset, or None."""
        place = bisect_left(self.turn_order, (offset_ms, -1, ""))
        return self.turns[self.turn_order[place][2]] if place < len(self.turn_order) else None

    def last_heard_ms(self, seat_uid: str, now_ms: int) -> int | None:
        """Return when the seat's last turn ended (now, while it speaks), or None if never."""
        if self.open_turn is not None and self.open_turn.seat == seat_uid:
            return now_ms
        voice = self.voices.get(seat_uid)
        return voice.spans[-1][1] if voice is not None and voice.spans else None

    # Changing --------------------------------------------------------------------------------

    def apply(self, edit: Edit) -> None:
        """Fold one edit in: every change's row is taken out as it was and put in as it is."""
        for change in edit.changes:
            if change.before is not None:
                self._take(change.before)
            if change.after is not None:
                self._put(change.after)

    def load(self, rows: Iterable[Row]) -> None:
        """Put in rows read from the vault or a file."""
        for kind, alike in groupby(rows, type):
            if kind is Moment:
                self._load_moments(cast("list[Moment]", list(alike)))
            elif kind is Turn:
                self._load_turns(cast("list[Turn]", list(alike)))
            else:
                for row in alike:
                    self._put(row)

    def _load_moments(self, rows: list[Moment]) -> None:
        """Put in many moments: each order is sorted once, not searched for every row."""
        self.moments.update((row.uid, row) for row in rows)
        self.moment_order += [(row.offset_ms, row.seq, row.uid) for row in rows]
        self.moment_order.sort()
        self.entry_order += [(row.seq, row.uid) for row in rows]
        self.entry_order.sort()
        for tag, count in Counter(row.tag for row in rows).items():
            self.tag_counts[tag] = self.tag_counts.get(tag, 0) + count

    def _load_turns(self, rows: list[Turn]) -> None:
        """Put in many turns, as ``_load_moments`` does."""
        self.turns.update((row.uid, row) for row in rows)
        self.turn_order += [(row.start_ms, 0, row.uid) for row in rows]
        self.turn_order.sort()
        for row in rows:
            if row.end_ms is None:
                self.open_turn = row
            elif row.seat is not None:
                voice = self.voices.get(row.seat)
                if voice is None:
                    voice = self.voices[row.seat] = Voice(0, 0, [])
                voice.turns += 1
                voice.spoken_ms += row.end_ms - row.start_ms
                voice.spans.append((row.start_ms, row.end_ms, row.uid))
        for seat in {row.seat for row in rows if row.seat in self.voices}:
            self.voices[seat].spans.sort()

    def _put(self, row: Row) -> None:
        match row:
            case Moment():
                self.moments[row.uid] = row
                insort(self.moment_order, (row.offset_ms, row.seq, row.uid))
                insort(self.entry_order, (row.seq, row.uid))
                self.tag_counts[row.tag] = self.tag_counts.get(row.tag, 0) + 1
            case Turn():
                self.turns[row.uid] = row
                insort(self.turn_order, (row.start_ms, 0, row.uid))
                if row.end_ms is None:
                    self.open_turn = row
                elif row.seat is not None:
                    voice = self.voices.setdefault(row.seat, Voice(0, 0, []))
                    voice.turns += 1
                    voice.spoken_ms += row.end_ms - row.start_ms
                    insort(voice.spans, (row.start_ms, row.end_ms, row.uid))
            case Decision():
                self.decisions[row.uid] = row
                self.decision_of[row.moment] = row.uid
            case Link():
                self.links[row.uid] = row
                self.links_from.setdefault(row.later, set()).add(row.uid)
                self.links_to.setdefault(row.earlier, set()).add(row.uid)
            case Seat():
                self.seats[row.uid] = row
            case AgendaItem():
                self.agenda[row.uid] = row
            case CheckOut():
                self.check_outs[row.uid] = row
            case Break():
                self.breaks[row.uid] = row
                if row.end_ms is None:
                    self.open_break = row
            case ClockAnchor():
                self.clock_anchors[row.uid] = row
            case ClockEvent():
                self.clock_events[row.uid] = row
            case Remark():
                self.remarks[row.uid] = row
            case SummaryPiece():
                self.pieces[row.uid] = row
            case Release():
                self.releases[row.uid] = row
            case Session():
                self.session = row
            case Observation():
                if row.board != self.observation.board:
                    self.board = thaw(row.board)
                self.observation = row
            case _:
                raise TypeError(f"{type(row).__name__} does not belong in a timeline")

    def _take(self, row: Row) -> None:
        match row:
            case Moment():
                stood = self.moments.pop(row.uid)
                _remove(self.moment_order, (stood.offset_ms, stood.seq, stood.uid))
                _remove(self.entry_order, (stood.seq, stood.uid))
                self.tag_counts[stood.tag] -= 1
                if not self.tag_counts[stood.tag]:
                    del self.tag_counts[stood.tag]
            case Turn():
                turn = self.turns.pop(row.uid)
                _remove(self.turn_order, (turn.start_ms, 0, turn.uid))
                if turn.end_ms is None:
                    self.open_turn = None
                elif turn.seat is not None:
                    voice = self.voices[turn.seat]
                    voice.turns -= 1
                    voice.spoken_ms -= turn.end_ms - turn.start_ms
                    _remove(voice.spans, (turn.start_ms, turn.end_ms, turn.uid))
            case Decision():
                decision = self.decisions.pop(row.uid)
                if self.decision_of.get(decision.moment) == row.uid:
                    del self.decision_of[decision.moment]
            case Link():
                link = self.links.pop(row.uid)
                self.links_from[link.later].discard(link.uid)
                self.links_to[link.earlier].discard(link.uid)
            case Seat():
                del self.seats[row.uid]
            case AgendaItem():
                del self.agenda[row.uid]
            case CheckOut():
                del self.check_outs[row.uid]
            case Break():
                del self.breaks[row.uid]
                if self.open_break is not None and self.open_break.uid == row.uid:
                    self.open_break = None
            case ClockAnchor():
                del self.clock_anchors[row.uid]
            case ClockEvent():
                del self.clock_events[row.uid]
            case Remark():
                del self.remarks[row.uid]
            case SummaryPiece():
                del self.pieces[row.uid]
            case Release():
                del self.releases[row.uid]
            case Session() | Observation():
                pass  # a session is replaced in place; it cannot leave its own timeline
            case _:
                raise TypeError(f"{type(row).__name__} does not belong in a timeline")


def _remove(order: list[Any], key: Any) -> None:
    place = bisect_left(order, key)
    if order[place] != key:
        raise KeyError(key)
    del order[place]
