"""Tell whether a session's raw log was deleted at the end of its period, and what stands."""

from __future__ import annotations

from livecoach.core.planning.dates import shown_date
from livecoach.store import keepsakes
from livecoach.store.keepsakes import FIGURES
from livecoach.store.reading import NotThere
from livecoach.store.writer import Writer


def gone_on(writer: Writer, session: str) -> str:
    """Return the ISO date on which a session's raw log was deleted, or ""."""
    found = writer.ask(lambda db: keepsakes.of_session(db, session))
    return found[FIGURES].kept_on if FIGURES in found else ""


def refuse(writer: Writer, session: str) -> None:
    """Raise NotThere where the raw log is gone: without it every seat would look silent."""
    on = gone_on(writer, session)
    if on:
        raise NotThere(in_words(on))


def in_words(on: str) -> str:
    """Return what stands where the raw log stood."""
    return (
        f"The raw log of this session was deleted on {shown_date(on)}, at the end of its "
        "retention period. Its totals stand, and the summaries that were let go."
    )
