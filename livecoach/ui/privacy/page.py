"""The page of the duties: who decides, how long what is kept, what is due, and the ways on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from livecoach.core.controller import CONTROLLERS
from livecoach.core.planning.dates import shown_date
from livecoach.store import controller, falling_due, holding, processing_log, reading
from livecoach.ui.actions import Action
from livecoach.ui.desk import Desk
from livecoach.ui.page import Page
from livecoach.ui.privacy.due_card import DueNowCard
from livecoach.ui.privacy.log_words import when
from livecoach.ui.privacy.periods_card import PeriodsCard
from livecoach.ui.programme.columns import Columns
from livecoach.ui.programme.fields import ChoiceField, keep_typed
from livecoach.ui.programme.flow import flow
from livecoach.ui.programme.start import today
from livecoach.ui.routes import ROUTES, stands
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.scroll import column, scrolled
from livecoach.ui.widgets.text import Text

# Pages of the same part of the work that stand where they are built in: name, words, what for.
BESIDE = (
    ("held", "What is held about a person", "To show it, hand it over, or erase it."),
    ("protection", "Backups and protection", "What is protected here, and what is not."),
)


class PrivacyPage(Page):
    """Everything here counts as soon as it is chosen; nothing is ever deleted by itself."""

    title = "Privacy and retention"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.due = DueNowCard(theme, partial(desk.go, "purge"))
        self.periods = PeriodsCard(desk, self.refresh)
        self.decides = ChoiceField(
            theme, "Who decides about the records", tuple(CONTROLLERS.items()), self._decide,
            "The texts to start from are written for this.",
        )  # fmt: skip
        self._dates = Text(theme, "", "muted", wrap=True)
        self._holds = Text(theme, "", "body", wrap=True)
        self._log = Text(theme, "", "body", wrap=True)
        self._lay_out()
        self.setFocusProxy(self.due.look)
        self.refresh()

    def _lay_out(self) -> None:
        theme, go = self._desk.theme, self._desk.go
        main, left = column(16)
        left.addWidget(self.due)
        left.addWidget(self.periods)
        left.addStretch(1)
        side, right = column(16)
        who = Card(theme, "The programme")
        who.body.addWidget(self.decides)
        who.body.addWidget(self._dates)
        who.body.addWidget(flow(Button(theme, "Change the dates", partial(go, "engagement"))))
        right.addWidget(who)
        for heading, words, name, label in (
            ("Legal holds", self._holds, "holds", "Open the holds"),
            ("Processing log", self._log, "processing", "Open the log"),
        ):
            card = Card(theme, heading)
            card.body.addWidget(words)
            card.body.addWidget(flow(Button(theme, label, partial(go, name))))
            right.addWidget(card)
        more = Card(theme, "Also here")
        texts = "A privacy notice, a record of processing, an impact assessment, an agreement."
        for name, label, what in (("texts", "Texts to start from", texts), *_beside()):
            more.body.addWidget(flow(Button(theme, label, partial(go, name))))
            more.body.addWidget(Text(theme, what, "small", wrap=True))
        right.addWidget(more)
        right.addStretch(1)
        whole, lines = column(12)
        lines.addWidget(Text(theme, "Privacy and retention", "title"))
        lines.addWidget(
            Text(theme, "What is kept, how long and why. You are told what is due; nothing is "
                 "deleted until you ask.", "muted", wrap=True)
        )  # fmt: skip
        lines.addWidget(Columns(theme, main, side, 330, 480), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole, theme.px(1240)))

    def refresh(self) -> None:
        """Show what stands."""
        writer, now = self._desk.writer, self._desk.read_clock()
        found, held = writer.ask(falling_due.items_and_holds)
        self.due.show_due(found, held, today(now))
        self.periods.show_periods(found, today(now))
        self.decides.show_value(writer.ask(controller.controller))
        self._say_dates()
        standing = [one for one in writer.ask(holding.holds) if not one.lifted_on]
        count = "1 hold stands" if len(standing) == 1 else f"{len(standing)} holds stand"
        self._holds.say(
            f"{count}: what they are about is neither erased nor deleted."
            if standing
            else "None stands. Place one when an inquiry or a dispute needs the records."
        )
        entries = writer.ask(processing_log.entries)
        if entries:
            last = processing_log.ACTS.get(entries[0].act, entries[0].act)
            counted = "1 entry" if len(entries) == 1 else f"{len(entries):,} entries"
            self._log.say(f"{counted}. The last: {last}, {when(entries[0], now)}.")
        else:
            self._log.say("Nothing has left yet, and nothing was erased.")

    def _say_dates(self) -> None:
        engagement = self._desk.writer.ask(reading.engagement)
        ends = "" if engagement is None else shown_date(engagement.ends_on)
        until = "" if engagement is None else shown_date(engagement.retain_until)
        self._dates.say(
            (f"It ends on {ends}. " if ends else "It has no end date yet. ")
            + (f"Nothing is kept beyond {until}." if until
               else "No date is set beyond which nothing is kept.")
        )  # fmt: skip

    def _decide(self, kind: str) -> None:
        self._desk.writer.ask(lambda db: controller.set_controller(db, kind))
        self.refresh()

    # The page --------------------------------------------------------------------------------

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from here."""
        ways = (
            ("purge", "What is due to be deleted"), ("holds", "Legal holds"),
            ("processing", "Processing log"), ("texts", "Texts to start from"),
        )  # fmt: skip
        return [
            Action(f"privacy.{name}", words, partial(self._desk.go, name), "", "Programme")
            for name, words in ways
        ]

    def leaving(self) -> bool:
        """Keep what is typed."""
        keep_typed(self)
        return True


def _beside() -> list[tuple[str, str, str]]:
    return [one for one in BESIDE if one[0] in ROUTES and stands(one[0])]
