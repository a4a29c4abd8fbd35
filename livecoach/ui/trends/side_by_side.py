"""Choose two sessions, or two halves of the programme, and see them side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from livecoach.core.planning.dates import shown_date
from livecoach.figures.compare_figure import compare_figure
from livecoach.measures.comparing import compare, halves
from livecoach.measures.programme import Held
from livecoach.ui.programme.fields import narrow
from livecoach.ui.review.figure_panel import FigurePanel
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.choice_box import ChoiceBox
from livecoach.ui.widgets.text import Text


class SideBySide(QWidget):
    """Two choices and the figures of both; to begin with, the two halves."""

    def __init__(self, theme: Theme, tell: Callable[..., None]) -> None:
        super().__init__()
        self._sides: list[tuple[str, list[Held]]] = []
        row = QHBoxLayout()
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(12)
        row.addWidget(Text(theme, "Compare", "section"))
        self.choices = (ChoiceBox(), ChoiceBox())
        for box, words in zip(self.choices, ("First side", "Second side"), strict=True):
            box.setAccessibleName(words)
            narrow(box)
            box.setMaximumWidth(theme.px(340))
            box.currentIndexChanged.connect(self._show)
            row.addWidget(box, 1)
        row.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 12, 0, 0)
        lines.setSpacing(4)
        lines.addLayout(row)
        self.panel = FigurePanel(theme, compare_figure("", "", ()), tell)
        lines.addWidget(self.panel)

    def show_sessions(self, sessions: Sequence[Held]) -> None:
        """Offer the halves of these sessions, and each that was held."""
        held = [one for one in sessions if one.figures is not None]
        first, second = halves(sessions)
        self._sides = [
            (f"First half ({len(first)})", first),
            (f"Second half ({len(second)})", second),
            *((f"{one.title}, {shown_date(one.on)}", [one]) for one in held),
        ]
        for place, box in enumerate(self.choices):
            box.blockSignals(True)
            box.clear()
            for words, _ in self._sides:
                box.addItem(words)
            box.setCurrentIndex(place)
            box.blockSignals(False)
        self.setVisible(len(held) >= 2)
        self._show()

    def _show(self) -> None:
        one, two = (self._sides[box.currentIndex()] for box in self.choices)
        self.panel.show_figure(compare_figure(one[0], two[0], compare(one[1], two[1])))
