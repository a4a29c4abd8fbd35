"""What a restore or a rescue kept aside, until the coach needs it no more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from livecoach.ui.backups import saying
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
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(Text(self._theme, path.name, "strong"))
            row.addWidget(Text(self._theme, saying.size(size), "muted"))
            row.addStretch(1)
            button = Twice(self._theme, "Delete", "Delete it for good?", self._dropper(path))
            button.setAccessibleDescription(path.name)
            row.addWidget(button)
            self.buttons.append(button)
            self._lines.addWidget(line)
        self.setVisible(bool(kept))

    def _dropper(self, path: Path) -> Callable[[], object]:
        return lambda: self._delete(path)
