"""Look a whole vault over: encryption, settings, integrity, backups and their age."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from livecoach.core import clock
from livecoach.store import automatic, backup, places, reserve
from livecoach.store.connection import SETTINGS, find_damage, settings_of

if TYPE_CHECKING:
    from sqlite_utils import Database

HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was found; ``faults`` says in words what is not as it should be."""

    folder: str
    cipher: str  # SQLCipher's version, as the open vault gives it
    settings: dict[str, str]
    damage: str  # "" where every page and every index is whole
    counts: dict[str, int]
    backups: int
    newest_backup_hours: float | None
    second_place: str
    reserve: bool
    synced_by: str
    faults: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values, for JSON."""
        return {**asdict(self), "faults": list(self.faults)}


def look_over(db: Database, folder: Path) -> Checkup:
    """Read every page and index of an open vault and say how it stands; slow for a large one."""
    found = settings_of(db)
    wanted = {name: expected for name, _, expected in SETTINGS}
    damage = find_damage(db) or _index_damage(db)
    kept = backup.listed(folder / backup.FOLDER)
    now = clock.read().wall_utc_ms
    age = None if not kept else round((now - kept[0].made_utc_ms) / HOUR_MS, 1)
    second = automatic.second_place(db)
    service = places.synced_by(folder)
    faults = [
        f"The setting {name} reads back as {found[name]}."
        for name, expected in wanted.items()
        if found[name] != expected
    ]
    if damage:
        faults.append(f"The vault is damaged: {damage}. Restore a backup.")
    if not kept:
        faults.append("There is no backup yet.")
    elif age is not None and age > 24 * 7:
        faults.append(f"The newest backup is {age / 24:.0f} days old.")
    if service:
        faults.append(f"The vault stands in a folder that {service} copies elsewhere. Move it.")
    return Checkup(
        folder=str(folder),
        cipher=str(found.pop("cipher_version")),
        settings={name: str(value) for name, value in found.items()},
        damage=damage,
        counts=backup.counts(db),
        backups=len(kept),
        newest_backup_hours=age,
        second_place="" if second is None else str(second),
        reserve=(folder / reserve.NAME).exists(),
        synced_by=service,
        faults=tuple(faults),
    )


def _index_damage(db: Database) -> str:
    from livecoach.store.engine import Error

    try:
        whole = [row[0] for row in db.execute("PRAGMA integrity_check").fetchall()] == ["ok"]
        db.execute("INSERT INTO phrase_index(phrase_index, rank) VALUES ('integrity-check', 1)")
    except Error:
        return "the search index does not match the record"
    return "" if whole else "an index does not match its rows"
