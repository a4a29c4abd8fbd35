"""Choose round times for the timeline's axis, as close together as their labels allow."""

from __future__ import annotations

from collections.abc import Callable

from livecoach.core import timecode

STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800)


def tick_words(at_ms: int, step_ms: int) -> str:
    """Return a tick's label: whole minutes, or minutes and seconds where the step is finer."""
    return timecode.minutes(at_ms) if step_ms < 60_000 else f"{at_ms // 60_000} min"


def ticks(
    start_ms: float, end_ms: float, px_per_ms: float, width_of: Callable[[str], float], gap: float
) -> tuple[int, list[int]]:
    """Return the step and the round times in view, so far apart that labels stay ``gap`` apart."""
    for seconds in STEPS_S:
        step = seconds * 1000
        widest = width_of(tick_words(int(end_ms) // step * step, step))
        if step * px_per_ms >= widest + gap:
            break
    first = -(-int(start_ms) // step)
    last = int(end_ms) // step
    return step, [number * step for number in range(first, last + 1)]
