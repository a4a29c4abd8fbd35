"""The page of one pair session: its purpose, what shifted, and what each will try."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from livecoach.core.coaching import PairNote
from livecoach.core.ids import new_uid
from livecoach.store import reading
from livecoach.ui.actions import Action
from livecoach.ui.conversations.row_book import RowBook
from livecoach.ui.desk import Desk
from livecoach.ui.page import Page
from livecoach.ui.programme.fields import TextField, keep_typed
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.scroll import centred, column
from livecoach.ui.widgets.text import Text


class PairPage(Page):
    """What two posts worked on together. Confidential: no export can read it."""

    title = "Pair"

    def __init__(self, desk: Desk, session_uid: str) -> None:
        super().__init__()
        self._desk, self._session = desk, session_uid
        session = desk.writer.ask(lambda db: reading.session(db, session_uid))
        seats = desk.writer.ask(lambda db: reading.seats(db, session_uid))
        first, second = ([seat.label for seat in seats] + ["The first", "The second"])[:2]
        self.book = RowBook(desk, (PairNote,), self)
        theme = desk.theme
        whole, lines = column(14)
        lines.addWidget(Text(theme, session.title, "title", wrap=True))
        lines.addWidget(
            Text(theme, "Confidential between the two of them and you.", "muted", wrap=True)
        )
        card = Card(theme, "The session")
        self.fields: dict[str, TextField] = {}
        for name, label in (
            ("purpose", "What it was for"),
            ("shifted", "What shifted"),
            ("first_will_try", f"{first} will try"),
            ("second_will_try", f"{second} will try"),
        ):
            self.fields[name] = TextField(theme, label, self._keeper(name), lines=3)
            card.body.addWidget(self.fields[name])
        lines.addWidget(card)
        row = QHBoxLayout()
        row.addWidget(Button(theme, "Check-out", partial(desk.go, "checkout", session_uid)))
        row.addStretch(1)
        lines.addLayout(row)
        lines.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred(whole, theme.px(760)))
        self.book.changed.connect(self._refresh)
        self._refresh()

    def note(self) -> PairNote | None:
        """Return what stands of this session, or None."""
        return next((one for one in self.book.all(PairNote) if one.session == self._session), None)

    def _keeper(self, name: str) -> Callable[[str], None]:
        def keep(text: str) -> None:
            before = self.note()
            base = before or PairNote(new_uid(), self._session)
            self.book.replace("Pair session", (before, replace(base, **{name: text.strip()})))

        return keep

    def _refresh(self) -> None:
        note = self.note()
        for name, field in self.fields.items():
            field.show_text("" if note is None else str(getattr(note, name)))

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from here."""
        return (
            Action("pair.undo", "Undo", self.book.undo, "Ctrl+Z", "Session"),
            Action("pair.redo", "Redo", self.book.redo, "Ctrl+Shift+Z", "Session"),
        )

    def leaving(self) -> bool:
        """Keep what is typed."""
        keep_typed(self)
        return True
