"""Run the real program on a vault with its live window open, and say where things are shown."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from livecoach import main, paths
from livecoach.ui import application
from livecoach.ui.live.window import LiveWindow
from livecoach.ui.program import Program
from tests.bench.bare_commit import BareCommit

TICK_MS = 1
REST_MS = 60  # a bare row waits as a press does: after a rest, disk and caches are slower
OPEN_MS = 60_000  # a vault that has not opened by then never will


class Probe:
    """Times inside the program: key to committed, beside bare commits; and how long it stalls."""

    def __init__(self, folder: Path) -> None:
        self.pressed: list[float] = []
        self.saved: list[float] = []
        self.bare: list[float] = []
        self.stalls: list[float] = []
        self.busy: list[float] = []  # of each pause, what the window's own thread worked
        self._commit = BareCommit(folder)
        self._last = self._worked = 0.0
        self.end: Callable[[], None] = lambda: None

    def attach(self, program: Program) -> None:
        """Begin: on the writer's thread for what is saved, on the window's for the rest."""
        opened = program.opened
        assert opened is not None
        # The first to hear it: who comes after the window waits until it has begun to paint.
        told = opened.writer._on_saved
        opened.writer._on_saved = [lambda _: self.saved.append(time.perf_counter()), *told]
        opened.saving.acked.connect(lambda _: QTimer.singleShot(REST_MS, self._bare))
        take_key = LiveWindow.keyPressEvent

        def timed(window: LiveWindow, event: QKeyEvent) -> None:
            self.pressed.append(time.perf_counter())
            take_key(window, event)

        LiveWindow.keyPressEvent = timed  # type: ignore[method-assign, assignment]
        beat = QTimer(program)
        beat.setTimerType(Qt.TimerType.PreciseTimer)
        beat.timeout.connect(self._beat)
        beat.start(TICK_MS)
        self.end = beat.stop  # leaving the window is no pause while tagging

    def _bare(self) -> None:
        begun = time.perf_counter()
        self._commit.row(0, "tag")
        self.bare.append(time.perf_counter() - begun)
        self._last = 0.0  # our own pause is no stall of the program's

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        if self._last:
            self.stalls.append(now - self._last)
            self.busy.append(worked - self._worked)
        self._last, self._worked = now, worked

    def write(self, file: Path) -> None:
        """Write what was timed, in seconds."""
        text = json.dumps({"pressed": self.pressed, "saved": self.saved, "bare": self.bare,
                           "stalls": [gap for gap in self.stalls if gap > 0.004],
                           "busy": [gap for gap in self.busy if gap > 0.004]})  # fmt: skip
        file.write_text(text, encoding="ascii")


def on_screen(widget: QWidget) -> list[int]:
    """Return where a widget is on the screen, in its pixels."""
    place = QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
    return [place.x(), place.y(), place.width(), place.height()]


def keep_pressing(page: LiveWindow, rounds: list[int]) -> None:
    """Press tags and seats in turn, as fast as they reach the disk; say when a round is done."""
    tags = [
        tag.id for tag in page.timeline.board.tags if not tag.meaning.startswith(("inter", "let"))
    ]
    seats = list(page.timeline.seats)
    left, number, beat = list(rounds), 0, QTimer(page)

    def one() -> None:
        nonlocal number
        if len(page.desk.saving.waiting) > 8:
            return
        if left[0] == 0:
            print("done", flush=True)
            left.pop(0)
            if not left:
                beat.stop()
            return
        left[0] -= 1
        number += 1
        if number % 3:
            page.recorder.press(tags[number % len(tags)])
        else:
            page.recorder.floor(seats[number % len(seats)])

    beat.timeout.connect(one)
    beat.start(1)


def run(words: list[str]) -> int:
    """Run until the window closes."""
    asked = argparse.ArgumentParser()
    asked.add_argument("vault", type=Path)
    asked.add_argument("key")
    asked.add_argument("session")
    asked.add_argument("--probe", type=Path)
    asked.add_argument("--presses", default="", help="presses to make by itself, in rounds")
    asked.add_argument("--at", type=int, default=0, help="where the window begins on the screen")
    args = asked.parse_args(words)
    probe = Probe(args.vault / "bare") if args.probe else None

    def begin(program: Program) -> None:
        program.shell.setGeometry(args.at, 0, 1440, 900)
        program.shell.show()
        program.enter(args.vault, bytes.fromhex(args.key), "")
        waiting = QTimer(program)

        def look() -> None:
            if program.shell.desk is None:
                return
            waiting.stop()
            program.shell.go("live", args.session)
            QTimer.singleShot(500, lambda: report(program))

        waiting.timeout.connect(look)
        waiting.start(20)
        QTimer.singleShot(OPEN_MS, lambda: waiting.isActive() and QApplication.exit(1))

    def report(program: Program) -> None:
        page = program.shell.front
        assert isinstance(page, LiveWindow)
        if probe is not None:
            probe.attach(program)

            def leave(*_: object) -> None:
                probe.end()
                QApplication.quit()

            signal.signal(signal.SIGTERM, leave)
        said = {"window": int(program.shell.winId()), "stream": on_screen(page.parts.stream),
                "moments": len(page.timeline.moments)}  # fmt: skip
        print(json.dumps(said), flush=True)
        rounds = [int(count) for count in args.presses.split(",") if count]
        if rounds:
            keep_pressing(page, rounds)

    status = application.run(main.ports, paths.settings_file(), begin)
    if probe is not None:
        probe.write(args.probe)
    return status


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
