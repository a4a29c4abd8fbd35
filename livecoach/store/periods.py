"""Keep the coach's own retention periods, by class; a class without one has its usual period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from livecoach.core.retention import BY_ID, UNITS, USUAL, Period
from livecoach.store import processing_log

if TYPE_CHECKING:
    from sqlite_utils import Database

MOST = 36_525  # of any unit; a hundred years in days


class BadPeriod(ValueError):
    """A period that cannot be; the message says what to write."""


def periods(db: Database) -> dict[str, Period]:
    """Return the period of every class."""
    found = db.execute('SELECT "class", "amount", "unit" FROM "retention_period"')
    own = {kept: Period(amount, unit) for kept, amount, unit in found if kept in BY_ID}
    return {**USUAL, **own}


def set_period(db: Database, kept: str, period: Period) -> None:
    """Keep a class's period, and note that it was changed. Raise BadPeriod where it cannot be."""
    if kept not in BY_ID or period.unit not in UNITS:
        raise BadPeriod(f"There is no class {kept!r} with a period in {period.unit}")
    if not 0 <= period.amount <= MOST:
        raise BadPeriod(f"Write a whole number from 0 to {MOST}")
    if periods(db)[kept] == period:
        return
    with db.atomic():
        db.execute('DELETE FROM "retention_period" WHERE "class" = ?', [kept])
        db.execute(
            'INSERT INTO "retention_period"("class", "amount", "unit") VALUES (?, ?, ?)',
            [kept, period.amount, period.unit],
        )
        processing_log.write(db, "period", kept, {period.unit: period.amount})
