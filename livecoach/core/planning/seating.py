"""Seat posts, deputies and guests round the table, and give each seat its key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from livecoach.core.edit import Change, Edit, delete, insert
from livecoach.core.engagement import Post
from livecoach.core.ids import new_uid
from livecoach.core.programme import Programme
from livecoach.core.session import Seat

# The right hand's keys, laid out as people sit; the fifteenth seat is reached by Shift or tap.
SEAT_KEYS = tuple("7890UIOPHJKLNM")
MOST_SEATS = 30


class BadSeat(ValueError):
    """A seat that cannot be made; the message says why."""


def free_key(seats: Iterable[Seat]) -> str:
    """Return the first seat key, in the default order, that no seat has; "" past the last."""
    taken = {seat.key.upper() for seat in seats}
    return next((key for key in SEAT_KEYS if key not in taken), "")


def seat_posts(
    programme: Programme, session: str, posts: Iterable[Post], seats: Sequence[Seat] = ()
) -> list[Seat]:
    """
    Return new seats for the posts that have none yet, after the ``seats`` there are, with keys.

    Raise BadSeat past thirty seats.
    """
    have = list(seats)
    seated = {seat.post for seat in seats}
    for post in posts:
        if post.uid in seated:
            continue
        organisation = programme.organisations[post.organisation].name
        have.append(
            Seat(new_uid(), session, post.title, organisation, post.role_kind, post.uid,
                 "member", _next_place(have), free_key(have))
        )  # fmt: skip
    _check_room(have)
    return have[len(seats) :]


def guest(session: str, label: str, seats: Sequence[Seat], organisation: str = "") -> Seat:
    """Return a seat for a guest. Raise BadSeat for no name, a name taken, or a full table."""
    label = " ".join(label.split())
    if not label:
        raise BadSeat("Give the guest a name or a role, such as Patient voice")
    if any(seat.label.lower() == label.lower() for seat in seats):
        raise BadSeat(f"“{label}” has a seat already; give the guest another name")
    _check_room([*seats, *seats[:1]])
    return Seat(new_uid(), session, label, organisation, "Other", None, "guest",
                _next_place(seats), free_key(seats))  # fmt: skip


def _next_place(seats: Sequence[Seat]) -> int:
    return max((seat.place for seat in seats), default=-1) + 1


def _check_room(seats: Sequence[Seat]) -> None:
    if len(seats) > MOST_SEATS:
        raise BadSeat(f"A session holds {MOST_SEATS} seats at most; leave some out")


def add_seats(session: str, seats: Sequence[Seat]) -> Edit | None:
    """Return the edit that adds seats to a session, or None when there are none."""
    changes = tuple(insert(seat) for seat in seats)
    return Edit(new_uid(), "Add seats", session, changes) if changes else None


def remove_seat(seat: Seat) -> Edit:
    """Return the edit that takes a seat away; the keys of the others stay."""
    return Edit(new_uid(), "Delete seat", seat.session, (delete(seat),))


def amend_seat(seats: Sequence[Seat], uid: str, **fields: Any) -> Edit | None:
    """
    Return the edit that changes a seat's fields, or None for no change.

    Raise BadSeat where the label is empty or another seat's.
    """
    seat = next(row for row in seats if row.uid == uid)
    after = replace(seat, **fields)
    if after == seat:
        return None
    if not after.label.strip():
        raise BadSeat("A seat needs a name; type one, or delete the seat")
    if any(row.label.lower() == after.label.lower() for row in seats if row.uid != uid):
        raise BadSeat(f"“{after.label}” is another seat; every seat has its own name")
    return Edit(new_uid(), "Change seat", seat.session, (Change(seat, after),))


def set_key(seats: Sequence[Seat], uid: str, key: str) -> Edit | None:
    """Return the edit that gives a seat a key; the seat that had it takes this one's. Or None."""
    seat = next(row for row in seats if row.uid == uid)
    key = key.strip().upper()[:1]
    if key == seat.key:
        return None
    changes = [Change(seat, replace(seat, key=key))]
    other = next((row for row in seats if key and row.key.upper() == key and row.uid != uid), None)
    if other is not None:
        changes.append(Change(other, replace(other, key=seat.key)))
    return Edit(new_uid(), "Change seat key", seat.session, tuple(changes))


def deal_keys(seats: Sequence[Seat]) -> Edit | None:
    """Return the edit that gives the keys out anew in the order round the table, or None."""
    order = sorted(seats, key=lambda seat: (seat.place, seat.uid))
    changes = []
    for number, seat in enumerate(order):
        key = SEAT_KEYS[number] if number < len(SEAT_KEYS) else ""
        if key != seat.key:
            changes.append(Change(seat, replace(seat, key=key)))
    return Edit(new_uid(), "Give out keys", order[0].session, tuple(changes)) if changes else None


def move_seat(seats: Sequence[Seat], uid: str, to: int) -> Edit | None:
    """Return the edit that puts a seat at place ``to`` round the table, or None."""
    order = sorted(seats, key=lambda seat: (seat.place, seat.uid))
    at = next(place for place, seat in enumerate(order) if seat.uid == uid)
    order.insert(max(0, min(to, len(order) - 1)), order.pop(at))
    changes = tuple(
        Change(seat, replace(seat, place=place))
        for place, seat in enumerate(order)
        if seat.place != place
    )
    return Edit(new_uid(), "Move seat", order[0].session, changes) if changes else None


def clashes(seats: Iterable[Seat], taken: Mapping[str, str]) -> list[str]:
    """Return a sentence for each key two seats share, or a seat and what has it (key: what)."""
    found: list[str] = []
    seen: dict[str, str] = {}
    for seat in seats:
        key = seat.key.upper()
        if not key:
            continue
        if key in seen:
            found.append(f"Key {key} is on both {seen[key]} and {seat.label}")
        elif key in taken:
            found.append(f"Key {key} is on {seat.label} and on {taken[key]}")
        seen.setdefault(key, seat.label)
    return found
