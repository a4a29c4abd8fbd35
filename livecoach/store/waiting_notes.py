"""
Note what is done to a vault while it is closed, until its log is open again.

``log-waiting.json`` in the vault's folder holds acts and times: a changed passphrase, a restore.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from livecoach.core import clock
from livecoach.store import durable, processing_log
from livecoach.store.processing_log import ACTS

if TYPE_CHECKING:
    from sqlite_utils import Database

NAME = "log-waiting.json"
LARGEST = 100_000


@contextmanager
def noted(folder: Path, act: str) -> Iterator[None]:
    """Note an act on a closed vault as it is done; one that fails is not noted."""
    path = folder / NAME
    before = path.read_bytes() if path.exists() else None
    waiting = [*_waiting(folder), {"act": act, "at_utc_ms": clock.read().wall_utc_ms}]
    durable.write_whole(path, json.dumps(waiting, indent=1).encode("ascii"))
    try:
        yield
    except BaseException:
        if before is None:
            path.unlink(missing_ok=True)
        else:
            durable.write_whole(path, before)
        raise


def write_down(db: Database, folder: Path) -> None:
    """Put what waits into the log of the vault, each once, whatever cuts this off."""
    waiting = _waiting(folder)
    if not waiting:
        return
    known = {(one.act, one.at_utc_ms) for one in processing_log.entries(db)}
    with db.atomic():
        for one in waiting:
            act, at = one["act"], one["at_utc_ms"]
            if act in ACTS and type(at) is int and (act, at) not in known:
                counts = _held(db) if act == "restore" else {}
                processing_log.write(db, act, "vault", counts, at_utc_ms=at)
    (folder / NAME).unlink(missing_ok=True)


def _held(db: Database) -> dict[str, int]:
    return {
        table: int(db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
        for table in ("session", "moment")
    }


def _waiting(folder: Path) -> list[dict[str, object]]:
    path = folder / NAME
    try:
        if path.stat().st_size > LARGEST:
            return []
        held = json.loads(path.read_text("ascii"))
        return [{"act": str(one["act"]), "at_utc_ms": one["at_utc_ms"]} for one in held]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []  # a spoilt note is no reason not to open the record
