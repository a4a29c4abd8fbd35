from __future__ import annotations

from livecoach.core.observation import Break
from livecoach.core.session import AgendaItem
from livecoach.core.timeline import Timeline
from livecoach.measures.chains import chains, tag_codes
from livecoach.measures.log import read
from tests.measures.meetings import COACH, Said, tagged

A, B = SEATS = ("ICB Chair", "Acute CEO")


def stream(tags: list[str], step_s: float = 10) -> Timeline:
    return tagged(SEATS, [Said(step_s * n, A, tag) for n, tag in enumerate(tags)], 10_000)


def test_few_tags_are_shown_as_counts_and_called_too_few() -> None:
    found = chains(read(stream(["idea", "uptake", "challenge", "idea", "uptake"])), rounds=99)
    assert (found.of, found.words, found.test) == ("tags", "too few", None)
    assert found.names == ("Challenge", "Idea", "Uptake")
    assert found.counts == [[0, 1, 0], [0, 0, 2], [1, 0, 0]]
    assert found.permuted is not None
    assert found.permuted.rounds == 99


def test_enough_of_each_tag_is_tested() -> None:
    found = chains(read(stream(["idea", "uptake", "idea", "idea", "uptake", "uptake"] * 10)))
    assert (found.of, found.words) == ("tags", "")
    assert found.test is not None
    assert found.test.n == 59
    assert found.permuted is None


def test_rare_tags_are_collapsed_to_families() -> None:
    tags = ["idea", "us_and_them", "plain", "we_system", "challenge", "repair"] * 9
    found = chains(read(stream(tags)))
    assert (found.of, found.words) == ("families", "")
    assert found.names == ("How it was said", "What was said")


def test_a_sequence_breaks_at_breaks_time_outs_and_agenda_items() -> None:
    timeline = tagged(
        SEATS,
        [
            Said(0, A, "idea"),
            Said(10, B, "uptake"),
            Said(30, A, "idea"),
            Said(40, COACH, "interjection", action="Interject: time-out"),
            Said(45, COACH, "interjection", action="Interject: confronting"),
            Said(50, B, "repair"),
            Said(60, B, None),
            Said(70, A, "idea"),
        ],
    )
    timeline.load(
        [Break("b", "o1", 20_000, 25_000), AgendaItem("a", "s1", "Two", started_ms=65_000)]
    )
    assert tag_codes(read(timeline)) == [
        "idea", "uptake", None, "idea", None, "repair", None, "idea",
    ]  # fmt: skip
