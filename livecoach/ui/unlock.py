"""Unlock a programme by its passphrase, or by the recovery key that was printed."""

from __future__ import annotations

from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QLineEdit

from livecoach.ui import door as doors
from livecoach.ui.door import Door
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.form import FormRow
from livecoach.ui.widgets.frame import Frame

if TYPE_CHECKING:
    from livecoach.store.vault import Ways

LOOK_AFTER_MS = 100  # once the page has been painted


class UnlockPage(Frame):
    """
    One field. A wrong passphrase says so, and each more takes longer before the next.

    Where the keyring was chosen its button stands first. What is wrong with the vault itself
    leads to the page that offers a backup.
    """

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
        self.by_keyring = Button(
            door.theme, "Unlock by this computer’s keyring", self.unlock_by_keyring
        )
        self.by_keyring.hide()
        self.rows.insertWidget(0, self.by_keyring)
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
        QTimer.singleShot(LOOK_AFTER_MS, self, self._look)

    def _look(self) -> None:
        doors.ways(self._folder, self._show_ways, lambda _: None, self)

    def _show_ways(self, ways: Ways) -> None:
        self.by_keyring.setVisible(ways.keyring)
        if ways.keyring and not self.field.text():
            self.by_keyring.setFocus()
        self._begin_wait(ways)

    def unlock_by_keyring(self) -> None:
        """Ask the keyring; where it does not open the programme, the passphrase still does."""
        if not self.by_keyring.isEnabled():
            return
        self.row.wrong("")
        self.by_keyring.setEnabled(False)
        self.by_keyring.say("Asking the keyring…")
        doors.unlock_with_keyring(self._folder, self._enter, self._keyring_failed, self)

    def _keyring_failed(self, error: Exception) -> None:
        self.by_keyring.setEnabled(True)
        self.by_keyring.say("Unlock by this computer’s keyring")
        self._say_wrong(error)

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
        self._enter(key)

    def _enter(self, key: bytes) -> None:
        self._door.enter(self._folder, key, "")

    def _failed(self, error: Exception) -> None:
        from livecoach.store.trouble import WrongPassphrase

        self.go.say("Unlock")
        self.go.setEnabled(True)
        if isinstance(error, WrongPassphrase):
            self.wrong += 1
            doors.ways(self._folder, self._begin_wait, lambda _: None, self)
        self._say_wrong(error)

    def _say_wrong(self, error: Exception) -> None:
        """Say what is wrong with what was typed; where it is the vault, offer the way back."""
        from livecoach.store.trouble import BadRecoveryKey, KeyringProblem, WrongPassphrase
        from livecoach.ui.vault_pages import BrokenPage

        if not isinstance(error, WrongPassphrase | BadRecoveryKey | KeyringProblem):
            self._door.show(BrokenPage(self._door, self._folder, doors.in_words(error)))
            return
        self.row.wrong(doors.in_words(error))
        self.field.selectAll()
        self.field.setFocus()

    def _begin_wait(self, ways: Ways) -> None:
        self._left_s = ceil(ways.wait_s)
        if self._left_s and self.go.isEnabled():
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
