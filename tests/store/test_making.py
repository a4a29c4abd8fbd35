"""Rows made from their columns are what their kinds make of them, one by one or by the thousand."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from livecoach.core.edit import TABLES
from livecoach.core.moment import Moment
from livecoach.core.record import fields_of
from livecoach.core.session import CheckOut
from livecoach.store.making import maker


def columns(kind: Any, flag: int | None) -> tuple[Any, ...]:
    """Return columns as SQLite gives them, every boolean of them the same."""
    values: dict[type, Any] = {bool: flag, int: 7, str: "words"}
    return tuple(values[plain] for plain, _ in fields_of(kind).values())


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("flag", [0, 1])
def test_a_row_made_quickly_is_the_row_its_kind_makes(kind: Any, flag: int) -> None:
    from_columns = columns(kind, flag)
    plain = [bool(flag) if type_ is bool else value for value, (type_, _) in
             zip(from_columns, fields_of(kind).values(), strict=True)]  # fmt: skip
    by_kind = kind(*plain)
    for many in (False, True):
        made = maker(kind, many)(*from_columns)
        assert type(made) is kind
        assert made == by_kind and hash(made) == hash(by_kind) and repr(made) == repr(by_kind)


def test_what_was_not_said_stays_so() -> None:
    for many in (False, True):
        assert maker(CheckOut, many)(*columns(CheckOut, None)).learned is None


def test_a_row_made_quickly_cannot_be_written_to() -> None:
    made = maker(Moment, many=True)(*columns(Moment, 0))
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.tag = "other"
    assert dataclasses.replace(made, tag="other").tag == "other"
