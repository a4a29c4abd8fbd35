"""The supervisor's extract: patterns and times, stable pseudonyms, the coach's own reflection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from livecoach.core.session import Seat
from livecoach.report.audiences.parts import movements_block, session_line, spread, texts_of
from livecoach.report.document import Block, Document, Heading, Listing, Paragraph, Text, plain
from livecoach.report.draft import Draft, MovementTable
from livecoach.report.pieces import Written


@dataclass(frozen=True, slots=True)
class SupervisionExtract:
    """What a supervisor may read. It has no field for a seat, an organisation or a quotation."""

    held_on: str
    minutes: int
    example: bool
    movements: MovementTable
    noticed: tuple[Text, ...]
    coach: tuple[Text, ...]
    held: tuple[Text, ...]
    heard_and_learned: tuple[Text, ...]
    first_heard: tuple[tuple[str, str], ...]  # pseudonym, when in words
    paraphrases: tuple[str, ...]  # typed by the coach
    reflection: str
    themes_of_conversations: tuple[str, ...]


def pseudonyms(seats: Sequence[Seat]) -> dict[str, str]:
    """
    Return a stand-in for each seat's uid: "Member A", "Member B" and so on.

    They follow the posts, not the places, so that one post keeps its letter in every session that
    has the same posts.
    """
    ordered = sorted(seats, key=lambda seat: (seat.post is None, seat.post or seat.label, seat.uid))
    return {seat.uid: f"Member {_letters(place)}" for place, seat in enumerate(ordered)}


def _letters(place: int) -> str:
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


def supervision_extract(
    draft: Draft,
    written: Written,
    first_heard: Sequence[tuple[str, str]],
    reflection: str,
    themes_of_conversations: Sequence[str] = (),
) -> SupervisionExtract:
    """Return the supervisor's part of a draft; ``first_heard`` comes under pseudonyms."""
    return SupervisionExtract(
        held_on=draft.held_on,
        minutes=draft.minutes,
        example=draft.example,
        movements=draft.movements,
        noticed=texts_of(draft, "noticed"),
        coach=texts_of(draft, "coach"),
        held=texts_of(draft, "held"),
        heard_and_learned=texts_of(draft, "check_out"),
        first_heard=tuple(first_heard),
        paraphrases=written.paraphrases,
        reflection=reflection,
        themes_of_conversations=tuple(themes_of_conversations),
    )


def supervision_document(extract: SupervisionExtract) -> Document:
    """Return the supervisor's extract as a document."""
    blocks: list[Block] = movements_block(extract.movements)
    blocks += spread("What I noticed", extract.noticed, numbered=True)
    if extract.first_heard:
        blocks.append(Heading("When each member was first heard"))
        lines = tuple(plain(f"{name}: {when}") for name, when in extract.first_heard)
        blocks.append(Listing(lines))
    blocks += spread("What I did, and what followed", (*extract.coach, *extract.held))
    blocks += spread("Heard and learned", extract.heard_and_learned)
    for title, typed in (
        ("Said, in my words", extract.paraphrases),
        ("Themes of the conversations", extract.themes_of_conversations),
    ):
        if typed:
            blocks += [Heading(title), Listing(tuple(plain(line) for line in typed))]
    if extract.reflection:
        blocks += [Heading("My reflection"), Paragraph(plain(extract.reflection))]
    return Document(
        title="For supervision",
        subtitle=session_line("One meeting", extract.held_on, extract.minutes, extract.example),
        status="For the coach's supervisor. Members stand under letters; nobody is identified.",
        blocks=tuple(blocks),
        handling="Return or destroy after the supervision session.",
    )
