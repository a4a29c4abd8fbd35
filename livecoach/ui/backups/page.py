"""Backups and protection: what is kept twice, and what protects it on this computer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from livecoach.ui.actions import Action
from livecoach.ui.aside import aside
from livecoach.ui.backups import ports
from livecoach.ui.backups.aside_card import AsideCard
from livecoach.ui.backups.backups_card import BackupsCard
from livecoach.ui.backups.check_card import CheckCard
from livecoach.ui.backups.keyring_card import KeyringCard
from livecoach.ui.backups.ports import There
from livecoach.ui.backups.second_card import SecondCard
from livecoach.ui.desk import Desk
from livecoach.ui.door import in_words
from livecoach.ui.page import Page
from livecoach.ui.programme.columns import Columns
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.scroll import column, scrolled
from livecoach.ui.widgets.text import Text

EXAMPLE = (
    "The example is kept nowhere, so it has no backups. In a programme of your own they stand here."
)


class ProtectionPage(Page):
    """What is slow is done on threads: the page is there at once and fills."""

    title = "Backups and protection"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.notice = Notice(theme)
        self.backups = BackupsCard(theme, self.back_up, self._restore, self._delete)
        self.second = SecondCard(theme, self.name_second)
        self.aside = AsideCard(theme, self._delete_aside)
        self.keyring = KeyringCard(desk)
        self.check = CheckCard(desk)
        main, left = column(16)
        left.addWidget(Text(theme, self.title, "title"))
        left.addWidget(self.notice)
        if desk.example:
            told = Card(theme, "Backups")
            told.body.addWidget(Text(theme, EXAMPLE, "body", wrap=True))
            left.addWidget(told)
        else:
            for card in (self.backups, self.second, self.aside, self.keyring):
                left.addWidget(card)
        left.addStretch(1)
        side, right = column(16)
        right.addWidget(self.check)
        right.addStretch(1)
        whole, lines = column(0)
        lines.addWidget(Columns(theme, main, side, 372, 500), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole, theme.px(1320)))
        if desk.example:  # these belong to a programme of the coach's own
            for card in (self.backups, self.second, self.aside, self.keyring):
                card.setParent(self)
                card.hide()
        self.look()

    def look(self) -> None:
        """Look everything up afresh."""
        self.check.look()
        if not self._desk.example:
            self.keyring.look()
            self._look_at_backups()

    def _look_at_backups(self) -> None:
        writer = self._desk.writer

        def work() -> tuple[There, str]:
            there = ports.look(writer)
            if there.second is None or not there.second_there:
                return there, ""
            return there, ports.what_it_is(writer, there.second)

        aside(work, self._found, self._failed, self)

    def _found(self, found: tuple[There, str]) -> None:
        there, kind = found
        self.backups.say(there)
        self.second.say(there, kind)
        self.aside.say(there.aside)

    # What can be done ------------------------------------------------------------------------

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from here."""

        def kept() -> bool:
            return not self._desk.example

        return (
            Action("backups.now", "Back up now", self.back_up, "", "Programme", can=kept),
            Action("backups.check", "Check every page now", self.check.check, "", "Programme"),
        )

    def back_up(self) -> None:
        """Make a backup here and in the second place."""
        self.backups.making(True)
        writer = self._desk.writer
        aside(lambda: ports.back_up(writer), self._backed_up, self._failed, self)

    def _backed_up(self, trouble: str) -> None:
        self.backups.making(False)
        if trouble:
            self.notice.say(trouble, trouble=True)
        else:
            self.notice.say("The backup was made, read through and found whole.")
        self.look()

    def name_second(self, folder: Path | None) -> None:
        """Name the second place, or give it up with None, and back up to it at once."""
        self.second.say_wrong("")
        if folder is not None:
            self.backups.making(True)
        writer = self._desk.writer
        aside(
            lambda: ports.name_second(writer, folder),
            partial(self._named, folder),
            self._not_named,
            self,
        )

    def _named(self, folder: Path | None, trouble: str) -> None:
        self.backups.making(False)
        self.second.say_wrong(trouble)
        if folder is None:
            self.notice.say("Backups are made here alone; what is in the second place stays there.")
        elif not trouble:
            self.notice.say("A backup stands in the second place, and reads back.")
        self.look()

    def _not_named(self, error: Exception) -> None:
        self.backups.making(False)
        self.second.say_wrong(in_words(error))

    def _restore(self, path: Path) -> None:
        self._desk.restore(path)

    def _delete(self, path: Path) -> None:
        aside(lambda: ports.delete(path), lambda _: self.look(), self._failed, self)

    def _delete_aside(self, path: Path) -> None:
        writer = self._desk.writer
        aside(lambda: ports.delete_aside(writer, path), lambda _: self.look(), self._failed, self)

    def _failed(self, error: Exception) -> None:
        self.backups.making(False)
        self.notice.say(in_words(error), trouble=True)
