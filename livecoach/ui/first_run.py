"""The first page: three ways in, and what is protected, in two lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from livecoach import __version__, paths
from livecoach.ui.aside import aside
from livecoach.ui.door import Door, recent
from livecoach.ui.widgets.choice import Choice
from livecoach.ui.widgets.mark import AMISS, WELL, Mark
from livecoach.ui.widgets.scroll import centred
from livecoach.ui.widgets.text import Text

if TYPE_CHECKING:
    from livecoach.ui.protection import Line

LOOK_AFTER_MS = 100  # once the page has been painted


class FirstRunPage(QWidget):
    """Try the example, begin a programme, or open one. What is protected is looked up, not said."""

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        theme = door.theme
        self.setAccessibleName("Livecoach")
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addStretch(5)
        layout.addWidget(Text(theme, "Livecoach", "display"))
        layout.addWidget(
            Text(theme, "Notice the language, the messages and the voices not heard, with your "
                        "eyes on the room.", "lead", wrap=True)
        )  # fmt: skip
        layout.addSpacing(22)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        self.example = Choice(
            theme,
            "Look around",
            "Try the example",
            "A year with a fictional system: fourteen posts, some thirty sessions, one meeting "
            "ready to review. Nothing to set up, nothing kept.",
            door.try_example,
            first=True,
        )
        self.begin = Choice(
            theme,
            "Begin",
            "New programme",
            "Name it and choose a passphrase. Two minutes, then you can go live.",
            self._begin,
        )
        known = recent(door.settings)
        words = "\n".join([*(folder.name for folder in known[:3]), "From a backup file…"])
        self.open = Choice(theme, "Go on", "Open or restore", words, self._open)
        for card in (self.example, self.begin, self.open):
            cards.addWidget(card, 1)
        layout.addLayout(cards)
        layout.addSpacing(22)
        self.said: list[Text] = []
        self._dots: list[Mark] = []
        for _ in range(2):
            row = QHBoxLayout()
            row.setSpacing(0)
            dot, text = Mark(theme), Text(theme, "Looking…", "muted", wrap=True)
            row.addWidget(dot)
            row.addWidget(text, 1)
            layout.addLayout(row)
            self._dots.append(dot)
            self.said.append(text)
        layout.addSpacing(8)
        layout.addWidget(Text(theme, f"Version {__version__}", "small"))
        layout.addStretch(5)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred(column, theme.px(860)))
        QTimer.singleShot(LOOK_AFTER_MS, self, self._look)

    def _look(self) -> None:
        from PySide6.QtCore import Qt

        for card in (self.example, self.begin, self.open):
            card.setCursor(Qt.CursorShape.PointingHandCursor)

        def work() -> tuple[Line, ...]:
            from livecoach.ui import protection

            return protection.lines(paths.vaults_folder())

        aside(work, self._found, lambda _: None, self)

    def _found(self, lines: tuple[Line, ...]) -> None:
        for text, dot, line in zip(self.said, self._dots, lines, strict=True):
            text.say(line.words)
            dot.say(WELL if line.well else AMISS)

    def _begin(self) -> None:
        from livecoach.ui.new_vault import NewVaultPage

        self._door.show(NewVaultPage(self._door))

    def _open(self) -> None:
        from livecoach.ui.open_vault import OpenPage

        self._door.show(OpenPage(self._door))
