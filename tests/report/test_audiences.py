"""What each audience may read, and what can never reach it."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livecoach.measures.check_out import Totals
from livecoach.report import make
from livecoach.report.audiences.group import GroupSummary
from livecoach.report.audiences.sponsor import SponsorNote
from livecoach.report.check import Known, check, known_from
from livecoach.report.document import all_words
from livecoach.report.draft import Theme
from tests.report.meetings import example, seat_named, with_canaries


def test_the_sponsors_type_has_no_field_for_a_note_quote_time_or_seat() -> None:
    fields = {field.name: field.type for field in dataclasses.fields(SponsorNote)}
    assert set(fields) == {
        "kind", "minutes", "seats", "attended", "themes", "check_out", "purpose", "next_steps",
        "coaching_next", "example",
    }  # fmt: skip
    assert fields["themes"] == "tuple[Theme, ...]"
    assert all(isinstance(theme.value, str) for theme in Theme)
    assert {field.type for field in dataclasses.fields(Totals)} == {"int", "float | None",
                                                                    "int | None"}  # fmt: skip


def test_the_groups_type_has_no_field_for_a_seat_or_a_note() -> None:
    names = {field.name for field in dataclasses.fields(GroupSummary)}
    assert not names & {"seat", "organisation", "note", "notes", "role", "reflection", "label"}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_no_word_of_the_record_reaches_sponsor_or_group(seed: int) -> None:
    timeline, canaries = with_canaries(seed)
    known = known_from(timeline.seats.values())
    for document in (make.for_sponsor(timeline, known), make.for_group(timeline, known)):
        text = "\n".join(all_words(document)).casefold()
        loose = [word for word in canaries if word.casefold() in text]
        if document.title == "Note to sponsor":
            assert loose == []
        else:  # the group reads the title the coach gave its meeting, and nothing else
            assert set(loose) <= {timeline.session.title}


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9))
def test_supervision_sees_letters_and_only_what_the_coach_wrote(seed: int) -> None:
    timeline, canaries = with_canaries(seed)
    text = "\n".join(all_words(make.for_supervision(timeline))).casefold()
    mine = ("zzpara", "zzrefl", "zzrem")
    assert all(word.casefold().startswith(mine) for word in canaries if word.casefold() in text)
    assert "member a" in text


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 13))
def test_a_person_reads_their_own_rows_and_nobody_elses_words(seed: int, place: int) -> None:
    timeline, _ = with_canaries(seed)
    seat = timeline.seats_in_order()[place]
    known = known_from(timeline.seats.values())
    text = "\n".join(all_words(make.for_person(timeline, seat.uid, known)))
    others = [one for one in timeline.seats.values() if one.uid != seat.uid]
    assert not [one.label for one in others if one.label in text]
    for moment in timeline.moments.values():
        if moment.seat != seat.uid:
            assert moment.words not in text
        else:
            assert moment.words in text and moment.note in text


def test_the_example_goes_to_the_group_and_the_sponsor_with_nothing_to_flag() -> None:
    timeline = example()
    known = known_from(timeline.seats.values())
    assert make.checked(make.for_group(timeline, known), known) == []
    assert make.checked(make.for_sponsor(timeline, known), known, times_too=True) == []


def test_conversations_and_pairs_never_go_to_group_or_sponsor() -> None:
    timeline = example()
    for kind in ("one_to_one", "pair"):
        timeline.session = dataclasses.replace(timeline.session, kind=kind)
        for make_it in (make.for_group, make.for_sponsor):
            with pytest.raises(make.NotForThem):
                make_it(timeline, Known())


def test_the_coach_reads_everything() -> None:
    timeline = example()
    text = "\n".join(all_words(make.for_coach(timeline)))
    for moment in timeline.moments.values():
        assert moment.words in text and moment.note in text
    assert "Community Chair" in text and seat_named(timeline, "ICB CEO").label in text


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The Chair of Acute spoke first.", ["post"]),
        ("Community Chair was not heard.", ["post"]),
        ("North Acute came back to it.", ["organisation"]),
        ("Dr Jane Ashworth said so; JA agreed, and Ashworth left.", ["name", "initials", "name"]),
        ("Someone said “we always pay”.", ["quotation"]),
        ('Another: "Never", and it was “left open', ["quotation", "quotation"]),
        ("“We” of the system was said six times; owning “I / we”, four.", []),
        ("They resented the plan and wanted more.", ["motive", "motive"]),
        ("One member was off sick with stress.", ["small cell", "health", "health"]),
        ("Four seats were heard late; six o'clock came up.", []),
    ],
)
def test_what_would_tell_somebody_apart_is_found_with_a_way_to_mend_it(
    text: str, kinds: list[str]
) -> None:
    timeline = example()
    seats = list(timeline.seats.values())
    known = dataclasses.replace(known_from(seats), persons=("Jane Ashworth",))
    found = check("a place", text, known)
    assert [one.kind for one in found] == kinds
    assert all(text[one.start :].startswith(one.found) and one.advice for one in found)


def test_times_are_found_for_the_sponsor_only() -> None:
    assert [one.kind for one in check("", "At 14:20 it turned.", Known(), times_too=True)] == [
        "time"
    ]
    assert check("", "At 14:20 it turned.", Known()) == []
