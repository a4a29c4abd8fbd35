"""The sponsor's note: themes and totals. Its type cannot hold a note, quote, time or seat."""

from __future__ import annotations

from dataclasses import dataclass

from livecoach.measures.check_out import Totals
from livecoach.report.document import Block, Document, Heading, Listing, Paragraph, Span, plain
from livecoach.report.draft import Draft, Theme
from livecoach.report.drafting.wording import number, sentence

KINDS = {
    "live": "Live coaching inside the regular meeting",
    "team": "Team session",
    "one_to_one": "One-to-one conversations",
    "pair": "Pair sessions",
}


@dataclass(frozen=True, slots=True)
class SponsorNote:
    """
    What a sponsor may read.

    Themes are an enumeration of fixed words, so nothing of the record can reach it through them.
    The three lines a coach types (purpose, next steps, what comes next) are the group's own, put
    here by the coach, and have passed the check for names, posts, quotations and times.
    """

    kind: str  # one of KINDS
    minutes: int
    seats: int
    attended: int
    themes: tuple[Theme, ...]
    check_out: Totals
    purpose: str
    next_steps: tuple[str, ...]
    coaching_next: str
    example: bool


def sponsor_note(
    draft: Draft,
    kind: str,
    purpose: str = "",
    next_steps: tuple[str, ...] = (),
    coaching_next: str = "",
) -> SponsorNote:
    """Return the sponsor's part of a draft: numbers and themes, and the lines that were let go."""
    return SponsorNote(
        kind=kind,
        minutes=draft.minutes,
        seats=draft.seats,
        attended=draft.attended,
        themes=tuple(dict.fromkeys(pattern.theme for pattern in draft.patterns)),
        check_out=draft.check_out,
        purpose=purpose,
        next_steps=next_steps,
        coaching_next=coaching_next,
        example=draft.example,
    )


def sponsor_document(note: SponsorNote) -> Document:
    """Return the sponsor's note as a document of less than a page."""
    held = f"{note.minutes} minutes, {KINDS[note.kind][:1].lower()}{KINDS[note.kind][1:]}. "
    held += f"{note.attended} of {note.seats} seats attended."
    items = [(Span("Held. ", strong=True), Span(held))]
    if note.purpose:
        items.append((Span("Purpose worked on. ", strong=True), Span(note.purpose)))
    blocks: list[Block] = [Listing(tuple(items))]
    if note.themes:
        blocks.append(Heading("Themes"))
        blocks.append(
            Listing(tuple(plain(sentence(theme.value) + ".") for theme in note.themes), True)
        )
    blocks.append(Heading("Check-out"))
    blocks.append(Paragraph(plain(_check_out(note))))
    if note.next_steps:
        blocks.append(Heading("The group's own next steps"))
        blocks.append(Listing(tuple(plain(step) for step in note.next_steps)))
    if note.coaching_next:
        blocks.append(Heading("Coaching next"))
        blocks.append(Paragraph(plain(note.coaching_next)))
    return Document(
        title="Note to sponsor",
        subtitle="Fictional example" if note.example else KINDS[note.kind],
        status="Shown to the group first; released with its agreement.",
        blocks=tuple(blocks),
        handling=(
            "Contains no names, roles, organisations, quotations, times or individual scores, and "
            "nothing from one-to-one or pair conversations."
        ),
    )


def _check_out(note: SponsorNote) -> str:
    totals = note.check_out
    if totals.seven_or_more is None:
        return "Too few answered the check-out to show totals."
    text = (
        f"{sentence(number(totals.seven_or_more))} of {totals.n} felt heard at 7 or more out of 10"
    )
    if totals.learned is not None:
        text += (
            f"; {number(totals.learned)} of {totals.learned_n} knew something they had not known "
            "at the start"
        )
    return text + "."
