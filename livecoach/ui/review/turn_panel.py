"""Edit one turn: when it was and who had the floor."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from livecoach.core.ids import new_uid
from livecoach.ui.review import options, retime
from livecoach.ui.review.fields import ChoiceField, TimeField, add_row, form
from livecoach.ui.review.scene import SESSION, Scene
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text


class TurnPanel(QWidget):
    """The form of the turn picked."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        super().__init__()
        self._scene = scene
        self.uid = ""
        self.setAccessibleName("Selected turn")
        self.start = TimeField(lambda at: self._edge("start", at))
        self.end = TimeField(lambda at: self._edge("end", at))
        self.who = ChoiceField(self._whose)
        rows = form()
        add_row(rows, theme, "From", self.start)
        add_row(rows, theme, "To", self.end)
        add_row(rows, theme, "Floor", self.who)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(rows)
        column.addWidget(
            Text(theme, "One person has the floor at a time: a turn stops where the next begins.",
                 "small", wrap=True)
        )  # fmt: skip
        foot = QVBoxLayout()
        foot.setSpacing(0)
        self.split = Button(theme, "Split at the playhead", self._split, kind="quiet")
        self.delete = Button(theme, "Delete turn", self._delete, kind="quiet")
        foot.addWidget(self.split, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(foot)

    def show_row(self, uid: str) -> None:
        """Show a turn as it stands."""
        timeline = self._scene.timeline
        turn = timeline.turns[uid]
        self.uid = uid
        self.start.show_value(turn.start_ms)
        self.end.show_value(self._scene.lanes.length_ms if turn.end_ms is None else turn.end_ms)
        self.who.offer(options.floor(timeline))
        self.who.show_value(options.COACH if turn.by_coach else turn.seat or "")

    def keep(self) -> None:
        """Keep what is being typed."""
        self.start.keep()
        self.end.keep()

    def _edge(self, edge: str, at: int | None) -> None:
        if at is None or self.uid not in self._scene.timeline.turns:
            return
        retime.turn_edge(self._scene, self.uid, edge, at)
        self.show_row(self.uid)

    def _whose(self, value: str) -> None:
        turn = self._scene.timeline.turns[self.uid]
        coach = value == options.COACH
        after = replace(turn, by_coach=coach, seat=None if coach else value or None)
        self._scene.recorder.replace_rows("Whose turn", [(turn, after)])

    def _split(self) -> None:
        turn = self._scene.timeline.turns[self.uid]
        at = self._scene.playhead_ms
        end = self._scene.lanes.length_ms if turn.end_ms is None else turn.end_ms
        least = retime.SHORTEST_TURN_MS
        if not turn.start_ms + least <= at <= end - least:
            at = (turn.start_ms + end) // 2
        later = replace(turn, uid=new_uid(), start_ms=at)
        self._scene.recorder.replace_rows(
            "Split turn", [(turn, replace(turn, end_ms=at)), (None, later)]
        )

    def _delete(self) -> None:
        turn = self._scene.timeline.turns[self.uid]
        self._scene.pick(SESSION)
        self._scene.recorder.replace_rows("Delete turn", [(turn, None)])
