"""Read the machine's clocks, and keep a session's time through sleep, steps and restarts."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

NOTICEABLE_MS = 500  # below this, clocks that drift apart are not worth a word
ZONE_STEP_MIN = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """All clocks at one instant. ``boot_ms`` counts sleep, ``awake_ms`` does not."""

    boot_ms: int
    awake_ms: int
    wall_utc_ms: int
    utc_offset_min: int
    boot_id: str


@dataclass(frozen=True, slots=True)
class Anomaly:
    """What the clocks did between two readings: slept, stepped or zone; amount in ms."""

    kind: str
    amount_ms: int


def _boot_ns() -> int:
    if sys.platform == "win32":
        import ctypes

        ticks = ctypes.c_ulonglong()
        ctypes.WinDLL("kernelbase").QueryInterruptTimePrecise(ctypes.byref(ticks))
        return ticks.value * 100
    if sys.platform == "darwin":  # continuous on macOS: it counts sleep
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME)


def _awake_ns() -> int:
    if sys.platform == "win32":
        import ctypes

        ticks = ctypes.c_ulonglong()
        ctypes.WinDLL("kernelbase").QueryUnbiasedInterruptTimePrecise(ctypes.byref(ticks))
        return ticks.value * 100
    if sys.platform == "darwin":
        return time.clock_gettime_ns(time.CLOCK_UPTIME_RAW)
    return time.monotonic_ns()


@cache
def _boot_id() -> str:
    if sys.platform == "linux":
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    # Elsewhere the start of this boot, to the minute, tells one boot from another.
    started = time.time() - _boot_ns() / 1e9
    return f"boot-{round(started / 60)}"


def read() -> Reading:
    """Return the reading of all clocks now; the sleep-aware one is read first."""
    boot = _boot_ns()
    awake = _awake_ns()
    wall = time.time_ns()
    minutes = time.localtime(wall / 1e9).tm_gmtoff // 60
    return Reading(boot // 1_000_000, awake // 1_000_000, wall // 1_000_000, minutes, _boot_id())


def wall_utc_ms() -> int:
    """Return the wall clock alone, in ms since 1970: a tenth of the time all clocks take."""
    return time.time_ns() // 1_000_000


def local_iso(wall_utc_ms: int, utc_offset_min: int) -> str:
    """Return a wall time as ISO 8601 with its UTC offset, to the second."""
    from datetime import timedelta, timezone

    zone = timezone(timedelta(minutes=utc_offset_min))
    return datetime.fromtimestamp(wall_utc_ms / 1000, zone).isoformat(timespec="seconds")


def anomalies(earlier: Reading, later: Reading) -> tuple[Anomaly, ...]:
    """
    Return what the clocks did between two readings of one boot, in ms.

    Slept: the sleep-aware clock ran ahead of the awake one. Stepped: the wall clock and the
    sleep-aware clock moved apart. Zone: the UTC offset changed (daylight saving, travel).
    """
    found = []
    boot = later.boot_ms - earlier.boot_ms
    slept = boot - (later.awake_ms - earlier.awake_ms)
    stepped = later.wall_utc_ms - earlier.wall_utc_ms - boot
    zone = later.utc_offset_min - earlier.utc_offset_min
    if slept > NOTICEABLE_MS:
        found.append(Anomaly("slept", slept))
    if abs(stepped) > NOTICEABLE_MS:
        found.append(Anomaly("stepped", stepped))
    if abs(zone) >= ZONE_STEP_MIN:
        found.append(Anomaly("zone", zone * 60_000))
    return tuple(found)
