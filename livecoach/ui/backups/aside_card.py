"""What a restore or a rescue kept aside, until the coach needs it no more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from livecoach.ui.backups import saying
from livecoach.ui.programme.flow import flow
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.text import Text
from livecoach.ui.widgets.twice import Twice

WHAT = (
    "What stood in this programme’s place before, encrypted as it was. What you erase is erased "
    "from it too where it still opens. Delete it once you need it no more."
)


class AsideCard(Card):
    """A line for each, with its button; hidden where there is nothing."""

    def __init__(self, theme: Theme, delete: Callable[[Path], object]) -> None:
        super().__init__(theme, "Kept aside")
        self._theme, self._delete = theme, delete
        self.buttons: list[Twice] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.body.addLayout(self._lines)
        self.body.addWidget(Text(theme, WHAT, "small", wrap=True))
        self.hide()

    def say(self, kept: list[tuple[Path, int]]) -> None:
        """Show these."""
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.buttons.clear()
        for path, size in kept:
            button = Twice(self._theme, "Delete", "Delete it for good?", self._dropper(path))
            button.setAccessibleDescription(path.name)
            name = Text(self._theme, path.name, "strong")
            large = Text(self._theme, saying.size(size), "muted")
            self._lines.addWidget(flow(name, large, button, spacing=14))
            self.buttons.append(button)
        self.setVisible(bool(kept))

    def _dropper(self, path: Path) -> Callable[[], object]:
        return lambda: self._delete(path)
