from __future__ import annotations

from livecoach.core.moment import Decision
from livecoach.core.observation import Turn
from livecoach.measures.log import read
from tests.measures.meetings import COACH, Said, empty, tagged

SEATS = ("ICB Chair", "ICB CEO", "Acute Chair")


def test_a_tag_log_takes_each_row_of_speech_for_a_turn() -> None:
    log = read(
        tagged(
            SEATS,
            [
                Said(10, "ICB Chair", "idea", for_s=20),
                Said(40, COACH, "interjection", for_s=5),
                Said(50, "ICB CEO", "unheard"),
                Said(60, None, "silence", for_s=11),
                Said(70, "ICB CEO", "support", for_s=15),
                Said(90, "ICB CEO", None),
            ],
        )
    )
    assert not log.timed
    assert [(turn.start_ms, turn.end_ms, turn.seat) for turn in log.turns] == [
        (10_000, 30_000, "ICB Chair"),
        (70_000, 85_000, "ICB CEO"),
        (90_000, 90_000, "ICB CEO"),
    ]


def test_timed_turns_are_counted_when_they_are_over() -> None:
    timeline = empty(SEATS, 600)
    timeline.load(
        [
            Turn("t1", "o1", 0, 5000, "ICB Chair"),
            Turn("t2", "o1", 5000, 8000, by_coach=True),
            Turn("t3", "o1", 8000, 9000),
            Turn("t4", "o1", 9000, None, "ICB CEO"),
        ]
    )
    log = read(timeline)
    assert log.timed
    assert [turn.uid for turn in log.turns] == ["t1"]


def test_letting_it_run_is_not_the_seats_speech_even_on_a_board_without_a_tag_for_it() -> None:
    timeline = tagged(SEATS, [Said(10, "ICB Chair", None), Said(20, "ICB CEO", "let_run")])
    timeline.load([Decision("d1", "o1", "m1", "let_run")])
    assert read(timeline).speech == ()


def test_a_decision_beside_what_a_seat_said_leaves_it_said() -> None:
    timeline = tagged(SEATS, [Said(10, "ICB Chair", "idea")])
    timeline.load([Decision("d1", "o1", "m1", "let_run")])
    assert len(read(timeline).speech) == 1


def test_a_running_session_is_as_long_as_what_is_recorded() -> None:
    timeline = empty(SEATS)
    assert read(timeline).length_ms == 0
    timeline.load([Turn("t1", "o1", 0, 5000, "ICB Chair"), Turn("t2", "o1", 7000, None, "ICB CEO")])
    assert read(timeline).length_ms == 7000
