"""The pulse is totalled from five answers on, an item at a time."""

from __future__ import annotations

from livecoach.core.coaching import Pulse
from livecoach.measures.pulse import pulse_totals, rounds


def test_an_item_is_totalled_from_five_answers_on() -> None:
    answers = [Pulse(str(n), "2026-03-01", can_say=n, do_as_said=8) for n in range(4)]
    answers.append(Pulse("5", "2026-03-01", can_say=None, do_as_said=3))
    totals = {one.name: (one.n, one.mean) for one in pulse_totals(answers)}
    assert totals["do_as_said"] == (5, 7.0)
    assert totals["can_say"] == (4, None)
    assert totals["as_a_patient"] == (0, None)


def test_rounds_are_told_apart_by_their_day() -> None:
    answers = [Pulse("1", "2026-03-01"), Pulse("2", "2026-06-01"), Pulse("3", "2026-03-01")]
    assert [(day, len(held)) for day, held in rounds(answers).items()] == [
        ("2026-06-01", 1),
        ("2026-03-01", 2),
    ]
