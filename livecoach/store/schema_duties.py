"""Lay down the tables of the duties: holds, tombstones, retention periods, the processing log."""

from __future__ import annotations

STATEMENTS = (
    """
    CREATE TABLE "legal_hold" (
      "uid" TEXT PRIMARY KEY NOT NULL,
      "what" TEXT NOT NULL CHECK ("what" IN ('person', 'session', 'engagement')),
      "subject" TEXT NOT NULL, "reason" TEXT NOT NULL, "placed_on" TEXT NOT NULL,
      "lifted_on" TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE "tombstone" (
      "hash" TEXT PRIMARY KEY NOT NULL, "salt" TEXT NOT NULL,
      "what" TEXT NOT NULL CHECK ("what" IN ('person', 'session', 'engagement')),
      "way" TEXT NOT NULL CHECK ("way" IN ('delete', 'unlink', 'raw', 'notes')),
      "at_utc_ms" INTEGER NOT NULL, "finished" INTEGER NOT NULL CHECK ("finished" IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TABLE "retention_period" (
      "class" TEXT PRIMARY KEY NOT NULL, "days" INTEGER NOT NULL CHECK ("days" BETWEEN 0 AND 36525)
    ) STRICT
    """,
    """
    CREATE TABLE "processing_log" (
      "seq" INTEGER PRIMARY KEY AUTOINCREMENT, "at_utc_ms" INTEGER NOT NULL,
      "who" TEXT NOT NULL, "act" TEXT NOT NULL, "what" TEXT NOT NULL, "counts" TEXT NOT NULL
    ) STRICT
    """,
)

# The fifth step: periods in calendar months, ways that end a class, and what outlives a raw log.
# A table is made anew beside a copy: to rename one, SQLite reads the whole schema again, slowly.
RETENTION = (
    'CREATE TABLE "before" AS SELECT "class", "days" FROM "retention_period"',
    'DROP TABLE "retention_period"',
    """
    CREATE TABLE "retention_period" (
      "class" TEXT PRIMARY KEY NOT NULL,
      "amount" INTEGER NOT NULL CHECK ("amount" BETWEEN 0 AND 36525),
      "unit" TEXT NOT NULL CHECK ("unit" IN ('days', 'months', 'years'))
    ) STRICT
    """,
    """
    INSERT INTO "retention_period" SELECT "class", "days", 'days' FROM "before" ORDER BY rowid
    """,
    'DROP TABLE "before"',
    'CREATE TABLE "before" AS SELECT * FROM "tombstone" ORDER BY rowid',
    'DROP TABLE "tombstone"',
    """
    CREATE TABLE "tombstone" (
      "hash" TEXT PRIMARY KEY NOT NULL, "salt" TEXT NOT NULL,
      "what" TEXT NOT NULL CHECK ("what" IN ('person', 'session', 'engagement')),
      "way" TEXT NOT NULL
        CHECK ("way" IN ('delete', 'unlink', 'raw', 'notes', 'totals', 'agreement')),
      "at_utc_ms" INTEGER NOT NULL, "finished" INTEGER NOT NULL CHECK ("finished" IN (0, 1))
    ) STRICT
    """,
    'INSERT INTO "tombstone" SELECT * FROM "before" ORDER BY rowid',
    'DROP TABLE "before"',
    # No reference to the session: an undo of its deletion would otherwise find them gone.
    """
    CREATE TABLE "keepsake" (
      "session" TEXT NOT NULL,
      "what" TEXT NOT NULL CHECK ("what" IN ('figures', 'group', 'sponsor', 'themes')),
      "body" TEXT NOT NULL, "kept_on" TEXT NOT NULL, PRIMARY KEY ("session", "what")
    ) STRICT
    """,
    """
    CREATE TABLE "certificate" (
      "seq" INTEGER PRIMARY KEY AUTOINCREMENT, "at_utc_ms" INTEGER NOT NULL,
      "facts" TEXT NOT NULL
    ) STRICT
    """,
)
