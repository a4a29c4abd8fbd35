"""The programme's own page: its purpose, its agreement, and who is in the system."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout

from livecoach.core.planning.dates import parse_date, shown_date
from livecoach.core.planning.duties import amend_engagement
from livecoach.ui.actions import Action
from livecoach.ui.desk import Desk
from livecoach.ui.erasing.words import BESIDE_DELETING
from livecoach.ui.page import Page
from livecoach.ui.programme.book import Book
from livecoach.ui.programme.columns import Columns
from livecoach.ui.programme.fields import LineField, TextField, keep_typed
from livecoach.ui.programme.people import PeopleCard
from livecoach.ui.programme.several import dropped_csv
from livecoach.ui.programme.start import today
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.scroll import column, scrolled
from livecoach.ui.widgets.text import Text


class EngagementPage(Page):
    """Every field is kept as it is left; everything can be undone."""

    title = "Programme and people"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.book = Book(desk, self)
        theme = desk.theme
        self.notice = Notice(theme)
        self.people = PeopleCard(theme, self.book, self.notice, desk.go)
        self.name = LineField(theme, "Name", self._text("name"))
        self.purpose = TextField(theme, "Purpose", self._text("purpose"), lines=3)
        self.starts = LineField(theme, "Starts", self._date("starts_on"), placeholder="1 Apr 2026")
        self.ends = LineField(theme, "Ends", self._date("ends_on"), placeholder="31 Mar 2027")
        self.agreement = TextField(
            theme, "Agreement", self._text("agreement_text"),
            "Who the client is, what is logged, what is not, and who may see what.", 5,
        )  # fmt: skip
        self.agreed = LineField(theme, "Agreed on", self._date("agreed_on"))
        self.sharing = TextField(
            theme, "What is shared with whom", self._text("sharing"),
            "Such as: patterns to the team first, then themes to the sponsor.", 3,
        )  # fmt: skip
        self.retain = LineField(
            theme, "Keep records until", self._date("retain_until"),
            "You are reminded; nothing is deleted by itself.",
        )  # fmt: skip
        self._lay_out()
        self.setAcceptDrops(True)
        self.book.changed.connect(self._refresh)
        self.book.refused.connect(lambda words: self.notice.say(words, trouble=True))
        self._refresh()

    def _lay_out(self) -> None:
        theme = self._desk.theme
        about = Card(theme, "Programme")
        for row in (self.name, self.purpose, self.starts, self.ends):
            about.body.addWidget(row)
        agreement = Card(theme, "Agreement")
        self._versions = Text(theme, "", "body", wrap=True)
        self._to_versions = Button(theme, "Open the agreement", lambda: self._desk.go("agreement"))
        for row in (self.agreement, self.agreed, self.sharing):
            agreement.body.addWidget(row)
        agreement.body.addWidget(self._versions)
        agreement.body.addWidget(self._to_versions)
        agreement.body.addWidget(self.retain)
        ending = Card(theme, "When it is over")
        ending.body.addWidget(Text(theme, BESIDE_DELETING["engagement"], "small", wrap=True))
        ending.body.addWidget(Button(theme, "Erase the programme…", self.erase))
        side, right = column(16)
        right.addWidget(about)
        right.addWidget(agreement)
        right.addWidget(ending)
        right.addStretch(1)
        whole, lines = column(12)
        lines.addWidget(self.notice)
        lines.addWidget(Columns(theme, self.people, side, 380), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole))

    def _refresh(self) -> None:
        engagement = self.book.engagement
        self.name.show_text(engagement.name)
        self.purpose.show_text(engagement.purpose)
        self.agreement.show_text(engagement.agreement_text)
        self.sharing.show_text(engagement.sharing)
        self.starts.show_text(shown_date(engagement.starts_on))
        self.ends.show_text(shown_date(engagement.ends_on))
        self.agreed.show_text(shown_date(engagement.agreed_on))
        self.retain.show_text(shown_date(engagement.retain_until))
        self.people.refresh()
        self._show_agreement()

    def _show_agreement(self) -> None:
        """Show the text kept here, or where versions of it are kept, the newest of them."""
        versions = self.book.agreements()
        for field in (self.agreement, self.agreed, self.sharing):
            field.setVisible(not versions)
        self._versions.setVisible(bool(versions))
        self._to_versions.setVisible(bool(versions))
        if versions:
            newest = versions[-1]
            when = shown_date(newest.agreed_on)
            state = f"agreed on {when}" if when else "a draft, not agreed yet"
            self._versions.say(f"Version {newest.version}, {state}.")

    def _amend(self, **fields: Any) -> None:
        self.book.do(amend_engagement(self.book.engagement, **fields))

    def _text(self, name: str) -> Callable[[str], None]:
        def keep(text: str) -> None:
            self._amend(**{name: text.strip()})

        return keep

    def _date(self, name: str) -> Callable[[str], None]:
        def keep(text: str) -> None:
            self._amend(**{name: parse_date(text, today(self._desk.read_clock()))})

        return keep

    def erase(self) -> None:
        """Go to erasing the whole programme, once it is in the vault."""
        keep_typed(self)
        if self.book.engagement.name:
            self._desk.go("erase", f"engagement:{self.book.engagement.uid}")
        else:
            self.notice.say("There is nothing to erase: the programme has no name yet.")

    # The page --------------------------------------------------------------------------------

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from here."""
        return (
            Action("programme.undo", "Undo", self.book.undo, "Ctrl+Z", "Programme"),
            Action("programme.redo", "Redo", self.book.redo, "Ctrl+Shift+Z", "Programme"),
            Action("people.add-post", "Add a post", self.people.add_post, "", "Programme",
                   can=lambda: bool(self.book.programme.organisations)),
            Action("people.add-several", "Add several organisations",
                   self.people.several.box.setFocus, "", "Programme"),
            Action("people.held", "What is held about this person", self.people.show_held, "",
                   "Programme", can=lambda: bool(self.people.post_chosen())),
            Action("programme.erase", "Erase the programme…", self.erase, "", "Programme"),
        )  # fmt: skip

    def leaving(self) -> bool:
        """Keep what is typed."""
        keep_typed(self)
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a CSV file."""
        if dropped_csv(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the seats CSV dropped."""
        path = dropped_csv(event.mimeData())
        if path is not None:
            self.people.several.take_file(path)
            event.acceptProposedAction()
