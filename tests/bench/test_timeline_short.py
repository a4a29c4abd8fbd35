"""The timeline keeps to its cost, in a short run of ``python -m tests.bench.timeline``."""

from __future__ import annotations

import pytest

from tests.bench.timeline import frames, opening

NOISE = 2.5  # machines that run tests do other work too; the long run is held to the bare figures


@pytest.mark.usefixtures("qapp")
def test_a_frame_of_fifty_thousand_events_costs_about_a_bare_painter_of_its_marks() -> None:
    found = frames(50_000, 120)
    assert found["median marks"] > 1000
    assert found["ratio to bare with texts"] <= 1.5 * NOISE


@pytest.mark.usefixtures("qapp")
def test_opening_five_thousand_events_costs_a_few_times_reading_them() -> None:
    found = opening(5_000, times=3)
    assert found["ratio to rows"] <= 5 * NOISE
