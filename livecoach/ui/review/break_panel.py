"""Edit one break of the meeting: when it was."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from livecoach.ui.review.fields import TimeField, add_row, form
from livecoach.ui.review.scene import SESSION, Scene
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text


class BreakPanel(QWidget):
    """The form of the break picked."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        super().__init__()
        self._scene = scene
        self.uid = ""
        self.setAccessibleName("Selected break")
        self.start = TimeField(lambda at: self._times("start_ms", at))
        self.end = TimeField(lambda at: self._times("end_ms", at))
        rows = form()
        add_row(rows, theme, "From", self.start)
        add_row(rows, theme, "To", self.end)
        self.trouble = Text(theme, "", "trouble", wrap=True)
        self.trouble.hide()
        self.delete = Button(theme, "Delete break", self._delete, kind="quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(rows)
        column.addWidget(self.trouble)
        column.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignLeft)

    def show_row(self, uid: str) -> None:
        """Show a break as it stands."""
        row = self._scene.timeline.breaks[uid]
        if uid != self.uid:
            self._say("")
        self.uid = uid
        self.start.show_value(row.start_ms)
        self.end.show_value(self._scene.lanes.length_ms if row.end_ms is None else row.end_ms)

    def keep(self) -> None:
        """Keep what is being typed."""
        self.start.keep()
        self.end.keep()

    def _times(self, name: str, at: int | None) -> None:
        row = self._scene.timeline.breaks.get(self.uid)
        if row is None or at is None:
            return
        after = replace(row, **{name: min(at, self._scene.lanes.length_ms)})  # type: ignore[arg-type]
        if after.end_ms is not None and after.end_ms <= after.start_ms:
            self._say("A break ends after it begins.")
        else:
            self._say("")
            self._scene.recorder.replace_rows("Break", [(row, after)])
        self.show_row(self.uid)

    def _delete(self) -> None:
        row = self._scene.timeline.breaks[self.uid]
        self._scene.pick(SESSION)
        self._scene.recorder.replace_rows("Delete break", [(row, None)])

    def _say(self, words: str) -> None:
        self.trouble.say(words)
        self.trouble.setVisible(bool(words))
