"""Write and read offsets from the start of a session."""

from __future__ import annotations

import re

_FORM = re.compile(r"^\s*(?:(\d{1,3}):)?(\d{1,4}):([0-5]\d)(?:\.(\d{1,3}))?\s*$")


def minutes(ms: int) -> str:
    """Return an offset in milliseconds as MM:SS; minutes run past 59 ("82:10")."""
    seconds = ms // 1000
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def hours(ms: int) -> str:
    """Return an offset in milliseconds as HH:MM:SS, for the session's clock."""
    seconds = max(ms, 0) // 1000
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def exact(ms: int) -> str:
    """Return an offset in milliseconds as MM:SS, with thousandths where there are any."""
    rest = ms % 1000
    return minutes(ms) + (f".{rest:03d}" if rest else "")


def spoken(ms: int) -> str:
    """Return a duration in milliseconds in words: "1 min 08 s", "12 s"."""
    seconds = max(ms, 0) // 1000
    if seconds < 60:
        return f"{seconds} s"
    return f"{seconds // 60} min {seconds % 60:02d} s"


def parse(text: str) -> int:
    """
    Return the milliseconds of "MM:SS", "HH:MM:SS" or "MM:SS.mmm".

    Minutes may run past 59 when no hours are given. Raise ValueError on anything else.
    """
    found = _FORM.match(text)
    if found is None:
        raise ValueError(f"{text!r} is not a time such as 04:05 or 1:04:05")
    hour, minute, second, fraction = found.groups()
    if hour is not None and int(minute) > 59:
        raise ValueError(f"{text!r} has more than 59 minutes after its hours")
    total = (int(hour or 0) * 3600 + int(minute) * 60 + int(second)) * 1000
    return total + int((fraction or "0").ljust(3, "0"))


def parse_within(text: str, end_ms: int | None) -> int:
    """
    Return the milliseconds of a time within a session that ends, or stands, at ``end_ms``.

    None is a session whose length nobody knows. Raise ValueError on a time past it, and as
    ``parse`` does.
    """
    at = parse(text)
    if end_ms is not None and at > end_ms:
        raise ValueError(f"{text.strip()} is later than the session is long, {minutes(end_ms)}")
    return at
