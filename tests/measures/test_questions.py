from __future__ import annotations

from livecoach.core.moment import Link, Moment
from livecoach.core.observation import Turn
from livecoach.measures.log import read
from livecoach.measures.questions import questions
from tests.measures.meetings import COACH, Said, empty, tagged

A, B, C = SEATS = ("ICB Chair", "Acute CEO", "Council CEO")
LINK = ((1, "follows"),)


def answered(*said: Said) -> list[bool]:
    return [one.answer is not None for one in questions(read(tagged(SEATS, said)))]


def test_a_question_is_answered_by_the_asked_seats_next_turn_that_links_to_it() -> None:
    for meaning in ("question", "uptake_question"):
        assert answered(Said(10, A, meaning, to=B), Said(20, B, links=LINK)) == [True]


def test_speaking_soon_after_is_not_an_answer() -> None:
    assert answered(Said(10, A, "question", to=B), Said(11, B)) == [False]


def test_a_later_turn_is_too_late() -> None:
    said = (Said(10, A, "question", to=B), Said(20, B), Said(30, B, links=LINK))
    assert answered(*said) == [False]


def test_others_may_speak_in_between() -> None:
    said = (Said(10, A, "question", to=B), Said(20, C, links=LINK), Said(30, B, links=LINK))
    assert answered(*said) == [True]


def test_a_voice_not_heard_is_no_turn() -> None:
    said = (Said(10, A, "question", to=B), Said(20, B, "unheard"), Said(30, B, links=LINK))
    assert answered(*said) == [True]


def test_what_is_not_asked_of_one_seat_is_no_such_question() -> None:
    assert answered(
        Said(10, A, "question", to="ALL"),
        Said(20, A, "question"),
        Said(30, COACH, "question", to=B),
        Said(40, A, "question", to=A),
        Said(50, A, "idea", to=B),
    ) == []  # fmt: skip


def test_in_timed_talk_the_answer_is_tagged_in_the_asked_seats_next_turn() -> None:
    timeline = empty(SEATS, 600)
    timeline.load(
        [
            Turn("t1", "o1", 0, 20_000, A),
            Turn("t2", "o1", 20_000, 50_000, B),
            Turn("t3", "o1", 50_000, 60_000, A),
            Turn("t4", "o1", 60_000, 90_000, B),
            Moment("q", "o1", 1, 10_000, 10_000, None, "question", A, addressee=B),
            Moment("m", "o1", 2, 30_000, 30_000, None, "plain", B),
            Moment("late", "o1", 3, 52_000, 52_000, None, "plain", B),
            Moment("next", "o1", 4, 70_000, 70_000, None, "plain", B),
        ]
    )
    for moment, answers in (("m", True), ("late", True), ("next", False)):
        link = Link("l", "o1", moment, "q", "answers")
        timeline.load([link])
        (question,) = questions(read(timeline))
        assert (question.answer is not None) is answers
        timeline.links.clear()
        timeline.links_to.clear()
        timeline.links_from.clear()
