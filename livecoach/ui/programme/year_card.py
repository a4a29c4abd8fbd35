"""The card of the programme's months, with the rhythm each kind of session is meant to have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from livecoach.core.planning.dates import parse_date, shown_date
from livecoach.core.planning.meetings import KIND_NAMES
from livecoach.core.planning.rhythm import CHOICES
from livecoach.figures.year_figure import ROWS, Year, year_figure
from livecoach.ui.programme.flow import flow
from livecoach.ui.programme.year_view import YearView
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.choice_box import ChoiceBox
from livecoach.ui.widgets.text import Text


class YearCard(Card):
    """
    The months. ``change(kind, every_days, from_day)`` keeps a rhythm from an ISO day on.

    It raises ValueError with a sentence where it cannot.
    """

    def __init__(
        self,
        theme: Theme,
        data: Year,
        open_session: Callable[[str], object],
        change: Callable[[str, int, str], object],
    ) -> None:
        super().__init__(theme)
        self._today: date = data.today
        self._change = change
        self.body.setContentsMargins(20, 8, 20, 12)
        self.body.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(Text(theme, "Twelve months", "section"))
        head.addStretch(1)
        self.rhythm = Button(theme, "Rhythm", self.turn_over, "quiet")
        self.rhythm.setCheckable(True)
        head.addWidget(self.rhythm)
        self.body.addLayout(head)
        self.view = YearView(theme, data)
        self.view.opened.connect(open_session)
        self.body.addWidget(self.view)
        self.line = Text(theme, "", "small", wrap=True)
        self.view.told.connect(self._say)
        self.body.addWidget(self.line)
        self.editor: QWidget | None = None  # made when it is first asked for
        self._data = data
        self.show_year(data)

    def show_year(self, data: Year) -> None:
        """Show the months as they stand now."""
        self._data, self._today = data, data.today
        self.view.show_year(data)
        self._say("")

    def turn_over(self) -> None:
        """Show or hide the line in which the rhythm is changed."""
        if self.editor is None:
            self.editor, self.kind, self.every, self.day = _editor(self._theme, self._keep)
            self.editor.hide()
            self.trouble = Text(self._theme, "", "trouble", wrap=True)
            self.body.addWidget(self.editor)
            self.body.addWidget(self.trouble)
        shown = self.editor.isHidden()
        self.editor.setVisible(shown)
        self.rhythm.setChecked(shown)
        self.trouble.hide()
        if shown:
            self.day.setText(shown_date(self._today.isoformat()))
            self.kind.setFocus()

    def _say(self, words: str) -> None:
        self.line.say(words or year_figure(self._data).sentence)

    def _keep(self) -> None:
        try:
            day = parse_date(self.day.text(), self._today)
            if not day:
                raise ValueError("Say from which day, such as 1 Sep.")
            self._change(str(self.kind.currentData()), int(self.every.currentData()), day)
        except ValueError as problem:
            self.trouble.say(str(problem))
            self.trouble.show()
        else:
            self.trouble.hide()


def _editor(
    theme: Theme, keep: Callable[[], object]
) -> tuple[QWidget, QComboBox, QComboBox, QLineEdit]:
    kind, every, day = ChoiceBox(), ChoiceBox(), QLineEdit()
    for name in ROWS:
        kind.addItem(KIND_NAMES[name], name)
    kind.setCurrentIndex(ROWS.index("live"))
    for days, words in (*CHOICES, (0, "no fixed rhythm")):
        every.addItem(words, days)
    every.setCurrentIndex(2)
    kind.setAccessibleName("Kind of session")
    every.setAccessibleName("How often")
    day.setAccessibleName("From")
    day.setPlaceholderText("1 Sep")
    day.setMaximumWidth(theme.px(170))
    day.returnPressed.connect(keep)
    row = flow(kind, every, Text(theme, "from"), day, Button(theme, "Keep", keep), spacing=10)
    return row, kind, every, day
