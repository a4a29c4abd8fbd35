"""
Step, shift, sleep and restart the machine's clocks while a session is recorded.

``python -m tests.faults.clocks --scripts 30 --seed 1``: whatever the clocks do, every moment's
offset is within 10 ms of the time that had truly passed, and the order stays that of the presses.
"""

from __future__ import annotations

import argparse
import random
import sys
from dataclasses import dataclass, replace
from time import perf_counter

from livecoach.core.clock import Reading
from livecoach.store.throwaway import throwaway
from livecoach.store.writer import Writer
from tests.store.live import Live

WITHIN_MS = 10
HOUR_MS = 3_600_000
SWITCHED_ON = Reading(5_000_000, 4_000_000, 1_790_000_000_000, 60, "boot-1")


@dataclass
class Machine:
    """A computer whose clocks do what a script says; ``true_ms`` is what has really passed."""

    reading: Reading
    true_ms: int = 0
    boots: int = 1

    def __call__(self) -> Reading:
        return self.reading

    def passes(self, ms: int, asleep: bool = False) -> None:
        """Let time pass, with the lid open or shut."""
        now = self.reading
        self.true_ms += ms
        self.reading = replace(
            now,
            boot_ms=now.boot_ms + ms,
            awake_ms=now.awake_ms + (0 if asleep else ms),
            wall_utc_ms=now.wall_utc_ms + ms,
        )

    def step(self, ms: int) -> None:
        """Set the wall clock forward or back."""
        self.reading = replace(self.reading, wall_utc_ms=self.reading.wall_utc_ms + ms)

    def zone(self, minutes: int) -> None:
        """Change the offset from UTC, as daylight saving or a flight does."""
        self.reading = replace(self.reading, utc_offset_min=minutes)

    def restart(self, ms: int) -> None:
        """Switch off and on again."""
        self.passes(ms)
        self.boots += 1
        self.reading = replace(
            self.reading, boot_ms=20_000, awake_ms=20_000, boot_id=f"boot-{self.boots}"
        )


def script(writer: Writer, draw: random.Random) -> list[str]:
    """Record one session by a random script; return what was wrong with it."""
    machine = Machine(SWITCHED_ON)
    live = Live(writer, machine)
    began = machine.true_ms
    presses: list[tuple[str, int]] = []
    shown = {"stepped": 0, "zone": 0, "slept": 0, "restarted": 0}
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
                other = 0 if machine.reading.utc_offset_min else 60
                machine.zone(other)
                shown["zone"] += 1
            case "restart":
                machine.restart(draw.randint(5_000, 300_000))
                live.reopen()
                shown["restarted"] += 1
                continue
        live.recorder.watch_clock()
        live.recorder.press("us-and-them")
        newest = live.timeline.latest()
        assert newest is not None
        presses.append((newest.uid, machine.true_ms - began))
    live.reopen()
    held = live.timeline
    found = []
    for uid, true_ms in presses:
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


def run(scripts: int, seed: int) -> list[str]:
    """Run so many scripts; return what was wrong, by script."""
    draw = random.Random(seed)
    with throwaway() as writer:
        return [
            f"script {number}: {words}"
            for number in range(scripts)
            for words in script(writer, draw)
        ]


def main() -> int:
    """Run from the command line; return 1 where an offset or the order was wrong."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--scripts", type=int, default=30)
    reader.add_argument("--seed", type=int, default=1)
    args = reader.parse_args()
    start = perf_counter()
    faults = run(args.scripts, args.seed)
    print(f"{args.scripts} scripts, {len(faults)} faults, {perf_counter() - start:.0f} s")
    for words in faults[:20]:
        print(words)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
