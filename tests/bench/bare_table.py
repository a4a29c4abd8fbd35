"""Show the barest recorder there is: a Qt table that appends one durable row a key press."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QTableView

from tests.bench.bare_commit import BareCommit

Index = QModelIndex | QPersistentModelIndex
FULL = 60  # the rows there are at first, so that the newest is always the window's last
COLUMNS = ("Time", "Tag", "Seat", "Addressee", "Note")


class Rows(QAbstractTableModel):
    """The rows so far."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, ...]] = [("",) * len(COLUMNS)] * FULL

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        return self.rows[index.row()][index.column()] if role == 0 else None

    def append(self, row: tuple[str, ...]) -> None:
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows))
        self.rows.append(row)
        self.endInsertRows()


class Table(QTableView):
    """A table in which each key press is a row: on disk first, then on screen."""

    def __init__(self, commit: BareCommit) -> None:
        super().__init__()
        self._commit = commit
        self._rows = Rows()
        self.setModel(self._rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at_ms = time.monotonic_ns() // 1_000_000
        self._commit.row(at_ms, event.text())
        self._rows.append((str(at_ms), event.text(), "Acute Chair", "ICB Chair", ""))
        self.scrollToBottom()


if __name__ == "__main__":
    app = QApplication(sys.argv)
    window = Table(BareCommit(Path(sys.argv[1])))
    window.setGeometry(*(int(number) for number in sys.argv[2:6]))
    window.show()
    window.scrollToBottom()
    print(int(window.winId()), flush=True)
    sys.exit(app.exec())
