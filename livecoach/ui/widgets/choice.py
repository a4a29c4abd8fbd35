"""A card that is pressed: a way in, with a word above, a title and a few lines."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from livecoach.ui.theme import Theme
from livecoach.ui.widgets.text import Text


class Choice(QPushButton):
    """One of a few ways on. The one to take unless there is a reason not to has an accent edge."""

    def __init__(
        self,
        theme: Theme,
        above: str,
        title: str,
        words: str,
        run: Callable[[], object],
        first: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        # The style sheet paints it: a painter's pen would build every enumeration of Qt.
        self.setObjectName("choice")
        self.setProperty("first", first)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._rows = QVBoxLayout(self)
        self._rows.setSpacing(0)
        self._words = Text(theme, words, "muted", wrap=True)
        self._rows.addWidget(Text(theme, above, "section"))
        self._rows.addWidget(Text(theme, title, "choice", wrap=True))
        self._rows.addWidget(self._words)
        self._rows.addStretch(1)
        self._space()
        self.clicked.connect(lambda: run())
        theme.changed.connect(self._space)

    def say(self, words: str) -> None:
        """Show other lines."""
        self._words.say(words)
        self.setAccessibleDescription(words)
        self.updateGeometry()

    # Size ------------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        """Say that the lines wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the wrapped lines need."""
        return max(self._rows.heightForWidth(width), self._theme.px(184))

    def sizeHint(self) -> QSize:
        """Return a third of the first page."""
        width = self._theme.px(270)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least at which no word is cut."""
        width = self._theme.px(180)
        return QSize(width, self.heightForWidth(max(self.width(), width)))

    def _space(self) -> None:
        pad = self._theme.px(24)
        self._rows.setContentsMargins(pad, pad, pad, pad)
        self._rows.setSpacing(self._theme.px(8))
        self.updateGeometry()
