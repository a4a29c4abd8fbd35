from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livecoach.core.planning.dates import (
    BadDate,
    moment_at,
    parse_date,
    parse_time,
    shown_date,
    shown_moment,
    split_moment,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("1 Dec", "2026-12-01"),
        ("Tue 1 December 2026", "2026-12-01"),
        ("tuesday, 1st dec", "2026-12-01"),
        ("1/12/26", "2026-12-01"),
        ("01.12.2026", "2026-12-01"),
        ("2026-12-01", "2026-12-01"),
        ("22 Nov", "2027-11-22"),
        ("23 nov", "2026-11-23"),
        ("29 Feb", "2028-02-29"),
        ("today", "2026-11-23"),
        ("Tomorrow", "2026-11-24"),
        ("", ""),
    ],
)
def test_dates_are_read_day_first(typed: str, iso: str) -> None:
    assert parse_date(typed, TODAY) == iso


@pytest.mark.parametrize("typed", ["31 Feb 2026", "32/1/2026", "soon", "Tue", "12", "1 Foo"])
def test_what_is_no_date_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(BadDate, match=typed.split()[0]):
        parse_date(typed, TODAY)


@given(st.dates(date(1990, 1, 1), date(2120, 1, 1)))
def test_a_date_shown_is_read_back(day: date) -> None:
    assert parse_date(shown_date(day.isoformat()), TODAY) == day.isoformat()


@pytest.mark.parametrize(
    ("typed", "clock"),
    [("9:30", "09:30"), ("0930", "09:30"), ("9.30", "09:30"), ("9am", "09:00"), ("2 pm", "14:00"),
     ("12pm", "12:00"), ("12am", "00:00"), ("14", "14:00"), ("9:30pm", "21:30")],
)  # fmt: skip
def test_times_are_read_as_spoken(typed: str, clock: str) -> None:
    assert parse_time(typed) == clock


@pytest.mark.parametrize("typed", ["25:00", "9:77", "13pm", "later", ""])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(BadDate, match="not a time"):
        parse_time(typed)


def test_a_wall_time_keeps_the_offset_its_zone_has_on_that_day() -> None:
    assert moment_at("2026-12-01", "09:30", "Europe/London") == "2026-12-01T09:30+00:00"
    assert moment_at("2026-06-01", "09:30", "Europe/London") == "2026-06-01T09:30+01:00"
    assert split_moment("2026-06-01T09:30+01:00") == ("2026-06-01", "09:30")
    unknown = moment_at("2026-06-01", "09:30", "Nowhere/Atlantis")  # the machine's own zone
    assert unknown.startswith("2026-06-01T09:30")


def test_moments_are_shown_in_uk_form_and_the_year_when_it_is_another() -> None:
    assert shown_moment("2026-12-01T09:30+00:00", TODAY) == "Tue 1 Dec, 09:30"
    later = (TODAY + timedelta(days=100)).isoformat()
    assert shown_moment(later, TODAY) == "Wed 3 Mar 2027"
    assert shown_moment("", TODAY) == ""
