"""Keep one session open for a page: its timeline, its edits, and who is told of them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from livecoach.core.edit import Edit
from livecoach.core.recorder import Recorder
from livecoach.core.timeline import Timeline
from livecoach.ui.desk import Desk


class OpenSession(QObject):
    """A session's recorder with a signal: ``edited`` carries each edit as it is applied."""

    edited = Signal(object)

    def __init__(self, desk: Desk, uid: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.recorder: Recorder = desk.recorder(uid, self.edited.emit)

    @property
    def timeline(self) -> Timeline:
        """Return the session as it stands."""
        return self.recorder.timeline

    def do(self, edit: Edit | None) -> bool:
        """Do an edit, if there is one; return whether something changed."""
        if edit is None:
            return False
        self.recorder.history.do(edit)
        return True
