"""A button for what cannot be undone: pressed twice, and in between it says what it will do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer

from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button

WAITS_MS = 6000


class Twice(Button):
    """The first press asks in the button's own words; the second, within six seconds, does it."""

    def __init__(self, theme: Theme, words: str, asks: str, run: Callable[[], object]) -> None:
        super().__init__(theme, words, self._press)
        self._at_rest, self._asks, self._run = words, asks, run
        self._asking = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(WAITS_MS)
        self._rest.timeout.connect(self.rest)

    def rest(self) -> None:
        """Ask no longer."""
        self._asking = False
        self.say(self._at_rest)

    def _press(self) -> None:
        if self._asking:
            self._rest.stop()
            self.rest()
            self._run()
            return
        self._asking = True
        self.say(self._asks)
        self._rest.start()
