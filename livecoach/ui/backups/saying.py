"""Say when something was, how large it is and how old, as a coach would."""

from __future__ import annotations

from datetime import UTC, datetime

from livecoach.core.planning.dates import shown_date


def when(utc_ms: int | None) -> str:
    """Return a time on this computer's own clock face, "Tue 3 Mar 2026, 14:02"; "–" for none."""
    if utc_ms is None:
        return "–"
    try:
        local = datetime.fromtimestamp(utc_ms / 1000, UTC).astimezone()
    except (OverflowError, ValueError, OSError):
        return "–"  # a file's word is not to be trusted
    return f"{shown_date(local.date().isoformat())}, {local:%H:%M}"


def when_short(utc_ms: int | None) -> str:
    """Return the same without the day of the week, for a column."""
    words = when(utc_ms)
    return words if utc_ms is None else words.partition(" ")[2] or words


def size(count: int) -> str:
    """Return a number of bytes in kB or MB."""
    if count < 1_000_000:
        return f"{max(count / 1000, 1):.0f} kB"
    return f"{count / 1_000_000:,.1f} MB"


def number(count: int, one: str, more: str = "") -> str:
    """Return "1 backup", "3 backups"."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"
