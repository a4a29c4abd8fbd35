"""The group's summary: patterns, totals and times; nobody named, quotes only when approved."""

from __future__ import annotations

from dataclasses import dataclass

from livecoach.measures.check_out import Totals
from livecoach.report.audiences.parts import (
    movements_block,
    session_line,
    text_of,
)
from livecoach.report.document import (
    Block,
    DecisionLine,
    Document,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Text,
    VoiceBars,
    plain,
)
from livecoach.report.draft import Draft, MovementTable
from livecoach.report.drafting.wording import number
from livecoach.report.pieces import Written

HANDLING = (
    "My notes are encrypted, held by me alone, and deleted on the date in our agreement. You may "
    "ask to see or correct what I hold about you. The sponsor receives only the themes, the "
    "check-out totals and your agreed actions, after you have seen them."
)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the summary as the group reads it."""

    id: str
    title: str
    texts: tuple[Text, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """What the members of a meeting may read. It has no field for a seat, a note or a name."""

    title: str
    held_on: str
    minutes: int
    seats: int
    contributions: int
    timed: bool
    example: bool
    movements: MovementTable
    parts: tuple[Part, ...]  # in the coach's order; those left out are not here
    quotes: tuple[str, ...]  # each approved for release by the coach
    shares: tuple[float, ...]  # largest first, unnamed
    decisions: tuple[tuple[int, bool], ...]
    length_ms: int
    check_out: Totals


def group_summary(draft: Draft, written: Written) -> GroupSummary:
    """Return the group's part of a draft."""
    return GroupSummary(
        title=draft.title,
        held_on=draft.held_on,
        minutes=draft.minutes,
        seats=draft.seats,
        contributions=draft.contributions,
        timed=draft.timed,
        example=draft.example,
        movements=draft.movements,
        parts=tuple(
            Part(one.id, one.title, tuple(text_of(said) for said in one.sentences), one.numbered)
            for one in draft.sections
            if one.sentences and not one.dropped
        ),
        quotes=written.quotes,
        shares=draft.shares,
        decisions=draft.decisions,
        length_ms=draft.movements.spans[-1][1] if draft.movements.spans else 0,
        check_out=draft.check_out,
    )


def group_document(summary: GroupSummary) -> Document:
    """Return the group's summary as a document of one to two pages."""
    kind = "timed turns" if summary.timed else "tagged contributions, a sample of what was said"
    based = (
        f"Based on {summary.contributions} {kind}. Times let you recall the moment; no one is "
        "named."
    )
    blocks: list[Block] = [Paragraph(plain(based), quiet=True)]
    blocks += movements_block(summary.movements)
    for part in summary.parts:
        blocks += _part(summary, part)
    if summary.quotes:
        blocks.append(Heading("In your words"))
        blocks.append(Listing(tuple(plain(f"“{quote}”") for quote in summary.quotes)))
    members = f"the {number(summary.seats)} members" if summary.seats else "the members"
    status = (
        f"For {members} of this meeting only. Draft for your correction. Not minutes; not for "
        "onward circulation unless the group agrees."
    )
    return Document(
        title="What the room showed us",
        subtitle=session_line(summary.title, summary.held_on, summary.minutes, summary.example),
        status=status,
        blocks=tuple(blocks),
        handling=HANDLING,
    )


def _part(summary: GroupSummary, part: Part) -> list[Block]:
    blocks: list[Block] = [Heading(part.title)]
    if part.id == "voices" and any(summary.shares):
        heard = sum(1 for share in summary.shares if share > 0)
        blocks.append(
            Picture(
                VoiceBars(summary.shares, 1 / len(summary.shares)),
                f"Bar chart of shares without names: {heard} of {summary.seats} seats were heard.",
                "Each bar is a seat's share, largest first; an empty place is a seat not heard.",
            )
        )
    if part.id == "coach" and summary.decisions:
        spoke = sum(1 for _, interjected in summary.decisions if interjected)
        let_run = len(summary.decisions) - spoke
        blocks.append(
            Picture(
                DecisionLine(summary.decisions, summary.length_ms),
                f"Line of the meeting with {spoke} interjections and {let_run} let run.",
                "Filled: I interjected. Open: I let it run. What followed is no proof of effect.",
                height_mm=9,
            )
        )
    if part.id == "coach":
        blocks.append(Paragraph(part.texts[0]))
        if part.texts[1:]:
            blocks.append(Listing(part.texts[1:]))
    elif part.numbered or (len(part.texts) > 1 or part.id in ("agreed", "questions")):
        blocks.append(Listing(part.texts, part.numbered))
    else:
        blocks += [Paragraph(text) for text in part.texts]
    return blocks
