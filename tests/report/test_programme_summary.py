"""The programme's summary: totals and shared themes, nobody in it, and never a reason why."""

from __future__ import annotations

from dataclasses import fields, replace

from livecoach.core.engagement import Organisation, Post
from livecoach.measures.comparing import compare, halves
from livecoach.measures.programme import Held, SessionFigures
from livecoach.report.audiences.programme import (
    Totals,
    group_programme,
    group_programme_document,
    programme_totals,
    sponsor_programme_document,
)
from livecoach.report.check import known_from
from livecoach.report.document import all_words

KNOWN = known_from(
    (), [Organisation("o", "North Acute")], [Post("p", "o", "Chair", "North Acute Chair", "Jo Ash")]
)
BASE = SessionFigures(length_ms=3_600_000, seats=10, seats_heard=6, contributions=60,
                      evenness=0.7, challenge=4, support=2, answered=8, heard_mean=5.0,
                      learned=4, learned_n=8)  # fmt: skip


def meetings(count: int = 7) -> list[Held]:
    made = [
        Held(f"s{n}", f"2026-{n + 1:02d}-05T10:00+00:00", f"Jo Ash's meeting {n}",
             replace(BASE, heard_mean=5.0 + n / 2))
        for n in range(count)
    ]  # fmt: skip
    return [*made[:2], replace(made[2], figures=None), *made[3:]]


def totals(
    count: int = 7, themes: tuple[str, ...] = ("Old promises", "What Jo Ash wants")
) -> Totals:
    held = {"live": count - 1, "one_to_one": 14}
    return programme_totals(held, meetings(count), themes, (9, 91), KNOWN, example=False)


def test_the_halves_are_of_what_was_held_and_an_odd_one_belongs_to_the_second() -> None:
    first, second = halves(meetings(8))
    assert [one.session for one in first] == ["s0", "s1", "s3"]
    assert [one.session for one in second] == ["s4", "s5", "s6", "s7"]
    heard = compare(first, second)[0]
    assert (heard.first_n, heard.second_n) == (3, 4)
    assert heard.first is not None and round(heard.first, 3) == round((5.0 + 5.5 + 6.5) / 3, 3)


def test_the_sponsor_reads_totals_and_themes_and_nothing_that_tells_anybody() -> None:
    words = " ".join(all_words(sponsor_programme_document(totals())))
    assert "Pairs worked with: 9 of 91" in words
    assert "Old promises" in words
    for secret in ("Jo", "Ash", "North Acute", "Chair", "10:00", "5 January", "meeting 3"):
        assert secret not in words
    assert "does not say why" in words


def test_a_summarys_type_has_no_room_for_a_person() -> None:
    forbidden = {"seat", "seats", "post", "posts", "organisation", "name", "note", "words", "quote",
                 "quotes", "title", "session"}  # fmt: skip
    assert not forbidden & {field.name for field in fields(Totals)}


def test_the_group_also_reads_when_its_meetings_were_and_which_were_skipped() -> None:
    document = group_programme_document(group_programme(totals(), meetings()))
    words = all_words(document)
    assert "5 January 2026" in words and "5 March 2026, skipped" in words
    assert not any("Jo Ash" in one for one in words)


def test_too_few_meetings_are_not_halved() -> None:
    few = totals(count=5)
    assert few.halves == ()
    words = " ".join(all_words(sponsor_programme_document(few)))
    assert "Too few meetings were held" in words
