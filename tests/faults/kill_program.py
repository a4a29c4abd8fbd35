"""
Kill the real program with SIGKILL while real keys are pressed in its live window.

``python -m tests.faults.kill_program --kills 200 --seed 1``: the whole program under Xvfb, keys
pressed through X, the process killed at any moment, a fifth of the kills while it opens. Each
time the vault must open whole and hold what the window had shown as saved; what it holds must be
the presses in their order, none twice; and the next opening must go on with the session, its
clock and its open turn. ``--plant early`` and ``--plant twice`` put a fault in that must show.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

from livecoach.core.timeline import Timeline
from livecoach.store import connection, reading
from livecoach.store.connection import FILE_NAME, open_database
from tests import x11
from tests.bench import driving, meeting
from tests.faults import window
from tests.faults.meeting import TAG_KEYS
from tests.faults.whole import faults_of

VAULT_LASTS = 25  # kills; then a fresh one, so that checking stays quick
IN_OPENING = 0.2
LONGEST_S = 0.5  # of pressing
GAP_S = (0.008, 0.06)
RESTS_S = 0.15  # a switch pressed again sooner is taken to chatter
OPENS_S = 60.0  # a window that is not there by then never will be
CLOCK_MS = 10
SEAT_KEYS = meeting.SEAT_KEYS.lower()

Act = tuple[str, str]  # "turn" or "moment", and its key


@dataclass
class Tally:
    """What all the kills came to."""

    kills: int = 0
    shown: int = 0  # edits that the window showed as saved
    recorded: int = 0  # presses that were found in the record
    unshown: int = 0  # of them, saved and not yet shown
    resumed: int = 0  # openings that went on with the session
    faults: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Add what another worker's kills came to."""
        for name in ("kills", "shown", "recorded", "unshown", "resumed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.faults += other.faults


class Room:
    """One vault with a running session, opened and killed again and again."""

    def __init__(self, place: Path, keyboard: x11.Keyboard, display: str, draw: random.Random):
        self.made = driving.prepare(place / "vault", 0)
        self.place, self.keyboard, self.display, self.draw = place, keyboard, display, draw
        self.acts: list[Act] = []  # what the record must hold, in order
        self.edits = 0  # that touched a turn or a moment
        self.shown: set[str] = set()
        self.behind_ms: float | None = None
        self.opens_s = 1.0  # how long an opening takes here
        self.tally = Tally()

    # One life ----------------------------------------------------------------------------

    def live_and_die(self) -> None:
        """Open the program, press keys, kill it, and look at what it left."""
        self.tally.kills += 1
        start = perf_counter()
        early = self.draw.random() < IN_OPENING
        deadline = self.draw.uniform(0, self.opens_s) if early else OPENS_S
        folder, key = self.made.folder, self.made.key
        child, end = window.forked(
            lambda say: window.show(folder, key, self.display, self.place, say)
        )
        said, pressed = "", list[Act | None]()
        while "ready " not in said and perf_counter() - start < deadline:
            said += _read(end)
            sleep(0.002)
        if "ready " in said and not early:
            self.opens_s = perf_counter() - start
            self._went_on(json.loads(said.partition("ready ")[2].partition("\n")[0]))
            pressed = self._press(json.loads(said.partition("ready ")[2].partition("\n")[0]))
        elif not early:
            self._fault("the window did not come back")
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if os.WTERMSIG(status) != signal.SIGKILL:
            self._fault(f"the program ended by itself (status {status})")
        os.set_blocking(end, True)
        while block := os.read(end, 1 << 16):
            said += block.decode()
        os.close(end)
        self._judge(said, pressed)

    def _press(self, at: dict[str, Any]) -> list[Act | None]:
        """Press keys for some time; return them, None for an undo."""
        self.keyboard.focus(at["window"])
        left = self.draw.uniform(0, LONGEST_S)
        expected, pressed = list(self.acts), list[Act | None]()
        at_s: dict[str, float] = {}  # when each key was pressed last
        while left > 0:
            resting = {key for key, when in at_s.items() if perf_counter() - when < RESTS_S}
            if expected and "z" not in resting and self.draw.random() < 0.1:
                self.keyboard.press("Control_L", "z")
                expected.pop()
                pressed.append(None)
                at_s["z"] = perf_counter()
            else:
                act = self._choose(expected, resting)
                self.keyboard.press(act[1])
                expected.append(act)
                pressed.append(act)
                at_s[act[1]] = perf_counter()
            gap = self.draw.uniform(*GAP_S)
            sleep(gap)
            left -= gap
        return pressed

    def _choose(self, expected: list[Act], resting: set[str]) -> Act:
        """Choose a key: not the floor's, which would give it up, nor one that would not count."""
        turns, moments = _stands(expected)
        if turns and self.draw.random() < 0.6:
            # The newest moment's tag again within two seconds is a slip of the hand.
            newest = {key for key, _ in moments[-1:]}
            return "moment", self.draw.choice(
                [key for key in TAG_KEYS if key not in newest | resting]
            )
        floor = set(turns[-1:])
        return "turn", self.draw.choice([key for key in SEAT_KEYS if key not in floor | resting])

    # What is found afterwards --------------------------------------------------------------

    def _went_on(self, at: dict[str, Any]) -> None:
        turns, moments = _stands(self.acts)
        wrong = []
        if at["state"] != "live" or not at["running"]:
            wrong.append(f"its clock stands still ({at['state']})")
        if at["floor"].lower() != (turns[-1] if turns else ""):
            wrong.append(f"{at['floor']!r} has the floor, not {turns[-1:]}")
        if at["moments"] != len(moments):
            wrong.append(f"{at['moments']} moments where there were {len(moments)}")
        if at["lamp"] != "Saved":
            wrong.append(f"its lamp says {at['lamp']!r}")
        if self.behind_ms is None:
            self.behind_ms = at["behind_ms"]
        if abs(at["behind_ms"] - self.behind_ms) > CLOCK_MS:
            wrong.append(f"its clock is {at['behind_ms'] - self.behind_ms} ms out")
        for words in wrong:
            self._fault(f"opened again, {words}")
        self.tally.resumed += not wrong

    def _judge(self, said: str, pressed: list[Act | None]) -> None:
        shown = [
            uid for line in said.split("\n")[:-1] if line.startswith("saved ")
            for uid in line.split()[1:]
        ]  # fmt: skip
        self.tally.shown += len(shown)
        self.shown.update(shown)
        path = self.made.folder / FILE_NAME
        for words in faults_of(path, self.made.key, self.shown):
            self._fault(words)
        db = open_database(path, self.made.key)
        try:
            record = reading.timeline(db, self.made.session)
            edits = [
                edit for edit in reading.journal(db, self.made.session)
                if any(change.table in ("turn", "moment") for change in edit.changes)
            ]  # fmt: skip
        finally:
            db.close()
        kept = len(edits) - self.edits
        if kept > len(pressed):
            self._fault(f"{kept} presses recorded of {len(pressed)} made")
        if kept < len(shown):
            self._fault(f"{len(shown)} presses shown as saved, {kept} recorded")
        for act in pressed[:kept]:
            if act is None:
                self.acts.pop()
            else:
                self.acts.append(act)
        self.edits += kept
        self.tally.recorded += kept
        self.tally.unshown += kept - len(shown)
        for words in differences(self.acts, record):
            self._fault(words)
        if self.tally.faults:  # from here on nothing would be as expected
            self.acts, self.edits = _acts_of(record), len(edits)

    def _fault(self, words: str) -> None:
        self.tally.faults.append(f"kill {self.tally.kills}: {words}")


def _stands(acts: list[Act]) -> tuple[list[str], list[Act]]:
    """Return the keys of the turns, and each moment's key with the floor it was pressed in."""
    turns, moments, floor = [], [], ""
    for kind, key in acts:
        if kind == "turn":
            turns.append(key)
            floor = key
        else:
            moments.append((key, floor))
    return turns, moments


def _acts_of(record: Timeline) -> list[Act]:
    seats = {seat.uid: seat.key.lower() for seat in record.seats.values()}
    tags = {tag.id: tag.key.lower() for tag in record.board.tags}
    rows = [
        (turn.start_ms, 0, ("turn", seats[turn.seat or ""])) for turn in record.turns_in_order()
    ]
    rows += [
        (one.offset_ms, 1, ("moment", tags[one.tag or ""])) for one in record.moments_in_order()
    ]
    return [act for _, _, act in sorted(rows)]


def differences(acts: list[Act], record: Timeline) -> list[str]:
    """Return in words where a record is not what was pressed."""
    seats = {seat.uid: seat.key.lower() for seat in record.seats.values()}
    tags = {tag.id: tag.key.lower() for tag in record.board.tags}
    turns, moments = _stands(acts)
    found = []
    held = record.turns_in_order()
    if [seats.get(turn.seat or "", "") for turn in held] != turns:
        found.append(f"{len(turns)} turns were pressed, {len(held)} recorded, or not as pressed")
    if held and [turn.end_ms is None for turn in held] != [False] * (len(held) - 1) + [True]:
        found.append("not the last turn alone is open")
    entered = [record.moments[uid] for _, uid in record.entry_order]
    if [(tags[one.tag or ""], seats.get(one.seat or "", "")) for one in entered] != moments:
        found.append(
            f"{len(moments)} moments were pressed, {len(entered)} recorded, or not as pressed"
        )
    if [one.offset_ms for one in entered] != sorted(one.offset_ms for one in entered):
        found.append("the moments are not in the order of their times")
    return found


# Many of them --------------------------------------------------------------------------------


def _read(end: int) -> str:
    try:
        return os.read(end, 1 << 16).decode()
    except BlockingIOError:
        return ""


def _work(kills: int, seed: int, say: int) -> None:
    """Kill so often on a display of one's own; say what came of each vault as JSON."""
    connection.PAUSE_S = 0.0
    draw = random.Random(seed)
    with x11.server() as display:
        keyboard = x11.Keyboard(display)
        left = kills
        while left:
            with tempfile.TemporaryDirectory(prefix="livecoach-kill-") as name:
                room = Room(Path(name), keyboard, display, draw)
                for _ in range(min(VAULT_LASTS, left)):
                    room.live_and_die()
                    left -= 1
                os.write(say, (json.dumps(vars(room.tally)) + "\n").encode())
        keyboard.close()
    os._exit(0)


def run(kills: int, seed: int, workers: int) -> Tally:
    """Kill so many times, in so many processes side by side; return what came of it."""
    window.make_ready()
    whole, start, said_at = Tally(), perf_counter(), perf_counter()
    running = {}
    for number in range(workers):
        many = kills // workers + (number < kills % workers)
        child, end = window.forked(partial(_work, many, seed + 1000 * number))
        running[child] = end
    texts = dict.fromkeys(running, "")
    while running:
        sleep(0.1)
        for child, end in list(running.items()):
            try:
                block = os.read(end, 1 << 16)
            except BlockingIOError:
                continue
            texts[child] += block.decode()
            *lines, texts[child] = texts[child].split("\n")
            for line in lines:
                whole.add(Tally(**json.loads(line)))
            if not block:
                os.close(end)
                del running[child]
                _, status = os.waitpid(child, 0)
                if status:
                    whole.faults.append(f"the killer itself ended with status {status}")
        if perf_counter() - said_at > 60:
            said_at = perf_counter()
            print(
                f"{whole.kills} of {kills} kills, {len(whole.faults)} faults, "
                f"{perf_counter() - start:.0f} s", file=sys.stderr, flush=True,
            )  # fmt: skip
    return whole


def main() -> int:
    """Run from the command line; return 1 where anything was lost, doubled or out of order."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--kills", type=int, default=200)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    reader.add_argument("--plant", choices=("early", "twice"), default="")
    args = reader.parse_args()
    window.plant(args.plant)
    start = perf_counter()
    tally = run(args.kills, args.seed, args.workers)
    print(
        f"{tally.kills} kills of the program, {tally.recorded} presses recorded, {tally.shown} "
        f"shown as saved, {tally.unshown} saved and not yet shown, {tally.resumed} openings went "
        f"on as they stood, {len(tally.faults)} faults, {perf_counter() - start:.0f} s"
    )
    for words in tally.faults[:20]:
        print(words)
    return int(bool(tally.faults))


if __name__ == "__main__":
    sys.exit(main())
