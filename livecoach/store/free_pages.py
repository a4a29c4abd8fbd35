"""Write the pages anew that hold nothing, where a power cut has torn one of them."""

from __future__ import annotations

from livecoach.store.engine import PAGE_BYTES, Database, Error


def mend(database: Database) -> bool:
    """
    Write every free page anew where all that is damaged is free; tell whether that was so.

    SQLite leaves a free page out of its journal when it comes into use again: nothing is lost with
    it. A cut may then leave it torn, and SQLCipher's sum over it does not add up. SQLite itself
    never reads it; a check that did would call a whole vault damaged.
    """
    try:
        bad = database.execute("PRAGMA cipher_integrity_check").fetchall()
        free = int(database.execute("PRAGMA freelist_count").fetchone()[0])
        # Reads every page that is in use, each with its sum; what it passes over is free.
        if not 0 < len(bad) <= free or not _in_order(database):
            return False
        database.execute("BEGIN IMMEDIATE")
        try:
            database.execute('CREATE TABLE "filler" ("nothing" BLOB) STRICT')
            database.execute('INSERT INTO "filler" VALUES (zeroblob(?))', (free * PAGE_BYTES,))
            database.execute('DROP TABLE "filler"')
        except BaseException:
            database.rollback()
            raise
        database.execute("COMMIT")
    except Error:
        return False
    return True


def _in_order(database: Database) -> bool:
    return [row[0] for row in database.execute("PRAGMA quick_check")] == ["ok"]
