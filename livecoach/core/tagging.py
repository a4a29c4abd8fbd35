"""What a press means: pure functions from a timeline, a thing pressed and a time to an edit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from livecoach.core.edit import Change, Edit, Row, delete, insert
from livecoach.core.ids import new_uid
from livecoach.core.moment import Decision, Link, Moment
from livecoach.core.observation import Turn
from livecoach.core.session_clock import Stamp
from livecoach.core.timeline import Timeline

BACK_STEP_MS = 5000
BURST_MS = 1000  # a turn moved past the one before it is never moved further than this


def edit_of(timeline: Timeline, label: str, changes: list[Change]) -> Edit:
    """Return the edit that makes these changes in the timeline's session."""
    return Edit(new_uid(), label, timeline.session.uid, tuple(changes))


def new_moment(timeline: Timeline, at: Stamp, **fields: Any) -> Moment:
    """Return a fresh moment at a time; it takes the seat that has the floor."""
    turn = timeline.open_turn
    return Moment(
        uid=new_uid(),
        observation=timeline.observation.uid,
        seq=timeline.next_seq(),
        offset_ms=at.offset_ms,
        pressed_ms=at.offset_ms,
        wall_utc_ms=at.wall_utc_ms,
        **{
            "seat": None if turn is None else turn.seat,
            "by_coach": turn is not None and turn.by_coach,
            **fields,
        },
    )


def press(timeline: Timeline, tag_id: str, at: Stamp) -> Edit:
    """
    Tag a moment. Raise KeyError when the tag is not on the board.

    An interjection is the coach's: it is a decision too, and the coach takes the floor. Holding
    back is a decision too.
    """
    tag = timeline.board.tag(tag_id)
    if tag is None:
        raise KeyError(tag_id)
    if tag.meaning == "interjection":
        return interject(timeline, at, tag.action, tag_id)
    if tag.meaning == "let_run":
        return let_run(timeline, at, "", tag_id)
    return edit_of(timeline, f"Tag: {tag.name}", [insert(new_moment(timeline, at, tag=tag_id))])


def something(timeline: Timeline, at: Stamp) -> Edit:
    """Mark that something happened, to be classified later."""
    return edit_of(timeline, "Something happened", [insert(new_moment(timeline, at))])


def interject(timeline: Timeline, at: Stamp, action: str, tag_id: str | None = None) -> Edit:
    """Record that the coach interjects: a moment, its decision, and the coach on the floor."""
    if tag_id is None:
        tag_id = tag_for(timeline, "interjection", action)
    moment = new_moment(timeline, at, tag=tag_id, seat=None, by_coach=True)
    decision = Decision(new_uid(), moment.observation, moment.uid, "interject", action)
    begins = in_turn(timeline, at)
    floor = end_turn(timeline, begins)
    floor.append(insert(Turn(new_uid(), moment.observation, begins.offset_ms, by_coach=True)))
    return edit_of(timeline, "Interject", [insert(moment), insert(decision), *floor])


def let_run(timeline: Timeline, at: Stamp, reason: str, tag_id: str | None = None) -> Edit:
    """Record that the coach noticed and chose not to speak, and why."""
    if tag_id is None:
        tag_id = tag_for(timeline, "let_run", "hold")
    moment = new_moment(timeline, at, tag=tag_id)
    decision = Decision(new_uid(), moment.observation, moment.uid, "let_run", "hold", reason=reason)
    return edit_of(timeline, "Let it run", [insert(moment), insert(decision)])


def tag_for(timeline: Timeline, meaning: str, action: str) -> str | None:
    """Return the board's tag for a decision with that action, or None where it has none."""
    found = [tag for tag in timeline.board.tags if tag.meaning == meaning]
    named = [tag for tag in found if tag.action == action]
    if named:
        return named[0].id
    return found[0].id if len(found) == 1 else None


def end_turn(timeline: Timeline, at: Stamp) -> list[Change]:
    """Return the change that ends the open turn, if there is one. It never ends before it began."""
    turn = timeline.open_turn
    if turn is None:
        return []
    return [Change(turn, replace(turn, end_ms=max(at.offset_ms, turn.start_ms)))]


