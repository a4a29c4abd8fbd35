"""
Step, shift, sleep and restart the machine's clocks while a session is recorded.

``python -m tests.faults.clocks --scripts 30 --seed 1``: the program reads the clocks of a machine
that does as it is told, in time zones with their own daylight saving. Whatever they do, every
moment's offset is within 10 ms of the time that had truly passed, the order stays that of the
presses, and each thing they did is noted once. ``--plant`` has the session run on the wall clock,
or on one that stands still in sleep: the run must fail.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from livecoach.core import clock
from livecoach.store.throwaway import throwaway
from livecoach.store.writer import Writer
from tests.store.live import Live

WITHIN_MS = 10
NS = 1_000_000
HOUR_MS = 3_600_000
ZONES = ("Europe/London", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC",
         "Asia/Kathmandu")  # fmt: skip
# When clocks change there: half an hour before, and a day on which nothing does.
STARTS = (
    "2026-03-29T00:30", "2026-10-25T00:30", "2026-03-08T06:30", "2026-11-01T05:30",
    "2026-04-04T14:30", "2026-10-03T15:00", "2026-05-12T13:00",
)  # fmt: skip


@dataclass
class Machine:
    """A computer whose clocks do what a script says; ``true_ms`` is what has really passed."""

    wall_ns: int
    zone: str
    boot_ns: int = 5_000_000 * NS + 123_456
    awake_ns: int = 4_000_000 * NS + 654_321
    true_ms: int = 0
    boots: int = 1

    def passes(self, ms: int, asleep: bool = False) -> None:
        """Let time pass, with the lid open or shut."""
        self.true_ms += ms
        self.boot_ns += ms * NS
        self.wall_ns += ms * NS
        self.awake_ns += 0 if asleep else ms * NS

    def step(self, ms: int) -> None:
        """Set the wall clock forward or back."""
        self.wall_ns += ms * NS

    def go_to(self, zone: str) -> None:
        """Change the time zone, as a flight does."""
        self.zone = zone
        os.environ["TZ"] = zone
        time.tzset()

    def restart(self, ms: int) -> None:
        """Switch off and on again."""
        self.passes(ms)
        self.boots += 1
        self.boot_ns = self.awake_ns = 20_000 * NS

    def utc_offset_min(self) -> int:
        """Return what a wall clock in the room shows, from the zone's own rules."""
        at = datetime.fromtimestamp(self.wall_ns / 1e9, UTC).astimezone(ZoneInfo(self.zone))
        offset = at.utcoffset()
        return 0 if offset is None else int(offset.total_seconds() // 60)


@contextmanager
def running_on(machine: Machine, planted: str = "") -> Iterator[None]:
    """Have the program read this machine's clocks, through its own reading of them."""
    names = vars(clock)
    before, zone = {name: names[name] for name in ("time", "_boot_id")}, os.environ.get("TZ")
    told: dict[Any, Any] = {
        time.CLOCK_BOOTTIME: lambda: machine.awake_ns if planted == "asleep"
        else machine.wall_ns if planted == "wall" else machine.boot_ns,
    }  # fmt: skip
    names["time"] = SimpleNamespace(
        clock_gettime_ns=lambda which: told[which](), CLOCK_BOOTTIME=time.CLOCK_BOOTTIME,
        monotonic_ns=lambda: machine.awake_ns, time_ns=lambda: machine.wall_ns,
        localtime=time.localtime,
    )  # fmt: skip
    names["_boot_id"] = lambda: f"boot-{machine.boots}"
    machine.go_to(machine.zone)
    try:
        yield
    finally:
        names.update(before)
        os.environ.pop("TZ", None)
        if zone is not None:
            os.environ["TZ"] = zone
        time.tzset()


def script(writer: Writer, draw: random.Random, planted: str = "") -> list[str]:
    """Record one session by a random script; return what was wrong with it."""
    begun = datetime.fromisoformat(draw.choice(STARTS)).replace(tzinfo=UTC)
    machine = Machine(int(begun.timestamp() * 1e9) + 987_654, draw.choice(ZONES))
    with running_on(machine, planted):
        return _recorded(writer, draw, machine)


def _recorded(writer: Writer, draw: random.Random, machine: Machine) -> list[str]:
    live = Live(writer, clock.read)
    began = machine.true_ms
    presses: list[tuple[str, int]] = []
    shown = {"stepped": 0, "zone": 0, "slept": 0, "restarted": 0}
    offset = machine.utc_offset_min()
    for _ in range(draw.randint(12, 30)):
        machine.passes(draw.randint(1, 90_000))
        match draw.choice(("press", "press", "press", "step", "sleep", "zone", "restart")):
            case "step":
                machine.step(draw.choice((-HOUR_MS, HOUR_MS, -3 * HOUR_MS, 40_000, -7_777)))
                shown["stepped"] += 1
            case "sleep":
                machine.passes(draw.randint(2_000, 900_000), asleep=True)
                shown["slept"] += 1
            case "zone":
                machine.go_to(draw.choice(ZONES))
            case "restart":
                machine.restart(draw.randint(5_000, 300_000))
                live.reopen()
                offset = machine.utc_offset_min()
                shown["restarted"] += 1
                continue
        live.recorder.watch_clock()
        shown["zone"] += machine.utc_offset_min() != offset
        offset = machine.utc_offset_min()
        live.recorder.press("us-and-them")
        newest = live.timeline.latest()
        assert newest is not None
        presses.append((newest.uid, machine.true_ms - began))
    live.reopen()
    held = live.timeline
    found = []
    for uid, true_ms in presses:
        if uid not in held.moments:
            found.append("a moment is missing")
            continue
        off = held.moments[uid].offset_ms - true_ms
        if abs(off) > WITHIN_MS:
            found.append(f"an offset is {off} ms out")
    if [uid for _, uid in held.entry_order] != [uid for uid, _ in presses]:
        found.append("the order of entry changed")
    if [uid for _, _, uid in held.moment_order] != [uid for uid, _ in presses]:
        found.append("the order of time changed")
    kinds = [event.kind for event in held.clock_events.values()]
    found += [
        f"{kind}: {kinds.count(kind)} noted of {count}"
        for kind, count in shown.items()
        if kinds.count(kind) != count
    ]
    return found


def run(scripts: int, seed: int, planted: str = "") -> list[str]:
    """Run so many scripts; return what was wrong, by script."""
    draw = random.Random(seed)
    with throwaway() as writer:
        return [
            f"script {number}: {words}"
            for number in range(scripts)
            for words in script(writer, draw, planted)
        ]


def main() -> int:
    """Run from the command line; return 1 where an offset or the order was wrong."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--scripts", type=int, default=30)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--plant", choices=("wall", "asleep"), default="")
    args = reader.parse_args()
    start = perf_counter()
    faults = run(args.scripts, args.seed, args.plant)
    print(f"{args.scripts} scripts, {len(faults)} faults, {perf_counter() - start:.0f} s")
    for words in faults[:20]:
        print(words)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
