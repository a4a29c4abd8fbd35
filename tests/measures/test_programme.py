"""The programme's lines: what each session adds, gaps, and sentences that never say why."""

from __future__ import annotations

import json
from dataclasses import replace

from livecoach.measures.programme import (
    LINES,
    Held,
    SessionFigures,
    as_dict,
    figures_of,
    from_dict,
    trends,
)
from livecoach.measures.summary import summarise
from tests.report.meetings import example


def test_a_sessions_figures_are_those_of_its_review() -> None:
    timeline = example()
    figures, review = figures_of(timeline), summarise(timeline)
    assert figures.seats_heard == review["voice"]["seats_heard"] == 13
    assert round(figures.evenness, 4) == review["voice"]["turns_evenness"]
    assert figures.interjections == review["coach"]["interjections"] == 7
    assert figures.ideas == len(review["ideas"]) == 5
    assert (figures.seven_or_more, figures.learned) == (10, 12)
    assert figures.longest_unheard_ms == 5_400_000
    assert from_dict(json.loads(json.dumps(as_dict(figures)))) == figures


def held(values: list[SessionFigures | None]) -> list[Held]:
    return [Held(f"s{n}", f"2026-0{n + 1}-01", "", value) for n, value in enumerate(values)]


def test_a_skipped_session_is_a_gap_and_little_is_said_of_little() -> None:
    base = figures_of(example())
    lines = {line.name: line for line in trends(held([base, None, base]))}
    assert set(lines) == {name for name, *_ in LINES}
    assert [point.value is None for point in lines["evenness"].points] == [False, True, False]
    assert "too few sessions" in lines["evenness"].sentence


def test_a_change_is_described_and_never_explained() -> None:
    base = figures_of(example())
    rising = [replace(base, heard_mean=mean) for mean in (5.0, 5.5, 6.0, 7.0, 7.5, 8.0)]
    line = trends(held([*rising]))[0]
    assert line.sentence.startswith("Felt heard (0–10), mean: higher in the last 2 of 6 sessions")
    assert "It does not say why." in line.sentence
    same = trends(held([base] * 4))[0]
    assert "about the same" in same.sentence
    few = [replace(base, heard_mean=None, answered=4)] * 4
    assert all(point.value is None for point in trends(held([*few]))[0].points)
