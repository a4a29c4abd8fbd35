"""Take away what a program that was stopped has left of a record it was writing."""

from __future__ import annotations

from pathlib import Path

JOURNAL = "-journal"


def clear(*records: Path) -> None:
    """
    Delete unfinished records with their journals.

    A journal left alone would be played into the next record of that name, whole pages of it.
    """
    for record in records:
        journal_of(record).unlink(missing_ok=True)
        record.unlink(missing_ok=True)


def journal_of(record: Path) -> Path:
    """Return the name that SQLite gives a record's journal."""
    return record.with_name(record.name + JOURNAL)
