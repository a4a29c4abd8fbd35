"""Calendar invites as they come: Outlook's zones, quoted names, rooms, repeats, and rubbish."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livecoach.exchange.invite_ics import BadInvite, parse_invite, read_invite

OUTLOOK = "\r\n".join(
    [
        "BEGIN:VCALENDAR", "PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN",
        "VERSION:2.0", "METHOD:REQUEST",
        "BEGIN:VTIMEZONE", "TZID:GMT Standard Time",
        "BEGIN:STANDARD", "DTSTART:16011028T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "TZOFFSETFROM:+0100", "TZOFFSETTO:-0000",
        "END:STANDARD",
        "BEGIN:DAYLIGHT", "DTSTART:16010325T010000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "TZOFFSETFROM:-0000", "TZOFFSETTO:+0100",
        "END:DAYLIGHT", "END:VTIMEZONE",
        "BEGIN:VEVENT",
        'ORGANIZER;CN="Ashworth, Jane (ICB)":mailto:jane.ashworth@icb.example',
        'ATTENDEE;CN="Okafor, Ben (North Acute)";ROLE=REQ-PARTICIPANT:mailto:ben@north.example',
        "ATTENDEE;CN=Priya Shah;ROLE=OPT-PARTICIPANT:mailto:priya.shah@council.example",
        "ATTENDEE;CUTYPE=ROOM;CN=Board room:mailto:room1@icb.example",
        "DTSTART;TZID=GMT Standard Time:20260602T093000",
        "DTEND;TZID=GMT Standard Time:20260602T110000",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=6",
        "SUMMARY:Chairs and CEOs\\, meeting 8", "LOCATION:Board room\\, County Hall",
        "UID:040000008200E00074C5B7101A82E008", "SEQUENCE:0", "END:VEVENT", "END:VCALENDAR", "",
    ]
).encode()  # fmt: skip


def test_outlooks_invite_has_its_summer_time_its_people_and_no_room() -> None:
    invite = parse_invite(OUTLOOK)
    assert invite.title == "Chairs and CEOs, meeting 8"
    assert invite.starts_at == "2026-06-02T09:30:00+01:00"
    assert (invite.minutes, invite.location) == (90, "Board room, County Hall")
    assert invite.repeats == "every 2 weeks" and not invite.cancelled
    names = [one.name for one in invite.attendees]
    assert names == ["Jane Ashworth", "Ben Okafor", "Priya Shah"]
    assert [one.brackets for one in invite.attendees][:2] == ["ICB", "North Acute"]
    assert "@" not in repr(invite.attendees)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a calendar invite"),
        (b"PK\x03\x04 not this", "not a calendar invite"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "no meeting"),
        (OUTLOOK.replace(b"DTSTART;TZID=GMT Standard Time:20260602T093000", b"DTSTART:soon"),
         "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_invite_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(BadInvite, match=words):
        parse_invite(content, "meeting.ics")


def test_a_file_too_large_or_not_there_is_refused(tmp_path: Path) -> None:
    big = tmp_path / "big.ics"
    big.write_bytes(OUTLOOK + b"X" * 1_000_001)
    for path in (big, tmp_path / "none.ics"):
        with pytest.raises(BadInvite, match=path.name):
            read_invite(path)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(OUTLOOK) - 1), st.binary(max_size=12), st.integers(0, 60))
def test_a_damaged_invite_is_read_or_refused_never_worse(at: int, put: bytes, cut: int) -> None:
    damaged = OUTLOOK[:at] + put + OUTLOOK[at + cut :]
    try:
        invite = parse_invite(damaged)
    except BadInvite as error:
        assert str(error).endswith(".")
    else:
        assert invite.title and 0 <= invite.minutes <= 24 * 60
