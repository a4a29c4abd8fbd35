"""The card of the pair that comes next: a suggestion with its reason, and never a score."""

from __future__ import annotations

from collections.abc import Callable

from livecoach.core.pairing import Suggestion
from livecoach.ui.programme.flow import flow
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.text import Text


class SuggestedCard(Card):
    """The pair suggested, why, and two ways on: look at it, or plan its session."""

    def __init__(
        self, theme: Theme, look: Callable[[], object], plan: Callable[[], object]
    ) -> None:
        super().__init__(theme, "Next, as a suggestion")
        self.names = Text(theme, "", "strong", wrap=True)
        self.reason = Text(theme, "", "muted", wrap=True)
        self.body.addWidget(self.names)
        self.body.addWidget(self.reason)
        self.look = Button(theme, "Show it", look)
        self.plan = Button(theme, "Plan it", plan)
        self.buttons = flow(self.look, self.plan, spacing=10)
        self.body.addWidget(self.buttons)

    def show_suggestion(self, found: Suggestion | None, titles: dict[str, str]) -> None:
        """Show the suggestion, or that every pair is settled or under way."""
        self.buttons.setVisible(found is not None)
        if found is None:
            self.names.say("No pair is open")
            self.reason.say("Every pair is held, under way, declined or not needed.")
            return
        self.names.say(f"{titles[found.pair.first]} and {titles[found.pair.second]}")
        self.reason.say(found.reason)
