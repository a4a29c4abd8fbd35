"""Fork once no other thread is left."""

from __future__ import annotations

import os
from pathlib import Path
from time import monotonic, sleep

PATIENCE_S = 2.0  # a thread that stays has nothing to do with the vault
THREADS = Path("/proc/self/task")


def fork() -> int:
    """
    Do as ``os.fork``, once threads that are ending have gone.

    A writer's thread is joined before the system has taken it away; it may hold a lock of OpenSSL
    for that moment, which nobody would ever give back in the child.
    """
    until = monotonic() + PATIENCE_S
    while sum(1 for _ in THREADS.iterdir()) > 1 and monotonic() < until:
        sleep(0.001)
    return os.fork()
