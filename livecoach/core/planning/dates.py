"""Read dates, times and zones as a British coach types them, and write them back as read."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2}|\d{4}))?")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?(?:,?\s+(\d{4}|\d{2}))?")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?([0-5]\d))?\s*(am|pm|noon)?")


class BadDate(ValueError):
    """A date or time that cannot be read; the message says which forms can."""


def parse_date(text: str, today: date) -> str:
    """
    Return the ISO date of "1 Dec", "1/12/2026", "Tue 1 December 2026", "2026-12-01" or "".

    A date without a year is the next such day, today included. Raise BadDate on anything else.
    """
    plain = text.strip().lower()
    if not plain:
        return ""
    if plain in ("today", "tomorrow"):
        return (today + timedelta(days=plain == "tomorrow")).isoformat()
    words = plain.split(maxsplit=1)
    day_name = words[0].rstrip(",")
    if len(day_name) >= 3 and any(day.lower().startswith(day_name) for day in DAYS):
        plain = words[1] if len(words) > 1 else ""
    found = _ISO.fullmatch(plain)
    if found:
        return _made(int(found[1]), int(found[2]), int(found[3]), text)
    found = _NUMBERS.fullmatch(plain)
    if found:
        return _dated(int(found[1]), int(found[2]), found[3], today, text)
    found = _WORDS.fullmatch(plain)
    if found:
        for number, month in enumerate(MONTHS, 1):
            if month.lower().startswith(found[2]):
                return _dated(int(found[1]), number, found[3], today, text)
    raise BadDate(f"“{text.strip()}” is not a date; write it as 1 Dec 2026 or 01/12/2026")


def _dated(day: int, month: int, year: str | None, today: date, text: str) -> str:
    if year is not None:
        return _made(int(year) + (2000 if len(year) == 2 else 0), month, day, text)
    for ahead in range(9):  # 29 February may be up to eight years away
        try:
            candidate = date(today.year + ahead, month, day)
        except ValueError:
            continue
        if candidate >= today:
            return candidate.isoformat()
    return _made(today.year, month, day, text)


def _made(year: int, month: int, day: int, text: str) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise BadDate(f"“{text.strip()}” is not a day of the calendar; look at it again") from None


def parse_time(text: str) -> str:
    """Return the "HH:MM" of "9:30", "0930", "9.30", "9am" or "2 pm". Raise BadDate otherwise."""
    found = _CLOCK.fullmatch(text.strip().lower())
    if found is None:
        raise BadDate(f"“{text.strip()}” is not a time; write it as 09:30")
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            raise BadDate(f"“{text.strip()}” is not a time; write it as 09:30")
        hour = hour % 12 + (12 if found[3] in ("pm", "noon") else 0)
    if hour > 23:
        raise BadDate(f"“{text.strip()}” is not a time of the day; write it as 09:30")
    return f"{hour:02d}:{minute:02d}"


def zone_of(name: str) -> tzinfo | None:
    """Return the zone of an IANA name, or None (the machine's own) where it is not known."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def moment_at(day: str, clock: str, zone: str) -> str:
    """Return the ISO 8601 time with offset of a wall time, HH:MM on an ISO date, in a zone."""
    wall = datetime.fromisoformat(f"{day}T{clock or '00:00'}")
    known = zone_of(zone)
    return (wall.astimezone() if known is None else wall.replace(tzinfo=known)).isoformat(
        timespec="minutes"
    )


def split_moment(iso: str) -> tuple[str, str]:
    """Return the ISO date and the "HH:MM" of an ISO 8601 time, as on the wall; "" for ""."""
    return (iso[:10], iso[11:16]) if iso else ("", "")


def shown_date(iso: str, *, year: bool = True) -> str:
    """Return an ISO date or time as "Tue 1 Dec 2026", without its year on request; "" for ""."""
    if not iso:
        return ""
    day = date.fromisoformat(iso[:10])
    text = f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"
    return f"{text} {day.year}" if year else text


def shown_moment(iso: str, today: date) -> str:
    """Return an ISO time as "Tue 1 Dec, 09:30"; the year is named when it is not this one."""
    day, clock = split_moment(iso)
    if not day:
        return ""
    text = shown_date(day, year=day[:4] != str(today.year))
    return f"{text}, {clock}" if clock else text
