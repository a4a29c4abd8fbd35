"""Read a calendar invite (.ics) as Outlook and others send it: when, where and who is invited."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from livecoach.core.planning.attendees import Attendee, BadAttendees, read_attendees
from livecoach.core.sentence import one_line

LARGEST = 400_000  # bytes; an invite is a few thousand, with its text as a web page ten times that
MOST_INVITED = 200
# What the calendar library raises of a text that is none, by the fuzzing of it.
_UNREADABLE = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip
_EVERY = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


class BadInvite(ValueError):
    """A file that is no invite; the message says what is wrong and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__(one_line(words))


@dataclass(frozen=True, slots=True)
class Invite:
    """One meeting as invited to. Times are ISO 8601 with their UTC offset."""

    title: str
    starts_at: str
    minutes: int
    zone: str  # IANA name, or "" where the invite gives none that is known
    location: str
    attendees: tuple[Attendee, ...]  # the organiser first; mail addresses are not kept
    repeats: str  # "every week", in words, or ""
    cancelled: bool


def read_invite(path: Path) -> Invite:
    """Return the invite a file holds. Raise BadInvite with the file's name."""
    try:
        if not path.is_file():
            raise BadInvite(f"{path} is not there, or is no file; check the name.")
        if path.stat().st_size > LARGEST:
            raise BadInvite(f"{path.name} is too large for an invite; save the invite again.")
        content = path.read_bytes()
    except OSError as error:
        raise BadInvite(f"{path.name} could not be read: {error.strerror}.") from None
    return parse_invite(content, path.name)


def parse_invite(content: bytes, name: str = "The invite") -> Invite:
    """Return the first meeting in the text of an invite. Raise BadInvite."""
    from icalendar import Calendar

    if b"BEGIN:VCALENDAR" not in content[:4096].upper():
        raise BadInvite(f"{name} is not a calendar invite; save the meeting as .ics and try again.")
    try:
        calendar = Calendar.from_ical(content)
        events = [one for one in calendar.walk("VEVENT") if one.get("DTSTART") is not None]
    except _UNREADABLE as error:
        raise BadInvite(f"{name} cannot be read as an invite: {_short(error)}.") from None
    if not events:
        raise BadInvite(f"{name} holds no meeting with a start; save the meeting again.")
    # The series itself, rather than one moved occurrence of it.
    event = next((one for one in events if one.get("RECURRENCE-ID") is None), events[0])
    return _invite(event, str(calendar.get("METHOD", "")), name)


def _invite(event: Any, method: str, name: str) -> Invite:
    with _reading(name, "start (DTSTART)"):
        start = event.decoded("DTSTART")
        starts_at = _at(start).isoformat(timespec="seconds")
        zone = _zone(start)
    with _reading(name, "end (DTEND or DURATION)"):
        minutes = _minutes(event, start)
    with _reading(name, "attendees (ORGANIZER or ATTENDEE)"):
        attendees = tuple(_attendees(event))
    with _reading(name, "title or place (SUMMARY or LOCATION)"):
        title, location = _text(event.get("SUMMARY")) or "Meeting", _text(event.get("LOCATION"))
        status = str(event.get("STATUS", "")).upper()
    return Invite(
        title=title,
        starts_at=starts_at,
        minutes=minutes,
        zone=zone,
        location=location,
        attendees=attendees,
        repeats=_repeats(event.get("RRULE")),
        cancelled=status == "CANCELLED" or method.upper() == "CANCEL",
    )


@contextmanager
def _reading(name: str, what: str) -> Iterator[None]:
    """Say which part of the meeting it is that cannot be read."""
    try:
        yield
    except _UNREADABLE:
        raise BadInvite(
            f"{name}: the meeting’s {what} cannot be read; save the meeting again."
        ) from None


def _at(value: date) -> datetime:
    if not isinstance(value, datetime):  # a whole day: it starts at midnight UTC
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return value if value.tzinfo is not None else value.replace(tzinfo=UTC)


def _minutes(event: Any, start: date) -> int:
    if event.get("DTEND") is not None:
        length = _at(event.decoded("DTEND")) - _at(start)
    elif event.get("DURATION") is not None:
        length = event.decoded("DURATION")
    else:
        length = timedelta(hours=1)
    return max(0, min(round(length.total_seconds() / 60), 24 * 60))


def _zone(start: date) -> str:
    zone = getattr(start, "tzinfo", None)
    return str(getattr(zone, "key", "") or "")


def _attendees(event: Any) -> list[Attendee]:
    lines = []
    for field in ("ORGANIZER", "ATTENDEE"):
        value: Any = event.get(field, [])
        for one in value if isinstance(value, list) else [value]:
            address = str(one)
            mail = address[7:] if address.lower().startswith("mailto:") else ""
            params = getattr(one, "params", {})
            kind = str(params.get("CUTYPE", "INDIVIDUAL")).upper()
            if kind in ("ROOM", "RESOURCE"):
                continue
            name = _text(params.get("CN")) or mail
            quoted = name.replace("\\", "").replace('"', "").replace(";", ",")
            lines.append(f'"{quoted}" <{mail}>' if mail else f'"{quoted}"')
    if not lines:
        return []
    try:
        return read_attendees("; ".join(lines[:MOST_INVITED]))
    except BadAttendees:
        return []


def _repeats(rule: Any) -> str:
    if rule is None:
        return ""
    try:
        often = str((rule.get("FREQ") or [""])[0]).upper()
        step = int((rule.get("INTERVAL") or [1])[0])
    except _UNREADABLE:
        return "repeats"
    if often not in _EVERY or not 0 < step < 1000:
        return "repeats"
    return f"every {_EVERY[often]}" if step == 1 else f"every {step} {_EVERY[often]}s"


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if value is not None else ""


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
