"""Delete what has fallen due, class by class, from the vault, its journal and its backups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from livecoach.core import clock
from livecoach.core.retention import CLASSES, Due, due_now
from livecoach.store import erasing, falling_due, holding, keepsakes, processing_log, tombstones
from livecoach.store.subject import Subject

if TYPE_CHECKING:
    from sqlite_utils import Database

Made = Mapping[str, Mapping[str, Any]]  # what is kept, by session and by what it is
WAYS = {"raw": "raw", "unsigned": "raw", "notes": "notes", "totals": "totals",
        "agreement": "agreement"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """What goes of one class: whose, in which way, and why it is due."""

    due: Due
    subject: Subject
    way: str  # one of forgetting.WAYS


@dataclass(frozen=True, slots=True)
class Part:
    """What a purge does, or did, in one class; ``counts`` are rows by kind."""

    kept: str
    dues: tuple[Due, ...]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole purge before it is done: the steps, and what a legal hold keeps out of it."""

    steps: tuple[Step, ...]
    held: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge did; backups that could not be read, or reached, are told."""

    at_utc_ms: int
    parts: tuple[Part, ...]
    held: int
    backups: int
    left: tuple[Path, ...]


def plan(db: Database, today: date) -> Plan:
    """
    Return what is due today, and what of it a legal hold keeps.

    Where nothing is kept any longer, the agreement takes the programme's own row with it.
    """
    found = falling_due.items(db)
    now = due_now(found, today)
    held = falling_due.holds_on(db, now)
    whole = len(now) == len(found)
    steps = []
    for due in now:
        if due in held:
            continue
        subject = falling_due.subject_of(db, due)
        way = "delete" if due.kept == "agreement" and whole else WAYS[due.kept]
        deleted = due.kept == "raw" and not _there(db, due.session)
        steps.append(Step(due, subject, "delete" if deleted else way))
    return Plan(tuple(steps), tuple(held))


def preview(db: Database, planned: Plan) -> list[Part]:
    """Return how many rows of each kind would go; nothing is done."""
    parts = []
    for kept, steps in _by_class(planned.steps):
        counts: dict[str, int] = {}
        for way, subjects in _by_way(steps):
            _add(counts, erasing.preview_together(db, subjects, way))
        parts.append(Part(kept, tuple(step.due for step in steps), counts))
    return parts


def purge(
    db: Database,
    folder: Path,
    key: bytes,
    planned: Plan,
    made: Made,
    *,
    places: Iterable[Path] = (),
) -> Purged:
    """
    Delete what was planned, on the writer's thread; ``made`` is what outlives it.

    Each class goes in one transaction with its line in the log. ``places`` are further folders
    of backups. Raise Held, before anything is done, where a hold was placed since; VaultError
    where a backup cannot be written, which is finished at the next opening.
    """
    for step in planned.steps:
        holding.refuse_if_held(db, step.subject)
    now = clock.read()
    today = clock.local_iso(now.wall_utc_ms, now.utc_offset_min)[:10]
    parts = []
    for kept, steps in _by_class(planned.steps):
        counts: dict[str, int] = {}
        with db.atomic():
            going = {step.subject.uid for step in steps}
            for session, bodies in made.items():
                if session in going or session == keepsakes.PROGRAMME:
                    keepsakes.keep(db, session, bodies, today)
            for way, subjects in _by_way(steps):
                _add(counts, erasing.forget_together(db, subjects, way))
            for step in steps:
                stone = tombstones.made_for(step.subject, step.way, now.wall_utc_ms)
                tombstones.put(db, stone, finished=False)
            processing_log.write(db, "purge", kept, {"things due": len(steps), **counts})
        parts.append(Part(kept, tuple(step.due for step in steps), counts))
    rewritten, left = erasing.finish(db, folder, key, places)
    return Purged(now.wall_utc_ms, tuple(parts), len(planned.held), rewritten, left)


def _by_class(steps: Sequence[Step]) -> list[tuple[str, list[Step]]]:
    """Return the steps class by class, what belongs to sessions before the sessions."""
    found = [(one.id, [step for step in steps if step.due.kept == one.id]) for one in CLASSES]
    return [(kept, held) for kept, held in found if held]


def _by_way(steps: Sequence[Step]) -> list[tuple[str, list[Subject]]]:
    ways = dict.fromkeys(step.way for step in steps)
    return [(way, [step.subject for step in steps if step.way == way]) for way in ways]


def _add(counts: dict[str, int], more: Mapping[str, int]) -> None:
    for name, count in more.items():
        counts[name] = counts.get(name, 0) + count


def _there(db: Database, session: str) -> bool:
    found = db.execute('SELECT EXISTS (SELECT 1 FROM "session" WHERE "uid" = ?)', [session])
    return bool(found.fetchone()[0])
