"""What is held about one person, as that person may read it: others are not in this type."""

from __future__ import annotations

from dataclasses import dataclass

from livecoach.core.person.held import Held
from livecoach.core.person.rows import HeldRow
from livecoach.core.person.told import read_by


@dataclass(frozen=True, slots=True)
class DisclosedRow:
    """One row, with every other person taken out of it unless the coach shows it in full."""

    number: int  # by which the person can ask about it
    kind: str
    part: str
    fields: tuple[tuple[str, str], ...]  # label, text
    in_full: bool  # shown with the others in it

    def field(self, label: str) -> str:
        """Return the text of a field, or "" where the row has none of that label."""
        return next((text for name, text in self.fields if name == label), "")


@dataclass(frozen=True, slots=True)
class DisclosedSession:
    """What one session holds about the person."""

    title: str
    held_on: str  # ISO
    turns: int
    spoken_ms: int
    rows: tuple[DisclosedRow, ...]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """
    Everything held about one person.

    It has no field for another person, seat or post: whatever text stands here was masked first.
    """

    label: str
    organisation: str
    made_on: str  # ISO date
    sessions: tuple[DisclosedSession, ...]
    elsewhere: tuple[DisclosedRow, ...]  # outside any session
    journalled: int
    backups: int | None  # None: they were not looked into
    backups_seen: int
    in_full: int  # rows shown with others in them
    masked: int  # rows from which something was taken out


def disclosure(held: Held, made_on: str) -> Disclosure:
    """Return what is held about a person as that person may read it, on an ISO date."""
    context = held.around
    numbered = [(row, _row(held, row, number)) for number, row in enumerate(held.rows, start=1)]
    sessions = []
    for uid in dict.fromkeys(row.session for row in held.rows if row.session):
        session = context.sessions[uid]
        sessions.append(
            DisclosedSession(
                context.who.masked(session.title),
                session.started_at or session.planned_at,
                *_voice(held, uid),
                tuple(made for row, made in numbered if row.session == uid),
            )
        )
    return Disclosure(
        label=context.who.label,
        organisation=context.who.organisation,
        made_on=made_on,
        sessions=tuple(sessions),
        elsewhere=tuple(made for row, made in numbered if not row.session),
        journalled=held.journalled,
        backups=held.backups,
        backups_seen=held.backups_seen,
        in_full=sum(made.in_full for _, made in numbered),
        masked=sum(held.masked(row) for row in held.rows),
    )


def _row(held: Held, row: HeldRow, number: int) -> DisclosedRow:
    in_full = row.key in held.unmasked
    fields = tuple(
        (told.label, told.text if in_full else read_by(told, held.around)) for told in row.told
    )
    return DisclosedRow(number, row.kind, "; ".join(row.parts), fields, in_full)


def _voice(held: Held, session: str) -> tuple[int, int]:
    """Return how many timed turns the person had in a session, and their milliseconds."""
    spans = [
        turn.end_ms - turn.start_ms
        for turn in held.around.turns
        if turn.end_ms is not None and held.around.session_of(turn.observation) == session
    ]
    return len(spans), sum(spans)


def as_dictionary(made: Disclosure) -> dict[str, object]:
    """Return what is held as a plain document, to be read by another program."""

    def rows(found: tuple[DisclosedRow, ...]) -> list[dict[str, object]]:
        return [
            {
                "row": row.number,
                "kind": row.kind,
                "part": row.part,
                "fields": dict(row.fields),
                "others_shown": row.in_full,
            }
            for row in found
        ]

    return {
        "format": "livecoach what is held",
        "version": 1,
        "about": {"post": made.label, "organisation": made.organisation},
        "made_on": made.made_on,
        "masked": {"rows": made.masked, "shown_in_full": made.in_full},
        "also_in": {
            "journalled_edits": made.journalled,
            "backups": made.backups,
            "backups_looked_into": made.backups_seen,
        },
        "sessions": [
            {
                "title": one.title,
                "held_on": one.held_on,
                "turns": one.turns,
                "spoken_s": one.spoken_ms / 1000,
                "rows": rows(one.rows),
            }
            for one in made.sessions
        ],
        "elsewhere": rows(made.elsewhere),
    }
