"""Look a whole vault over: encryption, settings, integrity, who may read it, backups, their age."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from livecoach.core import clock
from livecoach.store import automatic, backup, backup_list, places, reserve, setting_aside
from livecoach.store.connection import SETTINGS, find_damage, settings_of

if TYPE_CHECKING:
    from sqlite_utils import Database

HOUR_MS = 3_600_000
OLD_HOURS = 24 * 7
OTHERS = 0o077
AHEAD = "The newest backup is dated after now: was the clock of this computer set back?"


@dataclass(frozen=True, slots=True)
class Checkup:
    """
    What was found.

    ``faults`` says in words what is damaged or not as it must be; ``advice`` what would be better
    otherwise, though nothing is lost.
    """

    folder: str
    cipher: str  # SQLCipher's version, as the open vault gives it
    settings: dict[str, str]
    damage: str  # "" where every page and every index is whole
    counts: dict[str, int]
    backups: int
    newest_backup_hours: float | None
    damaged_backups: int
    second_place: str
    second_place_there: bool
    reserve: bool
    synced_by: str
    on_network: bool
    open_to_others: tuple[str, ...]  # what other accounts of this computer may read, by its name
    set_aside: tuple[str, ...]
    faults: tuple[str, ...]
    advice: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values, for JSON."""
        return asdict(self)


def look_over(db: Database, folder: Path) -> Checkup:
    """Read every page and index of an open vault and say how it stands; slow for a large one."""
    found = settings_of(db)
    wanted = {name: expected for name, _, expected in SETTINGS}
    damage = find_damage(db) or _index_damage(db)
    kept = [backup_list.read_through(one) for one in backup_list.listed(folder / backup.FOLDER)]
    good = [one.made_utc_ms or 0 for one in kept if not one.trouble]
    age = round((clock.read().wall_utc_ms - max(good)) / HOUR_MS, 1) if good else None
    second = automatic.second_place(db)
    faults = [
        f"The setting {name} reads back as {found[name]}."
        for name, expected in wanted.items()
        if found[name] != expected
    ]
    if damage:
        faults.append(f"The vault is damaged: {damage}. Restore a backup.")
    made = Checkup(
        folder=str(folder),
        cipher=str(found.pop("cipher_version")),
        settings={name: str(value) for name, value in found.items()},
        damage=damage,
        counts=backup.counts(db),
        backups=len(good),
        newest_backup_hours=age,
        damaged_backups=len(kept) - len(good),
        second_place="" if second is None else str(second),
        second_place_there=second is not None and second.is_dir(),
        reserve=(folder / reserve.NAME).exists(),
        synced_by=places.synced_by(folder),
        on_network=places.on_network(folder),
        open_to_others=open_to_others(folder),
        set_aside=tuple(path.name for path in setting_aside.kept(folder)),
        faults=tuple(faults),
        advice=(),
    )
    return replace(made, advice=tuple(_advice(made)))


def _advice(found: Checkup) -> Iterator[str]:
    age = found.newest_backup_hours
    if age is None:
        yield "There is no backup yet."
    elif age < -1:
        yield AHEAD
    elif age > OLD_HOURS:
        yield f"The newest backup is {age / 24:.0f} days old."
    if found.damaged_backups == 1:
        yield "One backup is damaged; delete it."
    elif found.damaged_backups:
        yield f"{found.damaged_backups} backups are damaged; delete them."
    if not found.second_place:
        yield "No second place for backups is named: this computer holds the only copies."
    elif not found.second_place_there:
        yield f"The second place for backups, {found.second_place}, is not there."
    if not found.reserve:
        yield "There is too little room on the disk to keep any aside for when it fills up."
    if found.synced_by:
        yield f"The vault stands in a folder that {found.synced_by} copies elsewhere. Move it."
    if found.on_network:
        yield "The vault stands on a network. Move it to a disk of this computer."
    if found.open_to_others:
        names = ", ".join(found.open_to_others[:3])
        more = " and more" if len(found.open_to_others) > 3 else ""
        yield f"Other accounts of this computer may read {names}{more} (encrypted all the same)."
    for name in found.set_aside:
        yield f"{name} is kept from before a restore; delete it once you need it no more."


def in_words(found: Checkup) -> Iterator[str]:
    """Yield how a vault stands, a sentence a line: what was found, what is amiss, what to do."""
    held = found.counts
    yield (
        f"The vault in {found.folder} is {'damaged' if found.faults else 'whole'}: "
        f"{held['session']} sessions, {held['moment']} moments, {held['turn']} turns, "
        f"{held['journal']} edits."
    )
    yield f"Encryption: at work (SQLCipher {found.cipher})."
    odd = sum(words.startswith("The setting") for words in found.faults)
    yield f"Settings: {len(found.settings)} read back, {odd or 'none'} otherwise than set."
    yield f"Integrity: {found.damage or 'every page, index and reference is whole'}."
    if found.newest_backup_hours is None:
        yield "Backups: none that reads back."
    else:
        age = age_in_words(found.newest_backup_hours)
        yield f"Backups: {found.backups} that read back; the newest was made {age}."
    there = "" if found.second_place_there or not found.second_place else ", which is not there now"
    yield f"Second place: {found.second_place or 'none named'}{there}."
    yield from (f"AMISS: {words}" for words in found.faults)
    yield from (f"Advice: {words}" for words in found.advice)


def age_in_words(hours: float) -> str:
    """Return how long ago something was, to the hour or the day."""
    if hours < -1:
        return "after now, by this computer's clock"
    if hours < 1:
        return "within the hour"
    if hours < 48:
        return f"{hours:.0f} hour{'s' * (round(hours) != 1)} ago"
    return f"{hours / 24:.0f} days ago"


def open_to_others(folder: Path) -> tuple[str, ...]:
    """Return what of a vault's folder its owner's neighbours may read or enter, by its name."""
    if sys.platform == "win32":
        return ()  # there the profile's own access list decides, which has no such bits
    found = []
    for path in [folder, *sorted(folder.rglob("*"))]:
        try:
            if path.stat().st_mode & OTHERS:
                found.append(path.relative_to(folder.parent).as_posix())
        except OSError:
            continue
    return tuple(found)


def _index_damage(db: Database) -> str:
    from livecoach.store.engine import Error

    try:
        whole = [row[0] for row in db.execute("PRAGMA integrity_check").fetchall()] == ["ok"]
        db.execute("INSERT INTO phrase_index(phrase_index, rank) VALUES ('integrity-check', 1)")
    except Error:
        return "the search index does not match the record"
    return "" if whole else "an index does not match its rows"
