"""The check-out page: pass it round, type it in, or read it from a file; then totals only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from livecoach.core.edit import Row
from livecoach.core.ids import new_uid
from livecoach.core.session import CheckOut
from livecoach.exchange.check_out_csv import read_check_outs
from livecoach.exchange.table import BadFile
from livecoach.measures.check_out import FEWEST, totals
from livecoach.ui.actions import Action
from livecoach.ui.checkout.passing import Passing
from livecoach.ui.desk import Desk
from livecoach.ui.documents import in_documents
from livecoach.ui.page import Page
from livecoach.ui.programme.opened import OpenSession
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.choice_box import ChoiceBox
from livecoach.ui.widgets.header import PageHeader
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.scroll import centred
from livecoach.ui.widgets.text import Text

NOT_SAID = "–"


class CheckOutPage(Page):
    """A session's check-out. Answers passed round carry no seat; only totals are ever shown."""

    title = "Check-out"
    whole = True

    def __init__(self, desk: Desk, session_uid: str) -> None:
        super().__init__()
        self._desk = desk
        self.opened = OpenSession(desk, session_uid, self)
        self.passing: Passing | None = None
        theme = desk.theme
        self.header = PageHeader(desk, "Check-out", self.opened.timeline.session.title)
        self.notice = Notice(theme)
        self._sums = Text(theme, "", "body", wrap=True)
        self.longer = QCheckBox("Ask the two optional questions too")
        self._rows: dict[str, tuple[QComboBox, QComboBox]] = {}
        self._begin = self._lay_out()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        for widget in (self.header, self.notice, self._begin):
            self._outer.addWidget(widget)
        self.opened.edited.connect(self.notice.edited)
        self.opened.edited.connect(lambda _: self._refresh())
        self._refresh()

    def _lay_out(self) -> QWidget:
        theme = self._desk.theme
        held = QWidget()
        lines = QVBoxLayout(held)
        lines.setContentsMargins(24, 24, 24, 24)
        lines.setSpacing(16)
        way = Card(theme, "Pass it round")
        way.body.addWidget(
            Text(theme, "One question a screen. Nobody sees another's answer, and no answer "
                 "carries a name.", "muted", wrap=True)
        )  # fmt: skip
        way.body.addWidget(self.longer)
        row = QHBoxLayout()
        row.addWidget(Button(theme, "Begin the round", self.begin, "primary"))
        row.addWidget(Button(theme, "Read from a CSV", self._ask_file))
        row.addStretch(1)
        way.body.addLayout(row)
        lines.addWidget(way)
        sums = Card(theme, "Totals")
        sums.body.addWidget(self._sums)
        lines.addWidget(sums)
        lines.addWidget(self._typed_in())
        lines.addStretch(1)
        return centred(held, theme.px(760))

    def _typed_in(self) -> QWidget:
        theme = self._desk.theme
        card = Card(theme, "Or type it in")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for column, words in enumerate(("Seat", "Felt heard", "Learned something")):
            grid.addWidget(Text(theme, words, "small"), 0, column)
        for line, seat in enumerate(self.opened.timeline.seats_in_order(), 1):
            heard, learned = ChoiceBox(), ChoiceBox()
            heard.addItems([NOT_SAID, *map(str, range(11))])
            learned.addItems([NOT_SAID, "yes", "no"])
            heard.setAccessibleName(f"{seat.label}: felt heard")
            learned.setAccessibleName(f"{seat.label}: learned something")
            self._rows[seat.uid] = (heard, learned)
            grid.addWidget(Text(theme, seat.label), line, 0)
            grid.addWidget(heard, line, 1)
            grid.addWidget(learned, line, 2)
        grid.setColumnStretch(0, 1)
        card.body.addLayout(grid)
        row = QHBoxLayout()
        row.addWidget(Button(theme, "Keep these answers", self.keep_typed_in))
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _refresh(self) -> None:
        answers = list(self.opened.timeline.check_outs.values())
        found = totals(answers)
        seats = len(self.opened.timeline.seats)
        if not answers:
            self._sums.say("Nobody has answered yet.")
        elif found.mean is None:
            self._sums.say(
                f"{len(answers)} of {seats} answered. Totals stand from {FEWEST} answers on."
            )
        else:
            words = (
                f"{found.n} of {seats} answered. Felt heard: mean {found.mean:.1f}, median "
                f"{found.median:g}, {found.seven_or_more} at 7 or more."
            )
            if found.learned is not None:
                words += f" {found.learned} of {found.learned_n} learned something."
            self._sums.say(words)

    # Doing -----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin the round: nothing but the questions stands on the screen."""
        timeline = self.opened.timeline
        self.passing = Passing(
            self._desk.theme, timeline.session.uid, len(timeline.seats),
            self.longer.isChecked(), len(timeline.check_outs), self._take, self.end,
        )  # fmt: skip
        self._begin.hide()
        self.header.hide()
        self.notice.hide()
        self._outer.addWidget(self.passing, 1)
        self.handed.emit(True)
        self.passing.setFocus()

    def end(self) -> None:
        """End the round and show the totals."""
        if self.passing is not None:
            self._outer.removeWidget(self.passing)
            self.passing.hide()
            self.passing.deleteLater()
            self.passing = None
            self._begin.show()
            self.header.show()
            self.handed.emit(False)

    def _take(self, answer: CheckOut) -> None:
        said = answer.missed_words or answer.different_words
        if answer.heard is None and answer.learned is None and not said:
            return
        self.opened.recorder.replace_rows("Check-out", [(None, answer)])

    def keep_typed_in(self) -> None:
        """Keep what is typed in, a row a seat; a seat's earlier answer is replaced."""
        timeline = self.opened.timeline
        standing = {one.seat: one for one in timeline.check_outs.values() if one.seat}
        pairs: list[tuple[Row | None, Row | None]] = []
        for seat, (heard, learned) in self._rows.items():
            said = heard.currentIndex() - 1 if heard.currentIndex() else None
            knows = {NOT_SAID: None, "yes": True, "no": False}[learned.currentText()]
            if said is None and knows is None:
                continue
            before = standing.get(seat)
            base = before or CheckOut(new_uid(), timeline.session.uid, seat)
            pairs.append((before, replace(base, heard=said, learned=knows)))
        for row in self._rows.values():  # the next to look sees nothing
            for box in row:
                box.setCurrentIndex(0)
        if self.opened.recorder.replace_rows("Check-out", pairs) is None:
            self.notice.say("Nothing new was typed in.")
        else:
            self.notice.say("Kept.", ("Undo", self.opened.recorder.undo))

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Read a check-out", in_documents(), "CSV (*.csv)"
        )
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Read answers from a CSV file; they replace what stands, and can be undone."""
        timeline = self.opened.timeline
        try:
            answers = read_check_outs(path, timeline.session.uid, timeline.seats.values())
        except BadFile as problem:
            self.notice.say(str(problem), trouble=True)
            return
        gone: list[tuple[Row | None, Row | None]] = [
            (one, None) for one in timeline.check_outs.values()
        ]
        self.opened.recorder.replace_rows("Check-out", [*gone, *((None, one) for one in answers)])
        self.notice.say(f"{len(answers)} answers read.", ("Undo", self.opened.recorder.undo))

    # The page --------------------------------------------------------------------------------

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from here; nothing while the device is passed round."""

        def coach_only() -> bool:
            return self.passing is None

        recorder = self.opened.recorder
        return (
            Action("check-out.begin", "Pass the check-out round", self.begin, "", "Session",
                   can=coach_only),
            Action("check-out.file", "Read a check-out from a CSV", self._ask_file, "", "Session",
                   can=coach_only),
            Action("check-out.undo", "Undo", recorder.undo, "Ctrl+Z", "Session", can=coach_only),
            Action("check-out.redo", "Redo", recorder.redo, "Ctrl+Shift+Z", "Session",
                   can=coach_only),
        )  # fmt: skip

    def escape(self) -> bool:
        """Leave the page only when nobody holds the device."""
        return self.passing is not None

    def leaving(self) -> bool:
        """Stay while the device is passed round."""
        return self.passing is None
