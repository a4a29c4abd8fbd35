"""What is shown when a vault does not open: who has it, or what is wrong, and the ways on."""

from __future__ import annotations

from pathlib import Path

from livecoach.ui import door as doors
from livecoach.ui import instance
from livecoach.ui.door import Door
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.frame import Frame


class InUsePage(Frame):
    """Another Livecoach has the vault: say which, and offer to show its window."""

    def __init__(self, door: Door, folder: Path, why: str) -> None:
        super().__init__(door.theme, "Open already", why)
        self._door, self._folder = door, folder
        self.show_other = Button(door.theme, "Show that window", self._ask, kind="primary")
        self.offer(
            self.show_other,
            Button(door.theme, "Try again", self._again),
            Button(door.theme, "Another programme", lambda: _elsewhere(door), kind="quiet"),
        )

    def _ask(self) -> None:
        try:
            instance.ask_to_show(self._folder)
        except OSError as error:
            self.say_trouble(doors.in_words(error))
            return
        self.show_other.say("Asked it to come to the front")

    def _again(self) -> None:
        from livecoach.ui.unlock import UnlockPage

        self._door.show(UnlockPage(self._door, self._folder))


class BrokenPage(Frame):
    """
    The vault could not be opened: say why, and offer a backup.

    ``key`` is its data key, where the passphrase was right and only the record is not.
    """

    def __init__(self, door: Door, folder: Path, why: str, key: bytes | None = None) -> None:
        super().__init__(door.theme, "It could not be opened", why)
        self._door, self._folder, self._key = door, folder, key
        self.offer(
            Button(door.theme, "Try again", self._again, kind="primary"),
            Button(door.theme, "Restore a backup…", self.restore),
            Button(door.theme, "Another programme", lambda: _elsewhere(door), kind="quiet"),
        )

    def _again(self) -> None:
        from livecoach.ui.unlock import UnlockPage

        self._door.show(UnlockPage(self._door, self._folder))

    def restore(self) -> None:
        """Go to the backups of this vault."""
        from livecoach.ui.restore.page import RestorePage

        self._door.show(RestorePage(self._door, self._folder, self._key))


def _elsewhere(door: Door) -> None:
    from livecoach.ui.first_run import FirstRunPage

    door.show(FirstRunPage(door))
