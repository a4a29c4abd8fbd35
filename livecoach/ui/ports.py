"""Name what the composition root gives the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from livecoach.core.clock import Reading
from livecoach.core.edit import Edit
from livecoach.core.recorder import Recorder
from livecoach.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Ports:
    """A clock, a way to open a session's recorder, and the example."""

    read_clock: Callable[[], Reading]
    # writer, save, session uid, notify
    recorder: Callable[[Writer, Callable[[Edit], None], str, Callable[[Edit], None]], Recorder]
    example: Callable[[], list[Edit]]  # to be saved in a throw-away vault
