"""Edit one agenda item: its title, plan, times and place in the order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from livecoach.ui.review.fields import LineField, TimeField, add_row, form
from livecoach.ui.review.scene import SESSION, Scene
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text


class AgendaPanel(QWidget):
    """The form of the agenda item picked."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        super().__init__()
        self._scene = scene
        self.uid = ""
        self.setAccessibleName("Selected agenda item")
        self.title = LineField(lambda text: self._change(title=text), "Give the item a title")
        self.planned = LineField(self._plan)
        self.start = TimeField(lambda at: self._times("started_ms", at), optional=True)
        self.end = TimeField(lambda at: self._times("ended_ms", at), optional=True)
        rows = form()
        add_row(rows, theme, "Title", self.title)
        add_row(rows, theme, "Planned", self.planned, "In minutes; empty where there was no plan")
        add_row(rows, theme, "From", self.start, "Empty where it was not begun")
        add_row(rows, theme, "To", self.end, "Empty: until the next item")
        self.trouble = Text(theme, "", "trouble", wrap=True)
        self.trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(rows)
        column.addWidget(self.trouble)
        foot = QHBoxLayout()
        self.earlier = Button(theme, "Earlier", lambda: self._move(-1), kind="quiet")
        self.later = Button(theme, "Later", lambda: self._move(1), kind="quiet")
        self.delete = Button(theme, "Delete item", self._delete, kind="quiet")
        foot.addWidget(self.earlier)
        foot.addWidget(self.later)
        foot.addStretch(1)
        foot.addWidget(self.delete)
        column.addLayout(foot)

    def show_row(self, uid: str) -> None:
        """Show an agenda item as it stands."""
        item = self._scene.timeline.agenda[uid]
        if uid != self.uid:
            self._say("")
        self.uid = uid
        self.title.show_value(item.title)
        self.planned.show_value("" if item.planned_min is None else str(item.planned_min))
        self.start.show_value(item.started_ms)
        self.end.show_value(item.ended_ms)
        order = [one.uid for one in self._scene.timeline.agenda_in_order()]
        self.earlier.setEnabled(order[0] != uid)
        self.later.setEnabled(order[-1] != uid)

    def keep(self) -> None:
        """Keep what is being typed."""
        for field in (self.title, self.planned, self.start, self.end):
            field.keep()

    def _change(self, **fields: Any) -> None:
        item = self._scene.timeline.agenda.get(self.uid)
        if item is not None:
            self._scene.recorder.replace_rows("Agenda item", [(item, replace(item, **fields))])

    def _plan(self, text: str) -> None:
        if text and not text.isdecimal():
            self._say("Write the planned minutes as a whole number, such as 20, or leave it empty.")
            return
        self._say("")
        self._change(planned_min=int(text) if text else None)

    def _times(self, name: str, at: int | None) -> None:
        item = self._scene.timeline.agenda[self.uid]
        length = self._scene.lanes.length_ms
        after = replace(item, **{name: None if at is None else min(at, length)})  # type: ignore[arg-type]
        if after.started_ms is None and after.ended_ms is not None:
            self._say("An item that ended has begun: write when it began first.")
        elif after.ended_ms is not None and after.ended_ms < (after.started_ms or 0):
            self._say("An item cannot end before it begins.")
        else:
            self._say("")
            self._scene.recorder.replace_rows("Agenda times", [(item, after)])
        self.show_row(self.uid)

    def _move(self, by: int) -> None:
        order = self._scene.timeline.agenda_in_order()
        place = [item.uid for item in order].index(self.uid)
        order.insert(place + by, order.pop(place))
        pairs = [(item, replace(item, place=number)) for number, item in enumerate(order)]
        self._scene.recorder.replace_rows("Agenda order", pairs)

    def _delete(self) -> None:
        item = self._scene.timeline.agenda[self.uid]
        self._scene.pick(SESSION)
        self._scene.recorder.replace_rows("Delete agenda item", [(item, None)])

    def _say(self, words: str) -> None:
        self.trouble.say(words)
        self.trouble.setVisible(bool(words))
