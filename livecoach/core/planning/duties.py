"""Say what an engagement still needs: its agreement, its people, its retention date."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from livecoach.core.coaching import Agreement
from livecoach.core.edit import Change, Edit
from livecoach.core.engagement import Engagement
from livecoach.core.ids import new_uid
from livecoach.core.planning.dates import shown_date
from livecoach.core.programme import Programme
from livecoach.core.retention import SOON_DAYS, Due, due_now, due_soon

# One of a class, and several, where they are due.
THINGS = {
    "raw": ("the raw log of 1 session", "the raw logs of {0} sessions"),
    "unsigned": (
        "the raw log of 1 session without a released summary",
        "the raw logs of {0} sessions without a released summary",
    ),
    "notes": ("the notes of 1 conversation", "the notes of {0} conversations"),
    "totals": ("the sessions with their totals", "the sessions with their totals"),
    "agreement": ("the agreement", "the agreement"),
}


class BadEngagement(ValueError):
    """An engagement that cannot be so; the message says why."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that is due, in a sentence, and the page where it is done."""

    id: str  # agreement | people | retention | purge
    sentence: str


def amend_engagement(engagement: Engagement, **fields: Any) -> Edit | None:
    """Return the edit that changes the engagement, or None. Raise BadEngagement where unfit."""
    after = replace(engagement, **fields)
    if after == engagement:
        return None
    if not after.name.strip():
        raise BadEngagement("A programme needs a name")
    if after.starts_on and after.ends_on and after.ends_on < after.starts_on:
        raise BadEngagement("The programme ends before it starts; change one of the dates")
    return Edit(new_uid(), "Change programme", "", (Change(engagement, after),))


def duties(programme: Programme, today: date, agreements: Sequence[Agreement] = ()) -> list[Duty]:
    """
    Return what is due today, the most pressing first.

    Where there are ``agreements``, the newest version of them is the agreement.
    """
    engagement, found = programme.engagement, []
    if engagement.retain_until and engagement.retain_until <= today.isoformat():
        found.append(
            Duty("retention", "The retention date was "
                 f"{shown_date(engagement.retain_until)}: delete the records or agree a new date")
        )  # fmt: skip
    elif engagement.retain_until:
        left = (date.fromisoformat(engagement.retain_until) - today).days
        if left <= SOON_DAYS:
            days = "1 day" if left == 1 else f"{left} days"
            until = shown_date(engagement.retain_until)
            found.append(Duty("retention", f"Records are kept until {until}, {days} from now"))
    newest = max(agreements, key=lambda row: row.version, default=None)
    if newest is not None and not newest.agreed_on:
        words = "The agreement" if newest.version == 1 else f"Version {newest.version}"
        found.append(Duty("agreement", f"{words} is a draft, not agreed yet"))
    elif newest is None and not engagement.agreement_text.strip():
        found.append(Duty("agreement", "No agreement is written down yet"))
    elif newest is None and not engagement.agreed_on:
        found.append(Duty("agreement", "The agreement has no date yet"))
    if not engagement.retain_until:
        found.append(Duty("retention", "No retention date is set"))
    if not programme.posts:
        found.append(Duty("people", "No posts yet: list who is in the system"))
    return found


def deletions(items: Sequence[Due], held: Collection[Due], today: date) -> list[Duty]:
    """Return what is due to be deleted, or falls due soon; what a legal hold keeps is left out."""
    now = [one for one in due_now(items, today) if one not in held]
    if now:
        verb = "are" if len(now) > 1 or now[0].kept == "totals" else "is"
        return [Duty("purge", _first(f"{things(now)} {verb} due to be deleted"))]
    soon = due_soon(items, today)
    if not soon:
        return []
    first = [one for one in soon if one.on == soon[0].on]
    verb = "fall" if len(first) > 1 or first[0].kept == "totals" else "falls"
    return [Duty("purge", _first(f"{things(first)} {verb} due on {shown_date(first[0].on)}"))]


def things(items: Sequence[Due]) -> str:
    """Return what is due in a few words: "the raw logs of 2 sessions and the agreement"."""
    found = []
    for kept, (one, several) in THINGS.items():
        count = sum(item.kept == kept for item in items)
        if count:
            found.append(one if count == 1 else several.format(count))
    return " and ".join(filter(None, (", ".join(found[:-1]), found[-1] if found else "")))


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]
