"""Keep 4 MiB of disk aside, so that a disk that fills up in a meeting does not stop the record."""

from __future__ import annotations

import os
from pathlib import Path

from livecoach.store import durable
from livecoach.store.trouble import free_bytes

NAME = "reserve"
SIZE = 4 << 20
MARGIN = 4 * SIZE  # free space wanted before the reserve is put back


def keep(folder: Path) -> bool:
    """Make the reserve where it is missing and there is room; return whether it stands."""
    path = folder / NAME
    try:
        if path.stat().st_size == SIZE:
            return True
    except OSError:
        pass
    free = free_bytes(str(folder))
    if free is not None and free < MARGIN:
        return False
    try:
        # Random bytes: a disk that compresses would keep nothing aside for zeros.
        durable.write_whole(path, os.urandom(SIZE))
    except OSError:
        return False
    return True


def release(folder: Path) -> bool:
    """Give the reserve to the record; return whether there was one."""
    try:
        (folder / NAME).unlink()
    except OSError:
        return False
    return True
