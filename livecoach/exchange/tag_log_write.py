"""Write the moments of a timeline as a tag log: one row a moment, the example's columns first."""

from __future__ import annotations

from collections.abc import Sequence

from livecoach.core import words
from livecoach.core.moment import Link, Moment
from livecoach.core.timeline import Timeline
from livecoach.exchange import cells
from livecoach.exchange.formulas import neutral
from livecoach.exchange.table import write_table
from livecoach.exchange.tag_log_columns import EXAMPLE, OURS, refs


def write_tag_log(timeline: Timeline) -> bytes:
    """Return the tag log as a CSV file, in order of time."""
    moments = timeline.moments_in_order()
    named = refs(moments)
    session = (
        neutral(timeline.session.title),
        timeline.session.kind,
        timeline.session.started_at,
        timeline.session.ended_at,
        cells.time_cell(timeline.observation.length_ms),
        neutral(timeline.board.id),
    )
    rows = [
        (*_example(timeline, moment, named), *_ours(timeline, moment, named), *session)
        for moment in moments
    ]
    return write_table((*EXAMPLE, *OURS), rows)


def note_cell(moment: Moment) -> str:
    """Return words and note in one cell: the very cell that came in, unless they were edited."""
    if words.part(moment.imported_note) == (moment.words, moment.note):
        return moment.imported_note
    return words.compose(moment.words, moment.note)


def _example(timeline: Timeline, moment: Moment, named: dict[str, str]) -> Sequence[str]:
    tag = timeline.board.tag(moment.tag)
    lens = timeline.board.lens(moment.lens)
    earlier = {link.earlier: named[link.earlier] for link in _links(timeline, moment)}
    return (
        cells.time_cell(moment.offset_ms),
        cells.COACH if moment.by_coach else _label(timeline, moment.seat),
        neutral(moment.tag or "" if tag is None else tag.name),
        cells.ALL if moment.to_all else _label(timeline, moment.addressee),
        neutral(note_cell(moment)),
        neutral(moment.lens or "" if lens is None else lens.name),
        neutral(moment.coach_action),
        cells.seconds_cell(moment.duration_ms),
        neutral(named[moment.uid]),
        neutral("; ".join(earlier.values())),
    )


def _ours(timeline: Timeline, moment: Moment, named: dict[str, str]) -> Sequence[str]:
    decision = timeline.decision(moment.uid)
    links = "; ".join(f"{link.kind}:{named[link.earlier]}" for link in _links(timeline, moment))
    pressed = "" if moment.pressed_ms == moment.offset_ms else cells.time_cell(moment.pressed_ms)
    first = (
        moment.uid,
        str(moment.seq),
        "" if moment.ref else "yes",
        neutral(moment.tag or ""),
        neutral(moment.words),
        neutral(moment.note),
        neutral(moment.imported_note),
        moment.source,
        pressed,
        cells.number_cell(moment.wall_utc_ms),
        neutral(links),
    )
    if decision is None:
        return (*first, *[""] * 7)
    noticed = "" if decision.noticed is None else named[decision.noticed]
    return (*first, decision.choice, neutral(decision.action), decision.level, neutral(noticed),
            decision.reason, decision.response, decision.verdict)  # fmt: skip


def _links(timeline: Timeline, moment: Moment) -> list[Link]:
    found = [timeline.links[uid] for uid in timeline.links_from.get(moment.uid, ())]
    return sorted(found, key=lambda link: (timeline.moments[link.earlier].offset_ms, link.uid))


def _label(timeline: Timeline, seat: str | None) -> str:
    return "" if seat is None else neutral(timeline.seats[seat].label)
