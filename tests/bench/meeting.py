"""Lay out the meeting that is measured: fourteen seats, the shipped board, many moments."""

from __future__ import annotations

from dataclasses import replace

from livecoach.core import sitting
from livecoach.core.board import freeze
from livecoach.core.clock import read
from livecoach.core.edit import Edit, Row, insert
from livecoach.core.engagement import Engagement, Organisation, Post
from livecoach.core.ids import new_uid
from livecoach.core.moment import Moment
from livecoach.core.observation import ClockAnchor, Observation, Turn
from livecoach.core.session import AgendaItem, Seat, Session
from livecoach.core.timeline import Timeline
from livecoach.store import library
from livecoach.store.writer import Writer

SEAT_KEYS = "7890UIOPHJKLNM"
ORGANISATIONS = ("Acute", "Ambulance", "Community", "Council", "ICB", "Mental Health", "Primary")
LENGTH_MS = 90 * 60_000


def lay_out(writer: Writer, moments: int = 0) -> str:
    """Write a running session with that many moments into a vault; return its uid."""
    session = Session(new_uid(), "live", "Chairs and CEOs", zone="Europe/London")
    board = library.shipped_board("live-coaching")
    observation = Observation(new_uid(), session.uid, board=freeze(board))
    timeline = Timeline(session, observation)
    organisations = [Organisation(new_uid(), name, n) for n, name in enumerate(ORGANISATIONS)]
    posts = [
        Post(new_uid(), one.uid, role, f"{one.name} {role}", place=n)
        for n, one in enumerate(organisations)
        for role in ("Chair", "CEO")
    ]
    seats = [
        Seat(new_uid(), session.uid, post.title, role_kind=post.role_kind, post=post.uid,
             organisation=ORGANISATIONS[n // 2], place=n, key=SEAT_KEYS[n])
        for n, post in enumerate(posts)
    ]  # fmt: skip
    items = [AgendaItem(new_uid(), session.uid, title, n, 30) for n, title in enumerate("ABC")]
    rows: list[Row] = [Engagement(new_uid(), "One system", purpose="To speak as one")]
    rows += [*organisations, *posts, session, *seats, *items, observation]
    writer.save(Edit(new_uid(), "Set up", session.uid, tuple(insert(row) for row in rows)))
    timeline.load([*seats, *items])
    begun = sitting.start(timeline, read())
    changes = [begun.changes[0], *(insert(_later(change.after)) for change in begun.changes[1:])]
    writer.save(replace(begun, changes=tuple(changes)))
    tags = [tag.id for tag in board.tags if not tag.meaning.startswith(("inter", "let"))]
    filling: list[Row] = []
    for n in range(moments):
        start_ms, end_ms = LENGTH_MS * n // moments, LENGTH_MS * (n + 1) // moments
        seat, tag = seats[n * 5 % len(seats)].uid, tags[n % len(tags)]
        filling.append(Turn(new_uid(), observation.uid, start_ms, end_ms, seat))
        filling.append(
            Moment(new_uid(), observation.uid, n + 1, start_ms, start_ms, None, tag, seat)
        )
    if filling:
        rows_in = tuple(insert(row) for row in filling)
        writer.save(Edit(new_uid(), "Fill", session.uid, rows_in))
    return session.uid


def _later(row: Row | None) -> Row:
    """Return the clock's anchor as it would be had the session begun ninety minutes ago."""
    if not isinstance(row, ClockAnchor):
        raise TypeError("a start hangs the clock on an anchor")
    return replace(row, offset_ms=LENGTH_MS)
