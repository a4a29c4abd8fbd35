"""The page of trends: what each session of one kind adds, in figures that never say why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout

from livecoach.core.coaching import Pair
from livecoach.core.planning.meetings import KIND_NAMES
from livecoach.figures.trend_figure import trend_figures
from livecoach.measures.programme import FEWEST_SESSIONS, trends
from livecoach.store import reading
from livecoach.ui.actions import Action
from livecoach.ui.desk import Desk
from livecoach.ui.noting import note_figure
from livecoach.ui.page import Page
from livecoach.ui.programme.figures_kept import held_sessions
from livecoach.ui.programme.flow import flow
from livecoach.ui.trends.pair_beside import PairBeside
from livecoach.ui.trends.panels import Panels
from livecoach.ui.trends.side_by_side import SideBySide
from livecoach.ui.trends.telling import GROUP_FIRST, Telling, shown_to_group
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.scroll import column, scrolled
from livecoach.ui.widgets.text import Text

KINDS = ("live", "team")  # meetings of the whole room; the others have no figures to follow


class TrendsPage(Page):
    """Lines over the sessions of one kind, with n and gaps, and a pair beside the room."""

    title = "Trends"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self._lines = desk.writer.ask(reading.sessions)
        self.words = Text(theme, "", "muted", wrap=True)
        self.kinds: dict[str, Button] = {}
        together = QButtonGroup(self)
        for kind in KINDS:
            held = sum(1 for one in self._lines if (one.kind, one.state) == (kind, "ended"))
            button = Button(theme, f"{KIND_NAMES[kind]}  {held}", partial(self.show_kind, kind),
                            "pill")  # fmt: skip
            button.setCheckable(True)
            button.setAccessibleName(f"{KIND_NAMES[kind]}, {held} held")
            together.addButton(button)
            self.kinds[kind] = button
        self.panels = Panels(theme, desk.tell)
        self.beside = PairBeside(theme, desk.writer, desk.tell)
        self.compared = SideBySide(theme, desk.tell)
        self.panels.left.connect(lambda name, form: note_figure(desk, name, form))
        for panel in (self.beside.panel, self.compared.panel):
            panel.left.connect(
                lambda form, _, name=panel.figure.name: note_figure(desk, name, form)
            )
        self.telling = Telling(desk, self, desk.tell, self._offer)
        self.group = Button(theme, "Summary for the group…", lambda: self.telling.save("group"))
        self.sponsor = Button(theme, "Summary for the sponsor…", self.ask_for_sponsor)
        whole, lines = column(12)
        lines.addWidget(flow(*self.kinds.values(), self.group, self.sponsor))
        lines.addWidget(self.words)
        lines.addWidget(self.panels)
        lines.addWidget(self.compared)
        lines.addWidget(self.beside)
        lines.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole))
        self.setFocusProxy(self.kinds["live"])
        counts = {kind: sum(1 for one in self._lines if one.kind == kind) for kind in KINDS}
        self.show_kind(max(KINDS, key=lambda kind: counts[kind]))

    def ask_for_sponsor(self) -> None:
        """Ask first whether the group agrees: the summary says so to its reader."""
        self._desk.tell(
            "The sponsor's summary says that the group was shown its own first and agreed. Did it?",
            ("It was shown, and agrees", lambda: self.telling.save("sponsor")),
        )

    def show_kind(self, kind: str) -> None:
        """Follow the sessions of one kind."""
        self.kind = kind
        self.kinds[kind].setChecked(True)
        writer = self._desk.writer
        sessions = held_sessions(writer, kind, self._lines)
        held = sum(1 for one in sessions if one.figures is not None)
        skipped = len(sessions) - held
        self.words.say(_about(KIND_NAMES[kind], held, skipped))
        self._offer()
        self.compared.show_sessions(sessions)
        self.panels.show_figures(trend_figures(trends(sessions), sessions))
        titles = {post.uid: post.title for post in writer.ask(reading.posts)}
        pairs = writer.ask(lambda db: reading.rows(db, Pair))
        self.beside.show_pairs(pairs, titles, sessions)

    def _offer(self) -> None:
        """Offer the sponsor's summary once the group has had its own."""
        ready = shown_to_group(self._desk)
        self.sponsor.setEnabled(ready)
        self.sponsor.setToolTip("" if ready else GROUP_FIRST)
        self.sponsor.setAccessibleDescription("" if ready else GROUP_FIRST)

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from the page of trends."""
        kinds = [
            Action(f"trends.{kind}", f"Trends: {KIND_NAMES[kind]}", partial(self.show_kind, kind),
                   menu="View")
            for kind in KINDS
        ]  # fmt: skip
        return (
            *kinds,
            Action("programme.group", "Programme summary for the group",
                   lambda: self.telling.save("group"), menu="Programme"),
            Action("programme.sponsor", "Programme summary for the sponsor",
                   self.ask_for_sponsor, menu="Programme",
                   can=self.sponsor.isEnabled),
        )  # fmt: skip


def _about(kind: str, held: int, skipped: int) -> str:
    if not held:
        return f"{kind}: no session has been held yet."
    words = f"{kind}: {held} held" + (f", {skipped} skipped" if skipped else "") + ". "
    if held < FEWEST_SESSIONS:
        return words + f"Fewer than {FEWEST_SESSIONS} sessions say nothing about a trend."
    return words + (
        "Each line says what was recorded, session by session; it does not say why it changed."
    )
