"""What the quick line understands, and what it offers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livecoach.core.quickline import completions, parse, slug
from tests.core.rooms import BOARD, meeting

SEATS = meeting().seats_in_order()


@pytest.mark.parametrize(
    ("line", "tag", "seat", "words", "note"),
    [
        ("us-and-them", "us-and-them", None, "", ""),
        ("lang loaded nobody answered", "loaded", None, "", "nobody answered"),
        ("loaded @icb-ceo 'not us'", "loaded", "seat1", "not us", ""),
        ("loaded question from the floor", None, None, "", "loaded question from the floor"),
        ("“it was at nine” room quiet", None, None, "it was at nine", "room quiet"),
        ("@council-ceo it was them", None, "seat4", "", "it was them"),
        ("@ambulance looked away", None, "seat5", "", "looked away"),
    ],
)
def test_a_line_is_a_new_moment_or_words_for_the_last(
    line: str, tag: str | None, seat: str | None, words: str, note: str
) -> None:
    said = parse(line, BOARD, SEATS)
    assert (said.problem, said.tag, said.seat, said.words, said.note) == (
        "", tag, seat, words, note,
    )  # fmt: skip


def test_the_whole_group_can_be_addressed() -> None:
    said = parse("us-and-them > all", BOARD, SEATS)
    assert said.to_all and said.addressee is None


def test_a_seat_that_is_not_there_is_said() -> None:
    assert parse("us-and-them @treasurer", BOARD, SEATS).problem == "No seat is called treasurer"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("us", "us-and-them "),
        ("lang lo", "lang loaded-or-blaming "),
        ("us-and-them @council", "us-and-them @council-ceo "),
        ("us-and-them @icb-ceo > amb", "us-and-them @icb-ceo > ambulance-ceo "),
        ("us-and-them > al", "us-and-them > all "),
        ("us-and-them #pa", "us-and-them #patient "),
    ],
)
def test_the_line_completes_what_is_being_typed(typed: str, first: str) -> None:
    assert completions(typed, BOARD, SEATS)[0] == first


@given(st.text(max_size=60))
def test_nothing_typed_can_break_the_line(text: str) -> None:
    parse(text, BOARD, SEATS)
    completions(text, BOARD, SEATS)
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_line_that_names_a_seat_is_never_kept_as_a_note() -> None:
    said = parse('load @acute-chair > icb-ceo "we did" looked down', BOARD, SEATS)
    assert (said.tag, said.seat, said.addressee) == ("loaded", "seat2", "seat1")
    assert (said.words, said.note) == ("we did", "looked down")
    said = parse("chall @acute-chair looked down", BOARD, SEATS)
    assert said.problem == "No tag is called chall. Leave out @, > and # to write a note"
    note = parse("“mail me @ home” said twice", BOARD, SEATS)
    assert note.problem == "" and note.words == "mail me @ home"
