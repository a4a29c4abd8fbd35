"""Keep rows of the programme open for a page: read once, changed by edits, undone and redone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from livecoach.core.edit import Change, Edit, Row
from livecoach.core.history import History
from livecoach.core.ids import new_uid
from livecoach.store import reading
from livecoach.ui.desk import Desk

R = TypeVar("R")


class RowBook(QObject):
    """Rows of a few kinds, with the programme's journal behind them. ``changed`` after an edit."""

    changed = Signal()

    def __init__(self, desk: Desk, kinds: Iterable[type[Row]], parent: QObject) -> None:
        super().__init__(parent)
        self._rows: dict[type[Row], dict[str, Row]] = {}
        for kind in kinds:
            found: list[Row] = desk.writer.ask(lambda db, kind=kind: reading.rows(db, kind))  # type: ignore[misc]
            self._rows[kind] = {row.uid: row for row in found}
        self._history = History(
            self._apply,
            desk.save,
            lambda edit: self.changed.emit(),
            lambda: desk.writer.ask(lambda db: reading.journal(db, "")),
        )

    def all(self, kind: type[R]) -> list[R]:
        """Return every row of a kind, in the order of entry."""
        return list(self._rows[kind].values())  # type: ignore[arg-type, index]

    def replace(self, label: str, *pairs: tuple[Row | None, Row | None]) -> bool:
        """Change, add or remove rows as one edit; say whether anything changed."""
        changes = tuple(Change(before, after) for before, after in pairs if before != after)
        if changes:
            self._history.do(Edit(new_uid(), label, "", changes))
        return bool(changes)

    def undo(self) -> bool:
        """Take back the programme's newest edit, if it is of rows that this page shows."""
        return self._shows(self._history.next_undo()) and self._history.undo() is not None

    def redo(self) -> bool:
        """Do again what was undone last, if it is of rows that this page shows."""
        return self._shows(self._history.next_redo()) and self._history.redo() is not None

    def _shows(self, edit: Edit | None) -> bool:
        """Tell whether every row of an edit is held here, so that nothing unseen changes."""
        return edit is not None and all(type(c.row) in self._rows for c in edit.changes)

    def _apply(self, edit: Edit) -> None:
        for change in edit.changes:
            held = self._rows.get(type(change.row))
            if held is None:
                continue  # another page's row: the vault has it, this page does not show it
            if change.after is None:
                held.pop(change.row.uid, None)
            else:
                held[change.after.uid] = change.after
