"""The part that sets a pair's sessions beside what was recorded between its posts in the room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from livecoach.core.coaching import Pair
from livecoach.figures.pair_line_figure import PairLine, pair_line_figure
from livecoach.measures.between_posts import Beside, exchanges
from livecoach.measures.log import read
from livecoach.measures.programme import Held
from livecoach.store import keepsakes, reading
from livecoach.store.writer import Writer
from livecoach.ui.programme.fields import narrow
from livecoach.ui.review.figure_panel import FigurePanel
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.choice_box import ChoiceBox
from livecoach.ui.widgets.text import Text

if TYPE_CHECKING:
    from livecoach.store.engine import Database

LOOKED_AT = 24  # sessions, the newest: one at a time, between two keys


class PairBeside(QWidget):
    """Choose a pair that was held; its line fills as the sessions are read, newest last."""

    def __init__(self, theme: Theme, writer: Writer, tell: Callable[..., None]) -> None:
        super().__init__()
        self._writer = writer
        self._pairs: list[Pair] = []
        self._titles: Mapping[str, str] = {}
        self._sessions: list[Held] = []
        self._between: dict[str, tuple[dict[tuple[str, str], int], int]] = {}
        head = QHBoxLayout()
        head.setContentsMargins(20, 0, 0, 0)
        head.setSpacing(16)
        head.addWidget(Text(theme, "A pair beside the room", "section"))
        self.choice = ChoiceBox()
        self.choice.setAccessibleName("Pair")
        narrow(self.choice)
        self.choice.setMaximumWidth(theme.px(440))
        self.choice.currentIndexChanged.connect(self._show)
        head.addWidget(self.choice, 1)
        head.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 12, 0, 0)
        lines.setSpacing(4)
        lines.addLayout(head)
        self.panel = FigurePanel(theme, pair_line_figure(PairLine("", (), ())), tell)
        lines.addWidget(self.panel)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._read_one)

    def show_pairs(
        self, pairs: Sequence[Pair], titles: Mapping[str, str], sessions: Sequence[Held]
    ) -> None:
        """Offer the pairs that were held, beside these sessions of the room."""
        self._pairs = sorted((one for one in pairs if one.state == "held"),
                             key=lambda one: (one.on_date, one.uid))  # fmt: skip
        self._titles = titles
        # Where the raw log is gone, nobody can tell any longer who came next after whom.
        gone = self._writer.ask(keepsakes.sessions_without_log)
        told = [one for one in sessions if one.figures is not None and one.session not in gone]
        self._sessions = told[-LOOKED_AT:]
        self._between.clear()
        self.choice.blockSignals(True)
        self.choice.clear()
        for pair in self._pairs:
            self.choice.addItem(self._names(pair))
        self.choice.blockSignals(False)
        self.setVisible(bool(self._pairs))
        self._show()
        if self._pairs:
            self._next.start()

    def _names(self, pair: Pair) -> str:
        order = {uid: place for place, uid in enumerate(self._titles)}
        both = sorted((pair.post_a, pair.post_b), key=lambda uid: order.get(uid, 0))
        return " and ".join(self._titles.get(uid, "") for uid in both)

    def _read_one(self) -> None:
        """Read one session more, so that the window answers in between."""
        for one in self._sessions:
            if one.session in self._between:
                continue

            def count(
                db: Database, uid: str = one.session
            ) -> tuple[dict[tuple[str, str], int], int]:
                log = read(reading.timeline(db, uid))
                return exchanges(log), len(log.turns)

            self._between[one.session] = self._writer.ask(count)
            self._next.start()
            return
        self._show()

    def _show(self) -> None:
        place = self.choice.currentIndex()
        if not 0 <= place < len(self._pairs):
            return
        pair = self._pairs[place]
        line = []
        for one in self._sessions:
            counts, contributions = self._between.get(one.session, ({}, 0))
            between = counts.get((pair.post_a, pair.post_b))
            line.append(Beside(one.session, one.on, one.title, between, contributions))
        met = (pair.on_date,) if pair.on_date else ()
        self.panel.show_figure(pair_line_figure(PairLine(self._names(pair), met, tuple(line))))
