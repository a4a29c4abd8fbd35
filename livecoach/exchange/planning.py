"""Plan a session from an invite: its time and place, and a seat for each answer given."""

from __future__ import annotations

from collections.abc import Mapping

from livecoach.core.edit import Edit, Row, insert
from livecoach.core.ids import new_uid
from livecoach.core.observation import Observation
from livecoach.core.planning.matching import GUEST, NOBODY
from livecoach.core.planning.seating import guest, seat_posts
from livecoach.core.programme import Programme
from livecoach.core.session import Seat, Session
from livecoach.exchange.invite_ics import Invite


def plan_session(
    programme: Programme, invite: Invite, kind: str, answers: Mapping[str, str], board: str
) -> Edit:
    """
    Return the edit that plans the invited meeting with its first observation.

    ``answers`` says for each attendee's name which post it is, "guest", or "" to leave it out;
    ``board`` is frozen. Raise seating.BadSeat where the table is full.
    """
    session = Session(
        new_uid(), kind, invite.title, planned_at=invite.starts_at, planned_min=invite.minutes,
        zone=invite.zone, location=invite.location,
    )  # fmt: skip
    seats: list[Seat] = []
    for name, answer in answers.items():
        if answer == NOBODY:
            continue
        if answer == GUEST:
            seats.append(guest(session.uid, name, seats))
        else:
            seats += seat_posts(programme, session.uid, [programme.posts[answer]], seats)
    rows: list[Row] = [session, *seats, Observation(new_uid(), session.uid, board=board)]
    return Edit(new_uid(), "Plan session", "", tuple(insert(row) for row in rows))
