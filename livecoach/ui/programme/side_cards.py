"""The cards beside the sessions: what is due and planning by kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from livecoach.core.planning.duties import Duty
from livecoach.core.planning.meetings import KIND_NAMES, last_of_kind
from livecoach.core.programme import Programme
from livecoach.core.session import Session
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.text import Text


class DueCard(Card):
    """What is due, a sentence and a button each; hidden while nothing is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Due")
        self._theme = theme
        self._rows: list[QWidget] = []

    def show_due(
        self,
        duties: Sequence[Duty],
        overdue: Sequence[Session],
        settle: Callable[[Duty], object],
        open_session: Callable[[str], object],
        after: Sequence[tuple[str, str, Callable[[], object]]] = (),
    ) -> None:
        """
        Show the duties, then the planned sessions whose time has passed, then what comes ``after``.

        That is a sentence each, the label of its button, and what the button does.
        """
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows.clear()
        for duty in duties:
            self._add(duty.sentence, "Settle", partial(settle, duty))
        for session in overdue[:3]:
            words = f"“{session.title}” was planned and has not been held"
            self._add(words, "Open", partial(open_session, session.uid))
        if len(overdue) > 3:
            self._add(f"{len(overdue) - 3} more planned sessions have passed", "", None)
        for words, label, run in after:
            self._add(words, label, run)
        self.setVisible(bool(self._rows))

    def _add(self, words: str, label: str, run: Callable[[], object] | None) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(Text(self._theme, words, "body", wrap=True), 1)
        if run is not None:
            button = Button(self._theme, label, run)
            button.setAccessibleName(f"{label}: {words}")
            line.addWidget(button)
        self.body.addWidget(row)
        self._rows.append(row)


class PlanCard(Card):
    """A button a kind of session: planned in one action, set up as the last of its kind."""

    def __init__(self, theme: Theme, plan: Callable[[str], object]) -> None:
        super().__init__(theme, "Plan a session")
        self._notes: dict[str, Text] = {}
        for kind, words in KIND_NAMES.items():
            self._notes[kind] = Text(theme, "", "small", wrap=True)
            line = QHBoxLayout()
            line.setSpacing(12)
            line.addWidget(Button(theme, words, partial(plan, kind)))
            line.addWidget(self._notes[kind], 1)
            self.body.addLayout(line)
        self.body.setSpacing(6)

    def show_programme(self, programme: Programme) -> None:
        """Say beside each kind which session it will be set up as."""
        for kind, note in self._notes.items():
            last = last_of_kind(programme, kind)
            note.say("" if last is None else f"as “{last.title}”")
