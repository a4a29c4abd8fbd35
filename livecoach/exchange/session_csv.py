"""Read and write a whole session as CSV: the tag log, and the files that stand beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from livecoach.core import timecode
from livecoach.core.board import BadBoard, Board, freeze
from livecoach.core.edit import Edit, Row, insert
from livecoach.core.ids import new_uid
from livecoach.core.moment import Moment
from livecoach.core.observation import Break, Observation, Turn
from livecoach.core.planning.seating import MOST_SEATS, SEAT_KEYS
from livecoach.core.session import SESSION_KINDS, Seat, Session
from livecoach.core.timeline import Timeline
from livecoach.exchange import cells
from livecoach.exchange.agenda_csv import read_agenda, write_agenda
from livecoach.exchange.check_out_csv import read_check_outs, write_check_outs
from livecoach.exchange.checks import Unsound, check_session
from livecoach.exchange.seats_csv import read_seats, write_seats
from livecoach.exchange.table import BadFile, Line, Table
from livecoach.exchange.tag_log_read import TagLog, open_tag_log, read_rows
from livecoach.exchange.tag_log_write import write_tag_log
from livecoach.exchange.turns_csv import read_turns, write_turns

DEFAULT_BOARD = "example-session"
LABEL = "Import session"
_AS = "write it as 2026-03-04 or 2026-03-04T14:00+00:00"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the coach says about a log that is read in; what is left empty, the log says."""

    title: str = ""
    date: str = ""  # ISO 8601, a day or a time
    kind: str = ""
    length_ms: int | None = None
    board: str = ""  # the id of a board
    new_tags: bool = False
    seats: Path | None = None
    check_out: Path | None = None


def beside(path: Path, what: str) -> Path:
    """Return the file that holds a session's seats, check-outs, turns or agenda beside its log."""
    return path.with_name(f"{path.stem}.{what}.csv")


def read_session(path: Path, wish: Wish, find_board: Callable[[str], Board]) -> Edit:
    """
    Return the one edit that brings a tag log in as a session, wholly or not at all.

    Files beside it that an export wrote (``meeting.seats.csv`` …) are read with it. Raise
    BadFile with file, row and column; ``find_board`` raises where there is no such board.
    """
    table, ours = open_tag_log(path)
    session = _session(table, ours, wish)
    observation = new_uid()
    seats_file = wish.seats or _there(path, "seats")
    seats = read_seats(seats_file, session.uid) if seats_file else []
    log = TagLog(
        table=table,
        ours=ours,
        board=_board(table, ours, wish, find_board),
        seats={seat.label.casefold(): seat for seat in seats},
        seats_named=seats_file is not None,
        new_tags=wish.new_tags,
        session=session.uid,
        observation=observation,
    )
    shipped = log.board
    read_rows(log)
    seated = seats or _with_keys(list(log.seats.values()), table)
    turns_file, agenda_file = _there(path, "turns"), _there(path, "agenda")
    check_file = wish.check_out or _there(path, "checkout")
    turns: list[Turn | Break] = []
    if ours and turns_file:
        turns = read_turns(turns_file, observation, seated, wish.length_ms)
    length = _length(log, wish, turns)
    board = log.board
    if board is not shipped:
        board = replace(board, id=f"{board.id}-imported", name=f"{board.name}, as imported")
    rows: list[Row] = [
        _ended(session, length),
        *seated,
        *(read_agenda(agenda_file, session.uid) if ours and agenda_file else ()),
        *(read_check_outs(check_file, session.uid, seated) if check_file else ()),
        Observation(
            observation,
            session.uid,
            board=freeze(board),
            length_ms=length,
            imported=not turns and all(one.source == "imported" for one in log.moments),
        ),
        *turns,
        *log.moments,
        *log.decisions,
        *log.links,
    ]
    try:
        check_session(rows)
    except Unsound as problem:
        raise BadFile(f"{table.name}: {problem}; nothing was read in.") from None
    return Edit(new_uid(), LABEL, session.uid, tuple(insert(row) for row in rows))


