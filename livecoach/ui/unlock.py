"""Unlock a programme by its passphrase, or by the recovery key that was printed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QLineEdit

from livecoach.ui import door as doors
from livecoach.ui.door import Door
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.form import FormRow
from livecoach.ui.widgets.frame import Frame

LONGEST_WAIT_S = 30


def pause_after(wrong: int) -> int:
    """Return the seconds to wait after that many wrong passphrases in a row: 0, 1, 2, 4 … 30."""
    return 0 if wrong < 2 else min(2 ** (wrong - 2), LONGEST_WAIT_S)


class UnlockPage(Frame):
    """One field. A wrong passphrase says so, and each more takes longer before the next."""

    def __init__(self, door: Door, folder: Path, why: str = "") -> None:
        lead = why or f"The programme in {folder.name} is locked."
        super().__init__(door.theme, "Unlock", lead)
        self._door = door
        self._folder = folder
        self._by_recovery = False
        self.wrong = 0
        self._left_s = 0
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.row = FormRow(door.theme, "Passphrase", self.field)
        self.rows.addWidget(self.row)
        self.shown = QCheckBox("Show what I type")
        self.shown.toggled.connect(self._show_typed)
        self.rows.addWidget(self.shown)
        self.go = Button(door.theme, "Unlock", self.unlock, kind="primary")
        self.other_way = Button(door.theme, "Use the recovery key", self.use_other_way)
        self.offer(
            self.go,
            self.other_way,
            Button(door.theme, "Another programme", self._elsewhere, kind="quiet"),
        )
        self.field.returnPressed.connect(self.unlock)
        self._wait = QTimer(self)
        self._wait.setInterval(1000)
        self._wait.timeout.connect(self._tick)
        self.setFocusProxy(self.field)

    def unlock(self) -> None:
        """Try what is typed."""
        typed = self.field.text()
        if self._left_s or not self.go.isEnabled():
            return
        if not typed.strip():
            self.row.wrong(f"Type the {self._what()} first.")
            return
        self.row.wrong("")
        self.go.setEnabled(False)
        self.go.say("Unlocking…")
        way = doors.unlock_with_recovery if self._by_recovery else doors.unlock
        way(self._folder, typed, self._opened, self._failed, self)

    def _what(self) -> str:
        return "recovery key" if self._by_recovery else "passphrase"

    def _opened(self, key: bytes) -> None:
        self.field.clear()
        if self._by_recovery:
            from livecoach.ui.passphrase import PassphrasePage

            lead = (
                "The recovery key has opened the programme. Choose the passphrase to open it with "
                "from now on; the recovery key stays as it is."
            )
            self._door.show(PassphrasePage(self._door, self._folder, key, lead))
            return
        self._door.enter(self._folder, key, "")

    def _failed(self, error: Exception) -> None:
        from livecoach.store.trouble import WrongPassphrase

        self.row.wrong(doors.in_words(error))
        self.go.say("Unlock")
        self.go.setEnabled(True)
        self.field.selectAll()
        self.field.setFocus()
        if isinstance(error, WrongPassphrase):
            self.wrong += 1
            self._left_s = pause_after(self.wrong)
            if self._left_s:
                self._wait.start()
                self._say_wait()

    def _tick(self) -> None:
        self._left_s -= 1
        self._say_wait()
        if not self._left_s:
            self._wait.stop()

    def _say_wait(self) -> None:
        self.go.setEnabled(not self._left_s)
        self.go.say(f"Wait {self._left_s} s" if self._left_s else "Unlock")

    def use_other_way(self) -> None:
        """Ask for the recovery key instead of the passphrase, or the other way round."""
        self._by_recovery = not self._by_recovery
        self.row.say("Recovery key" if self._by_recovery else "Passphrase",
                     "Eight groups of eight, as printed when the programme was made."
                     if self._by_recovery else "")  # fmt: skip
        self.row.wrong("")
        self.other_way.say("Use the passphrase" if self._by_recovery else "Use the recovery key")
        self.field.clear()
        self.field.setFocus()

    def _show_typed(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)

    def _elsewhere(self) -> None:
        from livecoach.ui.first_run import FirstRunPage

        self._door.show(FirstRunPage(self._door))
