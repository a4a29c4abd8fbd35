"""The stream of a past session: the live window's own, with its editor in the row."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from livecoach.core.edit import Edit
from livecoach.core.moment import Moment
from livecoach.ui.desk import Desk
from livecoach.ui.live.follow_up import Choice
from livecoach.ui.live.look import Look
from livecoach.ui.live.stream import Stream
from livecoach.ui.live.stream_editor import StreamEditor
from livecoach.ui.programme.opened import OpenSession


class RecordStream(QWidget):
    """Moments newest first; Enter, F2 or a double click edits, Delete deletes."""

    def __init__(self, desk: Desk, opened: OpenSession) -> None:
        super().__init__()
        self._desk, self._opened = desk, opened
        self._on_its_way: dict[str, set[str]] = {}  # edit -> moments not yet on disk
        self.stream = Stream(Look(desk.theme), opened.timeline, self._unsaved, self)
        self.stream.answered.connect(self._answer)
        self.stream.edit_wanted.connect(self.edit)
        self.stream.moved.connect(self._place_editor)
        self.editor: StreamEditor | None = None
        self.setFocusProxy(self.stream)
        self.setMinimumHeight(desk.theme.px(260))
        desk.theme.changed.connect(self._dress)
        desk.saving.acked.connect(self._saved)

    def _unsaved(self, uid: str) -> bool:
        return any(uid in moments for moments in self._on_its_way.values())

    def _saved(self, edit_uid: str) -> None:
        self.stream.mark_saved(self._on_its_way.pop(edit_uid, ()))

    def _dress(self) -> None:
        self.setMinimumHeight(self._desk.theme.px(260))
        self.stream.dress(Look(self._desk.theme))

    def _now(self) -> int:
        return self._opened.timeline.observation.length_ms or 0

    def take_in(self, edit: Edit) -> None:
        """Show what an edit changed."""
        if self.editor is not None and self.editor.moment.uid not in self._opened.timeline.moments:
            self.close_editor()
        moments = {c.row.uid for c in edit.changes if isinstance(c.row, Moment)}
        if moments and edit.uid in self._desk.saving.waiting:
            self._on_its_way[edit.uid] = moments
        self.stream.edited(edit, self._now())

    def go_to(self, uid: str) -> None:
        """Choose a moment, and show it."""
        self.stream.choose(uid)

    # Editing ---------------------------------------------------------------------------------

    def edit(self, uid: str) -> None:
        """Open the editor on a moment's row."""
        timeline = self._opened.timeline
        moment = timeline.moments.get(uid)
        if moment is None:
            return
        self.close_editor()
        editor = StreamEditor(
            self._desk.theme, timeline, moment, lambda: timeline.observation.length_ms, self.stream
        )
        editor.kept.connect(self._keep)
        editor.left.connect(self.close_editor)
        editor.deleted.connect(self.delete)
        self.editor = editor
        self.stream.open_at(uid, float(editor.sizeHint().height()))
        editor.show()
        self._place_editor()
        editor.begin()

    def _place_editor(self) -> None:
        if self.editor is None:
            return
        rect = self.stream.row_rect(self.editor.moment.uid)
        if rect is None:
            self.editor.hide()
        else:
            self.editor.setGeometry(rect.adjusted(0, 0, 0, -1))
            self.editor.show()

    def close_editor(self) -> None:
        """Take the editor away; what stands is shown."""
        editor, self.editor = self.editor, None
        if editor is not None:
            self.stream.open_at("", 0.0)
            editor.hide()
            editor.deleteLater()
            self.stream.setFocus()

    def _keep(self, uid: str, fields: dict[str, Any], decided: dict[str, Any]) -> None:
        self.close_editor()
        if fields:
            self._opened.recorder.amend(uid, **fields)
        if decided:
            self._opened.recorder.decide(uid, **decided)

    def _answer(self, uid: str, choice: Choice) -> None:
        self._opened.recorder.decide(uid, **{choice.field: choice.value})

    def delete(self, uid: str) -> None:
        """Delete a moment."""
        self.close_editor()
        if uid in self._opened.timeline.moments:
            self._opened.recorder.delete(uid)

    # Events ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the room there is."""
        super().resizeEvent(event)
        self.stream.setGeometry(self.rect())
        self.stream.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down, edit and delete by key."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8,
                 Qt.Key.Key_PageDown: 8}  # fmt: skip
        key, chosen = event.key(), self.stream.selected
        if key in steps:
            self.stream.step(steps[Qt.Key(key)])
        elif chosen and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit(chosen)
        elif chosen and key == Qt.Key.Key_Delete:
            self.delete(chosen)
        else:
            super().keyPressEvent(event)
