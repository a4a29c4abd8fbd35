"""What is next: the session that runs or comes, and one button that starts it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from livecoach.core.planning.dates import shown_moment, split_moment
from livecoach.core.planning.meetings import KIND_NAMES
from livecoach.core.session import Session
from livecoach.ui.programme.flow import flow
from livecoach.ui.programme.session_list import counted
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.text import Text


class NextCard(Card):
    """A card about one session, or about none; ``start``, ``open_it`` and ``skip`` take its uid."""

    def __init__(
        self,
        theme: Theme,
        start: Callable[[], object],
        open_it: Callable[[str], object],
        skip: Callable[[str], object],
    ) -> None:
        super().__init__(theme, "Next")
        self._session: Session | None = None
        self._title = Text(theme, "", "title", wrap=True)
        self._when = Text(theme, "", "muted", wrap=True)
        self.body.addWidget(self._title)
        self.body.addWidget(self._when)
        self.start = Button(theme, "Start live session", start, "primary", dot="accent_ink")
        self.open = Button(theme, "Open", lambda: self._with(open_it))
        self.skip = Button(theme, "Skip", lambda: self._with(skip), "quiet")
        self.skip.setToolTip("Mark as skipped; it stays in the list")
        self.body.addWidget(flow(self.start, self.open, self.skip, spacing=10))

    def _with(self, run: Callable[[str], object]) -> None:
        if self._session is not None:
            run(self._session.uid)

    def show_session(
        self, session: Session | None, seats: int, items: int, organisations: int, today: date
    ) -> None:
        """Show the session that is next, with its counts, or that there is none."""
        self._session = session
        self.open.setVisible(session is not None)
        self.skip.setVisible(session is not None and session.state == "planned")
        if session is None:
            self._title.say("Nothing is planned yet")
            self._when.say(
                "Start now with a seat for every post, or plan a session first."
                if organisations
                else "List who is in the system first, then every post has a seat at once."
            )
            self.start.say("Start live session")
            return
        self._title.say(session.title)
        running = session.state == "live"
        self.start.say("Go on" if running else f"Start {_noun(session)}")
        parts = [KIND_NAMES[session.kind]]
        if running:
            parts.insert(0, f"Running since {split_moment(session.started_at)[1]}")
        else:
            parts.insert(0, shown_moment(session.planned_at, today) or "No date yet")
            parts.append(f"{session.planned_min} min")
        parts.append(counted(seats, "seat") if seats else "no seats yet")
        if not running:
            parts.append(f"agenda of {items}" if items else "no agenda yet")
        if session.location:
            parts.append(session.location)
        self._when.say(" · ".join(parts))


def _noun(session: Session) -> str:
    return {"live": "live session", "team": "team session", "pair": "pair session"}.get(
        session.kind, "one-to-one"
    )