def write_session(timeline: Timeline) -> dict[str, bytes]:
    """Return a session's CSV files: "" is the tag log, the others stand ``beside`` it."""
    turns, breaks = timeline.turns_in_order(), timeline.breaks.values()
    return {
        "": write_tag_log(timeline),
        "seats": write_seats(timeline.seats_in_order()),
        "checkout": write_check_outs(timeline.check_outs.values(), timeline.seats),
        "turns": write_turns(turns, breaks, timeline.seats),
        "agenda": write_agenda(timeline.agenda_in_order()),
    }


def _there(path: Path, what: str) -> Path | None:
    found = beside(path, what)
    return found if found.is_file() else None


def _session(table: Table, ours: bool, wish: Wish) -> Session:
    first = table.lines[0]
    title = wish.title.strip() or first["session_title"].strip()
    started = wish.date.strip() or first["session_started"].strip()
    if not title:
        raise BadFile(f"{table.name} does not say what the meeting was; give it a --title.")
    if not started and not ours:
        raise BadFile(f"{table.name} does not say when the meeting was; give its --date.")
    kind = wish.kind or cells.choice(table, first, "session_kind", SESSION_KINDS, "live")
    ended = "" if wish.date else first["session_ended"].strip()
    if wish.date and not _is_time(started):
        raise BadFile(f"{started!r} is no date; {_AS}.")
    for column, time in (("session_started", started), ("session_ended", ended)):
        if time and not _is_time(time):
            raise table.wrong(first, column, f"{time!r} is no date; {_AS}.")
    return Session(
        new_uid(), kind, title, "ended", planned_at=started, started_at=started, ended_at=ended
    )


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _ended(session: Session, length_ms: int) -> Session:
    """Return the session with its planned minutes, and its end where the start has a time."""
    session = replace(session, planned_min=max(1, round(length_ms / 60_000)))
    if session.ended_at or len(session.started_at) < len("2026-03-04T10:00"):
        return session
    try:
        end = datetime.fromisoformat(session.started_at) + timedelta(milliseconds=length_ms)
    except OverflowError:
        raise BadFile(f"{session.started_at!r} is no date of a meeting; mend it.") from None
    return replace(session, ended_at=end.isoformat(timespec="seconds"))


def _board(table: Table, ours: bool, wish: Wish, find_board: Callable[[str], Board]) -> Board:
    first = table.lines[0]
    if wish.board or not ours or not first["board"].strip():
        return find_board(wish.board or DEFAULT_BOARD)
    try:
        return find_board(first["board"].strip())
    except BadBoard as problem:
        raise table.wrong(first, "board", f"{problem} Or name one with --board.") from None


def _with_keys(seats: list[Seat], table: Table) -> list[Seat]:
    if len(seats) > MOST_SEATS:
        raise BadFile(
            f"{table.name} names {len(seats)} seats, and a session holds {MOST_SEATS} at most; "
            "call each seat by one name only."
        )
    keys = [*SEAT_KEYS, *[""] * MOST_SEATS]
    return [replace(seat, key=key) for seat, key in zip(seats, keys, strict=False)]


def _length(log: TagLog, wish: Wish, turns: Sequence[Turn | Break]) -> int:
    """Return the session's length in ms. Raise BadFile where a row lies past the one given."""
    if wish.length_ms is not None:
        for line, moment in zip(log.table.lines, log.moments, strict=True):
            _check_within(log.table, line, moment, wish.length_ms)
        return wish.length_ms
    stated = cells.offset_or_none(log.table, log.table.lines[0], "session_length")
    if stated is not None:
        return stated
    ends = [one.offset_ms + (one.duration_ms or 0) for one in log.moments]
    return max(ends + [one.end_ms or one.start_ms for one in turns])


def _check_within(table: Table, line: Line, moment: Moment, length_ms: int) -> None:
    end = timecode.exact(length_ms)
    if moment.offset_ms > length_ms:
        raise table.wrong(
            line, "offset", f"{timecode.exact(moment.offset_ms)} is past the end of the session, "
            f"{end}; mend it, or give a longer --length."
        )  # fmt: skip
    if moment.offset_ms + (moment.duration_ms or 0) > length_ms:
        raise table.wrong(
            line, "duration_s", f"{line['duration_s']} s run past the end of the session, {end}; "
            "mend it, or give a longer --length."
        )  # fmt: skip
