"""Say how long each class of record is kept, and which of them fall due on which day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from livecoach.core.planning.dates import shown_date
from livecoach.core.summary import Release

UNITS = ("days", "months", "years")
SOON_DAYS = 30
SIGNING = ("group", "sponsor")  # whose summaries are agreed; the others are working papers


@dataclass(frozen=True, slots=True)
class Period:
    """How long something is kept; months and years are the calendar's."""

    amount: int
    unit: str  # one of UNITS


@dataclass(frozen=True, slots=True)
class KeptClass:
    """One class of records: what is in it, and from which day its period counts."""

    id: str
    words: str
    holds: str
    since: str
    usual: Period


CLASSES = (
    KeptClass(
        "raw", "Raw log of a session",
        "Turns, moments, words, notes, remarks and reflection; words and seats of the check-out",
        "the day its summary was signed off", Period(90, "days"),
    ),
    KeptClass(
        "unsigned", "Raw log without a released summary",
        "The same, while no summary of the session was let go to the group or the sponsor",
        "the end of the session", Period(180, "days"),
    ),
    KeptClass(
        "notes", "One-to-one and pair notes",
        "What was said and written in conversations of one or two",
        "the programme's end", Period(6, "months"),
    ),
    KeptClass(
        "totals", "Agreed summaries and totals",
        "Sessions with their seats, totals and summaries as agreed; pairs, pulse and people",
        "the programme's end", Period(24, "months"),
    ),
    KeptClass(
        "agreement", "Agreement",
        "Every version of the agreement, and the programme itself",
        "the programme's end", Period(6, "years"),
    ),
)  # fmt: skip
BY_ID = {one.id: one for one in CLASSES}
USUAL: dict[str, Period] = {one.id: one.usual for one in CLASSES}


@dataclass(frozen=True, slots=True)
class Log:
    """A session that still holds a raw log; ISO dates, or "" where there is none."""

    session: str
    ended_on: str = ""
    signed_off_on: str = ""
    deleted_on: str = ""  # the coach deleted the session; only an undo could bring it back


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a vault still holds of each class, and the dates its periods count from."""

    ends_on: str = ""  # the programme's end, ISO
    retain_until: str = ""  # the engagement's own retention date, which caps every other
    logs: tuple[Log, ...] = ()
    conversations: tuple[str, ...] = ()  # sessions of one or two people that hold notes
    totals: bool = False
    agreement: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """Something that falls due: of which class, about which session ("" for all), when and why."""

    kept: str  # the id of a class
    session: str
    on: str  # ISO date; "" where no date is known yet
    why: str
    capped: bool = False  # by the engagement's retention date


def after(day: date, period: Period) -> date:
    """Return the day a period after another; the 31st becomes a shorter month's last day."""
    if period.unit == "days":
        return day + timedelta(days=min(period.amount, (date.max - day).days))
    months = period.amount * (12 if period.unit == "years" else 1)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def in_words(period: Period) -> str:
    """Return "90 days", "1 month", "6 years"."""
    unit = period.unit if period.amount != 1 else period.unit[:-1]
    return f"{period.amount} {unit}"


def signed_off(releases: Iterable[Release]) -> str:
    """
    Return the ISO date on which a session's summary was signed off, or "" where none was let go.

    That is the first day on which the group agreed to a summary that then went out; where no
    agreement is noted, the first day on which one went out.
    """
    gone = [one for one in releases if one.audience in SIGNING and one.released_at]
    agreed = [one.agreed_on for one in gone if one.agreed_on]
    return min(agreed or [one.released_at[:10] for one in gone], default="")


def rule_of(kept: str, period: Period) -> str:
    """Return the rule of a class in a few words: "90 days after the end of the session"."""
    return f"{in_words(period)} after {BY_ID[kept].since}"


def falls_due(held: Holdings, periods: Mapping[str, Period]) -> list[Due]:
    """
    Return what falls due and when, the earliest first; what has no date yet comes last.

    A class that ``periods`` lacks has its usual one. Nothing falls due later than the
    engagement's retention date.
    """
    found = [_log(one, held, periods) for one in held.logs]
    found += [_at_the_end("notes", one, held, periods) for one in held.conversations]
    if held.totals:
        found.append(_at_the_end("totals", "", held, periods))
    if held.agreement:
        found.append(_at_the_end("agreement", "", held, periods))
    order = [one.id for one in CLASSES]
    return sorted(found, key=lambda one: (one.on or "~", order.index(one.kept), one.session))


def due_now(items: Iterable[Due], today: date) -> list[Due]:
    """Return what is due today or was before."""
    return [one for one in items if one.on and one.on <= today.isoformat()]


def due_soon(items: Iterable[Due], today: date, days: int = SOON_DAYS) -> list[Due]:
    """Return what falls due within so many days, and is not due yet."""
    until = (today + timedelta(days=days)).isoformat()
    return [one for one in items if today.isoformat() < one.on <= until]


def next_of(items: Iterable[Due], kept: str) -> str:
    """Return the earliest day on which something of a class falls due, or ""."""
    return min((one.on for one in items if one.kept == kept and one.on), default="")


def _log(log: Log, held: Holdings, periods: Mapping[str, Period]) -> Due:
    if log.deleted_on:
        return _counted(
            "raw", log.session, log.deleted_on, "the session was deleted", held, periods
        )
    if log.signed_off_on:
        words = "its summary was signed off"
        return _counted("raw", log.session, log.signed_off_on, words, held, periods)
    words = "the session ended; no summary of it was let go"
    return _counted("unsigned", log.session, log.ended_on, words, held, periods)


def _at_the_end(kept: str, session: str, held: Holdings, periods: Mapping[str, Period]) -> Due:
    return _counted(kept, session, held.ends_on, "the programme ended", held, periods)


def _counted(
    kept: str, session: str, since: str, event: str, held: Holdings, periods: Mapping[str, Period]
) -> Due:
    period = periods.get(kept, BY_ID[kept].usual)
    cap = held.retain_until
    own = after(date.fromisoformat(since), period).isoformat() if since else ""
    if cap and (not own or cap < own):
        why = f"The programme's records are kept until {shown_date(cap)}"
        return Due(kept, session, cap, why, capped=True)
    if not own:
        return Due(kept, session, "", f"No date yet: it counts from {BY_ID[kept].since}")
    on, _, more = event.partition(";")
    why = f"{in_words(period)} after {on} on {shown_date(since)}" + (f";{more}" if more else "")
    return Due(kept, session, own, why[0].upper() + why[1:])
