from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livecoach.core.planning.agenda import (
    TypedItem,
    planned_total,
    read_agenda,
    set_agenda,
    write_agenda,
)
from livecoach.core.session import AgendaItem


@pytest.mark.parametrize(
    ("line", "title", "minutes"),
    [
        ("Stroke pathway 25", "Stroke pathway", 25),
        ("1. Welcome, 5 min", "Welcome", 5),
        ("- Finance (30 minutes)", "Finance", 30),
        ("Finance: 30m", "Finance", 30),
        ("Winter plan 2026", "Winter plan 2026", None),
        ("Winter plan 2026 40 mins", "Winter plan 2026", 40),
        ("Any other business", "Any other business", None),
        ("Item 3 -", "Item 3", None),
        ("90 day plan", "90 day plan", None),
    ],
)
def test_minutes_stand_at_the_end_of_an_item(line: str, title: str, minutes: int | None) -> None:
    assert read_agenda(line) == [TypedItem(title, minutes)]


@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[A-Z][a-z]{1,9}( [a-z]{1,9}| [0-9]{1,4}){0,3}", fullmatch=True),
            st.none() | st.integers(1, 480),
        ),
        max_size=8,
    )
)
def test_an_agenda_written_is_read_back(entries: list[tuple[str, int | None]]) -> None:
    items = [
        AgendaItem(str(number), "s", title, number, minutes)
        for number, (title, minutes) in enumerate(entries)
    ]
    typed = read_agenda(write_agenda(items))
    assert [(item.title, item.minutes) for item in typed] == entries
    assert planned_total(typed) == sum(minutes or 0 for _, minutes in entries)
    assert set_agenda("s", items, typed) is None


def test_an_item_that_stays_keeps_its_times_and_one_taken_out_is_deleted() -> None:
    now = [
        AgendaItem("a", "s", "Welcome", 0, 5, 0, 300_000),
        AgendaItem("b", "s", "Finance", 1, 30),
    ]
    edit = set_agenda("s", now, read_agenda("Stroke 25\nWelcome 10"))
    assert edit is not None
    rows = {change.row.title: change for change in edit.changes}  # type: ignore[union-attr]
    welcome = rows["Welcome"].after
    assert isinstance(welcome, AgendaItem)
    assert (welcome.uid, welcome.place, welcome.planned_min, welcome.ended_ms) == (
        "a",
        1,
        10,
        300_000,
    )
    assert rows["Finance"].after is None
    assert rows["Stroke"].before is None
