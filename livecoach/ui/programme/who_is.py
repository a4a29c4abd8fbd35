"""Ask, beside each name pasted, which post it is; what is sure is answered already."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from livecoach.core.planning.matching import GUEST, NOBODY, Match
from livecoach.core.programme import Programme
from livecoach.ui.programme.fields import narrow
from livecoach.ui.programme.grid import plain_tip
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.text import Text

ASK = "?"  # not answered yet


class WhoIs(QWidget):
    """A row a name: the name, the post, and whether the coach is asked. Nothing is modal."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._boxes: list[tuple[str, QComboBox]] = []
        self.hide()

    def ask(self, programme: Programme, matches: Sequence[Match], *, guests: bool) -> None:
        """Show the names with the posts they may hold; ``guests`` offers a guest's seat too."""
        self.clear()
        for row, match in enumerate(matches):
            name = match.attendee.name
            box = QComboBox()
            narrow(box)
            box.setAccessibleName(f"{name} is")
            self._offer(box, programme, match, guests=guests)
            note = Text(self._theme, "", "small")
            box.currentIndexChanged.connect(lambda _, b=box, n=note: self._say(b, n))
            self._say(box, note)
            shown = Text(self._theme, name, "strong")
            shown.setBuddy(box)
            if match.attendee.brackets:
                shown.setToolTip(plain_tip(match.attendee.brackets))
            self._grid.addWidget(shown, row, 0)
            self._grid.addWidget(box, row, 1)
            self._grid.addWidget(note, row, 2)
            self._boxes.append((name, box))
        self.setVisible(bool(matches))

    def _offer(self, box: QComboBox, programme: Programme, match: Match, *, guests: bool) -> None:
        if match.post is None:
            box.addItem("Which post?", ASK)
        likely = [match.post] if match.post is not None else list(match.candidates)
        for uid in likely:
            box.addItem(programme.posts[uid].title, uid)
        if guests:
            box.addItem("A guest", GUEST)
        box.addItem("Leave out", NOBODY)
        for post in programme.posts_in_order():
            if post.uid not in likely:
                box.addItem(post.title, post.uid)
        box.setCurrentIndex(0)

    def _say(self, box: QComboBox, note: Text) -> None:
        asked = box.currentData() == ASK
        note.say("not sure" if asked else "", "strong" if asked else "small")

    def answers(self) -> dict[str, str]:
        """Return each name's answer: a post's uid, "guest" or ""; what is open is left out."""
        return {
            name: NOBODY if box.currentData() == ASK else str(box.currentData())
            for name, box in self._boxes
        }

    def open_questions(self) -> int:
        """Return how many names have no answer yet."""
        return sum(box.currentData() == ASK for _, box in self._boxes)

    def clear(self) -> None:
        """Take all rows away."""
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._boxes.clear()
        self.hide()
