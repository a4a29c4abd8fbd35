"""The quarterly pulse: five items passed round, one a screen, unsigned; then totals only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from livecoach.core.clock import local_iso
from livecoach.core.coaching import Pulse
from livecoach.core.ids import new_uid
from livecoach.core.planning.dates import shown_date
from livecoach.measures.pulse import ITEMS, pulse_totals, rounds
from livecoach.ui.actions import Action
from livecoach.ui.checkout.questions import TARGET, Question, Scale
from livecoach.ui.checkout.round_frame import RoundFrame
from livecoach.ui.conversations.row_book import RowBook
from livecoach.ui.desk import Desk
from livecoach.ui.page import Page
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.scroll import centred, column
from livecoach.ui.widgets.text import Text


class PulsePage(Page):
    """Rounds of the pulse, each with its totals. The items are ours and not validated."""

    title = "Pulse"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.book = RowBook(desk, (Pulse,), self)
        theme = desk.theme
        whole, lines = column(14)
        lines.addWidget(Text(theme, "Pulse", "title"))
        lines.addWidget(
            Text(theme, "Five items in our own words, once a quarter. They are not a validated "
                 "measure: read them as a conversation opener.", "muted", wrap=True)
        )  # fmt: skip
        row = QHBoxLayout()
        row.addWidget(Button(theme, "Pass it round", self.begin, "primary"))
        row.addStretch(1)
        lines.addLayout(row)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(14)
        lines.addLayout(self._cards)
        lines.addStretch(1)
        self._begin = centred(whole, theme.px(760))
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self._begin)
        self.round: RoundFrame | None = None
        self.book.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        while self._cards.count():
            item = self._cards.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for day, answers in rounds(self.book.all(Pulse)).items():
            card = Card(self._desk.theme, f"{shown_date(day)}, {len(answers)} answers")
            for one in pulse_totals(answers):
                mean = "too few to show" if one.mean is None else f"{one.mean:.1f} of 10"
                words = f"{one.words} {mean} (n = {one.n})"
                card.body.addWidget(Text(self._desk.theme, words, "body", wrap=True))
            self._cards.addWidget(card)

    # A round ---------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a round: nothing but one question stands on the screen."""
        now = self._desk.read_clock()
        self._day = local_iso(now.wall_utc_ms, now.utc_offset_min)[:10]
        self._done = 0
        self.round = RoundFrame(self._desk.theme, self.end)
        self._begin.hide()
        self._outer.addWidget(self.round, 1)
        self.handed.emit(True)
        self._start_over()

    def _start_over(self) -> None:
        self._answer = Pulse(new_uid(), self._day)
        self._step = 0
        self._ask()

    def _ask(self) -> None:
        name, words = ITEMS[self._step]
        scale = Scale(self._desk.theme, "not at all", "fully")
        further = "Done" if self._step == len(ITEMS) - 1 else "Next"
        question = Question(
            self._desk.theme, words, scale, "I would rather not say",
            lambda: self._keep(name, scale.value()), lambda: self._keep(name, None), further,
        )  # fmt: skip
        question.on_button.setEnabled(False)
        scale.chosen.connect(lambda _: question.on_button.setEnabled(True))
        self.scale = scale
        self._put(question, " · nobody sees your answer", f"{self._step + 1} of {len(ITEMS)}")

    def _keep(self, name: str, score: int | None) -> None:
        changed: dict[str, int | None] = {name: score}
        self._answer = replace(self._answer, **changed)  # type: ignore[arg-type]
        self._step += 1
        if self._step < len(ITEMS):
            self._ask()
            return
        self.book.replace("Pulse", (None, self._answer))
        self._done += 1
        held, lines = column(20)
        lines.addWidget(Text(self._desk.theme, "Thank you.", "display"))
        lines.addWidget(
            Text(self._desk.theme, "Hand it to the next person, or back to the coach.", "lead")
        )
        button = Button(self._desk.theme, "I am the next person", self._start_over, "primary")
        button.setMinimumHeight(max(self._desk.theme.px(TARGET), TARGET))
        lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        held.setFocusProxy(button)
        self._put(held, "", "")

    def _put(self, screen: QWidget, quietly: str, place: str) -> None:
        if self.round is not None:
            self.round.say(f"{self._done} answered{quietly}", place)
            self.round.put(screen)

    def end(self) -> None:
        """End the round and show the totals."""
        if self.round is not None:
            self._outer.removeWidget(self.round)
            self.round.hide()
            self.round.deleteLater()
            self.round = None
            self._begin.show()
            self.handed.emit(False)

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from here."""
        return (
            Action("pulse.begin", "Pass the pulse round", self.begin, "", "Programme",
                   can=lambda: self.round is None),
            Action("pulse.undo", "Undo", self.book.undo, "Ctrl+Z", "Programme",
                   can=lambda: self.round is None),
            Action("pulse.redo", "Redo", self.book.redo, "Ctrl+Shift+Z", "Programme",
                   can=lambda: self.round is None),
        )  # fmt: skip

    def escape(self) -> bool:
        """Leave the page only when nobody else holds the device."""
        return self.round is not None

    def leaving(self) -> bool:
        """Stay while the device is passed round."""
        return self.round is None
