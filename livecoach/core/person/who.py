"""Say how one person is written in a record, and how everybody else is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from livecoach.core.naming import (
    Names,
    everybody_but,
    names_of,
    shared_parts,
    ways_of_writing,
)

MASK = "[another person]"
ORGANISATION_MASK = "[another organisation]"


@dataclass(frozen=True, slots=True)
class Called:
    """One way somebody is, or was, called: a post's title or a seat's label, and a name."""

    label: str
    organisation: str = ""
    role_kind: str = "Other"
    person: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """
    The holder of one post, in one record.

    ``names`` are theirs alone; ``perhaps`` are parts of their name that somebody else bears too.
    ``others`` and ``organisations`` are what is masked in what this person reads.
    """

    post: str  # its uid; "" for a seat that belongs to no post
    seats: frozenset[str]
    label: str
    organisation: str
    names: Names
    perhaps: Names
    others: Names
    organisations: Names

    def masked(self, text: str) -> str:
        """Return a text with everybody else taken out of it."""
        without = self.others.cleaned(text, MASK)
        return self.organisations.cleaned(without, ORGANISATION_MASK)


def who_is(
    post: str,
    seats: Iterable[str],
    own: Collection[Called],
    others: Collection[Called],
    organisations: Iterable[str],
    formerly: Collection[Called] = (),
) -> Who:
    """
    Return a person by all they were ever called, the present way first, and everybody else.

    ``formerly`` is how the others were called once: masked too, but it makes no name of the
    person's doubtful. Raise ValueError where the person is called nothing at all.
    """
    if not own:
        raise ValueError("a person in a record is called something")
    first = next(iter(own))
    mine, theirs = _ways(own), _ways(others)
    persons = [one.person for one in own]
    other_persons = [one.person for one in others]
    every_person = [*other_persons, *(one.person for one in formerly)]
    own_organisations = {one.organisation for one in own if one.organisation}
    elsewhere = [*(one.organisation for one in [*others, *formerly]), *organisations]
    foreign = sorted({one for one in elsewhere if one.strip()} - own_organisations)
    return Who(
        post=post,
        seats=frozenset(seats),
        label=first.label,
        organisation=first.organisation,
        names=names_of(mine, persons, [*theirs, *other_persons]),
        perhaps=shared_parts(persons, [*theirs, *other_persons]),
        others=everybody_but([*mine, *persons], [*theirs, *_ways(formerly)], every_person),
        organisations=everybody_but([*mine, *persons, *own_organisations], foreign, ()),
    )


def _ways(called: Iterable[Called]) -> list[str]:
    found = [
        way for one in called for way in ways_of_writing(one.label, one.organisation, one.role_kind)
    ]
    return list(dict.fromkeys(found))
