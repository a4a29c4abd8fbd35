"""The invite page: drop an Outlook invite, say who is who where it is unsure, plan the session."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from livecoach.core.board import freeze
from livecoach.core.planning.dates import shown_moment
from livecoach.core.planning.matching import match_attendees, name_posts
from livecoach.core.planning.meetings import KIND_NAMES
from livecoach.core.planning.new_posts import add_new_posts, with_posts
from livecoach.core.session import Session
from livecoach.exchange.invite_ics import BadInvite, Invite, read_invite
from livecoach.exchange.planning import plan_session
from livecoach.store.library import shipped_board
from livecoach.ui.actions import Action
from livecoach.ui.desk import Desk
from livecoach.ui.documents import in_documents
from livecoach.ui.page import Page
from livecoach.ui.programme.book import Book
from livecoach.ui.programme.fields import ChoiceField
from livecoach.ui.programme.start import today
from livecoach.ui.programme.who_is import WhoIs
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.scroll import centred, column
from livecoach.ui.widgets.text import Text


class InvitePage(Page):
    """Nothing is kept until "Plan it" is pressed; mail addresses are never kept."""

    title = "Calendar invite"

    def __init__(self, desk: Desk, path: str = "") -> None:
        super().__init__()
        self._desk = desk
        self.book = Book(desk, self)
        self.invite: Invite | None = None
        theme = desk.theme
        self.notice = Notice(theme)
        whole, lines = column(14)
        lines.addWidget(self.notice)
        lines.addWidget(Text(theme, "Plan from a calendar invite", "title", wrap=True))
        lines.addWidget(
            Text(theme, "Drop an .ics file here, or open one. Names are matched to posts; mail "
                 "addresses are not kept.", "muted", wrap=True)
        )  # fmt: skip
        row = QHBoxLayout()
        row.addWidget(Button(theme, "Open an invite", self._ask))
        row.addStretch(1)
        lines.addLayout(row)
        self.card = Card(theme, "The meeting")
        self._title = Text(theme, "", "heading", wrap=True)
        self._when = Text(theme, "", "body", wrap=True)
        kinds = [(name, words) for name, words in KIND_NAMES.items()]
        self.kind = ChoiceField(theme, "Kind of session", kinds, lambda value: None)
        self.kind.show_value("live")
        self.who = WhoIs(theme)
        self.plan_button = Button(theme, "Plan it", self.plan, "primary")
        foot = QHBoxLayout()
        foot.addWidget(self.plan_button)
        foot.addStretch(1)
        for widget in (self._title, self._when, self.kind, self.who):
            self.card.body.addWidget(widget)
        self.card.body.addLayout(foot)
        self.card.hide()
        lines.addWidget(self.card)
        lines.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred(whole, theme.px(760)))
        self.setAcceptDrops(True)
        if path:
            self.take_file(Path(path))

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Open an invite", in_documents(), "Invite (*.ics)"
        )
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Read an invite and show whom it names; nothing is kept yet."""
        try:
            invite = read_invite(path)
        except BadInvite as problem:
            self.notice.say(str(problem), trouble=True)
            return
        if invite.cancelled:
            self.notice.say("This meeting was cancelled, so there is nothing to plan.")
            return
        self.invite = invite
        day = today(self._desk.read_clock())
        self._title.say(invite.title)
        said = f"{shown_moment(invite.starts_at, day)}, {invite.minutes} minutes"
        if invite.location:
            said += f", {invite.location}"
        if invite.repeats:
            said += f". It repeats {invite.repeats}; the first meeting is planned."
        self._when.say(said)
        matches = match_attendees(self.book.programme, invite.attendees)
        self.who.ask(self.book.programme, matches, guests=True)
        self.who.follow(self.kind.box)
        self.card.show()
        self.plan_button.setFocus()

    def plan(self) -> None:
        """Plan the session with the seats answered, and open it."""
        if self.invite is None:
            return
        answers = self.who.answers()
        board = freeze(shipped_board("live-coaching"))
        try:
            added, made = add_new_posts(self.book.programme, self.who.new_posts())
            answers = {**answers, **made}
            known = with_posts(self.book.programme, added)
            edit = plan_session(known, self.invite, self.kind.value(), answers, board)
        except ValueError as problem:
            self.notice.say(str(problem), trouble=True)
            return
        self.book.do(added)
        self.book.do(name_posts(self.book.programme, answers))
        self.book.do(edit)
        session = next(c.row.uid for c in edit.changes if isinstance(c.row, Session))
        self._desk.go("session", session)

    # The page --------------------------------------------------------------------------------

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from here."""
        return (
            Action("invite.open", "Open an invite", self._ask, "Ctrl+O", "Programme"),
            Action("invite.plan", "Plan the invited session", self.plan, "", "Programme",
                   can=lambda: self.invite is not None),
        )  # fmt: skip

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take an invite."""
        if dropped_invite(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the invite dropped."""
        path = dropped_invite(event.mimeData())
        if path is not None:
            self.take_file(path)
            event.acceptProposedAction()


def dropped_invite(dropped: QMimeData) -> Path | None:
    """Return the one .ics file that is dropped, or None."""
    paths = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() == ".ics" else None
