"""
Run the real program with its window, and do on its input's word what a mouse would do.

Each line of input names a hand's movement ("click Make it", "go review UID"); each is answered by
a line of JSON that says what the window shows, never a word of the record. Keys come from
outside, through X. ``--plant`` puts a fault in that a search must find.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSocketNotifier, QTimer, qWarning
from PySide6.QtWidgets import QApplication

from livecoach import cli
from livecoach.core.board import freeze
from livecoach.core.edit import Edit, Row, insert
from livecoach.core.engagement import Organisation, Post
from livecoach.core.ids import new_uid
from livecoach.core.moment import Moment
from livecoach.core.observation import Observation
from livecoach.core.session import AgendaItem, Seat, Session
from livecoach.store import dumps, library
from livecoach.store.writer import Writer
from livecoach.ui import clipboard
from livecoach.ui.live.window import LiveWindow
from livecoach.ui.program import Program
from livecoach.ui.recovery import RecoveryPage
from livecoach.ui.review.page import ReviewPage
from livecoach.ui.saving import Saving
from livecoach.ui.summary.page import SummaryPage
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text
from tests.bench.meeting import SEAT_KEYS

PLANTS = ("file", "inet", "title", "clipboard", "blocks", "core")
NEVER_MS = 1 << 30


class Hands:
    """What is done in the window besides pressing keys."""

    def __init__(self, program: Program, planted: set[str]) -> None:
        self._program, self._planted = program, planted
        self._waits = 0  # times that the window's thread waited for the writer
        self._copied = 0  # times that something of ours came to lie on the clipboard
        self._rest = b""
        self._input = QSocketNotifier(0, QSocketNotifier.Type.Read, program)
        self._input.activated.connect(self._take)
        self._count_waits()
        board = QApplication.clipboard()
        board.dataChanged.connect(lambda: self._count(board.ownsClipboard()))
        board.selectionChanged.connect(lambda: self._count(board.ownsSelection()))

    def _count(self, ours: bool) -> None:
        self._copied += ours

    def _count_waits(self) -> None:
        for name in ("ask", "flush", "close"):
            real = getattr(Writer, name)

            def counted(
                writer: Writer, *told: object, real: Callable[..., object] = real
            ) -> object:
                self._waits += threading.current_thread() is threading.main_thread()
                return real(writer, *told)

            setattr(Writer, name, counted)

    def _take(self) -> None:
        block = os.read(0, 1 << 16)
        if not block:
            QApplication.quit()
        *lines, self._rest = (self._rest + block).split(b"\n")
        for line in lines:
            name, _, told = line.decode("utf-8").partition(" ")
            said = getattr(self, f"do_{name}")(told)
            os.write(1, json.dumps({"did": name, **(said or {})}).encode() + b"\n")

    # The movements -----------------------------------------------------------------------

    def do_look(self, _: str) -> dict[str, Any]:
        shell, opened = self._program.shell, self._program.opened
        focus = QApplication.focusWidget()
        front = shell.front if shell.desk is not None else shell.gate
        running = isinstance(front, LiveWindow) and front.recorder.running()
        return {
            "window": int(shell.winId()), "page": type(front).__name__,
            "saved": opened is None or opened.saving.all_saved, "running": running,
            "moments": len(front.timeline.moments) if isinstance(front, LiveWindow) else 0,
            "field": type(focus).__name__, "copied": self._copied,
            "furnished": shell.over is not None,
        }  # fmt: skip

    def do_threads(self, _: str) -> dict[str, list[str]]:
        """Tell where each thread stands, and what the page says of trouble."""
        frames = sys._current_frames().values()
        told = [f"{frame.filename}:{frame.lineno}" for top in frames
                for frame in traceback.extract_stack(top)[-6:]]  # fmt: skip
        words = [one.text() for one in self._program.shell.findChildren(Text) if one.isVisible()]
        return {"threads": told, "words": words}

    def do_click(self, words: str) -> None:
        """Click the button that says so."""
        button = next(
            one for one in self._program.shell.findChildren(Button)
            if one.accessibleName() == words and one.isVisible()
        )  # fmt: skip
        button.click()

    def do_recovery(self, pad: str) -> dict[str, str]:
        """Type the recovery key back; tell it under a pad, so that it is written nowhere."""
        page = self._program.shell.gate
        assert isinstance(page, RecoveryPage)
        told = bytes(a ^ b for a, b in zip(page.key.encode(), bytes.fromhex(pad), strict=False))
        page.typed.setText(page.key)
        page.check()
        return {"key": told.hex()}

    def do_people(self, told: str) -> dict[str, str]:
        """Save people and a session with these names, and start it."""
        names = json.loads(told)
        opened = self._program.opened
        assert opened is not None
        session = Session(new_uid(), "live", names["title"], location=names["place"])
        organisation = Organisation(new_uid(), names["organisation"])
        posts = [
            Post(new_uid(), organisation.uid, "Chair", f"Chair {n}", names["holder"], place=n)
            for n in range(len(SEAT_KEYS))
        ]
        seats = [
            Seat(new_uid(), session.uid, f"{names['seat']} {n}", post=post.uid,
                 organisation=names["organisation"], place=n,
                 key=SEAT_KEYS[n])
            for n, post in enumerate(posts)
        ]  # fmt: skip
        board = freeze(library.shipped_board("live-coaching"))
        rows: list[Row] = [
            organisation, *posts, session, *seats,
            AgendaItem(new_uid(), session.uid, names["item"], 0, 30),
            Observation(new_uid(), session.uid, board=board),
        ]  # fmt: skip
        opened.saving.save(Edit(new_uid(), "Set up", session.uid, tuple(map(insert, rows))))
        return {"session": session.uid, "post": posts[0].uid}

    def do_go(self, told: str) -> None:
        name, _, uid = told.partition(" ")
        self._program.shell.go(name, uid)
        if name == "live" and "title" in self._planted:
            page = self._program.shell.front
            assert isinstance(page, LiveWindow)
            self._program.shell.setWindowTitle(page.timeline.session.title)

    def do_run(self, action: str) -> None:
        self._program.actions.run(action)

    def do_copy(self, _: str) -> dict[str, int]:
        """Copy the page in front."""
        page = self._program.shell.front
        before = self._copied
        if isinstance(page, SummaryPage):
            page.away.copy()
        if isinstance(page, ReviewPage):
            page.copy_picture()
        return {"copied": self._copied - before}

    def do_stumble(self, words: str) -> None:
        """Fail as a fault in the program would, and have Qt warn, each with words of the record."""

        def fail() -> None:
            raise ValueError(words)

        QTimer.singleShot(0, fail)
        qWarning(f'Cannot show this: "{words}"')

    def do_mark(self, stage: str) -> dict[str, Any]:
        if "inet" in self._planted:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
                end.connect(("127.0.0.1", 9))
        opened, (waits, self._waits) = self._program.opened, (self._waits, 0)
        if "blocks" in self._planted and opened is not None:
            QTimer.singleShot(0, lambda: opened.writer.ask(lambda db: None))
        return {"mark": stage, "waits": waits}


def plant(what: set[str]) -> None:
    """Put faults in: words in a file since deleted, a save on the window's thread, and so on."""
    if "clipboard" in what:
        clipboard.CLEARED_AFTER_MS = NEVER_MS
    if "core" in what:
        dumps.forbid = lambda: True
    real = Saving.save

    def save(saving: Saving, edit: Edit) -> None:
        for change in edit.changes:
            if "file" in what and isinstance(change.after, Moment) and change.after.note:
                with tempfile.TemporaryFile() as file:
                    file.write(change.after.note.encode("utf-16-le"))
        if "blocks" in what:
            vault = next(Path.home().rglob("vault.db"))
            with (vault.parent / "planted").open("wb") as beside:
                os.fsync(beside.fileno())
        real(saving, edit)

    if what & {"file", "blocks"}:
        Saving.save = save  # type: ignore[method-assign, assignment]


def main() -> int:
    """Run until it is killed, or its input ends."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minute-ms", type=int, default=clipboard.CLEARED_AFTER_MS)
    asked.add_argument("--plant", choices=PLANTS, action="append", default=[])
    args = asked.parse_args()
    clipboard.CLEARED_AFTER_MS = args.minute_ms
    plant(set(args.plant))
    real = Program.start

    def start(program: Program, vault: Path | None) -> None:
        program.hands = Hands(program, set(args.plant))  # type: ignore[attr-defined]
        real(program, vault)

    Program.start = start  # type: ignore[method-assign, assignment]
    sys.argv = ["livecoach"]
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
