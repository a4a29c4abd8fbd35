"""
Tag a whole ninety-minute meeting by real keys through X, and look for every press in the record.

Run ``python -m tests.faults.meeting [turns] [moments]``. The real program under Xvfb; the keys
come many times quicker than in any meeting; afterwards the vault is opened and read.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from livecoach.core.timeline import Timeline
from livecoach.store import reading
from livecoach.store.writer import Writer
from tests import x11
from tests.bench import driving, meeting

TAG_KEYS = "qwerasdfzxcv"
GAP_S = (0.05, 0.13)
SAME_TAG_S = 2.5  # sooner than two seconds, the same tag again is a slip of the hand


@dataclass(frozen=True, slots=True)
class Press:
    """One key pressed, and whose floor it was pressed in."""

    key: str
    floor: str  # the key of the seat that has the floor after it


def play(keyboard: x11.Keyboard, turns: int, moments: int, seed: int) -> list[Press]:
    """Press that many seat keys and tag keys in an order drawn by chance; return them."""
    chance = random.Random(seed)
    kinds = ["turn"] * (turns - 1) + ["moment"] * moments
    chance.shuffle(kinds)
    pressed: list[Press] = []
    floor, tagged = "", dict.fromkeys(TAG_KEYS, 0.0)
    for kind in ["turn", *kinds]:
        if kind == "turn":
            key = floor = chance.choice([key for key in meeting.SEAT_KEYS if key != floor])
        else:
            while not (free := [key for key in TAG_KEYS if _ready(tagged[key])]):
                time.sleep(0.05)
            key = chance.choice(free)
            tagged[key] = time.monotonic()
        keyboard.press(key.lower())
        pressed.append(Press(key, floor))
        time.sleep(chance.uniform(*GAP_S))
    return pressed


def _ready(last: float) -> bool:
    return time.monotonic() - last > SAME_TAG_S


def missing(pressed: list[Press], record: Timeline) -> list[str]:
    """Return in words where the record differs from what was pressed; nothing when it is whole."""
    seat_keys = {seat.uid: seat.key for seat in record.seats.values()}
    turns = [press.key for press in pressed if press.key in meeting.SEAT_KEYS]
    kept = [seat_keys.get(turn.seat or "", "") for turn in record.turns_in_order()]
    found = [] if kept == turns else [f"{len(turns)} turns were pressed, {len(kept)} kept"]
    found += [
        f"the turn at {this.start_ms} ms ends at {this.end_ms}, not where the next begins"
        for this, following in pairwise(record.turns_in_order())
        if this.end_ms != following.start_ms
    ]
    tag_keys = {tag.id: tag.key.lower() for tag in record.board.tags}
    wanted = [(press.key, press.floor) for press in pressed if press.key in TAG_KEYS]
    entered = [record.moments[uid] for _, uid in record.entry_order]
    held = [(tag_keys[one.tag or ""], seat_keys.get(one.seat or "", "")) for one in entered]
    if held != wanted:
        found.append(f"{len(wanted)} moments were pressed, {len(held)} kept, or not as pressed")
    if [one.offset_ms for one in entered] != sorted(one.offset_ms for one in entered):
        found.append("the moments are not in the order of their times")
    return found


def measure(turns: int, moments: int, seed: int = 5) -> list[str]:
    """Play a meeting to the real program and return what is missing from its record."""
    with tempfile.TemporaryDirectory(prefix="livecoach-") as folder, x11.server() as display:
        made = driving.prepare(Path(folder) / "vault", 0)
        keyboard = x11.Keyboard(display)
        with driving.program(display, made) as started:
            keyboard.focus(started.window)
            keyboard.settle(started.row, 0.3)
            pressed = play(keyboard, turns, moments, seed)
            keyboard.settle(started.row, 0.5)
        keyboard.close()
        writer = Writer(made.folder, made.key)
        try:
            record = writer.ask(lambda db: reading.timeline(db, made.session))
        finally:
            writer.close()
    return missing(pressed, record)


def main(words: list[str]) -> int:
    """Print what is missing; return 0 when nothing is."""
    turns, moments = (int(word) for word in words) if words else (600, 400)
    found = measure(turns, moments)
    print("\n".join(found) or f"{turns} turns and {moments} moments: every press is in the record")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
