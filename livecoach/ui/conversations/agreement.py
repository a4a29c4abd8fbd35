"""The agreement's page: parties, what is logged, what goes to whom, retention; every version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from livecoach.core.coaching import Agreement
from livecoach.core.ids import new_uid
from livecoach.core.planning.dates import parse_date, shown_date
from livecoach.store import reading
from livecoach.ui.actions import Action
from livecoach.ui.conversations.row_book import RowBook
from livecoach.ui.desk import Desk
from livecoach.ui.page import Page
from livecoach.ui.programme.book import Book
from livecoach.ui.programme.fields import LineField, TextField, keep_typed
from livecoach.ui.programme.flow import flow
from livecoach.ui.programme.start import begin as begin_session
from livecoach.ui.programme.start import today
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.scroll import centred, column
from livecoach.ui.widgets.text import Text

PARTS = (
    ("parties", "Parties", "Who agrees: the group, the sponsor, the coach.", 2),
    ("logged", "What is logged", "Moments, turns and check-outs; no recording of any kind.", 3),
    ("sharing", "What goes to whom", "The group first, then themes to the sponsor.", 3),
    ("retention", "How long it is kept", "And on which day it is deleted.", 2),
    ("text", "Anything else", "", 4),
)


class AgreementPage(Page):
    """The newest version can be written; an agreed one stands, and a new one begins from it."""

    title = "Agreement"

    def __init__(self, desk: Desk, session_uid: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._session = session_uid  # the first session, which waits to be started from here
        self.book = RowBook(desk, (Agreement,), self)
        theme = desk.theme
        whole, lines = column(14)
        self._head = Text(theme, "", "title", wrap=True)
        self._state = Text(theme, "", "muted", wrap=True)
        lines.addWidget(self._head)
        lines.addWidget(self._state)
        self._first = Text(
            theme, "Before the first session: look at what was agreed, or write it down and say "
            "it in the room. You can also start now, and settle it later.", "body", wrap=True,
        )  # fmt: skip
        self.start = Button(theme, "Start the session", self._start, "primary", dot="accent_ink")
        lines.addWidget(self._first)
        lines.addWidget(flow(self.start))
        self._first.setVisible(bool(session_uid))
        self.start.setVisible(bool(session_uid))
        card = Card(theme, "This version")
        self.fields: dict[str, TextField] = {}
        for name, label, hint, height in PARTS:
            self.fields[name] = TextField(theme, label, self._keeper(name), hint, height)
            card.body.addWidget(self.fields[name])
        self.agreed = LineField(theme, "Agreed on", self._agree, placeholder="3 Nov 2026")
        card.body.addWidget(self.agreed)
        row = QHBoxLayout()
        self.fresh = Button(theme, "Begin a new version", self.begin)
        row.addWidget(self.fresh)
        row.addStretch(1)
        card.body.addLayout(row)
        lines.addWidget(card)
        self._before = Card(theme, "Earlier versions")
        self._before_lines = QVBoxLayout()
        self._before.body.addLayout(self._before_lines)
        lines.addWidget(self._before)
        lines.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred(whole, theme.px(760)))
        self.book.changed.connect(self._refresh)
        self._refresh()
        if session_uid:
            self.setFocusProxy(self.start)

    def _start(self) -> None:
        keep_typed(self)
        begin_session(self._desk, Book(self._desk, self), self._session)

    def versions(self) -> list[Agreement]:
        """Return the versions, the newest first."""
        return sorted(self.book.all(Agreement), key=lambda row: row.version, reverse=True)

    def begin(self) -> None:
        """Begin a new version from the newest one."""
        found = self.versions()
        base = found[0] if found else self._said_before() or Agreement("", 0, "")
        made = replace(base, uid=new_uid(), version=base.version + 1, agreed_on="", moment=None)
        self.book.replace("Agreement", (None, made))

    def _newest(self) -> Agreement:
        found = self.versions()
        return found[0] if found else self._said_before() or Agreement(new_uid(), 1, "")

    def _said_before(self) -> Agreement | None:
        """Return what the programme's page says of the agreement, before there is any version."""
        said = self._desk.writer.ask(reading.engagement)
        if said is None or not (said.agreement_text or said.sharing or said.agreed_on):
            return None
        return Agreement(
            new_uid(), 1, said.agreed_on, sharing=said.sharing, text=said.agreement_text
        )

    def _amend(self, **values: Any) -> None:
        found = self.versions()
        stands = found[0] if found else None
        base = stands or self._newest()
        if stands is not None and stands.agreed_on and "agreed_on" not in values:
            raise ValueError("This version is agreed. Begin a new version to change it.")
        self.book.replace("Agreement", (stands, replace(base, **values)))

    def _keeper(self, name: str) -> Callable[[str], None]:
        def keep(text: str) -> None:
            self._amend(**{name: text.strip()})

        return keep

    def _agree(self, text: str) -> None:
        self._amend(agreed_on=parse_date(text, today(self._desk.read_clock())))

    def _refresh(self) -> None:
        found = self.versions()
        newest = found[0] if found else self._said_before()
        self._head.say("Agreement" if newest is None else f"Agreement, version {newest.version}")
        if newest is None:
            self._state.say("Nothing is agreed yet. Write it here before the first session.")
        elif newest.agreed_on:
            self._state.say(f"Agreed on {shown_date(newest.agreed_on)}.")
        else:
            self._state.say("A draft: not agreed yet.")
        for name, field in self.fields.items():
            field.show_text("" if newest is None else str(getattr(newest, name)))
            field.area.setReadOnly(newest is not None and bool(newest.agreed_on))
        self.agreed.show_text("" if newest is None else shown_date(newest.agreed_on))
        self.fresh.setVisible(newest is not None and bool(newest.agreed_on))
        while self._before_lines.count():
            item = self._before_lines.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in found[1:]:
            when = f"agreed on {shown_date(one.agreed_on)}" if one.agreed_on else "not agreed"
            words = f"Version {one.version}, {when}. {one.sharing}"
            self._before_lines.addWidget(Text(self._desk.theme, words, "body", wrap=True))
        self._before.setVisible(len(found) > 1)

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from here."""
        return (
            Action("agreement.undo", "Undo", self.book.undo, "Ctrl+Z", "Programme"),
            Action("agreement.redo", "Redo", self.book.redo, "Ctrl+Shift+Z", "Programme"),
            Action("agreement.new", "Begin a new version", self.begin, "", "Programme"),
        )

    def leaving(self) -> bool:
        """Keep what is typed."""
        keep_typed(self)
        return True
