"""One session opened: its record when it has one, and its set-up; both edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout

from livecoach.core.edit import Edit
from livecoach.core.planning.meetings import STATE_NAMES, copy_set_up, delete_session, set_up_of
from livecoach.core.session import Session
from livecoach.ui.actions import Action
from livecoach.ui.desk import Desk
from livecoach.ui.page import Page
from livecoach.ui.privacy import log_gone
from livecoach.ui.programme import start
from livecoach.ui.programme.book import Book
from livecoach.ui.programme.fields import keep_typed
from livecoach.ui.programme.flow import HeadRow, flow
from livecoach.ui.programme.opened import OpenSession
from livecoach.ui.programme.record import Record
from livecoach.ui.programme.session_list import STATE_MARKS
from livecoach.ui.programme.set_up import SetUp
from livecoach.ui.programme.several import dropped_csv
from livecoach.ui.recording import NOTHING_TO_UNDO
from livecoach.ui.routes import stands
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.pill import Pill
from livecoach.ui.widgets.scroll import column, scrolled
from livecoach.ui.widgets.text import Text

RECORD, SET_UP = 0, 1
DELETE_OR_ERASE = "Deleting can be undone; erasing cannot, for it takes the backups along."


# Pages that have more to say about a session than its record; a conversation has its own first.
WAYS = {
    "review": "Review", "summary": "Summary", "checkout": "Check-out",
    "conversation": "Conversation", "pair": "Pair notes",
}  # fmt: skip


class SessionPage(Page):
    """A session's page; ``uid`` may name a moment too, after a slash."""

    title = "Session"

    def __init__(self, desk: Desk, uid: str) -> None:
        super().__init__()
        self._desk = desk
        session_uid, _, moment = uid.partition("/")
        self.opened = OpenSession(desk, session_uid, self)
        self._log_gone_on = log_gone.gone_on(desk.writer, session_uid)
        self.book = Book(desk, self)
        self.notice = Notice(desk.theme)
        self.record = Record(desk, self.opened, self.notice)
        self.set_up = SetUp(desk, self.book, self.opened, self.notice)
        self._lay_out()
        self.opened.edited.connect(self._edited)
        self.book.changed.connect(self.set_up.seats.refresh)
        self.book.refused.connect(lambda words: self.notice.say(words, trouble=True))
        self._refresh()
        self.show_part(SET_UP if self._session.state in ("planned", "skipped") else RECORD)
        if self._log_gone_on:
            self.notice.say(log_gone.in_words(self._log_gone_on))
        if moment:
            self.show_part(RECORD)
            self.record.go_to(moment)

    @property
    def _session(self) -> Session:
        return self.opened.timeline.session

    def _lay_out(self) -> None:
        theme = self._desk.theme
        self._title = Text(theme, "", "title", wrap=True)
        self._second = Text(theme, "", "muted", wrap=True)
        self._pill = Pill(theme, "Planned", shape="ring")
        words, lines = column(2)
        lines.addWidget(self._title)
        lines.addWidget(self._second)
        self.start_button = Button(theme, "Start", self._start, "primary", dot="accent_ink")
        first = ("conversation", "pair") if self._session.kind in ("one_to_one", "pair") else ()
        self.ways = {
            name: Button(theme, WAYS[name], partial(self._go, name),
                         "primary" if name in (first or ("review",)) else "plain")
            for name in dict.fromkeys((*first, *WAYS))
        }  # fmt: skip
        self.copy_button = Button(theme, "Plan the next as this", self._copy)
        buttons = flow(self._pill, self.start_button, *self.ways.values(), self.copy_button)
        self.record_button = Button(theme, "Record", lambda: self.show_part(RECORD), "quiet")
        self.set_up_button = Button(theme, "Set-up", lambda: self.show_part(SET_UP), "quiet")
        for button in (self.record_button, self.set_up_button):
            button.setCheckable(True)
        parts = flow(
            self.record_button,
            self.set_up_button,
            Button(theme, "Delete session", self._delete, "quiet"),
            Button(theme, "Erase session…", self._erase, "quiet"),
        )
        whole, rows = column(8)
        rows.addWidget(self.notice)
        rows.addWidget(HeadRow(words, buttons))
        rows.addWidget(parts)
        rows.addWidget(Text(theme, DELETE_OR_ERASE, "small", wrap=True))
        rows.addWidget(self.record, 1)
        rows.addWidget(self.set_up)
        rows.addStretch(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole))
        self.setAcceptDrops(True)

    def show_part(self, part: int) -> None:
        """Show the record or the set-up."""
        self.part = part
        self.record.setVisible(part == RECORD)
        self.set_up.setVisible(part == SET_UP)
        self.record_button.setChecked(part == RECORD)
        self.set_up_button.setChecked(part == SET_UP)
        self.setFocusProxy(self.record.stream if part == RECORD else self.set_up.seats.grid)

    def _edited(self, edit: Edit) -> None:
        if any(isinstance(change.row, Session) for change in edit.changes):
            self._refresh()

    def _refresh(self) -> None:
        session = self._session
        self._title.say(session.title)
        self._second.say(self.set_up.summary())
        shape, colour = STATE_MARKS[session.state]
        self._pill.say(STATE_NAMES[session.state], colour=colour, shape=shape)
        self.start_button.say("Go on" if session.state == "live" else "Start")
        self.start_button.setVisible(session.state != "ended")
        for name, button in self.ways.items():
            button.setVisible(self._leads(name))

    # Doing -----------------------------------------------------------------------------------

    def _start(self) -> None:
        keep_typed(self)
        start.start(self._desk, self.book, self._session.uid)

    def _leads(self, name: str) -> bool:
        """Return whether another page has something to say about this session now."""
        session = self._session
        if name == "review" and self._log_gone_on:
            return False  # without the log every seat would look silent
        fits = {
            "conversation": session.kind == "one_to_one",
            "pair": session.kind == "pair",
            "checkout": session.state in ("live", "ended"),
        }
        return fits.get(name, session.state == "ended") and stands(name)

    def _go(self, name: str) -> None:
        self._desk.go(name, self._session.uid)

    def _copy(self) -> None:
        found = set_up_of(self.opened.timeline)
        today = start.today(self._desk.read_clock())
        edit = copy_set_up(self.book.programme, found, today)
        self.book.do(edit)
        made = next(change.row for change in edit.changes if isinstance(change.row, Session))
        self._desk.go("session", made.uid)

    def _delete(self) -> None:
        if self._session.state == "live":
            self.notice.say("This session is running; end it before you delete it.", trouble=True)
            return
        timelines = self.book.timelines(self._session.uid)
        self.book.do(delete_session(timelines, self.book.around()))
        title, uid = self._session.title, self._session.uid
        self._desk.go("home")
        undo = self._desk.actions
        self._desk.tell(
            f"“{title}” is deleted, and stays in the journal and the backups.",
            ("Undo", lambda: undo.run("programme.undo")),
            ("Erase for good…", lambda: self._desk.go("erase", f"session:{uid}")),
        )

    def _erase(self) -> None:
        keep_typed(self)
        self._desk.go("erase", f"session:{self._session.uid}")

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done with this session."""
        recorder = self.opened.recorder
        ways = [
            Action(f"session.{name}", button.text().replace("&&", "&"), partial(self._go, name),
                   "", "Session", can=partial(self._leads, name))
            for name, button in self.ways.items()
        ]  # fmt: skip
        return (
            *ways,
            Action("session.start", "Start session", self._start, "Ctrl+L", "Session",
                   can=lambda: self._session.state != "ended"),
            Action("session.copy", "Plan the next as this one", self._copy, "", "Session"),
            Action("session.delete", "Delete session", self._delete, "", "Session"),
            Action("session.erase", "Erase session…", self._erase, "", "Session"),
            Action("session.record", "Show the record", lambda: self.show_part(RECORD), "Ctrl+1",
                   "View"),
            Action("session.set-up", "Show the set-up", lambda: self.show_part(SET_UP), "Ctrl+2",
                   "View"),
            Action("session.table", "Show the record as a table", self._show_table, "Ctrl+3",
                   "View"),
            Action("moment.edit", "Edit the moment chosen", self.record.edit_current, "", "Moment",
                   can=lambda: bool(self.record.current_moment())),
            Action("moment.delete", "Delete the moment chosen",
                   lambda: self.record.delete(self.record.current_moment()), "", "Moment",
                   can=lambda: bool(self.record.current_moment())),
            Action("session.undo", "Undo", self._undo, "Ctrl+Z", "Session"),
            Action("session.redo", "Redo", recorder.redo, "Ctrl+Shift+Z", "Session"),
        )  # fmt: skip

    def _undo(self) -> None:
        if self.opened.recorder.undo() is None:
            self.notice.say(NOTHING_TO_UNDO)

    def _show_table(self) -> None:
        self.show_part(RECORD)
        self.record.show_view(1)

    def escape(self) -> bool:
        """Close the editor in the stream first."""
        if self.record.stream.editor is None:
            return False
        self.record.stream.close_editor()
        return True

    def leaving(self) -> bool:
        """Keep what is typed."""
        keep_typed(self)
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a seats CSV."""
        if dropped_csv(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the seats CSV dropped."""
        path = dropped_csv(event.mimeData())
        if path is not None:
            self.show_part(SET_UP)
            self.set_up.seats.several.take_file(path)
            event.acceptProposedAction()
