"""Say which backups there are in a folder, the damaged ones too, and whether each reads back."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from livecoach.store import backup
from livecoach.store.backup import ENDING, Backup
from livecoach.store.trouble import BackupProblem

# The reasons in the names of backups, as a coach would say them.
WHY = {
    "session-ended": "A session ended",
    "day": "Once a day",
    "by-hand": "You asked for it",
    "before-update": "Before an update",
    "before-restore": "Before a restore",
}
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{6})Z-([a-z-]*[a-z])(?:-\d+)?" + re.escape(ENDING))


@dataclass(frozen=True, slots=True)
class Listed:
    """One backup file as it was found; without ``held`` its beginning could not be read."""

    path: Path
    made_utc_ms: int | None  # as it says itself, else as its name says
    why: str  # one of WHY's sentences, or ""
    size: int  # bytes
    held: Backup | None
    read: bool = False  # every byte was read and compared
    trouble: str = ""  # what is wrong with it, in one sentence

    def is_of(self, vault_id: str) -> bool:
        """Tell whether it is a backup of that vault, as far as it can be read."""
        return self.held is None or self.held.keys.vault_id == vault_id


def listed(folder: Path) -> list[Listed]:
    """Return every backup file in a folder, newest first, by its beginning alone."""
    try:
        paths = [path for path in folder.iterdir() if path.name.endswith(ENDING)]
    except OSError:
        return []
    found = [look_at(path) for path in paths]
    return sorted(found, key=lambda one: (-(one.made_utc_ms or 0), str(one.path)))


def look_at(path: Path) -> Listed:
    """Return a backup file as its beginning and its name tell of it."""
    named = _NAME.fullmatch(path.name)
    why = WHY.get(named[2], "") if named else ""
    try:
        held = backup.read_head(path)
    except BackupProblem as error:
        made = _utc_ms(named[1]) if named else None
        return Listed(path, made, why, _size(path), None, trouble=str(error))
    return Listed(path, held.made_utc_ms, why, held.size, held)


def read_through(one: Listed) -> Listed:
    """Return the same once every byte of it was read and compared; off the window's thread."""
    if one.held is None:
        return one
    try:
        backup.verify(one.held)
    except BackupProblem as error:
        return replace(one, read=True, trouble=str(error))
    return replace(one, read=True)


def _utc_ms(written: str) -> int | None:
    try:
        at = datetime.strptime(written, "%Y-%m-%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return round(at.timestamp() * 1000)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
