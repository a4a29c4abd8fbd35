"""The classes of records with their periods, each changed where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout

from livecoach.core.planning.dates import shown_date
from livecoach.core.retention import CLASSES, UNITS, USUAL, Due, KeptClass, Period, due_now
from livecoach.store.periods import MOST, periods, set_period
from livecoach.ui.desk import Desk
from livecoach.ui.programme.flow import flow
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.choice_box import ChoiceBox
from livecoach.ui.widgets.number import NumberField
from livecoach.ui.widgets.text import Text


class PeriodsCard(Card):
    """One class under the other: what is in it, how long, from which day, and what comes next."""

    def __init__(self, desk: Desk, changed: Callable[[], object]) -> None:
        super().__init__(desk.theme, "How long it is kept")
        self._desk, self._changed = desk, changed
        self.amounts: dict[str, NumberField] = {}
        self.units: dict[str, QComboBox] = {}
        self._dates: dict[str, Text] = {}
        for one in CLASSES:
            self.body.addLayout(self._row(one))
        self.usual = Button(desk.theme, "Use the usual periods", self.use_usual, "quiet")
        self.body.addWidget(flow(self.usual))

    def _row(self, one: KeptClass) -> QVBoxLayout:
        theme = self._desk.theme
        lines = QVBoxLayout()
        lines.setSpacing(4)
        lines.addWidget(Text(theme, one.words, "strong", wrap=True))
        lines.addWidget(Text(theme, one.holds + ".", "small", wrap=True))
        amount, unit = NumberField(theme, 0, MOST, one.usual.amount), ChoiceBox()
        unit.addItems(list(UNITS))
        amount.setAccessibleName(f"{one.words}: how many")
        unit.setAccessibleName(f"{one.words}: days, months or years")
        amount.editingFinished.connect(partial(self.keep, one.id))
        unit.activated.connect(lambda _: self.keep(one.id))
        self.amounts[one.id], self.units[one.id] = amount, unit
        after = Text(theme, f"after {one.since}", "body", wrap=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.addWidget(amount, 0, 0)
        grid.addWidget(unit, 0, 1)
        grid.addWidget(after, 0, 2)
        grid.setColumnStretch(2, 1)
        lines.addLayout(grid)
        self._dates[one.id] = Text(theme, "", "small", wrap=True)
        lines.addWidget(self._dates[one.id])
        lines.addSpacing(6)
        return lines

    def show_periods(self, items: Sequence[Due], today: date) -> None:
        """Show the periods that stand, and when the next of each class falls due."""
        stand = self._desk.writer.ask(periods)
        for kept, period in stand.items():
            self.amounts[kept].setValue(period.amount)
            self.units[kept].setCurrentText(period.unit)
            self._dates[kept].say(_held([one for one in items if one.kept == kept], today))
        self.usual.setEnabled(stand != USUAL)

    def keep(self, kept: str) -> None:
        """Keep a class's period as it is typed and chosen."""
        period = Period(self.amounts[kept].value(), self.units[kept].currentText())
        if self._desk.writer.ask(periods)[kept] == period:
            return
        self._desk.writer.ask(lambda db: set_period(db, kept, period))
        self._changed()

    def use_usual(self) -> None:
        """Put every period back to the usual one."""
        for kept, period in USUAL.items():
            self._desk.writer.ask(lambda db, kept=kept, period=period: set_period(db, kept, period))  # type: ignore[misc]
        self._changed()


def _held(items: Sequence[Due], today: date) -> str:
    """Return how much of a class is held, and when it falls due."""
    if not items:
        return "Nothing of this is held."
    now = due_now(items, today)
    many = f"{len(items)} held. " if len(items) > 1 else ""
    if now:
        count = f"{len(now)} due" if many else "Due"
        return f"{many}{count} since {shown_date(now[0].on)}."
    if not items[0].on:
        return f"{many}No date yet: the programme has no end date."
    return f"{many}{'The first falls' if many else 'Falls'} due on {shown_date(items[0].on)}."
