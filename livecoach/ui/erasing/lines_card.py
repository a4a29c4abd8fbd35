"""A card of plain lines that come and go, each to be read and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from livecoach.ui.theme import Theme
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.text import Text


class LinesCard(Card):
    """A heading and lines under it."""

    def __init__(self, theme: Theme, heading: str) -> None:
        super().__init__(theme, heading)
        self._theme = theme
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.body.addLayout(self._lines)
        self.lines: list[str] = []

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show exactly these lines."""
        self.lines = list(lines)
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            text = Text(self._theme, line, "body", wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._lines.addWidget(text)
