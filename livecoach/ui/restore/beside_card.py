"""What a backup holds beside what is there now, figure by figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from livecoach.ui.backups import saying
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.text import Text

if TYPE_CHECKING:
    from livecoach.store.contents import Contents
    from livecoach.store.restoring import Standing

LINES = ("Sessions", "Moments", "Newest moment", "Last change")


def figures(held: Contents) -> tuple[str, ...]:
    """Return what stands in the four lines."""
    return (
        f"{held.sessions:,}",
        f"{held.moments:,}",
        saying.when(held.newest_moment_utc_ms),
        saying.when(held.last_change_utc_ms),
    )


def difference(then: Contents, now: Contents) -> str:
    """Return in one sentence what would be missing, or what the backup has more."""
    more = now.moments - then.moments
    if more > 0:
        return f"What is there now holds {saying.number(more, 'moment')} more than this backup."
    if more < 0:
        return f"This backup holds {saying.number(-more, 'moment')} more than what is there now."
    if (now.last_change_utc_ms or 0) > (then.last_change_utc_ms or 0):
        return "Both hold as many moments; what is there now was changed later."
    return "Both hold the same number of moments."


class BesideCard(Card):
    """Two columns of figures. Where there is nothing to count, a sentence says why."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(22)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        for column, words in enumerate(("", "In this backup", "There now")):
            self._grid.addWidget(Text(theme, words, "section"), 0, column)
        self.then: list[Text] = []
        self.now: list[Text] = []
        for line, words in enumerate(LINES, 1):
            self._grid.addWidget(Text(theme, words, "muted"), line, 0)
            for column, cells in ((1, self.then), (2, self.now)):
                cell = Text(theme, "", "strong", wrap=True)
                cells.append(cell)
                self._grid.addWidget(cell, line, column)
        self.trouble = Text(theme, "", "trouble", wrap=True)
        self.trouble.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self.trouble, 1, 2, len(LINES), 1)
        self.body.addLayout(self._grid)
        self.sentence = Text(theme, "", "body", wrap=True)
        self.body.addWidget(self.sentence)

    def say(self, then: Contents, now: Standing | None) -> None:
        """Show both."""
        _fill(self.then, figures(then), "in this backup")
        present = None if now is None else now.contents
        for cell in self.now:
            cell.setVisible(present is not None)
        self.trouble.setVisible(present is None)
        sentence = ""
        if present is not None:
            _fill(self.now, figures(present), "there now")
            sentence = difference(then, present)
        elif now is None:
            self.trouble.say("Nothing is known of what it would go back to.", "muted")
        else:
            self.trouble.say(now.trouble, "trouble")
        if now is not None and now.lacks_keys:
            sentence = f"{now.trouble} The record itself is whole. {sentence}"
        self.sentence.say(sentence)
        self.sentence.setVisible(bool(sentence))


def _fill(cells: list[Text], figures: tuple[str, ...], where: str) -> None:
    for cell, words, line in zip(cells, figures, LINES, strict=True):
        cell.say(words)
        cell.setAccessibleName(f"{line}, {where}: {words}")
