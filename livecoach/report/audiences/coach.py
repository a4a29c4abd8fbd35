"""The coach's own record: everything, with seats, words and notes, for nobody else."""

from __future__ import annotations

from livecoach.core import timecode
from livecoach.core.timeline import Timeline
from livecoach.report.audiences.parts import movements_block, named_text, session_line
from livecoach.report.document import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Table,
    plain,
)
from livecoach.report.draft import Draft
from livecoach.report.pieces import Written


def coach_document(draft: Draft, written: Written, timeline: Timeline) -> Document:
    """Return the coach's own document: the draft with names, and every moment in a table."""
    blocks: list[Block] = movements_block(draft.movements)
    for section in draft.sections:
        texts = tuple(named_text(one) for one in section.sentences)
        if section.id == "agreed":
            texts = tuple(plain(line) for line in written.agreed)
        if texts:
            blocks.append(Heading(section.title))
            if section.numbered or len(texts) > 1:
                blocks.append(Listing(texts, section.numbered))
            else:
                blocks.append(Paragraph(texts[0]))
    if timeline.observation.reflection:
        blocks.append(Heading("My reflection"))
        blocks.append(Paragraph(plain(timeline.observation.reflection)))
    rows = tuple(_row(timeline, uid) for _, _, uid in timeline.moment_order)
    if rows:
        blocks.append(Heading("Every moment"))
        headers = ("Time", "Who", "Tag", "To", "Lens", "Words", "Note")
        caption = f"{len(rows)} moments in order of time."
        blocks.append(Table(caption, headers, rows, (6, 11, 12, 11, 12, 17, 20)))
    return Document(
        title=draft.title,
        subtitle=session_line("My own notes", draft.held_on, draft.minutes, draft.example),
        status="For the coach alone. Names and words stand here as they were recorded.",
        blocks=tuple(blocks),
        handling="Keep this file where your vault is kept, or delete it after use.",
    )


def _row(timeline: Timeline, uid: str) -> tuple[str, ...]:
    moment = timeline.moments[uid]
    board = timeline.board
    tag, lens = board.tag(moment.tag), board.lens(moment.lens)
    who = timeline.seats.get(moment.seat or "")
    to = timeline.seats.get(moment.addressee or "")
    return (
        timecode.minutes(moment.offset_ms),
        "Coach" if moment.by_coach else "" if who is None else who.label,
        "Something happened" if tag is None else tag.name,
        "Everybody" if moment.to_all else "" if to is None else to.label,
        "" if lens is None else lens.name,
        moment.words,
        moment.note,
    )
