"""Fork once no other thread is left, and work in several processes side by side."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, perf_counter, sleep

PATIENCE_S = 2.0  # a thread that stays has nothing to do with the vault
SAY_EVERY_S = 60.0
THREADS = Path("/proc/self/task")
Say = Callable[[str], None]


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


def side_by_side(workers: int, work: Callable[[int, Say], None]) -> Iterator[str]:
    """
    Have each of so many processes do ``work(number, say)``; yield the lines they say.

    Raise RuntimeError where one ended in an error, which stands on stderr.
    """
    running = []
    for number in range(workers):
        read, write = os.pipe()
        child = fork()
        if not child:
            _work(number, work, write)
        os.close(write)
        running.append((child, os.fdopen(read)))
    ended_well = True
    for child, answer in running:
        with answer:
            yield from answer
        ended_well &= os.waitpid(child, 0)[1] == 0
    if not ended_well:
        raise RuntimeError("a worker ended in an error")


def _work(number: int, work: Callable[[int, Say], None], end: int) -> None:
    status = 1
    try:
        work(number, lambda words: _write(end, f"{words}\n".encode()))
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _write(end: int, block: bytes) -> None:
    while block:
        block = block[os.write(end, block) :]


class Progress:
    """Says on stderr, once a minute, how far a long run is."""

    def __init__(self) -> None:
        self._start = self._said = perf_counter()

    def say(self, words: str) -> None:
        """Say it where a minute has gone since the last time."""
        now = perf_counter()
        if now - self._said > SAY_EVERY_S:
            self._said = now
            print(f"{words}, {now - self._start:.0f} s", file=sys.stderr, flush=True)
