"""Plan a session: afresh, or set up in one action as the last of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from livecoach.core.coaching import Agreement, Diagnosis, Pair, PairNote
from livecoach.core.edit import TABLES, Change, Edit, Row, delete, insert
from livecoach.core.ids import new_uid
from livecoach.core.observation import Observation
from livecoach.core.planning.dates import moment_at, split_moment
from livecoach.core.planning.seating import seat_posts
from livecoach.core.programme import Programme, instant
from livecoach.core.session import AgendaItem, Seat, Session
from livecoach.core.summary import Release, SummaryPiece
from livecoach.core.timeline import Timeline

KIND_NAMES = {"live": "Live coaching", "team": "Team", "pair": "Pair", "one_to_one": "One-to-one"}
STATE_NAMES = {"planned": "Planned", "live": "Running", "ended": "Held", "skipped": "Skipped"}
ADD_SESSION = "Add session"
A_WEEK = 7


class BadSession(ValueError):
    """A session that cannot be made so; the message says why."""


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a session of one kind was set up with, to be used again."""

    session: Session
    seats: tuple[Seat, ...]
    agenda: tuple[AgendaItem, ...]
    board: str  # frozen, as in the observation
    unheard_after_ms: int


def set_up_of(timeline: Timeline) -> SetUp:
    """Return what a session was set up with."""
    observation = timeline.observation
    return SetUp(
        timeline.session,
        tuple(timeline.seats_in_order()),
        tuple(timeline.agenda_in_order()),
        observation.board,
        observation.unheard_after_ms,
    )


def last_of_kind(programme: Programme, kind: str) -> Session | None:
    """Return the latest session of a kind, not counting skipped ones, or None."""
    for session in programme.sessions_in_order():
        if session.kind == kind and session.state != "skipped":
            return session
    return None


def new_session(
    programme: Programme,
    kind: str,
    title: str,
    planned_at: str,
    zone: str,
    board: str,
    unheard_after_ms: int = 20 * 60_000,
) -> Edit:
    """
    Return the edit that plans a session with every post seated, and its first observation.

    Pairs and one-to-ones begin with no seats: who meets is chosen. ``board`` is frozen.
    """
    session = Session(new_uid(), kind, title or KIND_NAMES[kind], planned_at=planned_at, zone=zone)
    posts = programme.posts_in_order()[:30] if kind in ("team", "live") else []
    seats = seat_posts(programme, session.uid, posts)
    observation = Observation(
        new_uid(), session.uid, board=board, unheard_after_ms=unheard_after_ms
    )
    return _planned(session, seats, (), observation)


def copy_set_up(programme: Programme, last: SetUp, today: date) -> Edit:
    """
    Return the edit that plans the next session of a kind, set up as the last one was.

    Seats, keys, order, agenda, length, place, board and threshold are kept; who came and when is
    not. The title counts on, and the time follows the rhythm of the last two, after ``today``.
    """
    old = last.session
    session = Session(
        new_uid(), old.kind, next_title(old.title), planned_at=next_time(programme, old, today),
        planned_min=old.planned_min, zone=old.zone, location=old.location,
    )  # fmt: skip
    seats = [
        replace(seat, uid=new_uid(), session=session.uid, present_from_ms=None,
                present_to_ms=None, post=seat.post if seat.post in programme.posts else None)
        for seat in last.seats
    ]  # fmt: skip
    agenda = [
        replace(item, uid=new_uid(), session=session.uid, started_ms=None, ended_ms=None)
        for item in last.agenda
    ]
    observation = Observation(
        new_uid(), session.uid, board=last.board, unheard_after_ms=last.unheard_after_ms
    )
    return _planned(session, seats, agenda, observation)


def _planned(
    session: Session,
    seats: Iterable[Seat],
    agenda: Iterable[AgendaItem],
    observation: Observation,
) -> Edit:
    rows: list[Row] = [session, *seats, *agenda, observation]
    return Edit(new_uid(), ADD_SESSION, "", tuple(insert(row) for row in rows))


def next_title(title: str) -> str:
    """Return the title with its last number one higher: "meeting 7" becomes "meeting 8"."""
    found = re.search(r"(\d{1,4})(\D*)$", title)
    if found is None:
        return title
    return f"{title[: found.start()]}{int(found[1]) + 1}{found[2]}"


