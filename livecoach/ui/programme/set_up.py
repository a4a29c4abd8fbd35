"""Set a session up: when and where, its agenda, its board and its seats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimeZone
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from livecoach.core.board import BadBoard, freeze, thaw
from livecoach.core.edit import Change, Edit
from livecoach.core.ids import new_uid
from livecoach.core.planning.agenda import planned_total, read_agenda, set_agenda, write_agenda
from livecoach.core.planning.dates import (
    moment_at,
    parse_date,
    parse_time,
    shown_date,
    shown_moment,
    split_moment,
)
from livecoach.core.planning.meetings import (
    KIND_NAMES,
    STATE_NAMES,
    BadSession,
    amend_session,
    choose_board,
    duration_min,
)
from livecoach.core.programme import instant
from livecoach.core.session import Session
from livecoach.ui.desk import Desk
from livecoach.ui.programme.book import Book
from livecoach.ui.programme.columns import Columns
from livecoach.ui.programme.fields import ChoiceField, LineField, TextField
from livecoach.ui.programme.opened import OpenSession
from livecoach.ui.programme.seats import SeatsCard
from livecoach.ui.programme.start import shelf, today
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.scroll import column
from livecoach.ui.widgets.text import Text

THIS_BOARD = "="  # the board frozen in the record, whatever the shelf holds now


class SetUp(QWidget):
    """The set-up part of a session's page; every field is kept as it is left."""

    def __init__(self, desk: Desk, book: Book, opened: OpenSession, notice: Notice) -> None:
        super().__init__()
        self._desk, self._book, self._opened = desk, book, opened
        theme = desk.theme
        self.title = LineField(theme, "Title", self._text("title"))
        self.kind = ChoiceField(theme, "Kind", list(KIND_NAMES.items()), self._text("kind"))
        self.state = ChoiceField(theme, "State", [], self._text("state"))
        self.date = LineField(theme, "Planned for", self._keep_date, placeholder="1 Dec 2026")
        self.time = LineField(theme, "At", self._keep_time, placeholder="09:30")
        self.minutes = LineField(theme, "Minutes", self._keep_minutes)
        self.zone = LineField(theme, "Time zone", self._keep_zone)
        self.zone.line.setCompleter(self._zones())
        self.location = LineField(theme, "Place", self._text("location"))
        self.started = LineField(theme, "Started", self._actual("started_at"))
        self.ended = LineField(theme, "Ended", self._actual("ended_at"))
        self.agenda = TextField(
            theme, "Agenda", self._keep_agenda,
            "A line an item, its minutes at the end: “Stroke pathway 25”.", 6,
        )  # fmt: skip
        self._total = Text(theme, "", "small", wrap=True)
        self.board = ChoiceField(theme, "Board", [], self._keep_board)
        self._about = Text(theme, "", "small", wrap=True)
        self.unheard = LineField(
            theme, "Unheard after, in minutes", self._keep_unheard,
            "A seat not heard for this long is marked, quietly.",
        )  # fmt: skip
        self.seats = SeatsCard(theme, book, opened, notice)
        self._lay_out()
        opened.edited.connect(lambda _: self.refresh())
        self.refresh()

    def _lay_out(self) -> None:
        theme = self._desk.theme
        when = Card(theme, "When and where")
        when.body.addWidget(self.title)
        when.body.addLayout(_side_by_side(self.kind, self.state))
        when.body.addLayout(_side_by_side(self.date, self.time, self.minutes, first=2))
        when.body.addWidget(self.location)
        when.body.addWidget(self.zone)
        when.body.addWidget(self.started)
        when.body.addWidget(self.ended)
        agenda = Card(theme)
        agenda.body.addWidget(self.agenda)
        agenda.body.addWidget(self._total)
        board = Card(theme)
        board.body.addWidget(self.board)
        board.body.addWidget(self._about)
        board.body.addWidget(self.unheard)
        side, right = column(16)
        for card in (when, agenda, board):
            right.addWidget(card)
        right.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(Columns(theme, self.seats, side, 380, 540))

    # Showing ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the session as it stands."""
        timeline = self._opened.timeline
        session, observation = timeline.session, timeline.observation
        day, clock = split_moment(session.planned_at)
        self.title.show_text(session.title)
        self.kind.show_value(session.kind)
        running = session.state == "live"
        states = ["live"] if running else ["planned", "ended", "skipped"]
        self.state.offer([(state, STATE_NAMES[state]) for state in states])
        self.state.show_value(session.state)
        self.state.box.setEnabled(not running)
        self.date.show_text(shown_date(day))
        self.time.show_text(clock)
        self.minutes.show_text(str(session.planned_min))
        self.zone.show_text(session.zone)
        self.location.show_text(session.location)
        for field in (self.started, self.ended):
            field.setVisible(bool(session.started_at) or session.state == "ended")
        self.started.show_text(self._shown(session.started_at))
        self.ended.show_text(self._shown(session.ended_at))
        items = timeline.agenda_in_order()
        self.agenda.show_text(write_agenda(items))
        self._say_total(session)
        self._offer_boards()
        self.unheard.show_text(str(observation.unheard_after_ms // 60_000))
        self.seats.refresh()

    def _shown(self, iso: str) -> str:
        day, clock = split_moment(iso)
        return f"{shown_date(day)}, {clock}" if day else ""

    def _say_total(self, session: Session) -> None:
        planned = planned_total(read_agenda(self.agenda.area.toPlainText()))
        words = f"{planned} of {session.planned_min} min planned" if planned else ""
        if planned > session.planned_min:
            words += f": {planned - session.planned_min} min too many"
        lasted = duration_min(session)
        if lasted is not None:
            words = f"{words} · lasted {lasted} min".strip(" ·")
        self._total.say(words)
        self._total.setVisible(bool(words))

    def _offer_boards(self) -> None:
        timeline = self._opened.timeline
        board = thaw(timeline.observation.board)
        planned = timeline.session.state in ("planned", "skipped")
        choices = [(THIS_BOARD, board.name or "No board yet")]
        if planned:
            stands = shelf()
            choices += [
                (one.id, one.name) for one in (*stands.shipped, *stands.own) if one.id != board.id
            ]
        self.board.offer(choices)
        self.board.show_value(THIS_BOARD)
        self.board.box.setEnabled(planned)
        keyed = sum(bool(tag.key) for tag in board.tags)
        words = f"{len(board.tags)} tags, {keyed} on keys."
        self._about.say(
            words if planned else f"{words} This record keeps the board it was made with."
        )

    # Keeping ---------------------------------------------------------------------------------

    def _amend(self, **fields: Any) -> None:
        self._opened.do(amend_session(self._opened.timeline.session, **fields))

    def _text(self, name: str) -> Callable[[str], None]:
        def keep(text: str) -> None:
            self._amend(**{name: " ".join(text.split())})

        return keep

    def _today(self) -> Any:
        return today(self._desk.read_clock())

    def _keep_date(self, text: str) -> None:
        session = self._opened.timeline.session
        day = parse_date(text, self._today())
        clock = split_moment(session.planned_at)[1] or "09:30"
        self._amend(planned_at=moment_at(day, clock, session.zone) if day else "")

    def _keep_time(self, text: str) -> None:
        session = self._opened.timeline.session
        day = split_moment(session.planned_at)[0]
        if not day:
            raise ValueError("Give the day first, then the time")
        self._amend(planned_at=moment_at(day, parse_time(text), session.zone))

    def _keep_minutes(self, text: str) -> None:
        if not text.strip().isdigit() or not 0 < int(text) <= 1440:
            raise ValueError("Write the minutes as a number, such as 90")
        self._amend(planned_min=int(text))

    def _keep_zone(self, text: str) -> None:
        session = self._opened.timeline.session
        name = text.strip()
        if name and not QTimeZone(name.encode("utf-8")).isValid():
            raise ValueError(f"“{name}” is not a time zone; write it as Europe/London")
        day, clock = split_moment(session.planned_at)
        self._amend(zone=name, planned_at=moment_at(day, clock, name) if day else "")

    def _zones(self) -> QCompleter:
        names = [bytes(name.data()).decode("ascii") for name in QTimeZone.availableTimeZoneIds()]
        return QCompleter([name for name in names if "/" in name], self)

    def _actual(self, name: str) -> Callable[[str], None]:
        def keep(text: str) -> None:
            session = self._opened.timeline.session
            iso = ""
            if text.strip():
                day, _, clock = text.strip().rpartition(" ")
                if ":" not in clock or not day:
                    raise ValueError("Write the day and the time, such as 1 Dec 2026, 09:31")
                found = parse_date(day.rstrip(" ,"), self._today())
                iso = moment_at(found, parse_time(clock), session.zone)
            after = replace(session, **{name: iso})  # type: ignore[arg-type]
            if (
                after.started_at
                and after.ended_at
                and instant(after.ended_at) < instant(after.started_at)
            ):
                raise BadSession("The session would end before it started")
            self._amend(**{name: iso})

        return keep

    def _keep_agenda(self, text: str) -> None:
        timeline = self._opened.timeline
        items = timeline.agenda_in_order()
        self._opened.do(set_agenda(timeline.session.uid, items, read_agenda(text)))

    def _keep_board(self, board_id: str) -> None:
        if board_id == THIS_BOARD:
            return
        try:
            frozen = freeze(shelf().board(board_id))
        except BadBoard as problem:
            raise ValueError(str(problem)) from None
        self._opened.do(choose_board(self._opened.timeline.observation, frozen))

    def _keep_unheard(self, text: str) -> None:
        if not text.strip().isdigit() or not 0 < int(text) <= 240:
            raise ValueError("Write the minutes as a number, such as 20")
        before = self._opened.timeline.observation
        after = replace(before, unheard_after_ms=int(text) * 60_000)
        if after != before:
            changes = (Change(before, after),)
            self._opened.do(Edit(new_uid(), "Change threshold", before.session, changes))

    def summary(self) -> str:
        """Return when and how long, as the page's second line."""
        session = self._opened.timeline.session
        when = shown_moment(session.started_at or session.planned_at, self._today())
        return " · ".join(
            part for part in (KIND_NAMES[session.kind], when, session.location) if part
        )


def _side_by_side(*rows: QWidget, first: int = 1) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(10)
    for number, row in enumerate(rows):
        line.addWidget(row, 1 if number else first)
    return line
