"""The processing log: what was done with the record, when and how much; never whose or words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QVBoxLayout

from livecoach.core.clock import local_iso
from livecoach.exchange.log_csv import write_log
from livecoach.store import processing_log
from livecoach.store.processing_log import Entry
from livecoach.ui.actions import Action
from livecoach.ui.desk import Desk
from livecoach.ui.page import Page
from livecoach.ui.privacy import log_words
from livecoach.ui.privacy.back_line import back_line
from livecoach.ui.privacy.saving import Saving
from livecoach.ui.programme.flow import flow
from livecoach.ui.programme.grid import Column, Grid, GridModel
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.card import Card
from livecoach.ui.widgets.notice import Notice
from livecoach.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Row:
    """An entry with the place it has in the list."""

    uid: str
    place: int  # the newest has the smallest
    entry: Entry


class LogPage(Page):
    """Read from the top, the newest first; it can be taken out as CSV and never changed."""

    title = "Processing log"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.notice = Notice(theme)
        self.saving = Saving(desk, self.notice, self)
        self.model = GridModel(theme, self._columns(), lambda row: row.place, self)
        self.table = Grid(theme, self.model, "Processing log")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.out = Button(theme, "Save as CSV…", self.save)
        self._none = Text(theme, "Nothing has left yet, and nothing was erased.", "muted")
        card = Card(theme)
        card.body.setContentsMargins(8, 8, 8, 8)
        self._card = card
        self._none.setContentsMargins(8, 6, 8, 6)
        card.body.addWidget(self._none)
        card.body.addWidget(self.table, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 20, 24, 24)
        lines.setSpacing(12)
        lines.addWidget(back_line(desk, "Processing log"))
        lines.addWidget(
            Text(theme, "Whatever leaves the record, whatever is erased, and every change to its "
                 "periods and its ways in. It holds kinds and counts: no name, title or word. "
                 "Nothing in it is ever changed.", "muted", wrap=True)
        )  # fmt: skip
        lines.addWidget(self.notice)
        lines.addWidget(flow(self.out))
        lines.addWidget(card, 1)
        lines.addStretch(0)
        self.setFocusProxy(self.table)
        self.refresh()

    def refresh(self) -> None:
        """Show the log as it stands."""
        self.entries = self._desk.writer.ask(processing_log.entries)
        count = len(self.entries)
        self.model.show_rows(
            Row(str(count - place), place, entry) for place, entry in enumerate(self.entries)
        )
        self._none.setVisible(not self.entries)
        self.table.setVisible(bool(self.entries))
        grows = QSizePolicy.Policy.Expanding if self.entries else QSizePolicy.Policy.Maximum
        self._card.setSizePolicy(QSizePolicy.Policy.Preferred, grows)
        self.out.setEnabled(bool(self.entries))

    def _columns(self) -> list[Column]:
        now = self._desk.read_clock()
        return [
            Column("When", lambda row: log_words.when(row.entry, now), width=190),
            Column("What was done", lambda row: log_words.act(row.entry), least=220),
            Column("About", lambda row: log_words.about(row.entry), width=190),
            Column("How much", lambda row: log_words.how_much(row.entry), least=180, muted=True),
            Column("Who", lambda row: log_words.who(row.entry), width=100),
        ]

    def content(self) -> bytes:
        """Return the log as CSV."""
        offset = self._desk.read_clock().utc_offset_min
        return write_log(
            (
                local_iso(one.at_utc_ms, offset), log_words.who(one), log_words.act(one),
                log_words.about(one), log_words.how_much(one),
            )
            for one in self.entries
        )  # fmt: skip

    def save(self) -> None:
        """Ask where to, and write the log there."""
        self.saving.save_as("processing-log", "csv", self.content, "log", "vault")

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done from here."""
        return (Action("log.save", "Save the processing log as CSV", self.save, "", "Programme"),)
