"""The table of backups: when each was made, why, how large, where, and whether it reads back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from livecoach.ui.backups import saying
from livecoach.ui.programme.grid import Column, Grid, GridModel
from livecoach.ui.telling import aside_telling
from livecoach.ui.theme import Theme

if TYPE_CHECKING:
    from livecoach.store.backup_list import Listed

HERE, SECOND, CHOSEN = "Here", "Second place", "Chosen file"
MOST_ROWS = 7


@dataclass(frozen=True, slots=True)
class Row:
    """One backup in the table; ``home`` is the vault's folder it would go back to, if known."""

    uid: str
    found: Listed
    place: str
    home: Path | None

    def state(self) -> str:
        """Return in a word or two whether it reads back."""
        if self.found.trouble:
            return "Damaged"
        return "Reads back" if self.found.read else "Reading…"


def row(found: Listed, place: str, home: Path | None) -> Row:
    """Return the row of a backup file."""
    return Row(str(found.path), found, place, home)


class BackupTable(Grid):
    """Backups, newest first. ``read_through`` looks at each, one after the other, on a thread."""

    def __init__(self, theme: Theme, several: bool = False) -> None:
        self._at_most = MOST_ROWS
        columns = [
            Column("Made", lambda one: saying.when_short(one.found.made_utc_ms), width=150),
            Column("State", lambda one: one.state(), width=96),
            Column("Why", lambda one: one.found.why or one.found.path.name, least=124),
            Column("Where", lambda one: _where(one) if several else one.place, width=114,
                   muted=True),
            Column("Size", lambda one: saying.size(one.found.size), width=78, muted=True),
        ]  # fmt: skip
        self._backups = GridModel(theme, columns, lambda one: -(one.found.made_utc_ms or 0))
        super().__init__(theme, self._backups, "Backups")
        self._backups.setParent(self)
        self.setCornerWidget(QWidget())  # where both scroll bars meet Qt would draw a corner
        self._backups.modelReset.connect(self._fit_rows)
        self._backups.rowsInserted.connect(self._fit_rows)
        self._backups.rowsRemoved.connect(self._fit_rows)
        self.horizontalScrollBar().rangeChanged.connect(self._fit_rows)
        theme.changed.connect(self._fit_rows)
        self._fit_rows()

    def show_backups(self, rows: Iterable[Row]) -> None:
        """Show these, and begin to read them through."""
        wanted = list(rows)
        self._backups.show_rows(wanted)
        self.read_through([one for one in wanted if not one.found.trouble])

    def add(self, one: Row) -> None:
        """Add a backup, put the cursor on it and read it through."""
        self._backups.put(one)
        self.go_to(one.uid)
        self.read_through([one])

    def rows(self) -> list[Row]:
        """Return what is shown, newest first."""
        return [self._backups.row_at(at) for at in range(self._backups.rowCount())]

    def current(self) -> Row | None:
        """Return the backup the cursor is on."""
        return next((one for one in self.rows() if one.uid == self.current_uid()), None)

    def read_through(self, rows: list[Row]) -> None:
        """Compare every byte of each with its sum, and show what comes of it."""

        def work(tell: Callable[[Row], bool]) -> None:
            from livecoach.store.backup_list import read_through

            for one in rows:
                if not tell(replace(one, found=read_through(one.found))):
                    return

        aside_telling(work, self._read, lambda _: None, lambda _: None, self)

    def _read(self, one: Row) -> None:
        if self._backups.place_of(one.uid) >= 0:
            self._backups.put(one)

    def _fit_rows(self) -> None:
        shown = min(max(self._backups.rowCount(), 1), self._at_most)
        height = shown * self.verticalHeader().defaultSectionSize()
        height += self.horizontalHeader().sizeHint().height() + 4
        bar = self.horizontalScrollBar()
        self.setFixedHeight(height + (bar.sizeHint().height() if bar.maximum() > 0 else 0))


def _where(one: Row) -> str:
    return one.home.name if one.home is not None and one.place == HERE else one.place
