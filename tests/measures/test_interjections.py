from __future__ import annotations

import pytest

from livecoach.measures.interjections import (
    action_counts,
    action_words,
    held_back,
    interjections,
    per_hour,
)
from livecoach.measures.log import read
from tests.measures.meetings import COACH, Said, room, tagged

A, B, C = SEATS = ("ICB Chair", "Acute CEO", "Council CEO")


def test_before_and_after_stand_side_by_side() -> None:
    log = read(
        tagged(
            SEATS,
            [
                Said(10, A, "us_and_them", for_s=5),
                Said(400, A, "us_and_them", for_s=20),
                Said(430, B, "challenge", for_s=5),
                Said(440, COACH, "interjection", for_s=20, action="Interject: naming"),
                Said(470, C, "credit", for_s=5),
                Said(480, B, "idea", for_s=5),
                Said(900, A),
            ],
            length_s=1000,
        )
    )
    (found,) = interjections(log)
    assert (found.action, found.first_responder, found.delay_ms) == ("Interject: naming", C, 10_000)
    assert (found.before.start_ms, found.before.end_ms) == (140_000, 440_000)
    assert (found.after.start_ms, found.after.end_ms) == (460_000, 760_000)
    assert (found.before.contributions, found.before.seats_heard, found.before.newly_heard) == (
        2, 2, 1,
    )  # fmt: skip
    assert (found.after.contributions, found.after.newly_heard) == (2, 1)
    assert found.before.counts["us_and_them"] == found.before.counts["challenge"] == 1
    assert (found.after.counts["uptake"], found.after.counts["idea"]) == (1, 1)


def test_windows_are_cut_at_the_edges_and_nobody_may_answer() -> None:
    said = [Said(5, A), Said(10, COACH, "interjection", for_s=5)]
    (found,) = interjections(read(tagged(SEATS, said, length_s=60)))
    assert (found.before.start_ms, found.after.end_ms) == (0, 60_000)
    assert (found.first_responder, found.delay_ms) == (None, None)


def test_a_live_interjection_lasts_as_long_as_the_coach_has_the_floor() -> None:
    live = room(SEATS)
    press, tick = live.recorder, live.clock.tick
    press.floor(A)
    tick(30_000)
    press.interject("catalytic")
    press.back_date()
    tick(12_000)
    press.nobody()
    tick(8_000)
    press.floor(B)
    tick(4_000)
    press.end()
    (found,) = interjections(read(live.timeline))
    assert (found.offset_ms, found.end_ms) == (25_000, 42_000)
    assert (found.first_responder, found.delay_ms) == (B, 8_000)
    assert action_words(found.action) == "Ask a question"


def test_held_back_decisions_with_their_reason() -> None:
    live = room(SEATS)
    live.recorder.floor(A)
    live.recorder.let_run("member")
    live.clock.tick(1000)
    live.recorder.press("let_run")
    live.clock.tick(1000)
    live.recorder.interject()
    log = read(live.timeline)
    assert [one.reason for one in held_back(log)] == ["member", ""]
    assert action_counts(log) == {"hold": 2, "interject": 1}
    assert len(interjections(log)) == 1


def test_an_imported_logs_own_words_for_the_stance() -> None:
    log = read(tagged(SEATS, [Said(1, A, action="Let run"), Said(2, B, action="Note"), Said(3, C)]))
    assert [one.moment for one in held_back(log)] == ["m1"]
    assert action_counts(log) == {"Let run": 1, "Note": 1}
    assert action_words("Note") == "Note"


def test_a_rate_an_hour() -> None:
    assert per_hour(7, 90 * 60_000) == pytest.approx(4.6667, abs=5e-5)
    assert per_hour(7, 0) is None
