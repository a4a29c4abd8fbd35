"""Make what outlives a raw log before it goes, and find it again: figures, summaries, themes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from livecoach.core.coaching import Diagnosis, Theme
from livecoach.core.themes import tellable, themes_over
from livecoach.report import plain_document
from livecoach.report.check import Known, known_from
from livecoach.report.document import Document
from livecoach.report.make import NotForThem
from livecoach.store import keepsakes, reading
from livecoach.store.keepsakes import FIGURES, PROGRAMME
from livecoach.store.writer import Writer
from livecoach.ui.privacy import log_gone
from livecoach.ui.summary import release

if TYPE_CHECKING:
    from livecoach.core.timeline import Timeline
    from livecoach.store.purging import Plan

AGREED = ("group", "sponsor")  # whose summaries stand on once they were let go
THEMES = "themes"


def made_for(writer: Writer, planned: Plan) -> dict[str, dict[str, Any]]:
    """Return what is to be kept of each session whose raw log goes, and of the conversations."""
    going = {step.subject.uid for step in planned.steps if step.way in ("totals", "delete")}
    if any(step.way in ("totals", "delete") and not step.due.session for step in planned.steps):
        return {}  # the totals go in the same purge
    made: dict[str, dict[str, Any]] = {}
    for step in planned.steps:
        if step.way == "raw" and step.subject.uid not in going:
            made[step.subject.uid] = _of_session(writer, step.subject.uid)
    if any(step.way == "notes" for step in planned.steps):
        made[PROGRAMME] = {THEMES: told_themes(writer)}
    return made


def _of_session(writer: Writer, session: str) -> dict[str, Any]:
    from livecoach.measures.programme import as_dict
    from livecoach.ui.programme.figures_kept import figures_standing

    figures = figures_standing(writer, session)
    if figures is None:
        return {FIGURES: None}
    found: dict[str, Any] = {FIGURES: as_dict(figures)}
    timeline = writer.ask(lambda db: reading.timeline(db, session))
    if timeline.session.kind in ("one_to_one", "pair"):
        return found
    let_go = {one.audience for one in timeline.releases.values() if one.released_at}
    for audience in AGREED:
        if audience in let_go:
            document = release.document_for(timeline, audience, known_in(writer, timeline))
            found[audience] = plain_document.as_dict(document)
    return found


def known_in(writer: Writer, timeline: Timeline) -> Known:
    """Return who could be recognised in a session's documents."""
    organisations, posts = writer.ask(lambda db: (reading.organisations(db), reading.posts(db)))
    return known_from(timeline.seats.values(), organisations, posts)


def document_for(
    writer: Writer,
    timeline: Timeline,
    audience: str,
    known: Known,
    seat_uid: str = "",
    themes: Sequence[str] = (),
) -> Document:
    """
    Return a session's document for an audience, or the one that stands where its log is gone.

    Raise NotForThem where this audience may not have one, or where none outlived the log.
    """
    held = writer.ask(lambda db: keepsakes.of_session(db, timeline.session.uid))
    if FIGURES not in held:
        return release.document_for(timeline, audience, known, seat_uid, themes)
    if audience not in held or audience not in AGREED:
        raise NotForThem(log_gone.in_words(held[FIGURES].kept_on))
    return plain_document.from_dict(held[audience].body)


def told_themes(writer: Writer) -> list[str]:
    """Return the themes that may be told, those of conversations whose notes are gone first."""
    held = writer.ask(lambda db: keepsakes.of_session(db, PROGRAMME))
    themes, said = writer.ask(lambda db: (reading.rows(db, Theme), reading.rows(db, Diagnosis)))
    found = [str(name) for name in held[THEMES].body] if THEMES in held else []
    return [*found, *(name for name in tellable(themes_over(themes, said)) if name not in found)]
