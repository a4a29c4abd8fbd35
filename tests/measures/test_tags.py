from __future__ import annotations

import pytest

from livecoach.core.moment import Moment
from livecoach.core.observation import Turn
from livecoach.core.session import AgendaItem
from livecoach.measures.log import read
from livecoach.measures.tags import (
    by_agenda_item,
    by_family,
    by_tag,
    lens_counts,
    over_time,
)
from tests.measures.meetings import COACH, Said, empty, tagged

A, B = SEATS = ("ICB Chair", "Acute CEO")
TALK = [
    Said(0, A, "us_and_them", lens="patient"),
    Said(100, B, "us_and_them", lens="system"),
    Said(150, COACH, "interjection", lens="patient"),
    Said(299, B, None, lens="patient"),
    Said(300, A, "we_system", lens="system"),
    Said(600, B, "unheard", lens="patient"),
]


def test_tags_are_counted_with_their_rate_and_unused_ones_are_there() -> None:
    counts = {one.name: one for one in by_tag(read(tagged(SEATS, TALK)))}
    assert counts["Us and them"].count == 2
    assert counts["Us and them"].per_ten == pytest.approx(5)  # of 4 contributions
    assert counts["Idea"].count == 0
    assert counts["Something happened"].count == 1
    assert [one.count for one in by_family(read(tagged(SEATS, TALK)))] == [2, 3]


def test_a_rate_of_nothing_said_is_none() -> None:
    assert by_tag(read(tagged(SEATS, [Said(1, None, "silence")])))[0].per_ten is None


def test_lenses_are_of_what_seats_say() -> None:
    assert lens_counts(read(tagged(SEATS, TALK))) == {"patient": 2, "system": 2}


def test_a_timed_turn_counts_once_through_one_lens() -> None:
    timeline = empty(SEATS, 600)
    timeline.load([Turn("t1", "o1", 0, 60_000, A), Turn("t2", "o1", 60_000, 90_000, B)])
    seen = ((10, A, "patient"), (20, A, "patient"), (30, A, "system"), (70, B, "patient"),
            (95, B, "patient"))  # fmt: skip
    timeline.load(
        Moment(f"m{at}", "o1", at, at * 1000, at * 1000, None, "plain", seat, lens=lens)
        for at, seat, lens in seen
    )
    assert lens_counts(read(timeline)) == {"patient": 3, "system": 1}


def test_stretches_cover_the_meeting_once() -> None:
    parts = over_time(read(tagged(SEATS, TALK)), parts=2)
    assert [(one.name, one.contributions) for one in parts] == [("0–5 min", 3), ("5–10 min", 1)]
    assert [one.us_and_them for one in parts] == [2, 0]
    assert [one.we_system for one in parts] == [0, 1]
    assert [one.families for one in parts] == [{"what": 1, "how": 2}, {"what": 1, "how": 1}]
    assert [one.lenses for one in parts] == [{"patient": 2, "system": 1}, {"system": 1}]


def test_agenda_items_that_were_begun() -> None:
    timeline = tagged(SEATS, TALK)
    timeline.load(
        [
            AgendaItem("a1", "s1", "Stroke", 0, started_ms=0, ended_ms=200_000),
            AgendaItem("a2", "s1", "Money", 1, started_ms=200_000),
            AgendaItem("a3", "s1", "Never reached", 2),
        ]
    )
    assert [(one.name, one.contributions) for one in by_agenda_item(read(timeline))] == [
        ("Stroke", 2),
        ("Money", 2),
    ]
