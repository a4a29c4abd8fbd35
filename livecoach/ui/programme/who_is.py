"""Ask, beside each name pasted, which post it is, or which new one; what is sure is answered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from livecoach.core.planning.matching import GUEST, NOBODY, Match
from livecoach.core.planning.new_posts import NEW, NewPost, likely_post
from livecoach.core.programme import Programme
from livecoach.ui.programme.fields import narrow
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.choice_box import ChoiceBox
from livecoach.ui.widgets.text import Text, plain_tip

ASK = "?"  # not answered yet


class NewPostFields(QWidget):
    """The organisation and the post of somebody the system has no post for yet."""

    def __init__(self, programme: Programme, likely: NewPost) -> None:
        super().__init__()
        self._person = likely.person
        self.organisation = ChoiceBox()
        self.organisation.setEditable(True)
        narrow(self.organisation)
        self.organisation.addItems([row.name for row in programme.organisations_in_order()])
        self.organisation.setCurrentText(likely.organisation)
        self.organisation.setAccessibleName(f"Organisation of {likely.person}")
        line = self.organisation.lineEdit()
        if line is not None:
            line.setPlaceholderText("Organisation")
        self.role = QLineEdit(likely.role)
        self.role.setPlaceholderText("Post, such as Chair")
        self.role.setAccessibleName(f"Post of {likely.person}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 6)
        row.setSpacing(8)
        row.addWidget(self.organisation, 1)
        row.addWidget(self.role, 1)

    def post(self) -> NewPost:
        """Return what is typed."""
        return NewPost(self._person, self.organisation.currentText(), self.role.text())


class WhoIs(QWidget):
    """A row a name: the name, the post, and whether the coach is asked. Nothing is modal."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._unsure = Text(theme, "", "muted", wrap=True)
        self._grid = QGridLayout()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(self._grid)
        rows.addWidget(self._unsure)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._boxes: list[tuple[str, QComboBox]] = []
        self._new: dict[str, NewPostFields] = {}
        self.hide()

    def ask(self, programme: Programme, matches: Sequence[Match], *, guests: bool) -> None:
        """Show the names with the posts they may hold; ``guests`` offers a guest's seat too."""
        self.clear()
        for row, match in enumerate(matches):
            name = match.attendee.name
            box = ChoiceBox()
            narrow(box)
            box.setAccessibleName(f"{name} is")
            self._offer(box, programme, match, guests=guests)
            note = Text(self._theme, "", "small")
            new = NewPostFields(programme, likely_post(programme, match.attendee))
            box.currentIndexChanged.connect(lambda _, b=box, n=note, f=new: self._say(b, n, f))
            self._say(box, note, new)
            shown = Text(self._theme, name, "strong")
            shown.setBuddy(box)
            if match.attendee.brackets:
                shown.setToolTip(plain_tip(match.attendee.brackets))
            self._grid.addWidget(shown, 2 * row, 0)
            self._grid.addWidget(box, 2 * row, 1)
            self._grid.addWidget(note, 2 * row, 2)
            self._grid.addWidget(new, 2 * row + 1, 1)
            self._boxes.append((name, box))
            self._new[name] = new
        self._count()
        self.setVisible(bool(matches))

    def _offer(self, box: QComboBox, programme: Programme, match: Match, *, guests: bool) -> None:
        if match.post is None:
            box.addItem("Which post?", ASK)
        likely = [match.post] if match.post is not None else list(match.candidates)
        for uid in likely:
            box.addItem(programme.posts[uid].title, uid)
        box.addItem("A new post…", NEW)
        if guests:
            box.addItem("A guest", GUEST)
        box.addItem("Leave out", NOBODY)
        for post in programme.posts_in_order():
            if post.uid not in likely:
                box.addItem(post.title, post.uid)
        known = likely_post(programme, match.attendee)
        new = not likely and bool((known.role and known.organisation) or not programme.posts)
        box.setCurrentIndex(box.findData(NEW) if new else 0)

    def _say(self, box: QComboBox, note: Text, new: NewPostFields) -> None:
        asked = box.currentData() == ASK
        note.say("not sure" if asked else "", "strong" if asked else "small")
        new.setVisible(box.currentData() == NEW)
        self._count()

    def _count(self) -> None:
        """Say what becomes of the names that have no answer."""
        unsure = self.open_questions()
        names = "1 name is" if unsure == 1 else f"{unsure} names are"
        self._unsure.say(f"{names} not sure; left so, no post or seat is given." if unsure else "")
        self._unsure.setVisible(bool(unsure))

    def answers(self) -> dict[str, str]:
        """Return each name's answer: a post's uid, "new", "guest" or ""; what is open is ""."""
        return {
            name: NOBODY if box.currentData() == ASK else str(box.currentData())
            for name, box in self._boxes
        }

    def new_posts(self) -> list[NewPost]:
        """Return the posts to be added, as they are typed."""
        return [self._new[name].post() for name, answer in self.answers().items() if answer == NEW]

    def open_questions(self) -> int:
        """Return how many names have no answer yet."""
        return sum(box.currentData() == ASK for _, box in self._boxes)

    def follow(self, before: QWidget) -> None:
        """Let Tab come from a field before these to each name in turn, then to what is beyond."""
        for name, box in self._boxes:
            new = self._new[name]
            for after in (box, new.organisation, new.role):
                QWidget.setTabOrder(before, after)
                before = after

    def clear(self) -> None:
        """Take all rows away."""
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._boxes.clear()
        self._new.clear()
        self.hide()
