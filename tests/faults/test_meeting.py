from __future__ import annotations

from dataclasses import replace

from tests.core.rooms import running
from tests.faults import meeting


def test_a_short_meeting_by_real_keys_is_kept_press_by_press() -> None:
    assert meeting.measure(turns=60, moments=40) == []


def test_a_lost_press_is_found() -> None:
    room = running()
    seats = [
        replace(seat, key=key)
        for seat, key in zip(room.timeline.seats.values(), "789", strict=False)
    ]
    room.timeline.seats.update({seat.uid: seat for seat in seats})
    room.recorder.floor(seats[0].uid)
    room.clock.tick(1000)
    room.recorder.press("us-and-them")
    whole = [meeting.Press("7", "7"), meeting.Press("q", "7")]
    assert meeting.missing(whole, room.timeline) == []
    assert meeting.missing([*whole, meeting.Press("8", "8")], room.timeline)
    assert meeting.missing([*whole, meeting.Press("w", "7")], room.timeline)
    assert meeting.missing([whole[0], meeting.Press("q", "8")], room.timeline)
