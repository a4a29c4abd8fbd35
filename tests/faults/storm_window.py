"""
Watch the real window under real keys while another program syncs without pause.

``python -m tests.faults.storm --window --seconds 60``: first calm, then in the storm, from one
and the same programme; the gaps between two turns of the window's event loop, and how long it
takes from a key to the lamp that says Saved. ``--plant`` syncs on the window's own thread.
"""

from __future__ import annotations

import json
import os
import signal
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent

from livecoach.core.edit import Edit
from livecoach.ui.live.header import Header
from livecoach.ui.live.window import LiveWindow
from livecoach.ui.program import Program
from livecoach.ui.saving import Saving
from tests import x11
from tests.bench import driving
from tests.faults import storm, window
from tests.faults.meeting import play

TICK_MS = 1
FRAME_MS = storm.FRAME_MS
GAP_S = 0.09  # between two presses, as ``play`` makes them
KEYS_LEAST = 30
SYNCS = 4  # as a save makes
TIMES_CALM = 1.5  # longer gaps than these many times those without a storm are the storm's doing


@dataclass(frozen=True)
class Seen:
    """What one run saw, all in ms."""

    gaps: list[float]  # between two turns of the event loop, in order of length
    saved: list[float]  # from a key to the lamp painted that says Saved, likewise

    def frames_missed(self) -> int:
        """Return how many gaps were longer than a frame."""
        return sum(gap > FRAME_MS for gap in self.gaps)

    def words(self) -> str:
        """Return the figures in one line."""
        gaps, saved = self.gaps, self.saved
        return (
            f"gaps p50 {at(gaps, 0.5):.1f}, p99 {at(gaps, 0.99):.1f}, longest {gaps[-1]:.1f} ms, "
            f"{self.frames_missed()} of {len(gaps)} longer than a frame; {len(saved)} keys to "
            f"Saved p50 {at(saved, 0.5):.1f}, p99 {at(saved, 0.99):.1f}, longest {saved[-1]:.1f} ms"
        )


def at(ordered: list[float], share: float) -> float:
    """Return the value below which that share lies."""
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


class Watch:
    """Times taken inside the window's process; told down a pipe when it is asked to end."""

    def __init__(self, say: int, planted: Path | None) -> None:
        self._say, self._planted = say, planted
        self._gaps: list[float] = []
        self._saved: list[float] = []
        self._pressed = 0.0  # when the key came that is being taken
        self._waiting: list[float] = []  # when the keys came whose edits are not shown as saved
        self._last = 0.0
        self._listen()

    def begin(self, program: Program) -> None:
        """Begin to count the turns of the event loop."""
        beat = QTimer(program)
        beat.setTimerType(Qt.TimerType.PreciseTimer)
        beat.timeout.connect(self._beat)
        beat.start(TICK_MS)
        signal.signal(signal.SIGUSR1, lambda *_: self._begin_anew())
        signal.signal(signal.SIGTERM, lambda *_: self._tell())

    def _beat(self) -> None:
        now = perf_counter()
        if self._last:
            self._gaps.append((now - self._last) * 1000)
        self._last = now

    def _begin_anew(self) -> None:
        self._gaps.clear()
        self._saved.clear()

    def _tell(self) -> None:
        said = json.dumps({"gaps": self._gaps, "saved": self._saved}).encode()
        os.set_blocking(self._say, True)
        while said:
            said = said[os.write(self._say, said) :]
        os._exit(0)

    def _listen(self) -> None:
        take_key, save, paint = LiveWindow.keyPressEvent, Saving.save, Header.paintEvent

        def timed(page: LiveWindow, event: QKeyEvent) -> None:
            self._pressed = perf_counter()
            take_key(page, event)

        def handed(saving: Saving, edit: Edit) -> None:
            self._waiting.append(self._pressed)
            if self._planted is not None:
                for _ in range(SYNCS):
                    with self._planted.open("ab") as file:
                        file.write(bytes(1 << 12))
                        os.fsync(file.fileno())
            save(saving, edit)

        def painted(header: Header, event: QPaintEvent) -> None:
            paint(header, event)
            place = header._places["lamp"].toAlignedRect()
            if header._lamp.saved and event.region().intersects(place):
                now = perf_counter()
                self._saved += [(now - came) * 1000 for came in self._waiting if came]
                self._waiting.clear()

        LiveWindow.keyPressEvent = timed  # type: ignore[method-assign, assignment]
        Saving.save = handed  # type: ignore[method-assign, assignment]
        Header.paintEvent = painted  # type: ignore[method-assign, assignment]


def watched(place: Path, seconds: float, calm: bool, planted: bool) -> Seen:
    """Press keys in a fresh programme's live window for so long; return what was seen."""
    made = driving.prepare(place / "vault", 0)
    beside = place / "beside" if planted else None

    def run(display: str) -> Callable[[int], None]:
        def child(say: int) -> None:
            watch = Watch(say, beside)
            window.show(made.folder, made.key, display, place, say, watch.begin)

        return child

    with x11.server() as display:
        keyboard = x11.Keyboard(display)
        child, end = window.forked(run(display))
        said = ""
        while "ready " not in said:
            sleep(0.05)
            said += _read(end)
        ready: dict[str, Any] = json.loads(said.partition("ready ")[2].partition("\n")[0])
        keyboard.focus(ready["window"])
        sleep(1)
        with nullcontext() if calm else storm.raging(place / "other"):
            sleep(0.5)
            os.kill(child, signal.SIGUSR1)
            keys = max(KEYS_LEAST, int(seconds / GAP_S))
            play(keyboard, 2 * keys // 3, keys // 3, seed=3)
            sleep(0.5)
            os.kill(child, signal.SIGTERM)
            os.set_blocking(end, True)
            while block := os.read(end, 1 << 16):
                said += block.decode()
        os.waitpid(child, 0)
        os.close(end)
        keyboard.close()
    seen = json.loads(said.rpartition("\n")[2])
    return Seen(sorted(seen["gaps"]), sorted(seen["saved"]))


def _read(end: int) -> str:
    try:
        return os.read(end, 1 << 16).decode()
    except BlockingIOError:
        return ""


def kept(calm: Seen, rough: Seen) -> bool:
    """Tell whether the storm held the window up no longer than a frame, or than none at all did."""
    return at(rough.gaps, 0.99) < max(FRAME_MS, TIMES_CALM * at(calm.gaps, 0.99)) and at(
        rough.gaps, 0.9999
    ) < TIMES_CALM * max(FRAME_MS, at(calm.gaps, 0.9999))


def main(seconds: float, planted: bool) -> int:
    """Run calm and in the storm; return 1 where the window stood still for a save."""
    window.make_ready()
    seen = []
    for calm in (True, False):
        with tempfile.TemporaryDirectory(prefix="livecoach-storm-") as name:
            seen.append(watched(Path(name), seconds, calm, planted))
        print(f"{'calm' if calm else 'storm'}: {seen[-1].words()}", flush=True)
    calm_one, rough = seen
    print(
        f"in the storm the gaps' p99 is {at(rough.gaps, 0.99) / at(calm_one.gaps, 0.99):.2f} times "
        f"that of the calm, their longest {rough.gaps[-1] / calm_one.gaps[-1]:.2f} times"
    )
    return int(not kept(calm_one, rough))
