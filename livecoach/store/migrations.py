"""Bring a vault's tables up to date, one recorded step at a time, each step whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from livecoach.store import schema, schema_duties, schema_programme, schema_unmasking
from livecoach.store.connection import APPLICATION_ID
from livecoach.store.engine import Database, Migrations, is_complete
from livecoach.store.trouble import VaultTooNew


def m001_first_tables(db: Database) -> None:
    """Lay down the rows, the journal, the tallies and the full text."""
    for statement in _each(schema.statements()):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def m002_summaries_and_programme(db: Database) -> None:
    """Add what a coach changes in summaries, what was released, and the year round them."""
    for statement in _each(schema_programme.statements()):
        db.execute(statement)


def m003_session_figures(db: Database) -> None:
    """Keep each session's figures with it, so that the programme need not count again."""
    db.execute(
        """
        CREATE TABLE "session_figures" (
          "session" TEXT PRIMARY KEY NOT NULL
            REFERENCES "session"("uid") ON DELETE CASCADE,
          "journal_seq" INTEGER NOT NULL, "form" INTEGER NOT NULL, "figures" TEXT NOT NULL
        ) STRICT
        """
    )


def m004_duties(db: Database) -> None:
    """Add legal holds, tombstones, retention periods and the processing log."""
    for statement in schema_duties.STATEMENTS:
        db.execute(statement)


def m005_retention(db: Database) -> None:
    """Count periods in months too, and keep what outlives a raw log and a purge's certificate."""
    for statement in schema_duties.RETENTION:
        db.execute(statement)


def m006_unmasking(db: Database) -> None:
    """Add which rows a person may read with the others in them, and why."""
    db.execute(schema_unmasking.STATEMENT)


def m007_journal_in_order(db: Database) -> None:
    """
    Keep the journal without an index of its edits' ids: a page less to write at every press.

    Ids are looked for among the newest edits, or within a session, both of which are in order.
    """
    for statement in _each(schema.JOURNAL_IN_ORDER):
        db.execute(statement)


# In order; a released step never changes.
STEPS: list[Callable[[Database], None]] = [
    m001_first_tables,
    m002_summaries_and_programme,
    m003_session_figures,
    m004_duties,
    m005_retention,
    m006_unmasking,
    m007_journal_in_order,
]


def bring_up_to_date(db: Database, before_change: Callable[[Database], object]) -> None:
    """
    Apply what is missing. ``before_change`` takes a copy first, unless the vault is empty.

    Raise VaultTooNew where the vault has been through steps this version does not know.
    """
    migrations = Migrations("livecoach")
    for step in STEPS:
        migrations()(step)
    applied = {step.name for step in migrations.applied(db)}
    if applied - {step.__name__ for step in STEPS}:
        raise VaultTooNew(
            "This vault was last used with a newer Livecoach. Open it with that version."
        )
    if not migrations.pending(db):
        return
    if applied:
        before_change(db)
    migrations.apply(db)


def _each(script: str) -> Iterator[str]:
    """Yield the statements of a script; running a whole script would commit half a step."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if is_complete(statement):
            yield statement
            statement = ""
