"""Start programs on a real X display, drive them by keys, and read what they cost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from livecoach.store import vault
from livecoach.store.keys import Cost
from livecoach.store.writer import Writer
from tests import x11
from tests.bench import meeting

ROOT = Path(__file__).resolve().parent.parent.parent
QUICK = Cost(1, 16, 1)  # what the passphrase costs to try is not what is measured here
PASSPHRASE = "a passphrase for measuring only"
CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A vault with one running session."""

    folder: Path
    key: bytes
    session: str


@dataclass(frozen=True, slots=True)
class Started:
    """A program that shows its window."""

    process: subprocess.Popen[str]
    window: int
    row: x11.Region  # where the newest row is painted


def prepare(folder: Path, moments: int) -> Prepared:
    """Make a vault with a session that runs and has that many moments."""
    vault.create(folder, PASSPHRASE, QUICK)
    key = vault.unlock(folder, PASSPHRASE)
    writer = Writer(folder, key)
    session = meeting.lay_out(writer, moments)
    writer.flush(600)
    if not writer.close() or writer.refused():
        raise RuntimeError("the meeting to measure could not be written")
    return Prepared(folder, key, session)


@contextmanager
def program(display: str, made: Prepared, *options: str) -> Iterator[Started]:
    """Run the real program with its live window open."""
    command = [sys.executable, "-m", "tests.bench.live_program", str(made.folder)]
    command += [made.key.hex(), made.session, *options]
    with _running(display, command, made.folder) as process:
        said = json.loads(line_of(process))
        x, y, width, _ = said["stream"]
        yield Started(process, said["window"], (x + 10, y + 40, min(width, 320), 40))


@contextmanager
def table(display: str, folder: Path, x: int) -> Iterator[Started]:
    """Run the barest table, its window beginning at ``x``."""
    command = [sys.executable, "-m", "tests.bench.bare_table", str(folder), str(x)]
    with _running(display, [*command, "0", "1440", "900"], folder) as process:
        yield Started(process, int(line_of(process)), (x + 20, 830, 320, 50))


@contextmanager
def _running(display: str, command: list[str], home: Path) -> Iterator[subprocess.Popen[str]]:
    places = {name: str(home / "home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=x11.environment(display, **places),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)
        if process.stdout is not None:
            process.stdout.close()


def line_of(process: subprocess.Popen[str]) -> str:
    """Return the next line a program says. Raise RuntimeError when it has ended."""
    assert process.stdout is not None
    said = process.stdout.readline()
    if not said:
        raise RuntimeError(f"{process.args!r} ended with status {process.wait(20)}")
    return said


def resident_kb(pid: int) -> int:
    """Return a process's resident memory in kB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return int(text.split("Rss:")[1].split()[0])


def cpu_s(pid: int) -> float:
    """Return the processor time a process has used, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / CLOCK_TICKS
