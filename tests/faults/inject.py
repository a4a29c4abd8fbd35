"""
Let every system call on the write path fail once, and look for what is lost or left unsaid.

``python -m tests.faults.inject --what record`` records, undoes and ends a session with the real
writer while strace makes the first, second, … call of each kind fail. Each edit must end up
acknowledged and on disk, or told of as trouble. ``--what backup`` does the same for a backup,
``--what restore`` and ``--what migrate`` for those: done entirely, or told and nothing half done.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, sleep

from livecoach.core.edit import Edit
from livecoach.store import backup, connection, header, migrations, vault
from livecoach.store.connection import FILE_NAME
from livecoach.store.engine import Database
from livecoach.store.trouble import VaultError
from livecoach.store.writer import Writer
from tests.faults.whole import faults_of
from tests.store.live import Live
from tests.store.vaults import CHEAP, PASSPHRASE

CALLS = (
    ("pwrite64", "EIO"), ("pwrite64", "ENOSPC"), ("fsync", "EIO"), ("fdatasync", "EIO"),
    ("ftruncate", "EIO"), ("openat", "EACCES"), ("openat", "EMFILE"), ("pread64", "EIO"),
    ("fcntl", "ENOLCK"), ("unlink", "EIO"), ("rename", "EIO"), ("write", "ENOSPC"),
    ("newfstatat", "EIO"),
)  # fmt: skip
ACTS = (
    ("floor", 1), ("press", 0), ("quick", 0), ("undo", 0), ("redo", 0), ("delete", 0),
)  # fmt: skip
MOST = 400  # calls of one kind in one run; far beyond what there are
PATIENCE_S = 30


@dataclass
class Outcome:
    """How many points failed once, how often the coach was told, and what went wrong."""

    points: int = 0
    told: int = 0
    faults: list[str] = field(default_factory=list)


def say(end: int, words: str) -> None:
    """Send a line to the one who looks on."""
    os.write(end, (words + "\n").encode("utf-8"))


# What is done while calls fail ---------------------------------------------------------------


def do_record(folder: Path, key: bytes, end: int) -> None:
    """Tag, undo and end a session."""
    sent: list[str] = []
    writer = _opened(folder, key, end)

    def save(edit: Edit) -> None:
        sent.append(edit.uid)
        writer.save(edit)

    live = Live(writer, save=save)
    for name, number in ACTS:
        live.act(name, number)
    live.recorder.end()
    say(end, f"sent {' '.join(sent)}")
    say(end, "closed whole" if writer.close(PATIENCE_S / 2) else "closed short")


def do_backup(folder: Path, key: bytes, end: int) -> None:
    """Back an open vault up."""
    writer = _opened(folder, key, end)
    try:
        writer.ask(lambda db: backup.make(db, header.read(folder), key, folder / "copy.livecoach"))
        say(end, "done")
    finally:
        writer.close(1)


def do_restore(folder: Path, key: bytes, end: int) -> None:
    """Restore a backup into a fresh folder."""
    backup.restore(folder / "first.livecoach", folder / "restored")
    say(end, "done")


def do_migrate(folder: Path, key: bytes, end: int) -> None:
    """Open a vault whose tables have a step to take."""
    migrations.STEPS.append(_add_a_table)
    writer = _opened(folder, key, end)
    say(end, "done" if writer.ask(lambda db: db["later"].exists()) else "half")
    writer.close(1)


def _add_a_table(db: Database) -> None:
    db.execute('CREATE TABLE "later" ("a" TEXT NOT NULL) STRICT')
    db.execute("INSERT INTO later VALUES ('x')")


DOINGS: dict[str, Callable[[Path, bytes, int], None]] = {
    "record": do_record,
    "backup": do_backup,
    "restore": do_restore,
    "migrate": do_migrate,
}


def _opened(folder: Path, key: bytes, end: int) -> Writer:
    return Writer(
        folder,
        key,
        lambda uid: say(end, f"saved {uid}"),
        lambda uid, words: say(end, f"trouble {uid or '-'} {words}"),
    )


def _child(what: str, folder: Path, key: bytes, end: int, go: int) -> None:
    try:
        os.read(go, 1)  # until strace is there
        DOINGS[what](folder, key, end)
    except (VaultError, OSError) as error:
        say(end, f"told {type(error).__name__} {error}")
    except BaseException as error:
        code = getattr(error, "sqlite_errorname", "")
        say(end, f"told {code} {error}" if code else f"crash {type(error).__name__} {error}")
    finally:
        os._exit(0)


# Looking on ----------------------------------------------------------------------------------


def one_point(what: str, first: Path, key: bytes, fault: str) -> tuple[list[str], bool, Path]:
    """Do it once with one call failing; return what was said, whether any failed, and where."""
    folder = Path(tempfile.mkdtemp(prefix="livecoach-inject-")) / "v"
    shutil.copytree(first, folder)
    folder.chmod(0o700)
    lines, go = os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        os.close(lines[0])
        os.close(go[1])
        _child(what, folder, key, lines[1], go[0])
    os.close(lines[1])
    os.close(go[0])
    log = folder.parent / "log"
    paths = [word for path in _watched(folder) for word in ("-P", str(path))]
    call = fault.partition(":")[0]
    tracer = subprocess.Popen(
        ["strace", "-f", "-qq", "-o", str(log), "-p", str(child), *paths, "-e", f"trace={call}",
         "-e", f"inject={fault}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    while "TracerPid:\t0" in Path(f"/proc/{child}/status").read_text("ascii"):
        if tracer.poll() is not None:
            raise RuntimeError("strace could not attach")
        sleep(0.001)
    os.write(go[1], b"x")
    os.close(go[1])
    said = b""
    while block := os.read(lines[0], 1 << 16):
        said += block
    os.close(lines[0])
    os.waitpid(child, 0)
    tracer.wait(PATIENCE_S)
    assert tracer.stderr is not None
    tracer.stderr.close()
    hit = "(INJECTED)" in log.read_text("ascii", "replace")
    return said.decode("utf-8").splitlines(), hit, folder


def _watched(folder: Path) -> list[Path]:
    names = (
        FILE_NAME, f"{FILE_NAME}-journal", "vault.json", "vault.json.part", "copy.livecoach",
        "copy.livecoach.part", "copy.livecoach.record.part", "backups", "restored",
        "restored/vault.db.part", "restored/vault.json.part", "restored/vault.db",
        "first.livecoach",
    )  # fmt: skip
    return [folder, *(folder / name for name in names)]


def judge(what: str, said: list[str], folder: Path, key: bytes) -> list[str]:
    """Return what went wrong at one point."""
    found = [line for line in said if line.startswith("crash")]
    told = [line for line in said if line.startswith(("told", "trouble"))]
    saved = {line.split()[1] for line in said if line.startswith("saved")}
    found += faults_of(folder / FILE_NAME, key, saved)
    if what == "record":
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


def prepared(folder: Path) -> bytes:
    """Make the vault that every point starts from, with a backup beside it; return its key."""
    vault.create(folder, PASSPHRASE, CHEAP)
    key = vault.unlock(folder, PASSPHRASE)
    writer = Writer(folder, key)
    live = Live(writer)
    for name, number in ACTS:
        live.act(name, number)
    writer.ask(lambda db: backup.make(db, header.read(folder), key, folder / "first.livecoach"))
    writer.close()
    (folder / "reserve").unlink()
    return key


def run(what: str, stride: int = 1, seed: int = 1, kinds: int = len(CALLS)) -> Outcome:
    """Fail each call of each kind once, or every so many; return what came of it."""
    outcome = Outcome()
    draw = random.Random(seed)
    # It locks every page of memory by a system call, each of which strace stops twice. It cannot
    # be switched off again, so this runs in a process that has not opened a vault before.
    connection.SETTINGS = tuple(
        one for one in connection.SETTINGS if one[0] != "cipher_memory_security"
    )
    with tempfile.TemporaryDirectory(prefix="livecoach-first-") as name:
        first = Path(name) / "v"
        key = prepared(first)
        for call, error in CALLS[:kinds]:
            number = 1 + draw.randrange(stride)
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
                number += stride
    return outcome


def main() -> int:
    """Run from the command line; return 1 where something was lost, half done or unsaid."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--what", choices=sorted(DOINGS), default="record")
    reader.add_argument("--stride", type=int, default=1, help="fail only every so many calls")
    args = reader.parse_args()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    start = perf_counter()
    outcome = run(args.what, args.stride)
    print(
        f"{args.what}: {outcome.points} points, told at {outcome.told}, "
        f"{len(outcome.faults)} faults, {perf_counter() - start:.0f} s"
    )
    for words in outcome.faults[:20]:
        print(words)
    return int(bool(outcome.faults))


if __name__ == "__main__":
    sys.exit(main())
