"""Turn what the coach does to a summary into rows, each one edit that can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from livecoach.core.edit import Edit
from livecoach.core.ids import new_uid
from livecoach.core.recorder import Recorder
from livecoach.core.summary import Release, SummaryPiece
from livecoach.core.timeline import Timeline
from livecoach.report import make
from livecoach.report.pieces import section_key


def piece_of(timeline: Timeline, key: str) -> SummaryPiece | None:
    """Return the piece that stands for a key, or None."""
    return next((one for one in timeline.pieces.values() if one.key == key), None)


def keep(recorder: Recorder, key: str, section: str, **fields: Any) -> Edit | None:
    """Change or make the piece of a key; None when nothing changes."""
    before = piece_of(recorder.timeline, key)
    if before is None:
        base = SummaryPiece(new_uid(), recorder.timeline.session.uid, key, section)
        return recorder.replace_rows("Summary", [(None, replace(base, **fields))])
    after = replace(before, **fields)
    if after.state == "added" and not after.text.strip():
        return recorder.replace_rows("Summary", [(before, None)])
    return recorder.replace_rows("Summary", [(before, after)])


def add(recorder: Recorder, section: str, text: str, place: int | None = None) -> Edit | None:
    """Add a sentence of the coach's own to a section."""
    uid = new_uid()
    made = SummaryPiece(
        uid, recorder.timeline.session.uid, uid, section, text.strip(), place, "added"
    )
    return recorder.replace_rows("Summary", [(None, made)]) if made.text else None


def lines_of(timeline: Timeline, section: str) -> list[SummaryPiece]:
    """Return the coach's own lines of a section, in their order."""
    held = [one for one in timeline.pieces.values() if one.section == section]
    held = [one for one in held if one.state == "added" and one.text.strip()]
    return sorted(held, key=lambda one: (one.place or 0, one.uid))


def keep_lines(recorder: Recorder, section: str, text: str) -> Edit | None:
    """Make a section's own lines those of ``text``, one a line; as one edit."""
    typed = [line.strip(" •-\t") for line in text.splitlines()]
    typed = [line for line in typed if line]
    standing = lines_of(recorder.timeline, section)
    pairs: list[tuple[SummaryPiece | None, SummaryPiece | None]] = []
    for place, line in enumerate(typed):
        if place < len(standing):
            pairs.append((standing[place], replace(standing[place], text=line, place=place)))
        else:
            uid = new_uid()
            session = recorder.timeline.session.uid
            pairs.append((None, SummaryPiece(uid, session, uid, section, line, place, "added")))
    pairs += [(gone, None) for gone in standing[len(typed) :]]
    return recorder.replace_rows("Summary", pairs)


def move(recorder: Recorder, section_id: str, key: str, step: int) -> Edit | None:
    """Move a sentence up (-1) or down (1) in its section."""
    section = make.draft_of(recorder.timeline).section(section_id)
    if section is None:
        return None
    order = [sentence.key for sentence in section.sentences]
    place = order.index(key)
    target = place + step
    if not 0 <= target < len(order):
        return None
    order.insert(target, order.pop(place))
    pairs: list[tuple[SummaryPiece | None, SummaryPiece | None]] = []
    for at, one in enumerate(order):
        before = piece_of(recorder.timeline, one)
        base = before or SummaryPiece(new_uid(), recorder.timeline.session.uid, one, section_id)
        pairs.append((before, replace(base, place=at)))
    return recorder.replace_rows("Summary", pairs)


def release_of(timeline: Timeline, audience: str) -> Release | None:
    """Return the release under way for an audience: the newest that has not gone out."""
    waiting = [
        one
        for one in timeline.releases.values()
        if one.audience == audience and not one.released_at
    ]
    return waiting[-1] if waiting else None


def let_go(timeline: Timeline, audience: str) -> list[Release]:
    """Return what has gone out to an audience, the newest first."""
    gone = [one for one in timeline.releases.values() if one.audience == audience]
    gone = [one for one in gone if one.released_at]
    return sorted(gone, key=lambda one: one.released_at, reverse=True)


def step_of_release(recorder: Recorder, audience: str, **fields: str) -> Edit | None:
    """Record a step of a release: shown to the group, its agreement, or let go."""
    before = release_of(recorder.timeline, audience)
    base = before or Release(new_uid(), recorder.timeline.session.uid, audience, "")
    return recorder.replace_rows("Release", [(before, replace(base, **fields))])


def move_section(recorder: Recorder, section_id: str) -> Edit | None:
    """Move a section up one place."""
    order = [section.id for section in make.draft_of(recorder.timeline).sections]
    place = order.index(section_id)
    if place == 0:
        return None
    order.insert(place - 1, order.pop(place))
    pairs: list[tuple[SummaryPiece | None, SummaryPiece | None]] = []
    for at, one in enumerate(order):
        key = section_key(one)
        before = piece_of(recorder.timeline, key)
        base = before or SummaryPiece(new_uid(), recorder.timeline.session.uid, key, "")
        pairs.append((before, replace(base, place=at)))
    return recorder.replace_rows("Summary", pairs)
