"""What is due to be deleted, in a few lines, and the way to the whole list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout

from livecoach.core.planning.dates import shown_date
from livecoach.core.planning.duties import things
from livecoach.core.retention import Due, due_now, due_soon
from livecoach.ui.programme.flow import flow
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.text import Text


class DueNowCard(Card):
    """What is due now, what soon, what a hold keeps; or what comes first where nothing is."""

    def __init__(self, theme: Theme, look: Callable[[], object]) -> None:
        super().__init__(theme, "What is due")
        self.words = Text(theme, "", "strong", wrap=True)
        self.more = Text(theme, "", "muted", wrap=True)
        self.look = Button(theme, "Look at what is due", look, "primary")
        lines = QVBoxLayout()
        lines.setSpacing(6)
        lines.addWidget(self.words)
        lines.addWidget(self.more)
        self.body.addLayout(lines)
        self.body.addWidget(flow(self.look))

    def show_due(self, items: Sequence[Due], held: Collection[Due], today: date) -> None:
        """Show what falls due by ``today``, and what of it a legal hold keeps."""
        now = [one for one in due_now(items, today) if one not in held]
        kept = [one for one in due_now(items, today) if one in held]
        soon = due_soon(items, today)
        self.words.say(f"Due to be deleted: {things(now)}." if now else "Nothing is due.")
        more = []
        if now:
            more.append(f"The earliest since {shown_date(now[0].on)}.")
        if kept:
            more.append(f"A legal hold keeps {things(kept)}.")
        if soon:
            more.append(f"By {shown_date(soon[-1].on)}: {things(soon)}.")
        coming = [one for one in items if one.on > today.isoformat()]
        if not now and not soon and coming:
            first = [one for one in coming if one.on == coming[0].on]
            more.append(f"The next falls due on {shown_date(coming[0].on)}: {things(first)}.")
        self.more.say(" ".join(more))
        self.more.setVisible(bool(more))
        self.look.say("Look at what is due" if now or kept or soon else "See every date")
