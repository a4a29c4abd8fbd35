"""Plan a purge, carry it out and certify it: one way for the window and the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from livecoach.core.certificate import Certificate, Line
from livecoach.core.clock import Reading, local_iso
from livecoach.core.retention import Period, rule_of
from livecoach.store import automatic, certificates, header, purging
from livecoach.store.periods import periods
from livecoach.store.purging import Part, Plan, Purged
from livecoach.store.writer import Writer
from livecoach.ui.privacy import outliving

if TYPE_CHECKING:
    from sqlite_utils import Database


def planned(writer: Writer, today: date) -> tuple[Plan, list[Part]]:
    """Return what is due today and how many rows of each kind would go; nothing is done."""

    def read(db: Database) -> tuple[Plan, list[Part]]:
        found = purging.plan(db, today)
        return found, purging.preview(db, found)

    return writer.ask(read)


def carry_out(writer: Writer, plan: Plan, now: Reading) -> Certificate:
    """
    Delete what was planned, in vault, journal and backups, and return its certificate.

    Some seconds of work, off the window's thread. Raise Held where a legal hold was placed
    since, VaultError where a backup cannot be written yet.
    """
    made = outliving.made_for(writer, plan)

    def purge(db: Database) -> Certificate:
        rules = periods(db)
        second, place = _second_place(db, writer.folder)
        places = [] if place is None else [place]
        done = purging.purge(db, writer.folder, writer.key, plan, made, places=places)
        missed = second is not None and not second.is_dir()
        made_at = local_iso(done.at_utc_ms, now.utc_offset_min)
        certificate = certified(done, rules, made_at, missed)
        certificates.keep(db, certificate, done.at_utc_ms)
        return certificate

    return writer.ask(purge)


def certified(done: Purged, rules: dict[str, Period], made_at: str, missed: bool) -> Certificate:
    """Return the certificate of a purge: classes, rules, dates and counts alone."""
    lines = []
    for part in done.parts:
        days = sorted(due.on for due in part.dues)
        lines.append(
            Line(
                part.kept,
                rule_of(part.kept, rules[part.kept]),
                len(part.dues),
                sum(due.capped for due in part.dues),
                days[0],
                days[-1],
                part.counts,
            )
        )
    return Certificate(made_at, tuple(lines), done.held, done.backups, len(done.left), missed)


def _second_place(db: Database, folder: Path) -> tuple[Path | None, Path | None]:
    """Return the second place for backups and this vault's own folder in it."""
    second = automatic.second_place(db)
    if second is None or not (folder / header.NAME).exists():
        return None, None
    return second, automatic.folder_in(second, header.read(folder).vault_id)
