"""
Kill the real writer with SIGKILL while it records, again and again.

``python -m tests.faults.kill9 --kills 200 --seed 1`` prints what was acknowledged, what had been
committed without an acknowledgement and was recognised when sent again, and what was lost.
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
from pathlib import Path
from time import perf_counter, sleep

from livecoach.core import clock
from livecoach.core.edit import Edit
from livecoach.core.record import edit_as_dict, edit_from_dict
from livecoach.store import keys
from livecoach.store.connection import FILE_NAME
from livecoach.store.opening import open_vault
from livecoach.store.writer import Writer
from tests.faults.forking import fork
from tests.faults.whole import faults_of
from tests.store.live import ACT_NAMES, Live, planned

VAULT_LASTS = 20  # kills; then a fresh one, so that checking stays quick
IN_OPENING = 0.2  # of the kills fall while the vault is being opened
OPENING_S = 0.05
RECORDING_S = 0.3


@dataclass
class Tally:
    """What all the kills came to."""

    kills: int = 0
    acknowledged: int = 0
    recognised: int = 0  # committed, not yet acknowledged, and known again when resent
    faults: list[str] = field(default_factory=list)


def record(folder: Path, key: bytes, session: str, seed: int, ends: tuple[int, int]) -> None:
    """Record until killed: each edit goes down one pipe when sent, its uid down the other."""
    sent, acknowledged = ends

    def on_saved(uid: str) -> None:
        os.write(acknowledged, f"{uid}\n".encode("ascii"))

    writer = Writer(folder, key, on_saved)

    def save(edit: Edit) -> None:
        os.write(sent, (json.dumps(edit_as_dict(edit)) + "\n").encode("ascii"))
        writer.save(edit)

    draw = random.Random(seed)
    live = Live(writer, clock.read, save, session)
    while True:
        live.act(draw.choice(ACT_NAMES), draw.randrange(6))
        if draw.random() < 0.3:
            writer.flush(1)


def killed_once(folder: Path, key: bytes, session: str, draw: random.Random) -> tuple[str, str]:
    """Start a recording, kill it at some moment, and return what it had sent and heard back."""
    sent, acknowledged = os.pipe(), os.pipe()
    child = fork()
    if not child:
        try:
            os.close(sent[0])
            os.close(acknowledged[0])
            record(folder, key, session, draw.randrange(1 << 30), (sent[1], acknowledged[1]))
        finally:
            os._exit(1)
    os.close(sent[1])
    os.close(acknowledged[1])
    early = draw.random() < IN_OPENING
    os.set_blocking(sent[0], False)
    os.set_blocking(acknowledged[0], False)
    said = {sent[0]: b"", acknowledged[0]: b""}
    left = draw.uniform(0, OPENING_S) if early else OPENING_S + draw.uniform(0, RECORDING_S)
    while left > 0:
        sleep(min(left, 0.004))
        left -= 0.004
        _drain(said)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WTERMSIG(status) != signal.SIGKILL:
        raise RuntimeError("the recording ended by itself")
    for end in said:
        os.set_blocking(end, True)
    _drain(said)
    for end in said:
        os.close(end)
    return said[sent[0]].decode("ascii"), said[acknowledged[0]].decode("ascii")


def _drain(said: dict[int, bytes]) -> None:
    for end in said:
        try:
            while block := os.read(end, 1 << 16):
                said[end] += block
        except BlockingIOError:
            continue


def whole_lines(text: str) -> list[str]:
    """Return the lines that were written to their end."""
    return text.split("\n")[:-1]


def run(kills: int, seed: int) -> Tally:
    """Kill so many times and return what came of it."""
    draw = random.Random(seed)
    tally = Tally()
    while tally.kills < kills:
        with tempfile.TemporaryDirectory(prefix="livecoach-kill-") as name:
            _one_vault(Path(name), min(VAULT_LASTS, kills - tally.kills), draw, tally)
    return tally


def _one_vault(folder: Path, kills: int, draw: random.Random, tally: Tally) -> None:
    key = keys.new_key()
    path = folder / FILE_NAME
    path.touch(0o600)
    session, first = planned()
    acknowledged: set[str] = set()
    for number in range(kills):
        if number:
            sent, heard = killed_once(folder, key, session, draw)
        else:  # the first kill falls into the making of the tables
            sent, heard = _killed_while_made(folder, key, draw)
        tally.kills += 1
        known = whole_lines(heard)
        tally.acknowledged += len(known)
        acknowledged.update(known)
        if number:  # before, its tables may be half made; the next opening makes the rest
            _note(tally, faults_of(path, key, acknowledged))
        edits = [edit_from_dict(json.loads(line)) for line in whole_lines(sent)]
        if not number:
            edits = [first]
        waiting = [edit for edit in edits if edit.uid not in acknowledged]
        tally.recognised += _send_again(folder, key, waiting, tally)
        acknowledged.update(edit.uid for edit in waiting)
        _note(tally, faults_of(path, key, acknowledged))


def _note(tally: Tally, faults: list[str]) -> None:
    tally.faults += [f"kill {tally.kills}: {words}" for words in faults]


def _killed_while_made(folder: Path, key: bytes, draw: random.Random) -> tuple[str, str]:
    child = fork()
    if not child:
        try:
            open_vault(folder, key)
            sleep(1)
        finally:
            os._exit(1)
    sleep(draw.uniform(0, 2 * OPENING_S))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "", ""


def _send_again(folder: Path, key: bytes, edits: list[Edit], tally: Tally) -> int:
    writer = Writer(folder, key)
    held = {
        row[0] for row in writer.ask(lambda db: db.execute("SELECT uid FROM journal").fetchall())
    }
    for edit in edits:
        writer.save(edit)
    if not writer.close() or writer.refused():
        tally.faults.append("an edit sent again was not let in")
    return sum(edit.uid in held for edit in edits)


def main() -> int:
    """Run from the command line; return 1 where anything was lost, doubled or damaged."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--kills", type=int, default=200)
    reader.add_argument("--seed", type=int, default=1)
    args = reader.parse_args()
    start = perf_counter()
    tally = run(args.kills, args.seed)
    print(
        f"{tally.kills} kills, {tally.acknowledged} edits acknowledged, {tally.recognised} "
        f"committed but unacknowledged and recognised, {len(tally.faults)} faults, "
        f"{perf_counter() - start:.0f} s"
    )
    for words in tally.faults[:20]:
        print(words)
    return int(bool(tally.faults))


if __name__ == "__main__":
    sys.exit(main())