def next_time(programme: Programme, last: Session, today: date) -> str:
    """
    Return the next time in the rhythm of the last two sessions of the kind, or "".

    The rhythm is the days between them, in whole weeks where they are, one week where there was
    only one; the time of day on the wall stays, whatever daylight saving does.
    """
    latest = last.planned_at or last.started_at
    if not latest:
        return ""
    times = [
        row.planned_at or row.started_at
        for row in programme.sessions_in_order()
        if row.kind == last.kind and (row.planned_at or row.started_at)
    ]
    earlier = [time for time in times if time[:10] < latest[:10]]
    day = date.fromisoformat(latest[:10])
    gap = (day - date.fromisoformat(earlier[0][:10])).days if earlier else A_WEEK
    day += timedelta(days=gap)
    while day <= today:
        day += timedelta(days=gap)
    return moment_at(day.isoformat(), split_moment(latest)[1], last.zone)


def amend_session(session: Session, **fields: Any) -> Edit | None:
    """Return the edit that changes a session's fields, or None. Raise BadSession for no title."""
    after = replace(session, **fields)
    if after == session:
        return None
    if not after.title.strip():
        raise BadSession("A session needs a title; type one, or delete the session")
    if after.planned_min < 1:
        raise BadSession("A session lasts at least one minute")
    return Edit(new_uid(), "Change session", session.uid, (Change(session, after),))


def choose_board(observation: Observation, frozen: str) -> Edit | None:
    """Return the edit that gives a planned session its board, frozen, or None for no change."""
    if frozen == observation.board:
        return None
    after = replace(observation, board=frozen)
    return Edit(new_uid(), "Choose board", observation.session, (Change(observation, after),))


def delete_session(timelines: Sequence[Timeline], others: Iterable[Row] = ()) -> Edit:
    """
    Return the edit that deletes a session whole, given every observation of it; undoable.

    ``others`` are the rows round the meetings (summary pieces, releases, conversations, pairs,
    agreements): what is about this session alone goes with it, the rest stays and no longer
    points to it.
    """
    rows: dict[str, Row] = {}
    for timeline in timelines:
        rows |= {row.uid: row for row in rows_of(timeline)}
    kept: list[Change] = []
    for row in others:
        match row:
            case SummaryPiece() | Diagnosis() | PairNote() if row.session in rows:
                rows[row.uid] = row
            case Release() | Pair() if row.session in rows:
                kept.append(Change(row, replace(row, session=None)))
            case Agreement() if row.moment in rows:
                kept.append(Change(row, replace(row, moment=None)))
            case _:
                pass  # it speaks of another session, or of none
    order = {kind: place for place, kind in enumerate(TABLES)}
    gone = sorted(rows.values(), key=lambda row: order[type(row)], reverse=True)
    changes = (*kept, *(delete(row) for row in gone))
    return Edit(new_uid(), "Delete session", "", changes)


def rows_of(timeline: Timeline) -> list[Row]:
    """Return every row of a timeline, its session and observation among them."""
    kept: list[Iterable[Row]] = [
        timeline.seats.values(), timeline.agenda.values(), timeline.check_outs.values(),
        timeline.turns.values(), timeline.breaks.values(), timeline.clock_anchors.values(),
        timeline.clock_events.values(), timeline.moments.values(), timeline.decisions.values(),
        timeline.links.values(), timeline.remarks.values(),
    ]  # fmt: skip
    return [timeline.session, timeline.observation, *(row for rows in kept for row in rows)]


def next_session(programme: Programme, now_utc_ms: int) -> Session | None:
    """
    Return the session that is next: one that runs, else the first planned that is not long past.

    A planned session stays next for two hours after its time; a late start is normal.
    """
    sessions = programme.sessions_in_order()
    running = next((row for row in sessions if row.state == "live"), None)
    if running is not None:
        return running
    since = now_utc_ms / 1000 - 2 * 3600
    planned = [row for row in sessions if row.state == "planned" and row.planned_at]
    coming = [row for row in planned if instant(row.planned_at) >= since]
    if coming:
        return min(coming, key=lambda row: (instant(row.planned_at), row.uid))
    undated = [row for row in sessions if row.state == "planned" and not row.planned_at]
    return undated[-1] if undated else None


def overdue(programme: Programme, now_utc_ms: int) -> list[Session]:
    """Return planned sessions whose time has passed by more than two hours, oldest first."""
    since = now_utc_ms / 1000 - 2 * 3600
    late = [
        row
        for row in programme.sessions.values()
        if row.state == "planned" and row.planned_at and instant(row.planned_at) < since
    ]
    return sorted(late, key=lambda row: (instant(row.planned_at), row.uid))


def duration_min(session: Session) -> int | None:
    """Return the minutes a session lasted on the wall, or None while it is not known."""
    if not (session.started_at and session.ended_at):
        return None
    start, end = (datetime.fromisoformat(one) for one in (session.started_at, session.ended_at))
    return max(0, round((end - start).total_seconds() / 60))
