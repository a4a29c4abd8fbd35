"""List the sessions that were deleted and not erased, each a way to erasing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from livecoach.core.planning.dates import shown_date
from livecoach.store.journalled import DeletedSession
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.text import Text

MOST = 6
WORDS = "The journal and the backups still hold these sessions. An undo can bring them back."


class DeletedCard(Card):
    """Hidden while there are none; ``go`` takes what the page that erases is about."""

    def __init__(self, theme: Theme, go: Callable[[str], object]) -> None:
        super().__init__(theme, "Deleted, not erased")
        self._theme, self._go = theme, go
        self.body.addWidget(Text(theme, WORDS, "small", wrap=True))
        self._rows = QVBoxLayout()
        self.body.addLayout(self._rows)

    def show_sessions(self, sessions: Sequence[DeletedSession]) -> None:
        """Show the newest of them, with a button each."""
        self.setVisible(bool(sessions))
        for one in sessions[: -MOST - 1 : -1]:
            day = shown_date(one.held_on)
            words = f"{one.title}, {day}" if day else one.title
            self._rows.addWidget(Text(self._theme, words, "body", wrap=True))
            button = Button(self._theme, "Erase…", partial(self._go, f"session:{one.uid}"))
            button.setAccessibleName(f"Erase {words}")
            self._rows.addWidget(button)
        if len(sessions) > MOST:
            words = f"and {len(sessions) - MOST} earlier"
            self._rows.addWidget(Text(self._theme, words, "small"))
