"""Say how often sessions of a kind are meant to be held, and change that from a day on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from livecoach.core.coaching import Rhythm
from livecoach.core.edit import Change, Edit, delete, insert
from livecoach.core.ids import new_uid

CHOICES = ((7, "weekly"), (14, "every two weeks"), (30, "monthly"), (91, "quarterly"))


class BadRhythm(ValueError):
    """A rhythm that cannot be; the message says why."""


def in_words(every_days: int) -> str:
    """Return a rhythm as it is said: "weekly", "monthly", "every 10 days"."""
    near = {7: 7, 14: 14, 28: 30, 29: 30, 30: 30, 31: 30, 91: 91}
    return dict(CHOICES).get(near.get(every_days, 0), f"every {every_days} days")


def of_kind(rows: Iterable[Rhythm], kind: str) -> list[Rhythm]:
    """Return a kind's stretches in order of time."""
    return sorted((row for row in rows if row.kind == kind), key=lambda row: row.starts_on)


def change_rhythm(
    rows: Sequence[Rhythm], kind: str, every_days: int, from_day: str, until: str
) -> Edit | None:
    """
    Return the edit that holds a kind's sessions every so many days from a day on, or None.

    What was meant before that day stays; what was meant after it is replaced. ``every_days`` of 0
    ends the rhythm. Dates are ISO; raise BadRhythm where the stretch would end before it starts.
    """
    if every_days and until < from_day:
        raise BadRhythm("The programme ends before this day; choose an earlier one.")
    changes: list[Change] = []
    before = (date.fromisoformat(from_day) - timedelta(days=1)).isoformat()
    for row in of_kind(rows, kind):
        same = (row.starts_on, row.ends_on, row.every_days) == (from_day, until, every_days)
        if same and every_days:
            return None
        if row.starts_on >= from_day:
            changes.append(delete(row))
        elif row.ends_on >= from_day:
            if row.every_days == every_days and row.ends_on == until:
                return None
            changes.append(Change(row, replace(row, ends_on=before)))
    if every_days:
        changes.append(insert(Rhythm(new_uid(), kind, from_day, until, every_days)))
    return Edit(new_uid(), "Change rhythm", "", tuple(changes)) if changes else None
