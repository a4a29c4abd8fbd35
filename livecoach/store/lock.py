"""Write down who has the vault open, to explain a refusal; the database's own lock decides."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import dataclass
from pathlib import Path

from livecoach.core import clock
from livecoach.store import durable

NAME = "open.json"
LARGEST = 4096


@dataclass(frozen=True, slots=True)
class Holder:
    """The Livecoach that has a vault open: which computer, which process, since when."""

    host: str
    pid: int
    since: str  # ISO 8601 with its UTC offset


def claim(folder: Path) -> Holder:
    """Write down that this process has the vault open. A full disk does not stop it."""
    now = clock.read()
    holder = Holder(_host(), os.getpid(), clock.local_iso(now.wall_utc_ms, now.utc_offset_min))
    document = {"host": holder.host, "pid": holder.pid, "since": holder.since}
    try:
        durable.write_whole(folder / NAME, json.dumps(document).encode("utf-8"))
    except OSError:
        return holder
    return holder


def release(folder: Path) -> None:
    """Take the note away, if this process wrote it."""
    holder = who_holds(folder)
    if holder is not None and holder.pid == os.getpid():
        try:
            (folder / NAME).unlink(missing_ok=True)
        except OSError:
            return


def who_holds(folder: Path) -> Holder | None:
    """Return what was written down, or None where nothing readable is; it may be out of date."""
    try:
        with (folder / NAME).open("rb") as file:
            document = json.loads(file.read(LARGEST).decode("utf-8"))
        host, pid, since = document["host"], document["pid"], document["since"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not (isinstance(host, str) and type(pid) is int and isinstance(since, str)):
        return None
    return Holder(host, pid, since)


def in_words(folder: Path) -> str:
    """Return the sentence that says who has the vault open, as far as it is known."""
    holder = who_holds(folder)
    if holder is None:
        return "This vault is open in another program. Close it there first."
    where = "this computer" if holder.host == _host() else f"the computer {holder.host}"
    since = f"{holder.since[:10]} {holder.since[11:16]}"
    return (
        f"This vault has been open on {where} since {since} (process {holder.pid}). "
        "Close it there, or go on in that window."
    )


def _host() -> str:
    return platform.node()
