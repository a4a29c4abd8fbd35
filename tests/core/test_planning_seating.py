from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livecoach.core.edit import Edit
from livecoach.core.engagement import Engagement
from livecoach.core.planning.organisations import add_organisations, read_organisations
from livecoach.core.planning.seating import (
    SEAT_KEYS,
    BadSeat,
    add_seats,
    amend_seat,
    clashes,
    deal_keys,
    free_key,
    guest,
    move_seat,
    remove_seat,
    seat_posts,
    set_key,
)
from livecoach.core.programme import Programme
from livecoach.core.session import Seat


def seats_of(count: int) -> list[Seat]:
    programme = Programme(Engagement("e", "Riverbank"))
    edit = add_organisations(
        programme, read_organisations("\n".join(f"Body {n}: Chair" for n in range(count)))
    )
    if edit is not None:
        programme.apply(edit)
    return seat_posts(programme, "s", programme.posts_in_order())


def after(seats: list[Seat], edit: Edit | None) -> list[Seat]:
    assert edit is not None
    assert edit.scope == "s"
    kept = {seat.uid: seat for seat in seats}
    for change in edit.changes:
        assert isinstance(change.row, Seat)
        if change.after is None:
            del kept[change.row.uid]
        else:
            kept[change.row.uid] = change.row
    return sorted(kept.values(), key=lambda seat: seat.place)


def test_fourteen_seats_get_the_right_hands_keys_and_the_fifteenth_none() -> None:
    seats = seats_of(16)
    assert [seat.key for seat in seats] == [*"7890UIOPHJKLNM", "", ""]
    assert [seat.place for seat in seats] == list(range(16))
    assert seats[0].label == "Body 0 Chair"
    assert (seats[0].organisation, seats[0].role_kind) == ("Body 0", "Chair")


def test_a_seated_post_is_not_seated_twice_and_the_table_ends_at_thirty() -> None:
    programme = Programme(Engagement("e", "Riverbank"))
    typed = read_organisations("\n".join(f"Body {n}: Chair" for n in range(31)))
    edit = add_organisations(programme, typed)
    assert edit is not None
    programme.apply(edit)
    first = seat_posts(programme, "s", programme.posts_in_order()[:2])
    more = seat_posts(programme, "s", programme.posts_in_order()[:3], first)
    assert [seat.label for seat in more] == ["Body 2 Chair"]
    with pytest.raises(BadSeat, match="30 seats at most"):
        seat_posts(programme, "s", programme.posts_in_order())


def test_a_guest_takes_the_next_place_and_the_first_free_key() -> None:
    seats = seats_of(3)
    left = after(seats, remove_seat(seats[1]))
    patient = guest("s", " Patient  voice ", left)
    assert (patient.label, patient.attendance, patient.place, patient.key) == (
        "Patient voice",
        "guest",
        3,
        "8",
    )
    with pytest.raises(BadSeat, match="has a seat already"):
        guest("s", "patient voice", [*left, patient])
    with pytest.raises(BadSeat, match="a name or a role"):
        guest("s", "  ", left)
    with pytest.raises(BadSeat, match="30 seats"):
        guest("s", "One more", seats_of(30))


def test_a_deputy_sits_in_the_members_seat() -> None:
    seats = seats_of(2)
    edit = amend_seat(seats, seats[0].uid, attendance="deputy", label="Body 0 Vice Chair")
    assert after(seats, edit)[0].attendance == "deputy"
    assert amend_seat(seats, seats[0].uid, label=seats[0].label) is None
    with pytest.raises(BadSeat, match="another seat"):
        amend_seat(seats, seats[0].uid, label="body 1 chair")
    with pytest.raises(BadSeat, match="needs a name"):
        amend_seat(seats, seats[0].uid, label=" ")


def test_a_taken_key_changes_places_with_the_seat_that_had_it() -> None:
    seats = seats_of(3)
    swapped = after(seats, set_key(seats, seats[0].uid, "9"))
    assert [seat.key for seat in swapped] == ["9", "8", "7"]
    assert set_key(seats, seats[0].uid, "7") is None
    bare = after(seats, set_key(seats, seats[0].uid, ""))
    assert bare[0].key == ""
    assert free_key(bare) == "7"


@given(st.integers(1, 30), st.integers(0, 29), st.integers(-3, 40))
def test_moving_a_seat_keeps_all_seats_keys_and_the_order_of_the_rest(
    count: int, at: int, to: int
) -> None:
    seats = seats_of(count)
    at %= count
    edit = move_seat(seats, seats[at].uid, to)
    moved = seats if edit is None else after(seats, edit)
    assert [seat.place for seat in moved] == list(range(count))
    assert moved[max(0, min(to, count - 1))].uid == seats[at].uid
    assert {seat.uid: seat.key for seat in moved} == {seat.uid: seat.key for seat in seats}
    dealt = moved if (fresh := deal_keys(moved)) is None else after(moved, fresh)
    assert [seat.key for seat in dealt[:14]] == list(SEAT_KEYS[:count])


def test_a_key_on_two_things_is_said_in_a_sentence() -> None:
    seats = seats_of(2)
    both = [seats[0], replace(seats[1], key="7")]
    assert clashes(both, {}) == ["Key 7 is on both Body 0 Chair and Body 1 Chair"]
    assert clashes(seats, {"8": "the tag Us and them"}) == [
        "Key 8 is on Body 1 Chair and on the tag Us and them"
    ]
    assert add_seats("s", []) is None
