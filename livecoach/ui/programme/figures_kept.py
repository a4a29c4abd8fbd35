"""Read the programme's figures: those kept are taken, those that changed are made anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from livecoach.measures.programme import Held, SessionFigures, as_dict, figures_of, from_dict
from livecoach.store import figures, reading
from livecoach.store.reading import SessionLine
from livecoach.store.writer import Writer

if TYPE_CHECKING:
    from livecoach.store.engine import Database

FORM = 2  # the version of SessionFigures; another one is made anew


def session_figures(writer: Writer, session: str) -> SessionFigures | None:
    """Make and keep one session's figures anew; None where it has not been held."""

    def make(db: Database) -> SessionFigures | None:
        if not reading.observations(db, session):
            return None
        last = figures.last_edit(db, session)
        made = figures_of(reading.timeline(db, session))
        figures.keep(db, session, last, FORM, as_dict(made))
        return made

    return writer.ask(make)


def figures_standing(writer: Writer, session: str) -> SessionFigures | None:
    """Return one session's figures: those kept while they are true, or that outlived its log."""
    kept = writer.ask(lambda db: figures.kept(db, FORM))
    if session in kept:
        found = kept[session]
        return None if found is None else from_dict(found)
    return session_figures(writer, session)


def held_sessions(
    writer: Writer, kind: str, lines: Sequence[SessionLine] | None = None
) -> list[Held]:
    """Return the sessions of a kind that were held or skipped, in order, with their figures."""
    listed = writer.ask(reading.sessions) if lines is None else lines
    kept = writer.ask(lambda db: figures.kept(db, FORM))
    found = []
    for line in listed:
        if line.kind != kind or line.state not in ("ended", "skipped"):
            continue
        made: SessionFigures | None = None
        if line.state == "ended" and line.uid in kept:
            values = kept[line.uid]
            made = None if values is None else from_dict(values)
        elif line.state == "ended":
            made = session_figures(writer, line.uid)
        found.append(Held(line.uid, line.started_at or line.planned_at, line.title, made))
    return found
