"""
Take the disk from under the real window: full, gone, read-only; print what the coach reads.

``python -m tests.faults.window_faults --what full`` (``gone``, ``readonly``) runs the program
offscreen on a small disk of memory that is this test's own, in a mount namespace of its own,
as root or where the kernel lets anybody. Each line printed is a sentence seen in the window.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

WHAT = ("full", "gone", "readonly")
_READ_ONLY, _REMOUNT, _DETACH = 1, 32, 2
PATIENCE_S = 30


class Window:
    """The program on a vault, and every sentence that was read in its window."""

    def __init__(self, room: Path, folder: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from livecoach.core import clock
        from livecoach.exchange.example import example_edits
        from livecoach.ui.application import START_WITH
        from livecoach.ui.ports import Ports
        from livecoach.ui.program import Program
        from livecoach.ui.recording import open_recorder
        from tests.ui.shell.kept import Kept

        self.kept = Kept(folder)
        self.read: list[str] = []
        app = QApplication.instance() or QApplication(START_WITH)
        assert isinstance(app, QApplication)
        self._app = app
        recorder = partial(open_recorder, read_clock=clock.read)
        self.program = Program(
            app, lambda: Ports(clock.read, recorder, example_edits), room / "settings.toml"
        )
        self.program.shell.show()

    def until(self, done: Callable[[], bool], what: str) -> None:
        """Let events pass until something holds, noting each sentence that is shown."""
        end = time.monotonic() + PATIENCE_S
        while not done():
            self._app.processEvents()
            self._note()
            if time.monotonic() > end:
                raise TimeoutError(f"{what}; read so far: {self.read}")
            time.sleep(0.005)
        self._note()

    def _note(self) -> None:
        shell = self.program.shell
        said = [shell.notice.words(), getattr(getattr(shell.gate, "lead", None), "text", str)()]
        if shell.top is not None and self.program.opened is not None:
            said.append(self.program.opened.saving.words())
        for words in said:
            if words and words not in self.read[-len(said) :]:
                self.read.append(words)

    def open(self) -> None:
        """Open the vault."""
        self.program.enter(self.kept.folder, self.kept.key, "")

    def tag(self, number: int) -> None:
        """Save one more moment, as a page does."""
        assert self.program.opened is not None
        self.program.opened.saving.save(self.kept.about.tag(number, "you people always", "blame"))

    def has_read(self, words: str) -> bool:
        """Tell whether a sentence with these words was seen."""
        return any(words in sentence for sentence in self.read)

    @property
    def saved(self) -> bool:
        """Tell whether everything shown is on disk."""
        return self.program.opened is not None and self.program.opened.saving.all_saved


def full(window: Window, disk: Path) -> None:
    """Fill the disk, tag on in the space kept aside and past it, then make room."""
    from tests.ui.shell.kept import held

    window.open()
    window.until(lambda: window.program.opened is not None, "it did not open")
    filler = disk / "other-program"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 16, 512, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    number = 5
    while not window.has_read("Not saved: the disk is full"):
        for _ in range(200):
            number += 1
            window.tag(number)
        window.until(lambda: window.saved or window.has_read("Not saved"), "nothing was told")
    if not window.has_read("Livecoach saves in space kept aside; free some space soon."):
        raise AssertionError(f"the space kept aside was not told of: {window.read}")
    filler.unlink()
    window.until(lambda: window.saved, "what waited did not come through")
    if held(window.program) != number:
        raise AssertionError(f"{number - held(window.program)} moments are missing")
    print(f"{number - 5} moments after the disk was full, all there once there was room")


def gone(window: Window, disk: Path) -> None:
    """Pull the disk out while the vault is open; the record is put back where its name was."""
    from tests.ui.shell.kept import held

    window.open()
    window.until(lambda: window.program.opened is not None, "it did not open")
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.umount2(os.fsencode(disk), _DETACH):
        raise OSError(ctypes.get_errno(), "the disk could not be taken away")
    window.tag(6)
    window.until(lambda: window.has_read("nothing is lost"), "nothing was told")
    window.until(lambda: window.saved, "it was not saved again")
    if held(window.program) != 6:
        raise AssertionError("a moment is missing")


def readonly(window: Window, disk: Path) -> None:
    """Open a vault on a disk that cannot be written to: it is read, and says that it saves not."""
    from tests.ui.shell.kept import held

    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"none", os.fsencode(disk), None, _REMOUNT | _READ_ONLY, None):
        raise OSError(ctypes.get_errno(), "the disk could not be made read-only")
    window.open()
    window.until(lambda: window.has_read("nothing new can be saved"), "nothing was told")
    window.tag(6)
    window.until(lambda: window.has_read("Not saved: the disk or the vault is read-only."), "?")
    if held(window.program) != 5:
        raise AssertionError("it cannot be read")
    if libc.mount(b"none", os.fsencode(disk), None, _REMOUNT, None):
        raise OSError(ctypes.get_errno(), "the disk could not be made writable again")
    window.until(lambda: window.saved, "what waited did not come through")
    if held(window.program) != 6:
        raise AssertionError("a moment is missing")


def main() -> int:
    """Run one of WHAT; print every sentence that was read."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--what", choices=WHAT, required=True)
    args = reader.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from livecoach import paths
    from tests.faults.full_disk import small_disk

    with tempfile.TemporaryDirectory(prefix="livecoach-") as name:
        room = Path(name)
        paths.vaults_folder = lambda: room / "vaults"
        disk = small_disk()
        window = Window(room, disk / "programme-1")
        try:
            {"full": full, "gone": gone, "readonly": readonly}[args.what](window, disk)
        finally:
            for sentence in dict.fromkeys(window.read):
                print(sentence)
            window.program.close_vault()
    return 0


def apart(what: str) -> subprocess.CompletedProcess[str]:
    """Run in a process of its own, as a user of a namespace of its own unless root."""
    as_root = [] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user"]
    return subprocess.run(
        [*as_root, sys.executable, "-m", "tests.faults.window_faults", "--what", what],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
