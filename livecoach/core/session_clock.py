"""Tell the time since a session's start, through sleep, clock steps and restarts."""

from __future__ import annotations

from dataclasses import dataclass

from livecoach.core.clock import NOTICEABLE_MS, Reading, anomalies
from livecoach.core.edit import Change, insert
from livecoach.core.ids import new_uid
from livecoach.core.observation import ClockAnchor, ClockEvent
from livecoach.core.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Stamp:
    """One instant: milliseconds from the session's start, and the wall clock's UTC ms."""

    offset_ms: int
    wall_utc_ms: int


def newest_anchor(timeline: Timeline) -> ClockAnchor | None:
    """Return the anchor the session's clock hangs on now, or None before the start."""
    anchors = timeline.clock_anchors.values()
    return max(anchors, key=lambda anchor: (anchor.offset_ms, anchor.wall_utc_ms), default=None)


def stamp(anchor: ClockAnchor, reading: Reading) -> Stamp:
    """Return the session's time at a reading of the same boot as the anchor."""
    return Stamp(anchor.offset_ms + reading.boot_ms - anchor.boot_ms, reading.wall_utc_ms)


def new_anchor(observation: str, offset_ms: int, reading: Reading) -> ClockAnchor:
    """Return an anchor that says: at this reading the session stood at ``offset_ms``."""
    return ClockAnchor(
        new_uid(),
        observation,
        offset_ms,
        reading.boot_id,
        reading.boot_ms,
        reading.wall_utc_ms,
        reading.utc_offset_min,
    )


def last_known_ms(timeline: Timeline) -> int:
    """Return the latest offset that anything in the record speaks of, in ms."""
    latest = timeline.latest()
    known = [0 if latest is None else max(latest.pressed_ms, latest.offset_ms)]
    if timeline.turn_order:
        turn = timeline.turns[timeline.turn_order[-1][2]]
        known.append(turn.start_ms if turn.end_ms is None else turn.end_ms)
    known += [one.end_ms or one.start_ms for one in timeline.breaks.values()]
    known += [event.offset_ms for event in timeline.clock_events.values()]
    return max(known)


def last_stamp(timeline: Timeline, anchor: ClockAnchor) -> Stamp:
    """Return the latest instant that the record knows by both clocks."""
    stamps = [Stamp(anchor.offset_ms, anchor.wall_utc_ms)]
    for event in timeline.clock_events.values():
        stamps.append(Stamp(event.offset_ms, event.wall_utc_ms))
    latest = timeline.latest()
    if latest is not None and latest.wall_utc_ms is not None:
        stamps.append(Stamp(latest.pressed_ms, latest.wall_utc_ms))
    # Of equal offsets the one noted last is right: a step of the wall clock came between.
    return max(reversed(stamps), key=lambda one: one.offset_ms)


def resume(timeline: Timeline, reading: Reading) -> tuple[ClockAnchor, tuple[Change, ...]]:
    """
    Return the anchor to go on from when a running session is opened again, and what to note.

    In the same boot the sleep-aware clock has run on and the anchor stands. After a reboot only
    the wall clock can bridge the gap, from the last instant known by both clocks: the session
    never runs backwards, and the record says that the machine was restarted.
    """
    anchor = newest_anchor(timeline)
    if anchor is None:
        raise ValueError("this session has not been started; start it first")
    known = last_stamp(timeline, anchor)
    gone = reading.wall_utc_ms - known.wall_utc_ms
    observation = timeline.observation.uid
    if anchor.boot_id == reading.boot_id and reading.boot_ms >= anchor.boot_ms:
        now = stamp(anchor, reading)
        stepped = gone - (now.offset_ms - known.offset_ms)
        if abs(stepped) <= NOTICEABLE_MS:
            return anchor, ()
        event = ClockEvent(
            new_uid(), observation, now.offset_ms, "stepped", stepped, now.wall_utc_ms
        )
        return anchor, (insert(event),)
    latest = last_known_ms(timeline)
    offset = max(known.offset_ms + gone, latest)
    fresh = new_anchor(observation, offset, reading)
    event = ClockEvent(
        new_uid(), observation, offset, "restarted", offset - latest, reading.wall_utc_ms
    )
    return fresh, (insert(fresh), insert(event))


def noticed(
    timeline: Timeline, anchor: ClockAnchor, earlier: Reading, now: Reading
) -> tuple[Change, ...]:
    """Return the rows that note what the machine's clocks did between two readings."""
    at = stamp(anchor, now)
    return tuple(
        insert(
            ClockEvent(
                new_uid(),
                timeline.observation.uid,
                at.offset_ms,
                one.kind,
                one.amount_ms,
                at.wall_utc_ms,
            )
        )
        for one in anomalies(earlier, now)
    )
