"""A past session's record: the stream, the table of moments and the turns, edited in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from livecoach.core.edit import Edit
from livecoach.core.moment import Moment
from livecoach.ui.desk import Desk
from livecoach.ui.programme.flow import HeadRow, flow
from livecoach.ui.programme.grid import Grid
from livecoach.ui.programme.moments_table import MomentsTable
from livecoach.ui.programme.opened import OpenSession
from livecoach.ui.programme.record_stream import RecordStream
from livecoach.ui.programme.session_list import counted
from livecoach.ui.programme.turns_table import TurnsTable
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.text import Text

VIEWS = ("Stream", "Table", "Turns")


class Record(Card):
    """Three views of one timeline; an edit in one is seen in all."""

    def __init__(self, desk: Desk, opened: OpenSession, notice: Notice) -> None:
        theme = desk.theme
        super().__init__(theme)
        self._opened, self._notice = opened, notice
        self.stream = RecordStream(desk, opened)
        self.moments = MomentsTable(theme, opened, self)
        self.turns = TurnsTable(theme, opened, self)
        self.table = Grid(theme, self.moments, "Moments")
        self.turn_table = Grid(theme, self.turns, "Turns")
        self._wrong = Text(theme, "", "trouble", wrap=True)
        self._wrong.hide()
        self._counts = Text(theme, "", "muted")
        for model in (self.moments, self.turns):
            model.refused.connect(self._say)
        self.table.delete_asked.connect(self.delete)
        self.turn_table.delete_asked.connect(self._delete_turn)
        self.buttons: list[Button] = []
        for number, words in enumerate(VIEWS):
            button = Button(theme, words, self._shower(number), "quiet")
            button.setCheckable(True)
            self.buttons.append(button)
        head = HeadRow(flow(*self.buttons, spacing=6), self._counts, 24)
        self.views = QStackedWidget()
        for view in (self.stream, self.table, self.turn_table):
            self.views.addWidget(view)
        self.body.setContentsMargins(14, 10, 14, 14)
        self.body.addWidget(head)
        self.body.addWidget(self._wrong)
        self.body.addWidget(self.views, 1)
        opened.edited.connect(notice.edited)
        opened.edited.connect(self._take_in)
        self._count()
        self.show_view(0)

    def _shower(self, number: int) -> Callable[[], None]:
        return lambda: self.show_view(number)

    def show_view(self, number: int) -> None:
        """Show the stream (0), the table (1) or the turns (2)."""
        self.views.setCurrentIndex(number)
        for at, button in enumerate(self.buttons):
            button.setChecked(at == number)
        self._say("")

    def go_to(self, moment_uid: str) -> None:
        """Show one moment in whichever view is in front."""
        self.stream.go_to(moment_uid)
        self.table.go_to(moment_uid)

    def current_moment(self) -> str:
        """Return the uid of the moment chosen in the view in front, or ""."""
        if self.views.currentIndex() == 0:
            return self.stream.stream.selected
        return self.table.current_uid() if self.views.currentIndex() == 1 else ""

    def edit_current(self) -> None:
        """Edit the moment chosen."""
        uid = self.current_moment()
        if self.views.currentIndex() == 0 and uid:
            self.stream.edit(uid)
        elif uid:
            self.table.edit(self.table.currentIndex())

    def delete(self, uid: str) -> None:
        """Delete a moment; Undo is offered."""
        if uid in self._opened.timeline.moments:
            self._opened.recorder.delete(uid)

    def _delete_turn(self, uid: str) -> None:
        self.turns.delete(uid)

    def _take_in(self, edit: Edit) -> None:
        self._say("")
        self.moments.take_in(edit)
        self.turns.take_in(edit)
        self.stream.take_in(edit)
        self._count()
        gone = any(c.after is None and isinstance(c.row, Moment) for c in edit.changes)
        if gone and edit.act == "do":
            self._notice.say("The moment is deleted.", ("Undo", self._opened.recorder.undo))

    def _count(self) -> None:
        timeline = self._opened.timeline
        parts = [counted(len(timeline.moments), "moment"), counted(len(timeline.turns), "turn")]
        self._counts.say(" · ".join(parts))

    def _say(self, words: str) -> None:
        self._wrong.say(words)
        self._wrong.setVisible(bool(words))
