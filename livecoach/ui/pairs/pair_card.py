"""The card of the pair that is chosen: its kind, its state and date, and its session."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from livecoach.core.coaching import PAIR_STATES, Pair
from livecoach.core.pairing import KINDS, PossiblePair
from livecoach.core.planning.dates import shown_date
from livecoach.core.session import Session
from livecoach.figures.pair_matrix import STATE_WORDS
from livecoach.ui.programme.fields import ChoiceField, LineField
from livecoach.ui.programme.flow import flow
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.text import Text


class PairCard(Card):
    """One pair. ``keep(field, value)`` changes it; the dates are read by the page."""

    def __init__(
        self,
        theme: Theme,
        keep: Callable[..., None],
        keep_date: Callable[[str], None],
        plan: Callable[[], object],
        open_session: Callable[[], object],
    ) -> None:
        super().__init__(theme, "Chosen pair")
        self.names = Text(theme, "", "heading", wrap=True)
        self.kind = Text(theme, "", "muted", wrap=True)
        self.body.addWidget(self.names)
        self.body.addWidget(self.kind)
        choices = [(state, _capital(STATE_WORDS[state])) for state in PAIR_STATES]
        self.state = ChoiceField(theme, "State", choices, lambda value: keep(state=value))
        self.on = LineField(
            theme, "Date", keep_date, placeholder="1 Dec, or empty",
            hint="When it was offered, planned, held or declined",
        )  # fmt: skip
        self.matters = QCheckBox("Matters: put it first")
        self.matters.toggled.connect(lambda on: keep(matters=on))
        self.plan = Button(theme, "Plan a pair session", plan, "primary")
        self.open = Button(theme, "Open its session", open_session)
        self.after_session = Button(theme, "", lambda: keep(state="held", on_date=self._held_on))
        self._held_on = ""
        self._parts: tuple[QWidget, ...] = (self.state, self.on, self.matters)
        for part in self._parts:
            self.body.addWidget(part)
        self.buttons = flow(self.plan, self.open, self.after_session, spacing=10)
        self.body.addWidget(self.buttons)
        self.show_pair(None, None, None, {})

    def show_pair(
        self,
        pair: PossiblePair | None,
        row: Pair | None,
        session: Session | None,
        titles: dict[str, str],
    ) -> None:
        """Show a pair as it stands, with the session planned for it, or say how to choose one."""
        for part in (*self._parts, self.buttons):
            part.setVisible(pair is not None)
        if pair is None:
            self.names.say("Choose a pair")
            self.kind.say("Click a cell, or move to it with the arrow keys.")
            return
        self.names.say(f"{titles[pair.first]} and {titles[pair.second]}")
        self.kind.say(_capital(dict(KINDS)[pair.kind]))
        state = "none" if row is None else row.state
        self.state.show_value(state)
        self.on.show_text("" if row is None else shown_date(row.on_date))
        self.matters.blockSignals(True)
        self.matters.setChecked(row is not None and row.matters)
        self.matters.blockSignals(False)
        self.plan.setVisible(session is None or session.state in ("ended", "skipped"))
        again = session is not None and session.state == "ended"
        self.plan.say("Plan another session" if again else "Plan a pair session")
        self.open.setVisible(session is not None)
        ended = session is not None and session.state == "ended" and state != "held"
        self.after_session.setVisible(ended)
        if ended and session is not None:
            self._held_on = session.started_at[:10]
            self.after_session.say(f"Mark as held, {shown_date(self._held_on)}")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
