"""Say where else something of a person is, and what this page cannot find."""

from __future__ import annotations

from livecoach.core.kinds import counted
from livecoach.core.person.held import Held
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.text import Text

NOT_FOUND = (
    "Found are the post, the name, each part of it, and the post beside its organisation, whatever "
    "the accents. Not found are nicknames, initials and hints such as “the new one”: look for "
    "those with Search everything. Only names Livecoach knows can be masked, so read each row "
    "before you give it away."
)


class AlsoCard(Card):
    """The journal, the backups, and the limits of looking."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Also in")
        self.journal = Text(theme, "", "body", wrap=True)
        self.backups = Text(theme, "", "body", wrap=True)
        for widget in (self.journal, self.backups, Text(theme, NOT_FOUND, "small", wrap=True)):
            self.body.addWidget(widget)

    def show_held(self, held: Held) -> None:
        """Show how many journalled edits hold something; the backups are being looked into."""
        self.journal.say(
            f"{counted('journal', held.journalled)}, kept so that a change can be taken back."
        )
        self.backups.say("Looking into the backups…")

    def show_backups(self, still: int, seen: int) -> None:
        """Show how many backups hold something of the person."""
        if not seen:
            self.backups.say("There are no backups.")
        elif still == seen:
            self.backups.say("The one backup there is." if seen == 1 else f"All {seen} backups.")
        else:
            self.backups.say(f"{still or 'None'} of {seen} backups.")

    def could_not_look(self) -> None:
        """Say that the backups could not be looked into."""
        self.backups.say("The backups could not be looked into.")
