"""What happens round the table: agenda, breaks, arrivals, places, start and end; as edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from livecoach.core.clock import Reading, local_iso
from livecoach.core.edit import Change, Edit, insert
from livecoach.core.ids import new_uid
from livecoach.core.observation import Break
from livecoach.core.session import Seat, Session
from livecoach.core.session_clock import Stamp, new_anchor
from livecoach.core.tagging import edit_of, end_turn
from livecoach.core.timeline import Timeline

START = "Start session"


def brought_in(edit: Edit) -> bool:
    """Tell whether an edit put the session itself there: an import, a plan, the example."""
    return any(c.before is None and isinstance(c.after, Session) for c in edit.changes)


def start(timeline: Timeline, reading: Reading) -> Edit:
    """Start the session: its clock hangs on this reading."""
    session = timeline.session
    begun = replace(
        session,
        state="live",
        started_at=local_iso(reading.wall_utc_ms, reading.utc_offset_min),
        ended_at="",
    )
    anchor = new_anchor(timeline.observation.uid, 0, reading)
    return edit_of(timeline, START, [Change(session, begun), insert(anchor)])


def end(timeline: Timeline, at: Stamp, reading: Reading) -> Edit:
    """End the session: the open turn, break and agenda item end with it."""
    changes = end_turn(timeline, at)
    if timeline.open_break is not None:
        stands = timeline.open_break
        changes.append(Change(stands, replace(stands, end_ms=max(at.offset_ms, stands.start_ms))))
    for item in timeline.agenda_in_order():
        if item.started_ms is not None and item.ended_ms is None:
            changes.append(Change(item, replace(item, ended_ms=at.offset_ms)))
    session, observation = timeline.session, timeline.observation
    ended = local_iso(reading.wall_utc_ms, reading.utc_offset_min)
    changes.append(Change(observation, replace(observation, length_ms=at.offset_ms)))
    changes.append(Change(session, replace(session, state="ended", ended_at=ended)))
    return edit_of(timeline, "End session", changes)


def next_item(timeline: Timeline, at: Stamp) -> Edit | None:
    """End the running agenda item and start the next. None when there is neither."""
    changes = []
    items = timeline.agenda_in_order()
    running = next((i for i in items if i.started_ms is not None and i.ended_ms is None), None)
    if running is not None:
        changes.append(Change(running, replace(running, ended_ms=at.offset_ms)))
    coming = next((item for item in items if item.started_ms is None), None)
    if coming is not None:
        changes.append(Change(coming, replace(coming, started_ms=at.offset_ms)))
    return edit_of(timeline, "Next agenda item", changes) if changes else None


def pause(timeline: Timeline, at: Stamp) -> Edit | None:
    """Begin a break; the open turn ends. None when a break is running."""
    if timeline.open_break is not None:
        return None
    begun = Break(new_uid(), timeline.observation.uid, at.offset_ms)
    return edit_of(timeline, "Break", [*end_turn(timeline, at), insert(begun)])


def resume(timeline: Timeline, at: Stamp) -> Edit | None:
    """End the running break. None when there is none."""
    stands = timeline.open_break
    if stands is None:
        return None
    ended = replace(stands, end_ms=max(at.offset_ms, stands.start_ms))
    return edit_of(timeline, "Resume", [Change(stands, ended)])


def arrive(timeline: Timeline, seat_uid: str, at: Stamp) -> Edit | None:
    """Record that a seat is in the room from now; one that had left is back."""
    seat = timeline.seats[seat_uid]
    came = seat.present_from_ms if seat.present_to_ms else at.offset_ms
    after = replace(seat, present_from_ms=came, present_to_ms=None)
    return None if after == seat else edit_of(timeline, "Arrival", [Change(seat, after)])


def leave(timeline: Timeline, seat_uid: str, at: Stamp) -> Edit | None:
    """Record that a seat has left; its turn ends with it. None when it had left before."""
    seat = timeline.seats[seat_uid]
    if seat.present_to_ms is not None:
        return None
    turn = timeline.open_turn
    changes = end_turn(timeline, at) if turn is not None and turn.seat == seat_uid else []
    changes.append(Change(seat, replace(seat, present_to_ms=at.offset_ms)))
    return edit_of(timeline, "Departure", changes)


def expected_later(timeline: Timeline, seat_uid: str) -> Edit | None:
    """Record that a seat has not arrived yet: it left at 0:00, until it arrives."""
    seat = timeline.seats[seat_uid]
    after = replace(seat, present_to_ms=0, present_from_ms=None)
    return None if after == seat else edit_of(timeline, "Not here yet", [Change(seat, after)])


def rearrange(timeline: Timeline, order: Sequence[str]) -> Edit | None:
    """Seat the named seats in that order round the table. None when nothing moves."""
    changes = []
    for place, uid in enumerate(order):
        seat = timeline.seats[uid]
        if seat.place != place:
            changes.append(Change(seat, replace(seat, place=place)))
    return edit_of(timeline, "Move seat", changes) if changes else None


def add_seat(timeline: Timeline, seat: Seat) -> Edit:
    """Give somebody who came in a seat at the table."""
    return edit_of(timeline, "Add seat", [insert(seat)])
