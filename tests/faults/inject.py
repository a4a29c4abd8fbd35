"""
Let every system call on the way to the disk fail once, and look for what is lost or left unsaid.

``python -m tests.faults.inject --what record`` tags, undoes and ends a session with the real
writer while strace makes the first, second, … call of each kind fail. Each edit must end up
acknowledged and on disk, or told of as trouble. ``--what acts`` does more with a session,
``open``, ``backup``, ``restore``, ``migrate``, ``erase``, ``purge`` and ``put-back`` (a restore in
the usual place) do what they say, ``all`` does all in turn: done entirely, or told and nothing
half done. ``--plant`` takes a failure for success.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, sleep

from livecoach.core.edit import Edit
from livecoach.store import backup, commit, connection, header, vault
from livecoach.store.connection import FILE_NAME
from livecoach.store.engine import Database
from tests.faults import erased, inject_acts, kill_restores
from tests.faults.forking import Say, fork, side_by_side
from tests.faults.inject_acts import DOINGS, PATIENCE_S, prepared
from tests.faults.whole import faults_of
from tests.store.vaults import PASSPHRASE

CALLS = (
    ("pwrite64", "EIO"), ("pwrite64", "ENOSPC"), ("fsync", "EIO"), ("fdatasync", "EIO"),
    ("ftruncate", "EIO"), ("openat", "EACCES"), ("openat", "EMFILE"), ("pread64", "EIO"),
    ("fcntl", "ENOLCK"), ("unlink", "EIO"), ("rename", "EIO"), ("write", "ENOSPC"),
    ("newfstatat", "EIO"),
)  # fmt: skip
MOST = 400  # calls of one kind in one run; far beyond what there are


@dataclass
class Outcome:
    """How many points failed once, how often the coach was told, and what went wrong."""

    points: int = 0
    told: int = 0
    faults: list[str] = field(default_factory=list)


# Looking on ----------------------------------------------------------------------------------


def one_point(what: str, first: Path, key: bytes, fault: str) -> tuple[list[str], bool, Path]:
    """Do it once with one call failing; return what was said, whether any failed, and where."""
    folder = Path(tempfile.mkdtemp(prefix="livecoach-inject-")) / "v"
    shutil.copytree(first, folder)
    folder.chmod(0o700)
    lines, ready, go = os.pipe(), os.pipe(), os.pipe()
    child = fork()
    if not child:
        for end in (lines[0], ready[0], go[1]):
            os.close(end)
        inject_acts.child(what, folder, key, lines[1], ready[1], go[0])
    for end in (lines[1], ready[1], go[0]):
        os.close(end)
    os.read(ready[0], 1)
    log = folder.parent / "log"
    paths = [word for path in _watched(folder) for word in ("-P", str(path))]
    call = fault.partition(":")[0]
    tracer = subprocess.Popen(
        ["strace", "-f", "-qq", "-o", str(log), "-p", str(child), *paths, "-e", f"trace={call}",
         "-e", f"inject={fault}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    while not _traced(child):
        if tracer.poll() is not None:
            raise RuntimeError("strace could not attach")
        sleep(0.001)
    os.write(go[1], b"x")
    said = b""
    while block := os.read(lines[0], 1 << 16):
        said += block
    for end in (lines[0], ready[0], go[1]):
        os.close(end)
    os.waitpid(child, 0)
    tracer.wait(PATIENCE_S)
    assert tracer.stderr is not None
    tracer.stderr.close()
    hit = "(INJECTED)" in log.read_text("ascii", "replace")
    return said.decode("utf-8").splitlines(), hit, folder


def _traced(child: int) -> bool:
    """Tell whether every thread of a process is watched."""
    threads = Path(f"/proc/{child}/task").iterdir()
    return all("TracerPid:\t0" not in (one / "status").read_text("ascii") for one in threads)


def _watched(folder: Path) -> list[Path]:
    names = (
        FILE_NAME, f"{FILE_NAME}-journal", "vault.json", "vault.json.part", "copy.livecoach",
        "copy.livecoach.part", "copy.livecoach.record.part", "backups", "restored",
        "restored/vault.db.part", "restored/vault.json.part", "restored/vault.db",
        "first.livecoach", "erased.json", "erased.json.part", "backups/erased.json",
        "backups/erased.json.part",
    )  # fmt: skip
    kept = [path.name for path in (folder / "backups").glob("*.livecoach")]
    rewritten = [f"{name}{end}" for name in kept for end in (".erase.part", ".fresh.part")]
    rewritten += [f"backups/{name}{end}" for name in kept for end in ("", ".part")]
    return [folder, *(folder / name for name in (*names, *rewritten))]


def judge(what: str, said: list[str], folder: Path, key: bytes) -> list[str]:
    """Return what went wrong at one point."""
    found = [line for line in said if line.startswith("crash")]
    told = [line for line in said if line.startswith(("told", "trouble"))]
    saved = {line.split()[1] for line in said if line.startswith("saved")}
    if what in ("erase", "purge"):
        found += erased.faults_after(folder, key, "done" in said, restore=False)
    elif what == "put-back":
        found += kill_restores.judge(folder, key)
    else:
        found += faults_of(folder / FILE_NAME, key, saved)
    if what in ("record", "acts", "open"):
        sent = next((line.split()[1:] for line in said if line.startswith("sent")), [])
        if not sent and not told:
            found.append("ended in silence")
        if set(sent) - saved and not told:
            found.append("neither saved nor told")
        if "closed whole" in said and set(sent) - saved:
            found.append("closed as whole, and was not")
    elif "done" not in said and not told:
        found.append("neither done nor told")
    if what == "backup" and (folder / "copy.livecoach").exists():
        found += _backup_faults(folder / "copy.livecoach", folder, key)
    if what == "restore":
        there = vault.exists(folder / "restored")
        if "done" in said and not there:
            found.append("restored nothing")
        if not (folder / "restored" / header.NAME).exists():  # a second try goes through
            backup.restore(folder / "first.livecoach", folder / "restored")
        if there and vault.unlock(folder / "restored", PASSPHRASE) != key:
            found.append("restored with other keys")
        if there:
            found += faults_of(folder / "restored" / FILE_NAME, key, ())
    return found


def _backup_faults(path: Path, beside: Path, key: bytes) -> list[str]:
    try:
        with backup.opened(backup.read_head(path), key, beside) as db:
            backup.counts(db)
    except Exception as error:
        return [f"a backup that is none: {error}"]
    return []


def plant() -> None:
    """Have the writer take a commit that failed for one that is done."""
    real = commit.commit

    def careless(db: Database, edit: Edit, at_utc_ms: int) -> None:
        with contextlib.suppress(Exception):
            real(db, edit, at_utc_ms)

    commit.commit = careless


def run(what: str, stride: int = 1, seed: int = 1, workers: int = 1) -> Outcome:
    """Fail each call of each kind once, or every so many; return what came of it."""
    # It locks every page of memory by a system call, each of which strace stops twice. It cannot
    # be switched off again, so this runs in a process that has not opened a vault before.
    connection.SETTINGS = tuple(
        one for one in connection.SETTINGS if one[0] != "cipher_memory_security"
    )
    with tempfile.TemporaryDirectory(prefix="livecoach-first-") as name:
        first = Path(name) / "v"
        key = prepared(what, first, seed)

        def work(number: int, say: Say) -> None:
            part = _points(what, first, key, stride, (seed, number, workers))
            say(json.dumps(vars(part)))

        whole = Outcome()
        for line in side_by_side(workers, work):
            part = Outcome(**json.loads(line))
            whole.points += part.points
            whole.told += part.told
            whole.faults += part.faults
    return whole


def _points(
    what: str, first: Path, key: bytes, stride: int, share: tuple[int, int, int]
) -> Outcome:
    """Fail one worker's share of the calls."""
    outcome = Outcome()
    seed, worker, workers = share
    draw = random.Random(seed)
    for call, error in CALLS:
        number = 1 + draw.randrange(stride) + worker * stride
        while number < MOST:
            fault = f"{call}:error={error}:when={number}"
            said, hit, folder = one_point(what, first, key, fault)
            if not hit:
                shutil.rmtree(folder.parent)
                break
            outcome.points += 1
            outcome.told += any(line.startswith(("told", "trouble")) for line in said)
            outcome.faults += [f"{fault}: {words}" for words in judge(what, said, folder, key)]
            shutil.rmtree(folder.parent)
            number += stride * workers
    return outcome


def main() -> int:
    """Run from the command line; return 1 where something was lost, half done or unsaid."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--what", choices=["all", *sorted(DOINGS)], default="record")
    reader.add_argument("--stride", type=int, default=1, help="fail only every so many calls")
    reader.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    reader.add_argument(
        "--plant", action="store_true", help="take a failure for success: the run must fail"
    )
    args = reader.parse_args()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if args.plant:
        plant()
    bad = False
    for what in DOINGS if args.what == "all" else [args.what]:
        start = perf_counter()
        outcome = run(what, args.stride, workers=args.workers)
        print(
            f"{what}: {outcome.points} points, told at {outcome.told}, "
            f"{len(outcome.faults)} faults, {perf_counter() - start:.0f} s", flush=True,
        )  # fmt: skip
        for words in outcome.faults[:20]:
            print(words)
        bad = bad or bool(outcome.faults)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
