"""Plan a stretch of the year at once, on the days its rhythm says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from livecoach.core.coaching import Rhythm
from livecoach.core.edit import Change, Edit
from livecoach.core.ids import new_uid
from livecoach.core.planning.dates import moment_at, split_moment
from livecoach.core.planning.meetings import SetUp, copy_set_up
from livecoach.core.programme import Programme, when
from livecoach.core.session import Session

KINDS = ("live", "team")  # in the others it is chosen who meets, one session at a time
MONTHS_OF = {28: 1, 29: 1, 30: 1, 31: 1, 91: 3}  # rhythms said in months keep to the calendar's
USUAL_CLOCK = "09:30"
NEAR = 5  # a fifth of the rhythm away is still that day: moved, not another one


def days_of(rhythm: Rhythm, like: date) -> list[date]:
    """
    Return the days a rhythm falls on, in order, on the weekday of ``like``.

    Rhythms of months keep to the place of ``like`` in its month: the first Tuesday, the last one
    where it was a fifth. Others go by days, in whole weeks where there are any.
    """
    first, last = date.fromisoformat(rhythm.starts_on), date.fromisoformat(rhythm.ends_on)
    months = MONTHS_OF.get(rhythm.every_days)
    if months is not None:
        return [day for day in _in_months(first, last, months, like) if first <= day <= last]
    step = timedelta(days=rhythm.every_days)
    day = first
    if rhythm.every_days % 7 == 0:
        day += timedelta(days=(like.weekday() - first.weekday()) % 7)
    found = []
    while day <= last:
        found.append(day)
        day += step
    return found


def _in_months(first: date, last: date, months: int, like: date) -> Iterator[date]:
    week = (like.day - 1) // 7
    month = first.year * 12 + first.month - 1
    found = _weekday_in(month, like.weekday(), week)
    if found < first:  # this month's has gone by: the stretch begins with the next
        month += 1
    while (found := _weekday_in(month, like.weekday(), week)) <= last:
        yield found
        month += months


def _weekday_in(month: int, weekday: int, week: int) -> date:
    start = date(month // 12, month % 12 + 1, 1)
    day = start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * week)
    return day if day.month == start.month else day - timedelta(days=7)


def model(programme: Programme, kind: str) -> Session | None:
    """Return the latest session of a kind that has a day and was not skipped, or None."""
    for session in programme.sessions_in_order():
        if session.kind == kind and session.state != "skipped" and when(session):
            return session
    return None


def free_days(programme: Programme, rhythm: Rhythm, today: date) -> list[date]:
    """Return the rhythm's days after today on which nothing of its kind is planned or held yet."""
    near = timedelta(days=rhythm.every_days // NEAR)
    there = [_day(row) for row in _of_kind(programme, rhythm.kind) if row.state != "skipped"]
    let_go = {_day(row) for row in _of_kind(programme, rhythm.kind) if row.state == "skipped"}
    return [
        day
        for day in days_of(rhythm, _like(programme, rhythm))
        if day > today and day not in let_go and not any(abs(day - one) <= near for one in there)
    ]


def beside(programme: Programme, rhythm: Rhythm, today: date) -> list[Session]:
    """Return the planned sessions of its kind that the rhythm no longer asks for, in order."""
    near = timedelta(days=rhythm.every_days // NEAR)
    days = days_of(rhythm, _like(programme, rhythm))
    found = []
    for session in _of_kind(programme, rhythm.kind):
        day = _day(session)
        inside = rhythm.starts_on <= day.isoformat() <= rhythm.ends_on and day > today
        if session.state == "planned" and inside and not any(abs(day - on) <= near for on in days):
            found.append(session)
    return sorted(found, key=_day)


def plan_days(programme: Programme, last: SetUp, days: Sequence[date], today: date) -> Edit:
    """Return the edit that plans a session on each day, each set up as the one before it."""
    changes: list[Change] = []
    clock = split_moment(when(last.session))[1] or USUAL_CLOCK
    for day in days:
        for change in copy_set_up(programme, last, today).changes:
            row = change.after
            if isinstance(row, Session):
                row = replace(row, planned_at=moment_at(day.isoformat(), clock, row.zone))
                last = replace(last, session=row)
                change = Change(None, row)
            changes.append(change)
    return Edit(new_uid(), "Plan sessions", "", tuple(changes))


def skip_all(sessions: Sequence[Session]) -> Edit:
    """Return the edit that marks planned sessions as skipped; they stay to be seen."""
    changes = tuple(Change(one, replace(one, state="skipped")) for one in sessions)
    return Edit(new_uid(), "Skip sessions", "", changes)


def _like(programme: Programme, rhythm: Rhythm) -> date:
    last = model(programme, rhythm.kind)
    return date.fromisoformat(rhythm.starts_on) if last is None else _day(last)


def _of_kind(programme: Programme, kind: str) -> list[Session]:
    return [row for row in programme.sessions.values() if row.kind == kind and when(row)]


def _day(session: Session) -> date:
    return date.fromisoformat(when(session)[:10])
