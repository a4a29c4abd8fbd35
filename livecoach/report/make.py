"""Make the document of a session for one audience."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from livecoach.core import timecode
from livecoach.core.naming import Names
from livecoach.core.timeline import Timeline
from livecoach.measures.log import read
from livecoach.measures.share import heard
from livecoach.report.audiences.coach import coach_document
from livecoach.report.audiences.group import GroupSummary, group_document, group_summary
from livecoach.report.audiences.person import person_document, session_disclosure
from livecoach.report.audiences.sponsor import KINDS, SponsorNote, sponsor_document, sponsor_note
from livecoach.report.audiences.supervision import (
    pseudonyms,
    supervision_document,
    supervision_extract,
)
from livecoach.report.check import Finding, Known, check
from livecoach.report.document import Document, all_words
from livecoach.report.draft import Draft
from livecoach.report.drafting.compose import compose
from livecoach.report.pieces import Written, edges, lay_over, written


class NotForThem(ValueError):
    """A document that may not be made for this audience; the message says why."""


def draft_of(timeline: Timeline) -> Draft:
    """Return a session's draft with everything the coach changed laid over it."""
    pieces = list(timeline.pieces.values())
    return lay_over(compose(timeline, edges(pieces)), pieces)


def for_coach(timeline: Timeline) -> Document:
    """Return the coach's own document."""
    return coach_document(draft_of(timeline), _written(timeline), timeline)


def group_of(timeline: Timeline, known: Known) -> GroupSummary:
    """Return the group's summary. One-to-one and pair sessions never have one."""
    if timeline.session.kind in ("one_to_one", "pair"):
        raise NotForThem("One-to-one and pair sessions never go to the group.")
    draft = draft_of(timeline)
    return group_summary(replace(draft, title=_title(draft.title, known)), _written(timeline))


def for_group(timeline: Timeline, known: Known) -> Document:
    """Return the group's document."""
    return group_document(group_of(timeline, known))


def sponsor_of(timeline: Timeline, known: Known) -> SponsorNote:
    """Return the sponsor's note; a typed line that would tell somebody apart is left out."""
    if timeline.session.kind in ("one_to_one", "pair"):
        raise NotForThem("One-to-one and pair sessions never go to the sponsor.")
    said = _written(timeline)

    def clean(text: str) -> str:
        return "" if check("", text, known, times_too=True) else text

    return sponsor_note(
        draft_of(timeline),
        timeline.session.kind,
        clean(said.purpose),
        tuple(step for step in said.agreed if clean(step)),
        clean(said.coaching_next),
    )


def for_sponsor(timeline: Timeline, known: Known) -> Document:
    """Return the sponsor's document."""
    return sponsor_document(sponsor_of(timeline, known))


def for_supervision(timeline: Timeline, themes: Sequence[str] = ()) -> Document:
    """Return the supervisor's document; members stand under letters."""
    letters = pseudonyms(list(timeline.seats.values()))
    first = [
        (
            letters[one.seat],
            "not heard" if one.first_ms is None else timecode.minutes(one.first_ms),
        )
        for one in heard(read(timeline))
    ]
    remarks = [one.text for one in timeline.remarks.values() if one.kind == "reflection"]
    reflection = "\n".join(part for part in (timeline.observation.reflection, *remarks) if part)
    draft, said = draft_of(timeline), _written(timeline)
    return supervision_document(
        supervision_extract(
            draft,
            replace(said, paraphrases=tuple(_lettered(p, timeline) for p in said.paraphrases)),
            sorted(first),
            _lettered(reflection, timeline),
            themes,
        )
    )


def for_person(timeline: Timeline, seat_uid: str, known: Known) -> Document:
    """Return what the session holds about one seat. Raise KeyError where it has no such seat."""
    return person_document(session_disclosure(timeline, seat_uid, known))


def checked(
    document: Document,
    known: Known,
    times_too: bool = False,
    released: frozenset[str] = frozenset(),
) -> list[Finding]:
    """
    Return what to look at before a document leaves, piece by piece.

    ``released`` are the keys of sentences that the coach lets stand as they are; there are none
    for a sponsor.
    """
    found: list[Finding] = []
    for text in all_words(document, released):
        found += check(text[:60], text, known, times_too)
    return found


def kinds_for_sponsor() -> dict[str, str]:
    """Return how each kind of session is called to a sponsor."""
    return dict(KINDS)


def _written(timeline: Timeline) -> Written:
    return written(timeline.pieces.values())


def _title(title: str, known: Known) -> str:
    """Return a session's title, or plain words where the title itself would name somebody."""
    return "Observation summary" if check("", title, known) else title


def _lettered(text: str, timeline: Timeline) -> str:
    """Return text with every seat's label, and organisation, under its letter."""
    letters = pseudonyms(list(timeline.seats.values()))
    for seat in sorted(timeline.seats.values(), key=lambda one: -len(one.label)):
        text = Names((seat.label,)).cleaned(text, letters[seat.uid])
    organisations = {seat.organisation for seat in timeline.seats.values() if seat.organisation}
    return Names(tuple(sorted(organisations))).cleaned(text, "one organisation")
