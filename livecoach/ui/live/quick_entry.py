"""Carry out a quick line at the time it was opened: a new moment, or words on an earlier one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from livecoach.core import tagging
from livecoach.core.edit import Row
from livecoach.core.moment import Moment
from livecoach.core.observation import Turn
from livecoach.core.quickline import Quick
from livecoach.core.session_clock import Stamp
from livecoach.core.timeline import Timeline

Pairs = list[tuple[Row | None, Row | None]]


def fields_of(said: Quick) -> dict[str, Any]:
    """Return the fields a quick line sets besides words and note."""
    fields: dict[str, Any] = {}
    if said.seat is not None:
        fields |= {"seat": said.seat, "by_coach": False}
    if said.addressee is not None or said.to_all:
        fields |= {"addressee": said.addressee, "to_all": said.to_all}
    if said.lens is not None:
        fields["lens"] = said.lens
    return fields


def new_moment(timeline: Timeline, said: Quick, at: Stamp, now_ms: int) -> tuple[str, Pairs]:
    """
    Return the label and the rows of a new moment, stamped when the line was opened.

    It takes the seat that had the floor then. Raise KeyError for a tag not on the board.
    """
    if said.tag is None:
        raise KeyError("a new moment needs a tag")
    tag, turn = timeline.board.tag(said.tag), timeline.open_turn
    if tag is not None and tag.meaning == "interjection" and turn is not None:
        at = replace(at, offset_ms=max(at.offset_ms, turn.start_ms))  # the coach's turn follows it
    edit = tagging.press(timeline, said.tag, at)
    first = edit.changes[0].after
    if not isinstance(first, Moment):
        raise TypeError("a press makes a moment first")
    held = timeline.turn_at(at.offset_ms)
    fields: dict[str, Any] = {"words": said.words, "note": said.note, "pressed_ms": now_ms}
    if not any(isinstance(change.row, Turn) for change in edit.changes):
        fields["seat"] = None if held is None else held.seat
        fields["by_coach"] = held is not None and held.by_coach
    full = replace(first, **{**fields, **fields_of(said)})
    pairs: Pairs = [(None, full)]
    pairs += [(change.before, change.after) for change in edit.changes[1:]]
    return edit.label, pairs
