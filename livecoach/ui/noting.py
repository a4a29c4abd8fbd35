"""Note in the processing log what left the window: what kind it was, never what it held."""

from __future__ import annotations

from livecoach.store import processing_log
from livecoach.ui.desk import Desk

RECORDS = ("csv", "json")  # a session's whole record, for the coach alone
TABLES = ("xlsx", "parquet")


def note(desk: Desk, act: str, what: str, **counts: int) -> None:
    """Note an act; where the disk refuses the line, say so, for what left has left."""
    try:
        processing_log.note(desk.writer, act, what, counts)
    except Exception as error:
        desk.tell(
            f"What left could not be noted in the processing log ({type(error).__name__}). "
            "Write it down yourself.",
            trouble=True,
        )


def note_file(desk: Desk, audience: str, form: str) -> None:
    """Note a file of one session, made for an audience, by its form."""
    act = "record" if form in RECORDS else "tables" if form in TABLES else "summary"
    note(desk, act, audience, **{form: 1})


def note_figure(desk: Desk, name: str, form: str) -> None:
    """Note a figure that left, by its name among the figures and its form."""
    note(desk, "figure", name, **{form: 1})
