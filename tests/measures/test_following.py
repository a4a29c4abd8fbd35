from __future__ import annotations

import pytest

from livecoach.measures.following import (
    address_counts,
    follow_counts,
    probabilities,
    shift_counts,
)
from livecoach.measures.interruptions import interruptions
from livecoach.measures.log import read
from tests.measures.meetings import COACH, Said, tagged

A, B, C = SEATS = ("ICB Chair", "Acute CEO", "Council CEO")
TALK = [
    Said(0, A, to=B),
    Said(10, B, to=A),
    Said(20, COACH, "interjection", to=A),
    Said(30, A, to="ALL"),
    Said(40, A, to=C),
    Said(50, B, to=A),
    Said(60, C),
]


def test_who_follows_whom_passes_over_the_coach_and_oneself() -> None:
    counts = follow_counts(read(tagged(SEATS, TALK)))
    assert counts == {(A, B): 2, (B, A): 1, (B, C): 1}
    assert probabilities(counts) == pytest.approx({(A, B): 1, (B, A): 0.5, (B, C): 0.5})


def test_who_addresses_whom_leaves_out_everybody_and_the_coach() -> None:
    assert address_counts(read(tagged(SEATS, TALK))) == {(A, B): 1, (B, A): 2, (A, C): 1}


def test_shifts_are_counted_by_name() -> None:
    # A>B, B>A, A>0, A>C, B>A, C>0: receiving, receiving, continuing, usurping, usurping.
    assert shift_counts(read(tagged(SEATS, TALK))) == {
        "A0-AY": 1, "AB-B0": 1, "AB-BA": 1, "AB-X0": 1, "AB-XA": 1,
    }  # fmt: skip


def test_interruptions_made_received_and_supportive() -> None:
    found = interruptions(
        read(
            tagged(
                SEATS,
                [
                    Said(0, A, "idea"),
                    Said(5, B, "took_floor", to=A),
                    Said(9, B, "held_off", to=C),
                    Said(12, C, "overlap", to=A),
                    Said(15, None, "took_floor", to=A),
                ],
            )
        )
    )
    assert (found.took_floor, found.held_off, found.overlap) == (2, 1, 1)
    assert found.made == {B: 2}
    assert found.received == {A: 2, C: 1}
    assert found.pairs == {(B, A): 1, (B, C): 1}
    assert found.contributions == 4
