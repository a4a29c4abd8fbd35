"""Tell the windows what is on disk and what is not yet, from the writer thread's answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from livecoach.core.edit import Edit


class Saving(QObject):
    """
    What is not yet saved. ``changed`` on the window's thread whenever that alters.

    ``acked`` carries the uid of each edit as it reaches the disk, for pages that mark rows.
    ``spoken`` carries a sentence about the vault as a whole, "" when it no longer holds.
    The writer calls ``on_saved`` and ``on_trouble`` from its own thread; both only queue.
    """

    changed = Signal()
    acked = Signal(str)
    spoken = Signal(str)
    _saved = Signal(str)
    _trouble = Signal(str, str)

    def __init__(self, save: Callable[[Edit], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._save = save
        self.waiting: set[str] = set()  # uids of edits not yet on disk
        self._failed: dict[str, str] = {}  # uid of an edit -> why its last write failed
        queued = Qt.ConnectionType.QueuedConnection
        self._saved.connect(self._take_saved, queued)
        self._trouble.connect(self._take_trouble, queued)

    @property
    def all_saved(self) -> bool:
        """Return whether everything shown is on disk."""
        return not self.waiting

    @property
    def trouble(self) -> str:
        """Return the sentence for the write that failed last, or ""."""
        return next(reversed(self._failed.values()), "")

    def words(self) -> str:
        """Return the state in words: "Saved", "Saving…", or why it is not saved."""
        return self.trouble or ("Saved" if self.all_saved else "Saving…")

    def save(self, edit: Edit) -> None:
        """Hand an edit to the writer; it counts as not saved until the writer says so."""
        was_saved = self.all_saved
        self.waiting.add(edit.uid)
        self._save(edit)
        if was_saved:
            self.changed.emit()

    def on_saved(self, edit_uid: str) -> None:
        """Take the writer's word that an edit is on disk; callable from any thread."""
        self._saved.emit(edit_uid)

    def on_trouble(self, edit_uid: str, words: str) -> None:
        """Take the writer's word that a write failed and is tried again; from any thread."""
        self._trouble.emit(edit_uid, words)

    def _take_saved(self, edit_uid: str) -> None:
        self.waiting.discard(edit_uid)
        had_failed = self._failed.pop(edit_uid, "")
        self.acked.emit(edit_uid)
        if not self.waiting or had_failed:
            self.changed.emit()

    def _take_trouble(self, edit_uid: str, words: str) -> None:
        if not edit_uid:
            self.spoken.emit(words)
            return
        self.waiting.add(edit_uid)
        self._failed[edit_uid] = words
        self.changed.emit()
