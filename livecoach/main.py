"""Join the rooms: start the window, and give it its recorder, its clock and its example."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from livecoach import paths

if TYPE_CHECKING:
    from livecoach.core.edit import Edit
    from livecoach.core.recorder import Recorder
    from livecoach.store.writer import Writer
    from livecoach.ui.ports import Ports


def run(vault: Path | None) -> int:
    """Show the window on a vault, or on the one used last; return the program's exit status."""
    return _run(lambda program: program.start(vault))


def demo() -> int:
    """Show the window on the example, in a vault that is gone when it closes."""
    return _run(lambda program: program.start_example())


def _run(begin: Callable[..., None]) -> int:
    from livecoach.ui import later

    later.put_off()
    from livecoach.ui import application

    return application.run(ports, paths.settings_file(), begin)


def ports() -> Ports:
    """Return what the window is given."""
    from livecoach.core import clock
    from livecoach.ui.ports import Ports

    return Ports(read_clock=clock.read, recorder=recorder, example=_example)


def recorder(
    writer: Writer,
    save: Callable[[Edit], None],
    session_uid: str,
    notify: Callable[[Edit], None],
) -> Recorder:
    """Return the recorder of a session's first observation, its history reaching to its start."""
    from livecoach.core import clock
    from livecoach.ui.recording import open_recorder

    return open_recorder(writer, save, session_uid, notify, clock.read)


def _example() -> list[Edit]:
    from livecoach.exchange.example import example_edits
    from livecoach.exchange.example_year import year_edit

    programme, session = example_edits()
    return [programme, session, year_edit(programme)]
