"""What the coach writes is parted into words said and the coach's note."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livecoach.core.words import compose, part


@pytest.mark.parametrize(
    ("cell", "words", "note"),
    [
        ("", "", ""),
        ("Looks down", "", "Looks down"),
        ("'Shared or sent?' Room goes quiet", "Shared or sent?", "Room goes quiet"),
        ("'It was in your inbox at nine'", "It was in your inbox at nine", ""),
        (
            "Mixed message: 'nothing is decided' then 'when the beds move in April'",
            "nothing is decided … when the beds move in April",
            "Mixed message … then",
        ),
        (
            "'What is being taken from us'; 'our patients' three times",
            "What is being taken from us … our patients",
            "three times",
        ),
        (
            "'Does anyone here hold the six o'clock data?' First contribution",
            "Does anyone here hold the six o'clock data?",
            "First contribution",
        ),
        ("'Ask about six o'clock'", "Ask about six o'clock", ""),
        ("One composite patient's route: a fall", "", "One composite patient's route: a fall"),
        ("The patients' route; the trusts' beds", "", "The patients' route; the trusts' beds"),
        ("'We' is now the system: 'we all carry it'", "We … we all carry it", "is now the system"),
        ('"you people always" leans back', "you people always", "leans back"),
        ("“you people always” leans back", "you people always", "leans back"),
        ("‘it’s ours’ leans back", "it’s ours", "leans back"),
        ("«nous», dit-elle", "nous", "dit-elle"),
        ('"you people alw', "you people alw", ""),
        ("'tis late", "", "'tis late"),
        ("a 5\" gap", "", "a 5\" gap"),
        ("'' nothing", "", "'' nothing"),
        ("Opens (\"our purpose\") and sits", "our purpose", "Opens ( … ) and sits"),
    ],
)  # fmt: skip
def test_quotes_are_words_and_the_rest_is_note(cell: str, words: str, note: str) -> None:
    assert part(cell) == (words, note)


def test_a_composed_cell_parts_into_the_same_again() -> None:
    for words, note in [
        ("you people always", "leans back"),
        ("it was the patients' route", ""),
        ('she said "no" twice', "quiet"),
        ("“no” means “not yet”", "quiet"),
        ("", "only a note"),
    ]:
        assert part(compose(words, note)) == (words, note)


@given(st.text("ab ?.!é日🙂\n", max_size=30), st.text("ab o'clock(5)\n", max_size=30))
def test_plain_words_and_notes_survive_composing(words: str, note: str) -> None:
    words, note = part(compose(words.strip(), part(note)[1]))
    assert part(compose(words, note)) == (words, note)


@given(st.text("'\"“”‘’«»„ ab.;", max_size=40))
def test_any_text_parts_and_every_letter_is_kept(cell: str) -> None:
    words, note = part(cell)
    kept = sorted(letter for letter in words + note if letter.isalnum())
    assert kept == sorted(letter for letter in cell if letter.isalnum())
