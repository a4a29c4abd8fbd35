"""Say how much a vault or a backup holds and how new it is, so that two can be told apart."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from livecoach.store import backup
from livecoach.store.backup import Backup
from livecoach.store.connection import FILE_NAME, open_checked
from livecoach.store.engine import Error
from livecoach.store.trouble import VaultDamaged

if TYPE_CHECKING:
    from sqlite_utils import Database

# A moment that was read in from elsewhere has no time of its own: its session's stands for it.
_COUNTED = """
SELECT (SELECT count(*) FROM "session"), (SELECT count(*) FROM "moment"),
  (SELECT max(coalesce(m."wall_utc_ms", unixepoch(s."started_at") * 1000))
   FROM "moment" m JOIN "observation" o ON o."uid" = m."observation"
   JOIN "session" s ON s."uid" = o."session"),
  (SELECT max("at_utc_ms") FROM "journal")
"""


@dataclass(frozen=True, slots=True)
class Contents:
    """Counts, and when the newest moment was and the last change was made (UTC, ms)."""

    sessions: int
    moments: int
    newest_moment_utc_ms: int | None
    last_change_utc_ms: int | None


def of(db: Database) -> Contents:
    """Return what an open vault holds. Raise VaultDamaged where it cannot be counted."""
    try:
        return Contents(*db.execute(_COUNTED).fetchone())
    except Error as error:
        raise VaultDamaged(f"What it holds cannot be counted ({type(error).__name__}).") from error


def of_backup(held: Backup, key: bytes, beside: Path) -> Contents:
    """Return what a backup holds, by way of an encrypted copy in the folder ``beside``."""
    with backup.opened(held, key, beside) as db:
        return of(db)


def of_vault(folder: Path, key: bytes) -> Contents:
    """
    Return what a vault that is closed holds, once every page was checked; nothing is changed.

    Raise VaultMissing, VaultDamaged, VaultInUse and the like with what is wrong with it.
    """
    database = open_checked(folder / FILE_NAME, key)
    try:
        return of(database)
    finally:
        database.close()
