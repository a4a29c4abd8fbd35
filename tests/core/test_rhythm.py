from __future__ import annotations

import pytest

from livecoach.core.coaching import Rhythm
from livecoach.core.edit import Edit
from livecoach.core.planning.rhythm import BadRhythm, change_rhythm, in_words, of_kind

WEEKLY = Rhythm("w", "live", "2026-04-01", "2027-03-31", 7)
OTHER = Rhythm("t", "team", "2026-04-01", "2027-03-31", 91)


def after(rows: list[Rhythm], edit: Edit | None) -> list[tuple[str, str, int]]:
    stands = {row.uid: row for row in rows}
    for change in edit.changes if edit is not None else ():
        if isinstance(change.after, Rhythm):
            stands[change.after.uid] = change.after
        elif change.before is not None:
            del stands[change.before.uid]
    return [
        (row.starts_on, row.ends_on, row.every_days) for row in of_kind(stands.values(), "live")
    ]


def test_from_weekly_to_monthly_keeps_what_was_meant_before() -> None:
    edit = change_rhythm([WEEKLY, OTHER], "live", 30, "2026-09-01", "2027-03-31")
    assert after([WEEKLY, OTHER], edit) == [
        ("2026-04-01", "2026-08-31", 7), ("2026-09-01", "2027-03-31", 30),
    ]  # fmt: skip


def test_a_later_change_is_replaced_by_an_earlier_one() -> None:
    rows = [Rhythm("a", "live", "2026-04-01", "2026-08-31", 7),
            Rhythm("b", "live", "2026-09-01", "2027-03-31", 30)]  # fmt: skip
    edit = change_rhythm(rows, "live", 14, "2026-06-01", "2027-03-31")
    assert after(rows, edit) == [
        ("2026-04-01", "2026-05-31", 7), ("2026-06-01", "2027-03-31", 14),
    ]  # fmt: skip


def test_the_same_rhythm_again_is_no_change_and_none_at_all_ends_it() -> None:
    assert change_rhythm([WEEKLY], "live", 7, "2026-09-01", "2027-03-31") is None
    assert change_rhythm([], "live", 0, "2026-09-01", "2027-03-31") is None
    edit = change_rhythm([WEEKLY], "live", 0, "2026-09-01", "2027-03-31")
    assert after([WEEKLY], edit) == [("2026-04-01", "2026-08-31", 7)]


def test_a_rhythm_cannot_start_after_the_programme() -> None:
    with pytest.raises(BadRhythm, match="ends before this day"):
        change_rhythm([WEEKLY], "live", 30, "2027-04-01", "2027-03-31")


def test_rhythms_are_said_in_words() -> None:
    assert [in_words(days) for days in (7, 14, 28, 31, 91, 10)] == [
        "weekly", "every two weeks", "monthly", "monthly", "quarterly", "every 10 days",
    ]  # fmt: skip