def in_turn(timeline: Timeline, at: Stamp) -> Stamp:
    """Return when the next turn begins: keys that come within one millisecond keep their order."""
    last = timeline.turn_order[-1][0] if timeline.turn_order else -BURST_MS
    return replace(at, offset_ms=last + 1) if 0 <= last - at.offset_ms < BURST_MS else at


def floor(timeline: Timeline, seat: str | None, at: Stamp) -> Edit:
    """Give a seat the floor (no seat: a silence), ending the last turn; the same again ends it."""
    turn, at = timeline.open_turn, in_turn(timeline, at)
    changes = end_turn(timeline, at)
    same = turn is not None and turn.seat == seat and not turn.by_coach
    if not same:
        changes.append(insert(Turn(new_uid(), timeline.observation.uid, at.offset_ms, seat=seat)))
    return edit_of(timeline, "Floor" if seat else "Silence", changes)


def nobody(timeline: Timeline, at: Stamp) -> Edit | None:
    """End the open turn, so that nobody has the floor. None when nobody had it."""
    changes = end_turn(timeline, at)
    return edit_of(timeline, "Nobody's floor", changes) if changes else None


def amend(timeline: Timeline, moment_uid: str, label: str, **fields: Any) -> Edit | None:
    """Change fields of a moment. None when nothing changes. Raise KeyError if it is gone."""
    before = timeline.moments[moment_uid]
    after = replace(before, **fields)
    if after.offset_ms < 0:
        after = replace(after, offset_ms=0)
    return None if after == before else edit_of(timeline, label, [Change(before, after)])


def back_date(timeline: Timeline, moment: Moment) -> Edit | None:
    """Shift a moment back by five seconds, up to the session's start. Its seat stays."""
    return amend(
        timeline,
        moment.uid,
        "Back-date",
        offset_ms=max(0, moment.offset_ms - BACK_STEP_MS),
        source=moment.source if moment.source == "imported" else "back-dated",
    )


def decide(timeline: Timeline, moment_uid: str, **fields: Any) -> Edit | None:
    """Change the decision on a moment, or make one. None when nothing changes."""
    before = timeline.decision(moment_uid)
    moment = timeline.moments[moment_uid]
    if before is None:
        made = Decision(new_uid(), moment.observation, moment_uid, **fields)
        return edit_of(timeline, "Decision", [insert(made)])
    after = replace(before, **fields)
    if after == before:
        return None
    changes = [Change(before, after)]
    if "action" in fields:
        meaning = "interjection" if after.choice == "interject" else "let_run"
        tag = tag_for(timeline, meaning, after.action)
        if tag is not None and tag != moment.tag:
            changes.append(Change(moment, replace(moment, tag=tag)))
    return edit_of(timeline, "Decision", changes)


def remove(timeline: Timeline, moment_uid: str) -> Edit:
    """Delete a moment with its decision, links and remarks. Raise KeyError if it is gone."""
    moment = timeline.moments[moment_uid]
    rows: list[Row] = [one for one in timeline.remarks.values() if one.moment == moment_uid]
    touching = timeline.links_from.get(moment_uid, set()) | timeline.links_to.get(moment_uid, set())
    rows += [timeline.links[uid] for uid in sorted(touching)]
    decision = timeline.decision(moment_uid)
    if decision is not None:
        rows.append(decision)
    changes = [delete(row) for row in rows]
    for other in timeline.decisions.values():
        if other.noticed == moment_uid and other.moment != moment_uid:
            changes.append(Change(other, replace(other, noticed=None)))
    return edit_of(timeline, "Delete moment", [*changes, delete(moment)])


def link(timeline: Timeline, kind: str, later: str, earlier: str) -> Edit | None:
    """
    Link a moment to an earlier one; the same link again takes it away.

    None when the two are one moment. Raise KeyError where either is gone.
    """
    if later == earlier:
        return None
    made = timeline.moments[later], timeline.moments[earlier]
    for uid in timeline.links_from.get(later, ()):
        stands = timeline.links[uid]
        if stands.earlier == earlier and stands.kind == kind:
            return edit_of(timeline, "Unlink", [delete(stands)])
    row = Link(new_uid(), made[0].observation, later, earlier, kind)
    return edit_of(timeline, "Link", [insert(row)])
