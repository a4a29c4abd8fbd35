"""The first page: what is next, what is due, and every session with a search over all of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout

from livecoach.core.coaching import Rhythm
from livecoach.core.edit import Edit
from livecoach.core.planning.by_rhythm import KINDS, beside, free_days, skip_all
from livecoach.core.planning.duties import Duty, deletions, duties
from livecoach.core.planning.meetings import (
    KIND_NAMES,
    amend_session,
    delete_session,
    next_session,
    overdue,
)
from livecoach.core.planning.rhythm import change_rhythm
from livecoach.figures.year_figure import Dot, Year, year
from livecoach.store import due, falling_due, reading
from livecoach.store.trouble import VaultError
from livecoach.ui.actions import Action
from livecoach.ui.desk import Desk
from livecoach.ui.page import Page
from livecoach.ui.programme import start
from livecoach.ui.programme.book import Book
from livecoach.ui.programme.columns import Columns
from livecoach.ui.programme.finding import all_items, found_items
from livecoach.ui.programme.next_card import NextCard
from livecoach.ui.programme.session_list import Item, SessionList, counted
from livecoach.ui.programme.side_cards import DueCard, PlanCard
from livecoach.ui.programme.year_card import YearCard
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.scroll import column, scrolled
from livecoach.ui.widgets.text import Text

NEWEST = 3  # meetings whose check-out and summary are looked after here
SEARCH_AFTER_MS = 90  # a pause between two letters of a word, not between two words


class HomePage(Page):
    """Sessions, and the one button that starts the next."""

    title = "Sessions"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.book = Book(desk, self)
        theme = desk.theme
        self.notice = Notice(theme)
        self.next_card = NextCard(theme, self._start, self._open, self._skip)
        self.list = SessionList(theme)
        self.list.opened.connect(self._open_item)
        self.list.delete_asked.connect(self._delete)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search sessions, words and notes")
        self.search.setAccessibleName("Search sessions, words and notes")
        self.search.setClearButtonEnabled(True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SEARCH_AFTER_MS)
        self._soon.timeout.connect(self._show_list)
        self.search.textChanged.connect(lambda: self._soon.start())
        self.due = DueCard(theme)
        self._deletions: list[Duty] = []
        self._deletions_soon = QTimer(self)
        self._deletions_soon.setSingleShot(True)
        self._deletions_soon.setInterval(0)
        self._deletions_soon.timeout.connect(self._look_for_deletions)
        self.plan_card = PlanCard(theme, self._plan)
        self.year = YearCard(theme, self._year(), self._open, self._change_rhythm)
        self._lay_out()
        self.setFocusProxy(self.list)
        self.book.changed.connect(self.notice.edited)
        self.book.changed.connect(self._refresh)
        self.book.refused.connect(lambda words: self.notice.say(words, trouble=True))
        self._refresh()

    def _lay_out(self) -> None:
        theme = self._desk.theme
        # From the outside in: what is put into something that stands takes its font and colours
        # once; put together first, it would take them anew at every step outwards.
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        whole, lines = column(12)
        outer.addWidget(scrolled(whole))
        main, left = column(16)
        side, right = column(16)
        lines.addWidget(self.notice)
        lines.addWidget(Columns(theme, main, side), 1)
        left.addWidget(self.next_card)
        left.addWidget(self.year)
        sessions = Card(theme)
        left.addWidget(sessions, 1)
        head = QHBoxLayout()
        sessions.body.addLayout(head)
        sessions.body.setContentsMargins(16, 14, 16, 12)
        self._heading = Text(theme, "Sessions", "section")
        head.addWidget(self._heading)
        head.addStretch(1)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search.setMaximumWidth(theme.px(360))
        self.search.setMinimumWidth(theme.px(160))
        head.addWidget(self.search, 3)
        self.list.setMinimumHeight(theme.px(240))
        sessions.body.addWidget(self.list, 1)
        right.addWidget(self.due)
        right.addWidget(self.plan_card)
        right.addStretch(1)

    # Showing ---------------------------------------------------------------------------------

    def _refresh(self) -> None:
        reading = self._desk.read_clock()
        today = start.today(reading)
        programme = self.book.programme
        coming = next_session(programme, reading.wall_utc_ms)
        seats = items = 0
        if coming is not None:
            line = next(line for line in self.book.lines() if line.uid == coming.uid)
            seats = line.seats
            running = coming.state == "live"  # then its agenda is in the live window
            items = 0 if running else len(self.book.timeline(coming.uid).agenda)
        self.next_card.show_session(coming, seats, items, len(programme.posts), today)
        self._show_due()
        self._deletions_soon.start()
        self.year.show_year(self._year())
        self.plan_card.show_programme(programme)
        self._show_list()

    def _show_due(self) -> None:
        reading = self._desk.read_clock()
        programme, today = self.book.programme, start.today(reading)
        coming = next_session(programme, reading.wall_utc_ms)
        late = [one for one in overdue(programme, reading.wall_utc_ms) if one != coming]
        owed = [*duties(programme, today, self.book.agreements()), *self._deletions]
        self.due.show_due(owed, late, self._settle, self._open, self._after_sessions())

    def _look_for_deletions(self) -> None:
        """Look what has to be deleted, once the page is there: it is asked of every session."""
        try:
            found, held = self._desk.writer.ask(falling_due.items_and_holds)
        except VaultError:  # locked meanwhile
            return
        due_now = deletions(found, held, start.today(self._desk.read_clock()))
        if due_now != self._deletions:
            self._deletions = due_now
            self._show_due()

    def _year(self) -> Year:
        dots = [
            Dot(line.uid, line.kind, line.state, (line.started_at or line.planned_at)[:10],
                line.title)
            for line in self.book.lines()
            if line.started_at or line.planned_at
        ]  # fmt: skip
        engagement = self.book.engagement
        return year(dots, self._rhythms(), engagement.starts_on, engagement.ends_on,
                    start.today(self._desk.read_clock()))  # fmt: skip

    def _rhythms(self) -> list[Rhythm]:
        return self._desk.writer.ask(lambda db: reading.rows(db, Rhythm))

    def _after_sessions(self) -> list[tuple[str, str, Callable[[], object]]]:
        """Return what is still to be done after the newest meetings that were held."""
        answered, released = self._desk.writer.ask(lambda db: (due.answered(db), due.released(db)))
        held = [line for line in self.book.lines()
                if line.state == "ended" and line.kind in ("live", "team")]  # fmt: skip
        found: list[tuple[str, str, Callable[[], object]]] = []
        for line in held[:NEWEST]:
            if line.uid not in answered:
                found.append((f"The check-out of “{line.title}” is open", "Check-out",
                              partial(self._desk.go, "checkout", line.uid)))  # fmt: skip
            if line.uid not in released:
                found.append((f"The summary of “{line.title}” is not let go yet", "Summary",
                              partial(self._desk.go, "summary", line.uid)))  # fmt: skip
        return found

    def _show_list(self) -> None:
        today = start.today(self._desk.read_clock())
        lines = self.book.lines()
        text = self.search.text().strip()
        items = found_items(self._desk, lines, text, today) if text else all_items(lines, today)
        if not items:
            items = [Item("h-none", "", "No session yet")]
        self._heading.say(f"Sessions  {len(lines)}" if lines else "Sessions")
        self.list.show_items(items)

    # Doing -----------------------------------------------------------------------------------

    def _start(self) -> None:
        reading = self._desk.read_clock()
        coming = next_session(self.book.programme, reading.wall_utc_ms)
        if coming is None:
            start.start_now(self._desk, self.book)
        else:
            start.start(self._desk, self.book, coming.uid)

    def _start_now(self) -> None:
        start.start_now(self._desk, self.book)

    def _plan(self, kind: str) -> None:
        self._desk.go("session", start.plan(self._desk, self.book, kind))

    def _open(self, uid: str) -> None:
        self._desk.go("session", uid)

    def _open_item(self, item: Item) -> None:
        if item.page == "engagement":
            self._desk.go("engagement")
            return
        session = self.book.programme.sessions.get(item.go)
        running = session is not None and session.state == "live"
        self._desk.go("live" if running else item.page, item.go)

    def _settle(self, duty: Duty) -> None:
        if duty.id == "purge":
            self._desk.go("purge")
            return
        versions = duty.id == "agreement" and bool(self.book.agreements())
        self._desk.go("agreement" if versions else "engagement")

    def _change_rhythm(self, kind: str, every_days: int, from_day: str) -> None:
        shown = self._year()
        until = (shown.after - timedelta(days=1)).isoformat()
        if self.book.do(change_rhythm(self._rhythms(), kind, every_days, from_day, until)):
            self._offer_by_rhythm("The rhythm is changed; what was planned stays.", kind, from_day)

    def _offer_by_rhythm(self, words: str, kind: str, from_day: str) -> None:
        """Say what was done, and offer what the rhythm asks for: more sessions, or fewer."""
        today = start.today(self._desk.read_clock())
        offers: list[tuple[str, Callable[[], object]]] = []
        for rhythm in self._rhythms() if kind in KINDS else ():
            if (rhythm.kind, rhythm.starts_on) == (kind, from_day):
                more = len(free_days(self.book.programme, rhythm, today))
                fewer = beside(self.book.programme, rhythm, today)
                if more:
                    offers.append((f"Plan {counted(more, 'session')}",
                                   partial(self._plan_by, rhythm)))  # fmt: skip
                if fewer:
                    offers.append((f"Mark {counted(len(fewer), 'other')} skipped",
                                   partial(self._skip_beside, rhythm)))  # fmt: skip
        self.notice.say(words, *offers, ("Undo", self.book.undo))

    def _plan_by(self, rhythm: Rhythm) -> None:
        planned = start.plan_rhythm(self._desk, self.book, rhythm)
        self._offer_by_rhythm(
            f"{counted(planned, 'session')} planned, set up as the last one was.",
            rhythm.kind, rhythm.starts_on,
        )  # fmt: skip

    def _skip_beside(self, rhythm: Rhythm) -> None:
        fewer = beside(self.book.programme, rhythm, start.today(self._desk.read_clock()))
        self.book.do(skip_all(fewer))
        self._offer_by_rhythm(
            f"{counted(len(fewer), 'session')} marked as skipped; they stay to be seen.",
            rhythm.kind, rhythm.starts_on,
        )  # fmt: skip

    def _skip(self, uid: str) -> None:
        session = self.book.programme.sessions[uid]
        edit = amend_session(session, state="skipped")
        if edit is not None and self.book.do(_of_engagement(edit)):
            self.notice.say("Marked as skipped; it stays in the list.", ("Undo", self.book.undo))

    def _delete(self, uid: str) -> None:
        session = self.book.programme.sessions[uid]
        if session.state == "live":
            self.notice.say("This session is running; end it before you delete it.", trouble=True)
            return
        self.book.do(delete_session(self.book.timelines(uid), self.book.around()))
        self.notice.say(
            f"“{session.title}” is deleted, and stays in the journal and the backups.",
            ("Undo", self.book.undo),
            ("Erase for good…", lambda: self._desk.go("erase", f"session:{uid}")),
        )

    def _delete_current(self) -> None:
        item = self.list.current()
        if item is not None and item.state:
            self._delete(item.uid)

    def _erase_current(self) -> None:
        item = self.list.current()
        if item is not None and item.state:
            self._desk.go("erase", f"session:{item.uid}")

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from the list of sessions."""
        plans = [
            Action(
                f"session.plan-{kind}",
                f"Plan: {words}",
                partial(self._plan, kind),
                menu="Session",
            )
            for kind, words in KIND_NAMES.items()
        ]
        return (
            Action("session.start", "Start live session", self._start_now, "Ctrl+L", "Session"),
            *plans,
            Action("session.delete", "Delete session", self._delete_current, "", "Session",
                   can=lambda: bool((item := self.list.current()) and item.state)),
            Action("session.erase", "Erase session…", self._erase_current, "", "Session",
                   can=lambda: bool((item := self.list.current()) and item.state)),
            Action("home.search", "Search", self._focus_search, "Ctrl+F", "View"),
            Action("programme.undo", "Undo", self.book.undo, "Ctrl+Z", "Programme"),
            Action("programme.redo", "Redo", self.book.redo, "Ctrl+Shift+Z", "Programme"),
        )  # fmt: skip

    def _focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def escape(self) -> bool:
        """Clear the search first."""
        if not self.search.text():
            return False
        self.search.clear()
        return True


def _of_engagement(edit: Edit) -> Edit:
    """Return the edit in the engagement's own journal, so that it is undone from here."""
    return Edit(edit.uid, edit.label, "", edit.changes)
