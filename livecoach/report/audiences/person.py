"""Set what is held about one person, in the whole record or in one session, as a document."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from livecoach.core import timecode
from livecoach.core.kinds import counted, heading
from livecoach.core.person.held import Held
from livecoach.core.person.rows import rows_about
from livecoach.core.person.who import Called, Who, who_is
from livecoach.core.planning.meetings import rows_of
from livecoach.core.timeline import Timeline
from livecoach.report.audiences.disclosure import (
    DisclosedRow,
    DisclosedSession,
    Disclosure,
    disclosure,
)
from livecoach.report.audiences.parts import date_words
from livecoach.report.check import Known
from livecoach.report.document import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Span,
    Table,
    Text,
    plain,
)

MOMENT_COLUMNS = ("Row", "Time", "Part", "Tag", "With", "Words said", "Coach’s note")
MOMENT_WIDTHS = (5, 6, 9, 10, 10, 19, 22)


def person_in(timeline: Timeline, seat_uid: str, known: Known) -> Who:
    """Return who sits in a seat, and everybody else. Raise KeyError where there is no such seat."""
    seat = timeline.seats[seat_uid]
    persons = dict(known.holders)
    own: list[Called] = []
    others: list[Called] = []
    for one in timeline.seats.values():
        called = Called(one.label, one.organisation, one.role_kind, persons.get(one.post or "", ""))
        (own if one.uid == seat_uid else others).append(called)
    mine = {seat.label, own[0].person}
    others += [Called(title) for title in known.posts if title not in mine]
    others += [Called("", person=name) for name in known.persons if name not in mine]
    return who_is(seat.post or "", {seat_uid}, own, others, known.organisations)


def session_disclosure(timeline: Timeline, seat_uid: str, known: Known) -> Disclosure:
    """
    Return what one session holds about a seat; ``known`` is everybody who could be recognised.

    Raise KeyError where the session has no such seat.
    """
    rows = [*rows_of(timeline), *timeline.pieces.values(), *timeline.releases.values()]
    found, context = rows_about(rows, person_in(timeline, seat_uid, known))
    return disclosure(Held(context, tuple(found), {}, 0), "")


def person_document(made: Disclosure) -> Document:
    """Return what is held about a person as a document."""
    one = made.sessions[0] if len(made.sessions) == 1 and not made.made_on else None
    where = (one.title, date_words(one.held_on)) if one else (made.organisation, _on(made))
    blocks = [*_summed(made)]
    for session in made.sessions:
        blocks += _session(session, alone=one is not None)
    if made.elsewhere:
        blocks.append(Heading("Outside the sessions"))
        blocks += _others(made.elsewhere)
    return Document(
        title=f"What is held about {made.label}",
        subtitle=" · ".join(part for part in where if part),
        status="For this person. Opinions here are the coach’s own; you may ask to correct them, "
        "and name a row by its number.",
        blocks=tuple(blocks),
        handling="Others in these rows are masked until the coach shows a row with a reason. "
        "Keep this document to yourself: it is not encrypted.",
    )


def _on(made: Disclosure) -> str:
    return f"as of {date_words(made.made_on)}" if made.made_on else ""


def _summed(made: Disclosure) -> list[Block]:
    counts: dict[str, int] = {}
    for row in _all(made):
        counts[row.kind] = counts.get(row.kind, 0) + 1
    if not counts:
        return [Paragraph(plain("The record holds nothing about this person."))]
    said = ", ".join(counted(kind, count) for kind, count in counts.items())
    words = [f"The record is about this person, or names them, in {said}."]
    if made.masked:
        words.append(f"In {_rows(made.masked)} somebody else is masked.")
    if made.in_full:
        are = "is" if made.in_full == 1 else "are"
        words.append(
            f"{_rows(made.in_full)} {are} shown with others, for a reason the coach keeps."
        )
    if made.made_on:
        words.append(
            f"Something of this stands in {counted('journal', made.journalled)} too, kept so that "
            f"a change can be taken back{_in_backups(made)}. All of it is encrypted."
        )
    return [Paragraph(plain(" ".join(words)))]


def _in_backups(made: Disclosure) -> str:
    if made.backups is None:
        return ", and may stand in backups"
    if not made.backups_seen:
        return "; there are no backups"
    return f", and in {made.backups} of {made.backups_seen} backups"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _all(made: Disclosure) -> Iterable[DisclosedRow]:
    yield from made.elsewhere
    for session in made.sessions:
        yield from session.rows


def _session(session: DisclosedSession, alone: bool) -> list[Block]:
    level = 1 if alone else 2
    title = " · ".join(part for part in (session.title, date_words(session.held_on)) if part)
    blocks: list[Block] = [] if alone else [Heading(title or "A session")]
    if session.turns:
        turns = "1 timed turn" if session.turns == 1 else f"{session.turns} timed turns"
        blocks.append(Paragraph(plain(f"{turns}, {timecode.spoken(session.spoken_ms)} in all.")))
    moments = [row for row in session.rows if row.kind == "moment"]
    if moments:
        blocks.append(Heading("Moments", level))
        cells = tuple(map(_moment_cells, moments))
        blocks.append(Table("Others are masked.", MOMENT_COLUMNS, cells, MOMENT_WIDTHS))
    rest = [row for row in session.rows if row.kind not in ("moment", "turn")]
    return [*blocks, *_others(rest, level)]


def _moment_cells(row: DisclosedRow) -> tuple[str, ...]:
    with_ = row.field("To") if row.part.startswith("Speaker") else row.field("Who")
    note = [row.field("Coach’s note"), row.field("Coach’s stance")]
    if not any((*note, row.field("Words said"))):
        note.append(row.field("Note as it came"))
    return (
        str(row.number),
        row.field("Time"),
        row.part.lower(),
        row.field("Tag"),
        with_,
        row.field("Words said"),
        " · ".join(filter(None, note)),
    )


def _others(rows: Collection[DisclosedRow], level: int = 2) -> list[Block]:
    """Return rows that are no moments, a list a kind."""
    by_kind: dict[str, list[DisclosedRow]] = {}
    for row in rows:
        if row.fields:
            by_kind.setdefault(row.kind, []).append(row)
    blocks: list[Block] = []
    for kind, group in by_kind.items():
        blocks += [Heading(heading(kind), level), Listing(tuple(map(_line, group)))]
    return blocks


def _line(row: DisclosedRow) -> Text:
    said = " · ".join(f"{label}: {text}" for label, text in row.fields)
    return (Span(f"Row {row.number}, {row.part.lower()}. ", strong=True), Span(said))
