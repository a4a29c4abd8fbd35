"""The coach finds the moments asked for, whatever the case or accents, and no others."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from livecoach.core.board import Board, Family, Lens, Tag, freeze
from livecoach.core.edit import Change, Edit
from livecoach.core.filtering import Filter, Phrases, family_counts, fold, matching
from livecoach.core.moment import Decision, Moment
from livecoach.core.observation import Observation
from livecoach.core.session import AgendaItem, Seat, Session
from livecoach.core.timeline import Timeline

BOARD = Board(
    "b", "B", 1,
    (Family("language", "Language", "language", "circle"),
     Family("message", "Message", "message", "square")),
    (Tag("us", "Us and them", "language"), Tag("own", "Owning", "language"),
     Tag("challenge", "Challenge", "message")),
    (Lens("patient", "Patient"),),
)  # fmt: skip


def meeting() -> Timeline:
    timeline = Timeline(Session("s", "live", "Meeting"), Observation("o", "s", board=freeze(BOARD)))
    timeline.load([
        Seat("p0", "s", "ICB Chair", "ICB", "Chair", place=0),
        Seat("p1", "s", "ICB CEO", "ICB", "CEO", place=1),
        Seat("p2", "s", "Acute CEO", "Acute", "CEO", place=2),
        AgendaItem("a0", "s", "Welcome", 0, started_ms=0, ended_ms=1000),
        AgendaItem("a1", "s", "Stroke", 1, started_ms=2000),
        row("m0", 500, "us", "p0", words="You people always arrive with the answer"),
        row("m1", 1500, "own", "p1", addressee="p2", note="Réunion à Évry, très tendue"),
        row("m2", 2500, "challenge", "p2", lens="patient"),
        row("m3", 3500, None, None),
    ])  # fmt: skip
    return timeline


def row(uid: str, at: int, tag: str | None, seat: str | None, **fields: str) -> Moment:
    return Moment(uid, "o", at, at, at, None, tag, seat, **fields)  # type: ignore[arg-type]


def found(chosen: Filter) -> list[str]:
    timeline = meeting()
    return matching(timeline, chosen, Phrases(timeline))


def test_nothing_asked_for_finds_everything_by_time() -> None:
    assert found(Filter()) == ["m0", "m1", "m2", "m3"]
    assert found(Filter(text="  ")) == ["m0", "m1", "m2", "m3"]


def test_words_are_found_whatever_their_case_and_accents() -> None:
    assert found(Filter(text="PEOPLE answer")) == ["m0"]
    assert found(Filter(text="reunion evry")) == ["m1"]
    assert found(Filter(text="ÉVRY")) == ["m1"]
    assert found(Filter(text="answer reunion")) == []


def test_each_field_finds_its_own() -> None:
    assert found(Filter(families=frozenset({"language"}))) == ["m0", "m1"]
    assert found(Filter(families=frozenset({""}))) == ["m3"]
    assert found(Filter(tags=frozenset({"own", "challenge"}))) == ["m1", "m2"]
    assert found(Filter(lenses=frozenset({"patient"}))) == ["m2"]
    assert found(Filter(items=frozenset({"a0"}))) == ["m0"], "after its end nothing was under way"
    assert found(Filter(items=frozenset({"a1"}))) == ["m2", "m3"]


def test_a_seat_is_found_as_speaker_and_as_the_one_spoken_to() -> None:
    assert found(Filter(seats=frozenset({"p2"}))) == ["m1", "m2"]
    assert found(Filter(organisations=frozenset({"ICB"}))) == ["m0", "m1"]
    assert found(Filter(organisations=frozenset({"ICB"}), roles=frozenset({"Chair"}))) == ["m0"]


def test_every_field_asked_for_must_fit() -> None:
    assert found(Filter(text="answer", families=frozenset({"message"}))) == []


def test_words_edited_are_found_as_they_now_are() -> None:
    timeline = meeting()
    phrases = Phrases(timeline)
    assert matching(timeline, Filter(text="answer"), phrases) == ["m0"]
    before = timeline.moments["m0"]
    edit = Edit("e", "Edit", "s", (Change(before, replace(before, words="nothing")),))
    timeline.apply(edit)
    phrases.follow(edit)
    assert matching(timeline, Filter(text="answer"), phrases) == []
    assert matching(timeline, Filter(text="nothing"), phrases) == ["m0"]


def test_families_are_counted_with_what_is_not_classified() -> None:
    assert family_counts(meeting()) == {"language": 2, "message": 1, "": 1}


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzàéîõüçñ ", max_size=30))
def test_case_never_counts(text: str) -> None:
    assert fold(text.upper()) == fold(text)


def test_an_interjection_whose_kind_is_not_said_is_an_interjection_all_the_same() -> None:
    coach = Family("interjection", "Interjection", "interjection", "diamond")
    board = replace(
        BOARD, families=(*BOARD.families, coach),
        tags=(*BOARD.tags, Tag("ask", "Ask", "interjection", meaning="interjection")),
    )  # fmt: skip
    timeline = Timeline(Session("s", "live", "M"), Observation("o", "s", board=freeze(board)))
    timeline.load([row("m0", 500, None, None), row("m1", 900, None, None)])
    timeline.load([Decision("d", "o", "m1", "interject")])
    assert family_counts(timeline) == {"": 1, "interjection": 1}
    phrases = Phrases(timeline)
    assert matching(timeline, Filter(families=frozenset({"interjection"})), phrases) == ["m1"]
    assert matching(timeline, Filter(families=frozenset({""})), phrases) == ["m0"]
