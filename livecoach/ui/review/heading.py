"""Say at the top of a review which session it is: when, how long, how much was recorded."""

from __future__ import annotations

from datetime import datetime

from livecoach.core import timecode
from livecoach.core.programme import when
from livecoach.core.timeline import Timeline

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def heading(timeline: Timeline) -> tuple[str, str]:
    """Return the title and the line under it."""
    session = timeline.session
    parts = [_day(when(session))]
    if session.started_at:
        parts.append(_hours(session.started_at, session.ended_at))
    length = timeline.observation.length_ms
    if length and not session.ended_at:
        parts.append(timecode.spoken(length))
    parts.append(_count(len(timeline.moments), "moment"))
    if timeline.turns:
        parts.append(_count(len(timeline.turns), "turn"))
    return session.title, " · ".join(part for part in parts if part)


def foot_words(timeline: Timeline) -> str:
    """Return the line at the foot of a picture that leaves: title, day, and "example" for one."""
    session = timeline.session
    told = "example" in session.title.casefold()
    example = "example" if session.example and not told else ""
    return " · ".join(filter(None, (session.title, _day(when(session)), example)))


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")


def _day(iso: str) -> str:
    if not iso:
        return ""
    at = datetime.fromisoformat(iso)
    return f"{DAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]} {at.year}"


def _hours(start: str, end: str) -> str:
    begun = datetime.fromisoformat(start).strftime("%H:%M")
    return f"{begun} – {datetime.fromisoformat(end).strftime('%H:%M')}" if end else begun
