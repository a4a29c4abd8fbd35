from __future__ import annotations

from livecoach.measures.ideas import Idea, ideas
from livecoach.measures.log import read
from tests.measures.meetings import COACH, Said, tagged

A, B, C = SEATS = ("ICB Chair", "Acute CEO", "Council CEO")


def fate(*said: Said) -> list[Idea]:
    return ideas(read(tagged(SEATS, said)))


def test_an_idea_is_taken_up_by_another_seats_linked_uptake() -> None:
    for meaning in ("uptake", "support", "credit", "uptake_question"):
        (idea,) = fate(Said(10, A, "idea"), Said(55, B, meaning, links=((1, "follows"),)))
        assert idea.taken_up
        assert (idea.uptakes[0].moment, idea.uptakes[0].seat) == ("m2", B)
        assert idea.uptakes[0].after_ms == 45_000


def test_a_typed_link_takes_it_up_whatever_the_tag() -> None:
    for kind, credited in (("takes_up", ()), ("credits", ("m2",))):
        (idea,) = fate(Said(10, A, "idea"), Said(20, B, "plain", links=((1, kind),)))
        assert idea.taken_up
        assert idea.credited == credited


def test_what_is_no_uptake() -> None:
    for row in (
        Said(20, B, "uptake"),  # no link: text is never compared
        Said(20, A, "uptake", links=((1, "follows"),)),  # its own seat
        Said(20, COACH, "interjection", links=((1, "follows"),)),
        Said(20, B, "challenge", links=((1, "follows"),)),
        Said(20, B, "took_floor", links=((1, "follows"),)),
        Said(5, B, "uptake", links=((1, "follows"),)),  # before it was offered
    ):
        idea = fate(Said(10, A, "idea"), row)[0]
        assert not idea.taken_up, row


def test_an_idea_said_again_is_a_restatement_not_an_uptake() -> None:
    first, again = fate(
        Said(10, A, "idea"),
        Said(70, B, "idea", links=((1, "follows"),)),
        Said(80, C, "support", links=((2, "follows"),)),
        Said(90, B, "credit", links=((1, "follows"),)),
    )
    assert again.restates == "m1"
    assert first.restated == ("m2",)
    assert [one.moment for one in again.uptakes] == ["m3"]
    assert [one.moment for one in first.uptakes] == ["m4"]
    assert first.credited == ("m4",)


def test_an_idea_that_takes_another_up_is_its_own() -> None:
    first, second = fate(Said(10, A, "idea"), Said(20, B, "idea", links=((1, "takes_up"),)))
    assert second.restates is None
    assert first.taken_up


def test_an_idea_that_links_to_something_else_restates_nothing() -> None:
    (idea,) = fate(Said(10, A, "plain"), Said(20, B, "idea", links=((1, "follows"),)))
    assert idea.restates is None


def test_uptakes_stand_in_order_of_time() -> None:
    (idea,) = fate(
        Said(10, A, "idea"),
        Said(90, C, "support", links=((1, "follows"),)),
        Said(30, B, "uptake", links=((1, "takes_up"),)),
    )
    assert [one.moment for one in idea.uptakes] == ["m3", "m2"]
