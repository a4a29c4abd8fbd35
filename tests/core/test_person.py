"""Whom a text names, and what one person may read of it, whatever people are called."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livecoach.core.naming import parts_of, ways_of_writing
from livecoach.core.person.who import MASK, ORGANISATION_MASK, Called, who_is

PEOPLE = [
    Called("North Acute CEO", "North Acute", "CEO", "Dr Zoë Smith-Jones"),
    Called("ICB Chair", "ICB", "Chair", "Will Poe"),
    Called("Deputy ICB Chair", "ICB", "Other", "Jane Poe"),
    Called("Chair", "Council", "Chair", "Jo O’Neil"),
    Called("Acute CEO", "Acute", "CEO", "Will Smith"),
    Called("Patient voice", "", "Other", "mark grant"),
]


def who(place: int):  # type: ignore[no-untyped-def]
    others = [one for number, one in enumerate(PEOPLE) if number != place]
    return who_is("p", {"s"}, [PEOPLE[place]], others, {one.organisation for one in PEOPLE})


SAID = sorted(
    {
        way
        for one in PEOPLE
        for name in (*ways_of_writing(one.label, one.organisation, one.role_kind), one.person)
        for way in (name, name.upper(), name.title(), f"{name}’s", name.replace(" ", "\n"))
    }
    | {part for one in PEOPLE for part in (*parts_of(one.person), *one.person.split())}
    | {"we", "will", "agree", "with", "the", "CEO", "of", "and", ",", ".", "“", "”", "(", ")"}
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SAID), max_size=9), st.integers(0, len(PEOPLE) - 1))
def test_nobody_else_is_left_in_what_one_person_reads(said: list[str], place: int) -> None:
    own = PEOPLE[place]
    left = " ".join(who(place).masked(" ".join(said)).split())
    double = [one for one in own.person.split() if "-" in one]
    mine = [
        own.person, own.organisation, *double, *(one.replace("-", " ") for one in double),
        *ways_of_writing(own.label, own.organisation, own.role_kind),
    ]  # fmt: skip
    longest = sorted(filter(None, mine), key=len, reverse=True)  # one may hold another's name
    # "North Acute’s CEO" and "CEO of the North Acute" are hers as well.
    between = r"(?:’s?)?,?\s+(?:(?:of|at|for|from)\s+)?(?:the\s+)?"
    either = "|".join(between.join(map(re.escape, one.split())) for one in longest)
    left = re.sub(rf"(?<!\w)(?:{either})(?!\w)", "", left, flags=re.IGNORECASE)
    mine_folded = {one.casefold() for one in mine}
    for other in PEOPLE:
        if other is own:
            continue
        for name in (other.label, other.person, other.organisation):
            if name and name.casefold() not in mine_folded:
                pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
                assert not re.search(pattern, left, re.IGNORECASE), (name, left)
        for part in other.person.split():
            if part[0].isupper() and len(part) > 2:
                assert not re.search(rf"(?<!\w){re.escape(part)}(?!\w)", left), (part, left)


@pytest.mark.parametrize(
    "text",
    [
        "the CEO of North Acute", "North Acute’s CEO", "chief executive, North Acute",
        "zoe smith-jones", "Smith Jones of course", "Smith-Jones", "zoë was quiet", "ZOË",
        "Zoe\u0308 left", "CE at the North Acute",
    ],
)  # fmt: skip
def test_somebody_is_found_however_they_are_written(text: str) -> None:
    first = who(0)
    assert first.names.mentioned(text)
    assert MASK not in first.masked(text)
    for place in range(1, len(PEOPLE)):
        assert not who(place).names.mentioned(text)
        assert MASK in who(place).masked(text)


@pytest.mark.parametrize(
    ("place", "text", "read"),
    [
        (0, "we will see, said Will", f"we will see, said {MASK}"),
        (0, "the Acute figures", f"the {ORGANISATION_MASK} figures"),
        (0, "Deputy ICB Chair to ICB Chair", f"{MASK} to {MASK}"),
        (2, "Deputy ICB Chair to ICB Chair", f"Deputy ICB Chair to {MASK}"),
        (1, "Jane Poe, then Poe", f"{MASK}, then {MASK}"),
        (1, "JP and J.P. left", f"{MASK} and {MASK} left"),
        (0, "jo o'neil wrote", f"{MASK} wrote"),
        (0, "Dr Will Smith", f"Dr {MASK}"),
    ],
)
def test_in_doubt_a_name_is_somebody_elses(place: int, text: str, read: str) -> None:
    assert who(place).masked(text) == read


def test_a_first_name_two_people_share_is_told_as_perhaps() -> None:
    will = who(1)
    assert not will.names.mentioned("Then Will left.")
    assert will.perhaps.mentioned("Then Will left.")
    assert not will.perhaps.mentioned("Then Will Smith left, and we will see.")
