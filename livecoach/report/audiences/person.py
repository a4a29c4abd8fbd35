"""What is held about one post: its own rows in full, everybody else masked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from livecoach.core import timecode
from livecoach.core.moment import Moment
from livecoach.core.timeline import Timeline
from livecoach.report.audiences.parts import date_words
from livecoach.report.document import Block, Document, Heading, Paragraph, Table, plain

MASK = "[another person]"


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One row about the person; others in it are masked."""

    time: str
    part: str  # speaker | addressee | named in the text
    tag: str
    other: str  # who else is in the row: masked
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class PersonExtract:
    """Everything one session holds about one post."""

    title: str
    held_on: str
    label: str
    turns: int
    spoken_ms: int
    rows: tuple[OwnRow, ...]
    check_out: tuple[str, ...]  # the person's own answers
    reflections: tuple[str, ...]  # the coach's, where they are about this person


def person_extract(timeline: Timeline, seat_uid: str, names: Sequence[str]) -> PersonExtract:
    """
    Return what a session holds about a seat; ``names`` are all names of everybody in it.

    Raise KeyError where the session has no such seat.
    """
    seat = timeline.seats[seat_uid]
    own = own_names(seat.label, seat.organisation)
    others = [one for one in names if one.casefold() not in {name.casefold() for name in own}]
    rows = []
    for moment in timeline.moments_in_order():
        part = _part(moment, seat_uid, own)
        if part:
            rows.append(_own_row(timeline, moment, part, others))
    voice = timeline.voices.get(seat_uid)
    answers = [one for one in timeline.check_outs.values() if one.seat == seat_uid]
    said = [
        line
        for one in answers
        for line in (
            "" if one.heard is None else f"Felt heard: {one.heard} of 10",
            "" if one.learned is None else f"Learned something: {'yes' if one.learned else 'no'}",
            one.learned_words, one.missed_words, one.different_words,
        )
        if line
    ]  # fmt: skip
    about = {moment.uid for moment in timeline.moments.values() if _part(moment, seat_uid, own)}
    reflections = [
        masked(remark.text, others)
        for remark in timeline.remarks.values()
        if remark.moment in about or _mentions(remark.text, own)
    ]
    if _mentions(timeline.observation.reflection, own):
        reflections.append(masked(timeline.observation.reflection, others))
    return PersonExtract(
        timeline.session.title,
        timeline.session.started_at or timeline.session.planned_at,
        seat.label,
        0 if voice is None else voice.turns,
        0 if voice is None else voice.spoken_ms,
        tuple(rows),
        tuple(said),
        tuple(reflections),
    )


def own_names(label: str, organisation: str) -> list[str]:
    """Return the ways a seat is written: "ICB Chair", "Chair, ICB", "Chair of ICB"."""
    role = label.replace(organisation, "").strip(" ,·-") if organisation else ""
    found = [label]
    if role and organisation:
        found += [
            f"{role}, {organisation}",
            f"{role} of {organisation}",
            f"{organisation}'s {role}",
        ]
    return found


def masked(text: str, names: Sequence[str]) -> str:
    """Return text with every one of these names taken out, longest first, case aside."""
    for name in sorted({one for one in names if one.strip()}, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", MASK, text, flags=re.IGNORECASE)
    return text


def _mentions(text: str, names: Sequence[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) for name in names)


def _part(moment: Moment, seat_uid: str, own: Sequence[str]) -> str:
    if moment.seat == seat_uid:
        return "speaker or subject"
    if moment.addressee == seat_uid:
        return "addressee"
    if _mentions(f"{moment.words}\n{moment.note}\n{moment.imported_note}", own):
        return "named in the text"
    return ""


def _own_row(timeline: Timeline, moment: Moment, part: str, others: Sequence[str]) -> OwnRow:
    tag = timeline.board.tag(moment.tag)
    own_words = part == "speaker or subject"
    alone = moment.seat is None or (own_words and moment.addressee is None)
    return OwnRow(
        timecode.minutes(moment.offset_ms),
        part,
        "Something happened" if tag is None else tag.name,
        "" if alone else MASK,
        masked(moment.words, others) if own_words else ("" if not moment.words else MASK),
        masked(moment.note, others),
    )


def person_document(extract: PersonExtract) -> Document:
    """Return a person's extract as a document."""
    when = date_words(extract.held_on)
    blocks: list[Block] = [
        Paragraph(
            plain(
                f"{extract.turns} timed turns, {timecode.spoken(extract.spoken_ms)} in all. "
                f"{len(extract.rows)} moments name this post as speaker, subject or addressee, or "
                "in their text."
            )
        )
    ]
    if extract.rows:
        blocks.append(Heading("Moments"))
        headers = ("Time", "Part", "Tag", "With", "Words said", "Coach's note")
        rows = tuple(
            (row.time, row.part, row.tag, row.other, row.words, row.note) for row in extract.rows
        )
        blocks.append(Table("Others are masked.", headers, rows, (5, 8, 9, 9, 18, 22)))
    for title, lines in (
        ("Check-out, your own answers", extract.check_out),
        ("The coach's reflections about you", extract.reflections),
    ):
        if lines:
            blocks.append(Heading(title))
            blocks += [Paragraph(plain(line)) for line in lines]
    return Document(
        title=f"What is held about {extract.label}",
        subtitle=" · ".join(part for part in (extract.title, when) if part),
        status="For this person. Opinions here are the coach's own; you may ask to correct them.",
        blocks=tuple(blocks),
        handling="Others in these rows are masked until the coach unmasks a row with a reason.",
    )
