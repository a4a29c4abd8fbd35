"""Start, plan and delete sessions from any page, each in one action."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from PySide6.QtCore import QTimeZone

from livecoach.core.board import BadBoard, Board, freeze, thaw
from livecoach.core.clock import Reading, local_iso
from livecoach.core.coaching import Rhythm
from livecoach.core.edit import Edit
from livecoach.core.observation import Observation
from livecoach.core.planning.by_rhythm import USUAL_CLOCK, free_days, model, plan_days
from livecoach.core.planning.dates import moment_at
from livecoach.core.planning.meetings import (
    choose_board,
    copy_set_up,
    last_of_kind,
    new_session,
    next_session,
    set_up_of,
)
from livecoach.core.programme import instant
from livecoach.core.session import Session
from livecoach.core.timeline import Timeline
from livecoach.store import library
from livecoach.ui.desk import Desk
from livecoach.ui.programme.book import Book

NEAR_S = 12 * 3600  # a planned session this near to now is the one that is meant


def today(reading: Reading) -> date:
    """Return the day it is on the wall."""
    zone = timezone(timedelta(minutes=reading.utc_offset_min))
    return datetime.fromtimestamp(reading.wall_utc_ms / 1000, UTC).astimezone(zone).date()


def own_zone() -> str:
    """Return the IANA name of the machine's own zone."""
    return bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")


def shelf() -> library.Shelf:
    """Return the boards there are to choose from."""
    return library.shelf(library.own_folder())


def newest(frozen: str) -> str:
    """Return the board as it stands on the shelf now, frozen; the same where it is gone."""
    board_id = thaw(frozen).id or library.DEFAULT
    try:
        return freeze(shelf().board(board_id))
    except BadBoard:
        return frozen


def default_board() -> Board:
    """Return the board a session has before one is chosen."""
    return library.shipped_board(library.DEFAULT)


def plan(desk: Desk, book: Book, kind: str) -> str:
    """Plan a session as the last of its kind was set up, or afresh; return its uid."""
    now = today(desk.read_clock())
    last = last_of_kind(book.programme, kind)
    if last is not None:
        found = set_up_of(book.timeline(last.uid))
        edit = copy_set_up(book.programme, replace(found, board=newest(found.board)), now)
    else:
        edit = _afresh(desk, book, kind, "")
    book.do(edit)
    return _session_of(edit).uid


def plan_rhythm(desk: Desk, book: Book, rhythm: Rhythm) -> int:
    """Plan what a rhythm asks for and does not have yet, as one edit; return how many sessions."""
    now = today(desk.read_clock())
    days = free_days(book.programme, rhythm, now)
    last = model(book.programme, rhythm.kind)
    if not days:
        return 0
    if last is not None:
        found = set_up_of(book.timeline(last.uid))
        edit = plan_days(book.programme, replace(found, board=newest(found.board)), days, now)
    else:
        first = _afresh(desk, book, rhythm.kind,
                        moment_at(days[0].isoformat(), USUAL_CLOCK, own_zone()))  # fmt: skip
        made = Timeline(_session_of(first), _observation_of(first))
        made.load(change.row for change in first.changes)
        more = plan_days(book.programme, set_up_of(made), days[1:], now)
        edit = replace(more, changes=(*first.changes, *more.changes))
    book.do(edit)
    return len(days)


def _afresh(desk: Desk, book: Book, kind: str, at: str) -> Edit:
    threshold = desk.settings.choices.unheard_after_min * 60_000
    board = freeze(default_board())
    return new_session(book.programme, kind, "", at, own_zone(), board, threshold)


def start(desk: Desk, book: Book, session_uid: str) -> None:
    """Start a session; before the first of all, show the agreement it is to be held under."""
    if all(row.state in ("planned", "skipped") for row in book.programme.sessions.values()):
        desk.go("agreement", session_uid)
    else:
        begin(desk, book, session_uid)


def begin(desk: Desk, book: Book, session_uid: str) -> None:
    """Start a planned session now, with its board as it stands today, and go to the live window."""
    session = book.programme.sessions[session_uid]
    if session.state in ("planned", "skipped"):
        recorder = desk.recorder(session_uid, _nothing)
        observation = recorder.timeline.observation
        edit = choose_board(observation, newest(observation.board))
        if edit is not None:
            recorder.history.do(edit)
        recorder.start()
    desk.go("live", session_uid)


def start_now(desk: Desk, book: Book) -> None:
    """Start what is next: the session that runs, the one planned for about now, or a new one."""
    reading = desk.read_clock()
    coming = next_session(book.programme, reading.wall_utc_ms)
    if coming is not None and (coming.state == "live" or _near(coming, reading)):
        start(desk, book, coming.uid)
        return
    now = local_iso(reading.wall_utc_ms, reading.utc_offset_min)
    last = last_of_kind(book.programme, "live")
    if last is None:
        edit = _afresh(desk, book, "live", now)
    else:
        found = set_up_of(book.timeline(last.uid))
        edit = copy_set_up(book.programme, found, today(reading))
        edit = _planned_for(edit, now)
    book.do(edit)
    start(desk, book, _session_of(edit).uid)


def _near(session: Session, reading: Reading) -> bool:
    if not session.planned_at:
        return False
    return abs(instant(session.planned_at) - reading.wall_utc_ms / 1000) <= NEAR_S


def _planned_for(edit: Edit, planned_at: str) -> Edit:
    changes = tuple(
        replace(change, after=replace(change.after, planned_at=planned_at))
        if isinstance(change.after, Session)
        else change
        for change in edit.changes
    )
    return replace(edit, changes=changes)


def _session_of(edit: Edit) -> Session:
    return next(change.row for change in edit.changes if isinstance(change.row, Session))


def _observation_of(edit: Edit) -> Observation:
    return next(change.row for change in edit.changes if isinstance(change.row, Observation))


def _nothing(edit: Edit) -> None:
    """Hear of an edit that no page shows."""
