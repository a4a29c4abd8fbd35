"""Frame the questions of a round: how many have answered, which question, and the coach's way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text

WIDEST = 980  # pixels before scaling


class RoundFrame(QWidget):
    """One screen after another, in the middle, no wider than an eye takes in."""

    def __init__(self, theme: Theme, ended: Callable[[], object]) -> None:
        super().__init__()
        self._ended = ended
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(48), theme.px(24), theme.px(48), theme.px(24))
        column = QWidget()
        column.setMaximumWidth(theme.px(WIDEST))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(column, 1000)
        middle.addStretch(1)
        outer.addStretch(2)
        outer.addLayout(middle)
        outer.addStretch(3)
        self._lines = QVBoxLayout(column)
        self._lines.setContentsMargins(0, 0, 0, 0)
        top = QHBoxLayout()
        self._count = Text(theme, "", "muted")
        self._place = Text(theme, "", "muted")
        top.addWidget(self._count)
        top.addStretch(1)
        top.addWidget(self._place)
        self._lines.addLayout(top)
        self._lines.addSpacing(theme.px(28))
        self._screen: QWidget | None = None
        foot = QHBoxLayout()
        foot.addStretch(1)
        self._coach = Button(theme, "Coach", self._asks_to_end, "quiet")
        foot.addWidget(self._coach)
        outer.addLayout(foot)

    def say(self, count: str, place: str) -> None:
        """Say how many have answered, and which question this is."""
        self._coach.say("Coach")
        self._count.say(count)
        self._place.say(place)

    def put(self, screen: QWidget) -> None:
        """Show a screen in place of the one before, with the keys."""
        if self._screen is not None:
            self._lines.removeWidget(self._screen)
            self._screen.hide()
            self._screen.deleteLater()
        self._screen = screen
        self._lines.addWidget(screen)
        self.setFocusProxy(screen)
        screen.setFocus()

    def _asks_to_end(self) -> None:
        """End only on a second press, so that nobody leaves the round by chance."""
        if self._coach.accessibleName() == "Coach":
            self._coach.say("Press again to end the round")
        else:
            self._ended()
