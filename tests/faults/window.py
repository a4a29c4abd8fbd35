"""Run the real program in a forked process, up to the live window, and tell what it shows.

The parent has imported the program and made no QApplication, so that each start costs a window
and a vault, not an interpreter.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import traceback
from collections.abc import Callable
from pathlib import Path
from time import sleep

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

import livecoach
from livecoach import main
from livecoach.core import clock
from livecoach.core.edit import Edit
from livecoach.store import commit
from livecoach.store.writer import Writer
from livecoach.ui.live.header import Header
from livecoach.ui.live.window import LiveWindow
from livecoach.ui.program import Program
from livecoach.ui.saving import Saving
from livecoach.ui.widgets.button import Button
from tests import x11
from tests.faults.forking import fork

LOOK_MS = 5
AT_ONCE_MS = 3
GOES_ON = "Go on with it"
SLOW_S = 0.05


def plant(what: str) -> None:
    """Put a fault into the program that a kill must bring to light: "early" or "twice"."""
    real_save, real_commit = Writer.save, commit.commit
    if what == "early":  # saved is said before it is so

        def early(writer: Writer, edit: Edit) -> None:
            for tell in writer._on_saved:
                tell(edit.uid)
            real_save(writer, edit)

        def slowly(*told: object) -> object:
            sleep(SLOW_S)
            return real_commit(*told)  # type: ignore[arg-type]

        Writer.save = early  # type: ignore[method-assign, assignment]
        commit.commit = slowly  # type: ignore[assignment]
    if what == "twice":  # a press is recorded twice
        real_press = main.recorder

        def doubled(*told: object) -> object:
            made = real_press(*told)  # type: ignore[arg-type]
            press = made.press
            made.press = lambda tag: (press(tag), press(tag))[1]  # type: ignore
            return made

        main.recorder = doubled  # type: ignore[assignment]


def show(
    folder: Path,
    key: bytes,
    display: str,
    home: Path,
    say: int,
    watch: Callable[[Program], object] = lambda _: None,
) -> None:
    """
    Open a vault as the window does after its passphrase, and go on with the running session.

    Lines go down the pipe ``say``: "ready" with what the window stands at, and "saved" with the
    uids of edits once the lamp has been painted that says so. It ends when it is killed.
    ``watch`` is called once the live window is there.
    """
    os.environ.update(
        {**x11.environment(display), "HOME": str(home)},
        **{name: str(home / name.lower()) for name in
           ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")},
    )  # fmt: skip
    _tell_what_is_painted(say)

    def begin(program: Program) -> None:
        program.shell.show()
        program.enter(folder, key, "")
        waiting = QTimer(program)
        waiting.setInterval(LOOK_MS)

        def look() -> None:
            if isinstance(program.shell.front, LiveWindow):
                waiting.stop()
                watch(program)
                QTimer.singleShot(0, lambda: _report(program, say))
                return
            for button in program.shell.findChildren(Button):
                if button.accessibleName() == GOES_ON and button.isVisible():
                    button.click()

        waiting.timeout.connect(look)
        waiting.start()

    main._run(begin)


def _report(program: Program, say: int) -> None:
    page = program.shell.front
    assert isinstance(page, LiveWindow)
    timeline, recorder = page.timeline, page.recorder
    open_turn = timeline.open_turn
    seat = None if open_turn is None or open_turn.seat is None else timeline.seats[open_turn.seat]
    while True:  # both at one instant: this process may be made to wait in between
        before, now, after = clock.read().boot_ms, recorder.now_ms(), clock.read().boot_ms
        if after - before <= AT_ONCE_MS:
            break
    said = {
        "window": int(program.shell.winId()), "state": timeline.session.state,
        "running": recorder.running() and page._clock.isActive(),
        "behind_ms": after - now, "now_ms": now,
        "floor": "" if seat is None else seat.key,
        "since_ms": None if open_turn is None else open_turn.start_ms,
        "moments": len(timeline.moments), "lamp": page.parts.header._lamp.words,
    }  # fmt: skip
    os.write(say, f"ready {json.dumps(said)}\n".encode())


def _tell_what_is_painted(say: int) -> None:
    handed: list[str] = []
    real_save, real_paint = Saving.save, Header.paintEvent

    def save(saving: Saving, edit: Edit) -> None:
        handed.append(edit.uid)
        real_save(saving, edit)

    def paint(header: Header, event: QPaintEvent) -> None:
        real_paint(header, event)
        place = header._places["lamp"].toAlignedRect()
        if handed and header._lamp.saved and event.region().intersects(place):
            os.write(say, f"saved {' '.join(handed)}\n".encode())
            handed.clear()

    Saving.save = save  # type: ignore[method-assign, assignment]
    Header.paintEvent = paint  # type: ignore[method-assign, assignment]


def forked(run: Callable[[int], None]) -> tuple[int, int]:
    """Run ``run(end)`` in a process of its own; return its id and the end of the pipe to read."""
    read, write = os.pipe()
    child = fork()
    if not child:
        try:
            os.close(read)
            run(write)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(write)
    os.set_blocking(read, False)
    return child, read


def make_ready() -> None:
    """Import all of the program, so that no fork has to. Raise RuntimeError after a window."""
    if QApplication.instance() is not None:
        raise RuntimeError("the real program is forked before there is any window")
    for found in pkgutil.walk_packages(livecoach.__path__, "livecoach."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
