"""Open a session's recorder on a vault: its timeline, its history, and where edits go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from livecoach.core.clock import Reading
from livecoach.core.edit import Edit
from livecoach.core.history import History
from livecoach.core.recorder import Recorder
from livecoach.store import reading

if TYPE_CHECKING:
    from livecoach.store.writer import Writer

NOTHING_TO_UNDO = "There is nothing more to undo here."


def open_recorder(
    writer: Writer,
    save: Callable[[Edit], None],
    session_uid: str,
    notify: Callable[[Edit], None],
    read_clock: Callable[[], Reading],
) -> Recorder:
    """Return the recorder of a session's first observation, its history reaching to its start."""
    timeline = writer.ask(lambda db: reading.timeline(db, session_uid))
    history = History(
        timeline.apply,
        save,
        notify,
        lambda: writer.ask(lambda db: reading.journal(db, session_uid)),
    )
    return Recorder(timeline, history, read_clock)
