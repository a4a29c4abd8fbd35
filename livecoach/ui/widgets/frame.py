"""A calm page with one column in the middle: a title, a line, rows, and what to press."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from livecoach.ui.programme.flow import Flow
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.scroll import centred
from livecoach.ui.widgets.text import Text

WIDTH_PX = 560


class Frame(QWidget):
    """Title and lead, then ``rows`` to fill, then a line of buttons added by ``offer``."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        lead: str = "",
        width: int = WIDTH_PX,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.busy = False  # something is being done that must not be left half way
        self.setAccessibleName(title)
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addStretch(2)
        self.title = Text(theme, title, "display", wrap=True)
        layout.addWidget(self.title)
        self.lead = Text(theme, lead, "lead", wrap=True)
        self.lead.setVisible(bool(lead))
        layout.addWidget(self.lead)
        layout.addSpacing(6)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(16)
        layout.addLayout(self.rows)
        self.trouble = Text(theme, "", "trouble", wrap=True)
        self.trouble.hide()
        layout.addWidget(self.trouble)
        self._buttons = Flow(spacing=10)
        layout.addLayout(self._buttons)
        layout.addStretch(3)
        self._column, self._width = column, width
        theme.changed.connect(self._dress)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred(column, theme.px(width)))
        self._dress()

    def offer(self, *buttons: Button) -> None:
        """Add buttons to the line, which goes on below where it is full."""
        for button in buttons:
            self._buttons.addWidget(button)

    def _dress(self) -> None:
        self._column.setMinimumWidth(min(self._width, 420))
        self._column.setMaximumWidth(self._theme.px(self._width))

    def say_trouble(self, words: str) -> None:
        """Say in words what went wrong; "" takes it away."""
        self.trouble.say(words)
        self.trouble.setVisible(bool(words))
