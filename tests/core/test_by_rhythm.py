from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from livecoach.core.coaching import Rhythm
from livecoach.core.edit import inverse
from livecoach.core.planning.by_rhythm import beside, days_of, free_days, plan_days, skip_all
from livecoach.core.planning.meetings import SetUp
from livecoach.core.session import Seat, Session
from tests.core.test_planning_meetings import LONDON, TODAY, held, riverbank


def rhythm(every_days: int, starts_on: str = "2026-12-01", ends_on: str = "2027-05-31") -> Rhythm:
    return Rhythm("r", "live", starts_on, ends_on, every_days)


def planned(uid: str, at: str) -> Session:
    return Session(uid, "live", f"Meeting {uid}", "planned", at, 90, zone=LONDON)


def test_a_weekly_rhythm_keeps_the_weekday_and_a_monthly_one_its_place_in_the_month() -> None:
    tuesday = date(2026, 11, 3)  # the first Tuesday
    weekly = days_of(rhythm(7, ends_on="2026-12-31"), tuesday)
    assert [day.day for day in weekly] == [1, 8, 15, 22, 29]
    monthly = days_of(rhythm(30), tuesday)
    assert [str(day) for day in monthly] == [
        "2026-12-01", "2027-01-05", "2027-02-02", "2027-03-02", "2027-04-06", "2027-05-04",
    ]  # fmt: skip
    fifth = days_of(rhythm(30), date(2026, 9, 29))  # the fifth Tuesday: the last, where none is
    assert [day.month for day in fifth] == [12, 1, 2, 3, 4, 5]
    assert all((day + timedelta(days=7)).month != day.month for day in fifth)


@given(
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.integers(0, 700),
    st.sampled_from((1, 5, 7, 14, 28, 30, 31, 91)),
    st.dates(date(2025, 1, 1), date(2028, 1, 1)),
)
def test_days_lie_in_the_stretch_in_order_never_twice_and_on_one_weekday(
    first: date, length: int, every: int, like: date
) -> None:
    last = first + timedelta(days=length)
    days = days_of(rhythm(every, first.isoformat(), last.isoformat()), like)
    assert days == sorted(set(days))
    assert all(first <= day <= last for day in days)
    if every >= 7:
        assert {day.weekday() for day in days} <= {like.weekday()}
    assert len(days) >= length // every - 1 or every >= 28


def test_from_weekly_to_monthly_plans_what_lacks_and_offers_what_is_too_many() -> None:
    programme = riverbank(
        held("a", "Meeting 7", "2026-11-17T09:30+00:00"),
        planned("b", "2026-11-24T09:30+00:00"),
        planned("c", "2026-12-01T09:30+00:00"),
        planned("d", "2026-12-15T09:30+00:00"),
    )
    monthly = rhythm(30)
    # The latest planned one, 15 December, is a third Tuesday.
    assert [str(day) for day in free_days(programme, monthly, TODAY)] == [
        "2027-01-19", "2027-02-16", "2027-03-16", "2027-04-20", "2027-05-18",
    ]  # fmt: skip
    assert [one.uid for one in beside(programme, monthly, TODAY)] == ["c"]
    edit = skip_all(beside(programme, monthly, TODAY))
    programme.apply(edit)
    assert beside(programme, monthly, TODAY) == []
    assert programme.sessions["c"].state == "skipped", "it stays to be seen"
    programme.apply(inverse(edit, "undo"))
    assert programme.sessions["c"].state == "planned"


def test_planned_sessions_count_on_and_keep_their_time_through_daylight_saving() -> None:
    last = held("a", "Meeting 7", "2026-11-17T09:30+00:00")
    programme = riverbank(last)
    seat = Seat("s", "a", "Acute Chair", "Acute", "Chair")
    set_up = SetUp(last, (seat,), (), "board", 60_000)
    edit = plan_days(programme, set_up, [date(2027, 3, 16), date(2027, 4, 20)], TODAY)
    made = [change.after for change in edit.changes if isinstance(change.after, Session)]
    assert [one.title for one in made] == ["Meeting 8", "Meeting 9"]
    assert [one.planned_at for one in made] == ["2027-03-16T09:30+00:00", "2027-04-20T09:30+01:00"]
    seats = [change.after for change in edit.changes if isinstance(change.after, Seat)]
    assert [one.session for one in seats] == [one.uid for one in made]
    programme.apply(edit)
    assert free_days(programme, rhythm(30, "2027-03-01", "2027-04-30"), TODAY) == []
    before = set(programme.sessions) - {one.uid for one in made}
    programme.apply(inverse(edit, "undo"))
    assert set(programme.sessions) == before
