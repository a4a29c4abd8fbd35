"""What is kept, how long, and from which day: for any dates, never later than was promised."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from livecoach.core.retention import (
    CLASSES,
    UNITS,
    USUAL,
    Due,
    Holdings,
    Log,
    Period,
    after,
    due_now,
    due_soon,
    falls_due,
    in_words,
    next_of,
    signed_off,
)
from livecoach.core.summary import Release

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
isos = st.one_of(st.just(""), days.map(date.isoformat))
periods = st.builds(Period, st.integers(0, 400), st.sampled_from(UNITS))
logs = st.lists(st.builds(Log, st.uuids().map(str), isos, isos, isos), max_size=5)
holdings = st.builds(
    Holdings, isos, isos, logs.map(tuple),
    st.lists(st.uuids().map(str), max_size=3).map(tuple), st.booleans(), st.booleans(),
)  # fmt: skip
chosen = st.dictionaries(st.sampled_from([one.id for one in CLASSES]), periods)


def test_months_are_the_calendars_and_not_thirty_days() -> None:
    assert after(date(2026, 8, 31), Period(6, "months")) == date(2027, 2, 28)
    assert after(date(2027, 8, 31), Period(6, "months")) == date(2028, 2, 29)
    assert after(date(2028, 2, 29), Period(6, "years")) == date(2034, 2, 28)
    assert after(date(2026, 3, 1), Period(90, "days")) == date(2026, 5, 30)
    assert after(date(2026, 12, 31), Period(24, "months")) == date(2028, 12, 31)
    assert after(date(9998, 12, 31), Period(6, "years")) == date.max
    assert after(date(9998, 12, 31), Period(36_525, "days")) == date.max


@given(days, periods)
def test_a_period_of_months_ends_on_the_same_day_of_the_month_or_its_last(
    day: date, period: Period
) -> None:
    found = after(day, period)
    assert found >= day
    if period.unit == "days":
        assert (found - day).days == period.amount
        return
    months = period.amount * (12 if period.unit == "years" else 1)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(1)).day == 1)


@given(days, days, periods)
def test_what_began_earlier_never_falls_due_later(one: date, two: date, period: Period) -> None:
    first, second = sorted((one, two))
    assert after(first, period) <= after(second, period)


def test_the_usual_periods() -> None:
    assert {name: in_words(period) for name, period in USUAL.items()} == {
        "raw": "90 days", "unsigned": "180 days", "notes": "6 months", "totals": "24 months",
        "agreement": "6 years",
    }  # fmt: skip
    assert in_words(Period(1, "months")) == "1 month"


def test_each_class_counts_from_its_own_day_and_says_why() -> None:
    held = Holdings(
        "2027-03-31", "",
        (Log("a", "2026-03-05", "2026-03-20"), Log("b", "2026-03-05"),
         Log("c", "2026-03-05", "2026-03-20", deleted_on="2026-04-01")),
        ("talk",), True, True,
    )  # fmt: skip
    assert falls_due(held, {}) == [
        Due("raw", "a", "2026-06-18",
            "90 days after its summary was signed off on Fri 20 Mar 2026"),
        Due("raw", "c", "2026-06-30", "90 days after the session was deleted on Wed 1 Apr 2026"),
        Due("unsigned", "b", "2026-09-01", "180 days after the session ended on Thu 5 Mar 2026; "
            "no summary of it was let go"),
        Due("notes", "talk", "2027-09-30", "6 months after the programme ended on Wed 31 Mar 2027"),
        Due("totals", "", "2029-03-31", "24 months after the programme ended on Wed 31 Mar 2027"),
        Due("agreement", "", "2033-03-31", "6 years after the programme ended on Wed 31 Mar 2027"),
    ]  # fmt: skip


def test_without_an_end_of_the_programme_there_is_no_date_and_that_is_said() -> None:
    found = falls_due(Holdings(conversations=("talk",), totals=True), {})
    assert [one.on for one in found] == ["", ""]
    assert found[0].why == "No date yet: it counts from the programme's end"
    assert due_now(found, date(2100, 1, 1)) == []


@given(holdings, chosen)
def test_everything_held_is_listed_once_and_nothing_outlives_the_retention_date(
    held: Holdings, periods: dict[str, Period]
) -> None:
    found = falls_due(held, periods)
    wanted = [one.session for one in held.logs] + list(held.conversations)
    wanted += [""] * (held.totals + held.agreement)
    assert sorted(one.session for one in found) == sorted(wanted)
    assert all(one.why for one in found)
    dated = [one.on for one in found if one.on]
    assert dated == sorted(dated)
    if held.retain_until:
        assert all("" < one.on <= held.retain_until for one in found)


@given(holdings, chosen, days)
def test_what_is_due_now_is_never_due_soon_and_was_never_due_earlier(
    held: Holdings, periods: dict[str, Period], today: date
) -> None:
    found = falls_due(held, periods)
    now, soon = due_now(found, today), due_soon(found, today)
    assert not set(now) & set(soon)
    assert all(one.on <= today.isoformat() for one in now)
    before = due_now(found, today - timedelta(1))
    assert set(before) <= set(now)
    assert set(soon) <= set(due_now(found, today + timedelta(30)))
    for kept in USUAL:
        on = next_of(found, kept)
        assert on == min((one.on for one in found if one.kept == kept and one.on), default="")


@given(holdings, st.integers(0, 300), st.sampled_from([one.id for one in CLASSES]))
def test_a_longer_period_never_brings_a_day_forward(held: Holdings, amount: int, kept: str) -> None:
    shorter = {one.session: one.on for one in falls_due(held, {kept: Period(amount, "days")})
               if one.kept == kept}  # fmt: skip
    longer = {one.session: one.on for one in falls_due(held, {kept: Period(amount + 7, "days")})
              if one.kept == kept}  # fmt: skip
    assert shorter.keys() == longer.keys()
    assert all(shorter[uid] <= longer[uid] for uid in shorter)


def released(audience: str, on: str, agreed: str = "") -> Release:
    return Release(f"{audience}{on}", "s", audience, "docx", agreed_on=agreed, released_at=on)


def test_a_summary_is_signed_off_when_the_group_agreed_or_else_when_it_first_went_out() -> None:
    group = released("group", "2026-03-20T10:00:00+00:00")
    again = released("group", "2026-05-01T10:00:00+00:00")
    assert signed_off([]) == ""
    assert (
        signed_off([released("coach", "2026-03-06"), released("supervision", "2026-03-06")]) == ""
    )
    assert signed_off([again, group]) == "2026-03-20", (
        "saving it again does not keep the log longer"
    )
    agreed = released("sponsor", "2026-04-09T10:00:00+00:00", "2026-04-02")
    assert signed_off([group, again, agreed]) == "2026-04-02"
    waiting = Release("w", "s", "sponsor", "", agreed_on="2026-01-01")
    assert signed_off([waiting]) == "", "agreed, but nothing has gone out"
