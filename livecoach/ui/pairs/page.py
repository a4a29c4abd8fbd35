"""The page of pairs: which posts have been worked with together, by kind, and who is next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from livecoach.core.board import freeze
from livecoach.core.coaching import Pair
from livecoach.core.pairing import PossiblePair, Suggestion, possible_pairs, rounds, suggest
from livecoach.core.planning.dates import parse_date
from livecoach.core.planning.pair_sessions import change_pair, plan_pair
from livecoach.core.session import Session
from livecoach.figures.pair_matrix import matrix
from livecoach.store import reading
from livecoach.ui.actions import Action
from livecoach.ui.desk import Desk
from livecoach.ui.noting import note_figure
from livecoach.ui.page import Page
from livecoach.ui.pairs.matrix_card import MatrixCard
from livecoach.ui.pairs.pair_card import PairCard
from livecoach.ui.pairs.rounds_list import RoundsCard
from livecoach.ui.pairs.suggested import SuggestedCard
from livecoach.ui.programme import start
from livecoach.ui.programme.book import Book
from livecoach.ui.programme.columns import Columns
from livecoach.ui.programme.fields import keep_typed
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.scroll import column, scrolled

DATED = ("planned", "offered", "held", "declined")  # states that happen on a day
Key = tuple[str, str]


class PairsPage(Page):
    """Every pair of posts in one matrix, the pair chosen beside it, and what comes next."""

    title = "Pairs"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.book = Book(desk, self)
        self._chosen: Key | None = None
        self._read()
        theme = desk.theme
        self.notice = Notice(theme)
        posts = self.book.programme.posts_in_order()
        self.matrix = MatrixCard(theme, matrix(posts, self._pairs, self._kept), desk.tell)
        self.matrix.chosen.connect(self._choose)
        self.matrix.left.connect(lambda name, form: note_figure(desk, name, form))
        self.card = PairCard(theme, self._keep, self._keep_date, self.plan, self._open_session)
        self.matrix.opened.connect(lambda _: self.card.state.box.setFocus())
        self.suggested = SuggestedCard(theme, self._look, self._plan_suggested)
        self.rounds = RoundsCard(theme, self.matrix.choose)
        side, right = column(16)
        for card in (self.suggested, self.card, self.rounds):
            right.addWidget(card)
        right.addStretch(1)
        main, left = column(16)
        left.addWidget(self.matrix)
        left.addStretch(1)
        whole, lines = column(12)
        lines.addWidget(self.notice)
        lines.addWidget(Columns(theme, main, side, side_px=340), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole))
        self.setFocusProxy(self.matrix.view)
        self.book.changed.connect(self._refresh)
        self.book.refused.connect(lambda words: self.notice.say(words, trouble=True))
        self._show()

    # Showing ---------------------------------------------------------------------------------

    def _read(self) -> None:
        programme = self.book.programme
        rows = self._desk.writer.ask(lambda db: reading.rows(db, Pair))
        self._kept: dict[Key, Pair] = {(row.post_a, row.post_b): row for row in rows}
        self._pairs: list[PossiblePair] = possible_pairs(
            programme.organisations_in_order(), programme.posts.values()
        )
        self._rounds = rounds(self._pairs)
        self._suggestion: Suggestion | None = suggest(
            [pair for one in self._rounds for pair in one], self._kept
        )

    def _refresh(self) -> None:
        self._read()
        self.matrix.show_matrix(
            matrix(self.book.programme.posts_in_order(), self._pairs, self._kept)
        )
        self._show()

    def _show(self) -> None:
        titles = {post.uid: post.title for post in self.book.programme.posts.values()}
        self.suggested.show_suggestion(self._suggestion, titles)
        self.rounds.show_rounds(self._rounds, self._kept, titles)
        pair = self.pair()
        row = None if pair is None else self._kept.get(pair.key)
        self.card.show_pair(pair, row, self._session(row), titles)

    def pair(self) -> PossiblePair | None:
        """Return the pair that is chosen, or None."""
        return next((pair for pair in self._pairs if pair.key == self._chosen), None)

    def _session(self, row: Pair | None) -> Session | None:
        return None if row is None else self.book.programme.sessions.get(row.session or "")

    # Doing -----------------------------------------------------------------------------------

    def _choose(self, key: Key) -> None:
        keep_typed(self)
        self._chosen = key
        self._show()

    def _keep(self, **fields: Any) -> None:
        if self._chosen is None:
            return
        state = fields.get("state")
        if state is not None and "on_date" not in fields:
            now = start.today(self._desk.read_clock()).isoformat()
            fields["on_date"] = now if state in DATED else ""
        self.book.do(change_pair(self._kept, self._chosen, **fields))

    def _keep_date(self, text: str) -> None:
        day = parse_date(text, start.today(self._desk.read_clock()))
        row = None if self._chosen is None else self._kept.get(self._chosen)
        if day and (row is None or row.state == "none"):
            raise ValueError("Choose a state first; then it has a date.")
        self._keep(on_date=day)

    def plan(self) -> None:
        """Plan a session for the chosen pair and go to it."""
        pair = self.pair()
        if pair is not None:
            self._plan(pair)

    def _plan(self, pair: PossiblePair) -> None:
        edit = plan_pair(self.book.programme, pair, self._kept, freeze(start.default_board()),
                         zone=start.own_zone())  # fmt: skip
        self.book.do(edit)
        self._desk.go("session", edit.changes[0].row.uid)

    def _look(self) -> None:
        if self._suggestion is not None:
            self.matrix.choose(self._suggestion.pair.key)

    def _plan_suggested(self) -> None:
        if self._suggestion is not None:
            self._plan(self._suggestion.pair)

    def _open_session(self) -> None:
        pair = self.pair()
        session = None if pair is None else self._session(self._kept.get(pair.key))
        if session is not None:
            self._desk.go("pair" if session.state == "ended" else "session", session.uid)

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from the page of pairs."""
        return (
            Action("pairs.plan", "Plan a pair session", self.plan, "", "Programme",
                   can=lambda: self.pair() is not None),
            Action("pairs.next", "Show the suggested pair", self._look, "", "Programme",
                   can=lambda: self._suggestion is not None),
            Action("pairs.table", "Pairs as a table", self.matrix.turn_over, "", "View"),
            Action("programme.undo", "Undo", self.book.undo, "Ctrl+Z", "Programme"),
            Action("programme.redo", "Redo", self.book.redo, "Ctrl+Shift+Z", "Programme"),
        )  # fmt: skip

    def leaving(self) -> bool:
        """Keep what is typed."""
        keep_typed(self)
        return True
