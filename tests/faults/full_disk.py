"""
Fill the disk under the real writer, on a small disk of memory that is this test's own.

``python -m tests.faults.full_disk --more 1000`` prints how many edits were saved in the space
kept aside, what the coach was told, and whether all came through once there was room again.
It mounts a tmpfs in a mount namespace of its own, as root or where the kernel lets anybody.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from livecoach.store import keys, reserve
from livecoach.store.connection import FILE_NAME
from livecoach.store.writer import Writer
from tests.faults.whole import faults_of
from tests.store.vaults import meeting

DISK = 24 << 20
_NEW_MOUNTS = 0x00020000  # CLONE_NEWNS
_PRIVATE, _RECURSIVE = 1 << 18, 1 << 14


@dataclass
class Outcome:
    """How many edits came after the disk was full, and how the writer bore it."""

    more: int = 0
    told: list[str] = field(default_factory=list)
    waited: int = 0  # edits that had to wait for room, and then came through
    faults: list[str] = field(default_factory=list)


def small_disk() -> Path:
    """Mount a small disk that nobody else sees and that goes with this process."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_MOUNTS):
        raise OSError(ctypes.get_errno(), "no mount namespace")
    libc.mount(b"none", b"/", None, _PRIVATE | _RECURSIVE, None)
    place = Path(tempfile.mkdtemp(prefix="livecoach-full-"))
    if libc.mount(b"tmpfs", os.fsencode(place), b"tmpfs", 0, f"size={DISK}".encode("ascii")):
        raise OSError(ctypes.get_errno(), "no disk of memory")
    return place


def run(more: int) -> Outcome:
    """Record, fill the disk, record on until nothing more fits, and make room again."""
    outcome = Outcome()
    place = small_disk()
    folder = place / "v"
    folder.mkdir(0o700)
    key = keys.new_key()
    (folder / FILE_NAME).touch(0o600)
    saved: list[str] = []
    writer = Writer(folder, key, saved.append, lambda uid, words: outcome.told.append(words))
    about = meeting()
    writer.save(about.begins())
    for number in range(1, 51):
        writer.save(about.tag(number, "you people always", "blame"))
    writer.flush(10)
    before = len(saved)
    filler = place / "other-program"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 16, 512, 1):  # every last byte
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    number = 50
    while len(saved) - before < more or writer.pending():
        for _ in range(50):
            number += 1
            writer.save(about.tag(number, "you people always", "blame"))
        if not writer.flush(5):
            break
    outcome.more = len(saved) - before
    outcome.waited = writer.pending()
    if (folder / reserve.NAME).exists():
        outcome.faults.append("the space kept aside was not given up")
    if writer.ask(lambda db: db["moment"].count) != len(saved) - 1:
        outcome.faults.append("reading failed on the full disk")
    filler.unlink()
    if not writer.close(20):
        outcome.faults.append("what waited did not come through when there was room")
    outcome.faults += faults_of(folder / FILE_NAME, key, saved)
    if len(saved) != number + 1:
        outcome.faults.append(f"{number + 1 - len(saved)} edits missing")
    return outcome


def main() -> int:
    """Run from the command line; return 1 where fewer fitted, or anything was lost."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--more", type=int, default=1000)
    args = reader.parse_args()
    start = perf_counter()
    outcome = run(args.more)
    print(
        f"{outcome.more} further edits on a full disk, {outcome.waited} waited for room and came "
        f"through, {len(outcome.faults)} faults, {perf_counter() - start:.0f} s"
    )
    for words in [*outcome.faults, *dict.fromkeys(outcome.told)]:
        print(words)
    return int(bool(outcome.faults) or outcome.more < args.more)


def apart(more: int) -> subprocess.CompletedProcess[str]:
    """Run in a process of its own, as a user of a namespace of its own unless root."""
    as_root = [] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user"]
    return subprocess.run(
        [*as_root, sys.executable, "-m", "tests.faults.full_disk", "--more", str(more)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


if __name__ == "__main__":
    sys.exit(main())
