"""Back a vault up by itself: when, where to, and which old backups may go."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from livecoach.core import clock
from livecoach.core.edit import Edit
from livecoach.core.session import Session
from livecoach.store import backup, durable
from livecoach.store.backup import Backup
from livecoach.store.header import Header
from livecoach.store.trouble import BackupProblem, is_full

if TYPE_CHECKING:
    from sqlite_utils import Database

SESSION_ENDED = "session-ended"
DAY_MS = 86_400_000
HOUR_MS = 3_600_000
# The newest of each of so many days, weeks and months; none outlives what was erased by more
# than the last.
DAYS, WEEKS, MONTHS = 12, 10, 9
OLDEST_DAYS = 35
SECOND_PLACE = "second_place"  # the name of its row in the table of settings


def due(backups: Iterable[Backup], now_utc_ms: int) -> bool:
    """Tell whether a day has gone since the newest backup, or the clock was set back past it."""
    newest = max((one.made_utc_ms for one in backups), default=None)
    return newest is None or not -HOUR_MS <= now_utc_ms - newest < DAY_MS


def due_at_opening(db: Database, folder: Path) -> str:
    """Return why a backup is due when a vault is opened, or ""; an empty one needs none."""
    if not db.execute('SELECT EXISTS (SELECT 1 FROM "journal")').fetchone()[0]:
        return ""
    kept = backup.listed(folder / backup.FOLDER)
    return "day" if due(kept, clock.read().wall_utc_ms) else ""


def due_after(edit: Edit) -> str:
    """Return why a backup is due after an edit, or ""; one is when a session has ended."""
    for change in edit.changes:
        after, before = change.after, change.before
        if isinstance(after, Session) and after.state == "ended":
            return "" if isinstance(before, Session) and before.state == "ended" else SESSION_ENDED
    return ""


def may_go(
    backups: Iterable[Backup], now_utc_ms: int, oldest_days: int = OLDEST_DAYS
) -> list[Backup]:
    """
    Return the backups that thinning gives up.

    All of the last two days stay, then the newest of each of twelve days, ten weeks and nine
    months, up to ``oldest_days``; the newest of all stays whatever its age.
    """
    ordered = sorted(backups, key=lambda one: (one.made_utc_ms, str(one.path)), reverse=True)
    kept: set[Path] = {one.path for one in ordered[:1]}
    spans: tuple[tuple[str, int], ...] = (("%Y-%m-%d", DAYS), ("%G-%V", WEEKS), ("%Y-%m", MONTHS))
    for form, count in spans:
        seen: set[str] = set()
        for one in ordered:
            span = _when(one).strftime(form)
            if span not in seen and len(seen) < count:
                seen.add(span)
                kept.add(one.path)
    now = _at(now_utc_ms)
    for one in ordered:
        if now - _when(one) < timedelta(days=2):
            kept.add(one.path)
    too_old = {one.path for one in ordered[1:] if now - _when(one) > timedelta(days=oldest_days)}
    return [one for one in ordered if one.path not in kept or one.path in too_old]


def take(db: Database, folder: Path, keys: Header, key: bytes, why: str) -> tuple[Backup, str]:
    """
    Make a backup beside the vault and in the second place, and thin both.

    Return it with what was wrong with the second place in words, or "". Raise BackupProblem.
    """
    own = folder / backup.FOLDER
    made = backup.make(db, keys, key, backup.next_name(own, why), who="program")
    thin(own)
    second = second_place(db)
    return made, "" if second is None else _copy_to(made, second, keys.vault_id)


def thin(folder: Path) -> None:
    """Delete the backups that may go, and what a cut-off backup left."""
    for left in folder.glob(f"*{backup.ENDING}*.part"):
        left.unlink(missing_ok=True)
    for one in may_go(backup.listed(folder), clock.read().wall_utc_ms):
        one.path.unlink(missing_ok=True)


def second_place(db: Database) -> Path | None:
    """Return the folder that every backup is copied to as well, or None."""
    row = db.execute('SELECT "value" FROM "meta" WHERE "name" = ?', [SECOND_PLACE]).fetchone()
    return Path(row[0]) if row else None


def folder_in(second: Path, vault_id: str) -> Path:
    """Return a vault's own folder in a second place that several share; no name names it."""
    return second / f"livecoach-{vault_id[:8]}"


def set_second_place(db: Database, folder: Path | None) -> None:
    """Name a stick or a synced folder for copies of every backup; None ends it."""
    with db.atomic():
        db.execute('DELETE FROM "meta" WHERE "name" = ?', [SECOND_PLACE])
        if folder is not None:
            db.execute('INSERT INTO "meta" VALUES (?, ?)', [SECOND_PLACE, str(folder)])


def _copy_to(made: Backup, second: Path, vault_id: str) -> str:
    """Copy a backup whole or not at all; a stick that is not there is no disaster."""
    if not second.is_dir():
        return f"The second place for backups, {second}, is not there; nothing was copied to it."
    place = folder_in(second, vault_id)
    part = place / (made.path.name + ".part")
    try:
        durable.make_private_folder(place)
        part.unlink(missing_ok=True)
        durable.make_private_file(part)
        shutil.copyfile(made.path, part)
        backup.verify(backup.read_head(part))
        durable.sync_file(part)
        durable.put_in_place(part, place / made.path.name)
        thin(place)
    except (OSError, BackupProblem) as error:
        what = "it is full" if is_full(error, str(second)) else type(error).__name__
        return f"The backup was not copied to the second place, {second}: {what}."
    return ""


def _when(one: Backup) -> datetime:
    return _at(one.made_utc_ms)


def _at(utc_ms: int) -> datetime:
    return datetime.fromtimestamp(utc_ms / 1000, UTC)
