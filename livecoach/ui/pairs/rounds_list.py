"""Show the rounds in which every pair meets once and nobody twice, in the coach's order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from livecoach.core.coaching import Pair
from livecoach.core.pairing import KINDS, PossiblePair
from livecoach.figures.pair_matrix import STATE_WORDS
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.text import Text

AT_ONCE = 2


class RoundsCard(Card):
    """The rounds that are not yet over, a few at a time; a pair is opened by its button."""

    def __init__(self, theme: Theme, choose: Callable[[tuple[str, str]], object]) -> None:
        super().__init__(theme, "Rounds still open")
        self._theme = theme
        self._choose = choose
        self._shown = AT_ONCE
        self._rows: list[QWidget] = []
        self._last: tuple[
            Sequence[Sequence[PossiblePair]], Mapping[tuple[str, str], Pair], Mapping[str, str]
        ] = ((), {}, {})
        self.body.setSpacing(2)

    def show_rounds(
        self,
        rounds: Sequence[Sequence[PossiblePair]],
        kept: Mapping[tuple[str, str], Pair],
        titles: Mapping[str, str],
    ) -> None:
        """Show the rounds with at least one pair that is neither settled nor under way."""
        self._last = (rounds, kept, titles)
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows.clear()
        numbered = [
            (number, one)
            for number, one in enumerate(rounds, 1)
            if any(_state(kept, pair) == "none" for pair in one)
        ]
        for number, one in numbered[: self._shown]:
            words = f"Round {number} of {len(rounds)}: {dict(KINDS)[one[0].kind]}"
            self._add(Text(self._theme, words, "strong", wrap=True))
            for pair in one:
                state = _state(kept, pair)
                line = f"{titles[pair.first]} – {titles[pair.second]}"
                if state != "none":
                    line += f", {STATE_WORDS[state]}"
                button = Button(self._theme, line, partial(self._choose, pair.key), "quiet")
                self._add(_on_the_left(button))
        left = len(numbered) - self._shown
        if left > 0:
            more = Button(self._theme, f"Show more: {left} rounds left", self._more)
            self._add(_on_the_left(more))
        if not numbered:
            self._add(Text(self._theme, "No round is open.", "muted"))

    def _more(self) -> None:
        self._shown += AT_ONCE
        self.show_rounds(*self._last)

    def _add(self, widget: QWidget) -> None:
        self.body.addWidget(widget)
        self._rows.append(widget)


def _state(kept: Mapping[tuple[str, str], Pair], pair: PossiblePair) -> str:
    row = kept.get(pair.key)
    return "none" if row is None else row.state


def _on_the_left(button: Button) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(button)
    row.addStretch(1)
    return holder
