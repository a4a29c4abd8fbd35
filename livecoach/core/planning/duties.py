"""Say what an engagement still needs: its agreement, its people, its retention date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from livecoach.core.coaching import Agreement
from livecoach.core.edit import Change, Edit
from livecoach.core.engagement import Engagement
from livecoach.core.ids import new_uid
from livecoach.core.planning.dates import shown_date
from livecoach.core.programme import Programme

SOON_DAYS = 30


class BadEngagement(ValueError):
    """An engagement that cannot be so; the message says why."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that is due, in a sentence, and the page where it is done."""

    id: str  # agreement | people | retention
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
