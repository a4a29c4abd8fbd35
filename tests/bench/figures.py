"""Sum up times and hold two of them side by side."""

from __future__ import annotations

from collections.abc import Sequence


def quantile(times: Sequence[float], part: float) -> float:
    """Return the value that ``part`` of the times do not pass."""
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


def line(name: str, times: Sequence[float]) -> str:
    """Return median, p99 and maximum in words; the times are in seconds."""
    shown = [f"{quantile(times, part) * 1000:8.2f}" for part in (0.5, 0.99, 1)]
    return f"{name:<44} {' '.join(shown)} ms  (median, p99, max; n = {len(times)})"


def beside(name: str, ours: float, theirs: float, bar: float) -> str:
    """Return a ratio in words, with the bar it is held against."""
    ratio = ours / theirs
    return f"{name:<44} {ratio:8.2f}       {'meets' if ratio <= bar else 'MISSES'} {bar} times"
