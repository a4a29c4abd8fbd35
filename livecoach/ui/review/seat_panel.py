"""Edit one seat: how it is called, whose it is, where it sits and when it was in the room."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from livecoach.core.engagement import ROLE_KINDS
from livecoach.core.session import ATTENDANCE
from livecoach.ui.review.fields import ChoiceField, LineField, TimeField, add_row, form
from livecoach.ui.review.scene import SESSION, Scene
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text


class SeatPanel(QWidget):
    """The form of the seat picked."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        super().__init__()
        self._scene = scene
        self.uid = ""
        self.setAccessibleName("Selected seat")
        self.label = LineField(lambda text: self._change(label=text), "Give the seat a name")
        self.organisation = LineField(lambda text: self._change(organisation=text))
        self.role = ChoiceField(
            lambda value: self._change(role_kind=value), [(one, one) for one in ROLE_KINDS]
        )
        self.attendance = ChoiceField(
            lambda value: self._change(attendance=value),
            [(one, one.capitalize()) for one in ATTENDANCE],
        )
        self.key = LineField(self._key)
        self.key.setMaxLength(1)
        self.came = TimeField(lambda at: self._present("present_from_ms", at), optional=True)
        self.left = TimeField(lambda at: self._present("present_to_ms", at), optional=True)
        rows = form()
        add_row(rows, theme, "Seat", self.label)
        add_row(rows, theme, "Of", self.organisation, "The organisation")
        add_row(rows, theme, "Role", self.role)
        add_row(rows, theme, "As", self.attendance)
        add_row(rows, theme, "Key", self.key)
        add_row(rows, theme, "Came", self.came, "Empty: there from the start")
        add_row(rows, theme, "Left", self.left, "Empty: stayed to the end")
        self.trouble = Text(theme, "", "trouble", wrap=True)
        self.trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(rows)
        column.addWidget(self.trouble)
        foot = QHBoxLayout()
        self.up = Button(theme, "Up", lambda: self._move(-1), kind="quiet")
        self.down = Button(theme, "Down", lambda: self._move(1), kind="quiet")
        self.delete = Button(theme, "Delete seat", self._delete, kind="quiet")
        foot.addWidget(self.up)
        foot.addWidget(self.down)
        foot.addStretch(1)
        foot.addWidget(self.delete)
        column.addLayout(foot)

    def show_row(self, uid: str) -> None:
        """Show a seat as it stands."""
        timeline = self._scene.timeline
        seat = timeline.seats[uid]
        if uid != self.uid:
            self._say("")
        self.uid = uid
        self.label.show_value(seat.label)
        self.organisation.show_value(seat.organisation)
        self.role.show_value(seat.role_kind)
        self.attendance.show_value(seat.attendance)
        self.key.show_value(seat.key)
        self.came.show_value(seat.present_from_ms)
        self.left.show_value(seat.present_to_ms)
        order = [one.uid for one in timeline.seats_in_order()]
        self.up.setEnabled(order[0] != uid)
        self.down.setEnabled(order[-1] != uid)

    def keep(self) -> None:
        """Keep what is being typed."""
        for field in (self.label, self.organisation, self.key, self.came, self.left):
            field.keep()

    def _change(self, **fields: Any) -> None:
        seat = self._scene.timeline.seats.get(self.uid)
        if seat is not None:
            self._scene.recorder.replace_rows("Seat", [(seat, replace(seat, **fields))])

    def _key(self, text: str) -> None:
        key = text.upper()
        taken = [s.label for s in self._scene.timeline.seats.values()
                 if s.key == key and key and s.uid != self.uid]  # fmt: skip
        self._say(f"{key} is the key of {taken[0]}; take another." if taken else "")
        if not taken:
            self._change(key=key)

    def _present(self, name: str, at: int | None) -> None:
        seat = self._scene.timeline.seats[self.uid]
        after = replace(seat, **{name: at})  # type: ignore[arg-type]
        came, left = after.present_from_ms, after.present_to_ms
        if came is not None and left is not None and left < came:
            self._say("A seat cannot leave before it comes.")
            return
        self._say("")
        self._scene.recorder.replace_rows("In the room", [(seat, after)])

    def _move(self, by: int) -> None:
        order = [seat.uid for seat in self._scene.timeline.seats_in_order()]
        place = order.index(self.uid)
        order.insert(place + by, order.pop(place))
        self._scene.recorder.rearrange(order)

    def _delete(self) -> None:
        timeline, uid = self._scene.timeline, self.uid
        used = sum(1 for turn in timeline.turns.values() if turn.seat == uid)
        used += sum(1 for row in timeline.moments.values() if uid in (row.seat, row.addressee))
        used += sum(1 for row in timeline.check_outs.values() if row.seat == uid)
        if used:
            self._say(f"{used} rows of this session are about this seat; give them another first.")
            return
        seat = timeline.seats[uid]
        self._scene.pick(SESSION)
        self._scene.recorder.replace_rows("Delete seat", [(seat, None)])

    def _say(self, words: str) -> None:
        self.trouble.say(words)
        self.trouble.setVisible(bool(words))
