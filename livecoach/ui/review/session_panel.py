"""Edit what is said of the whole session, and add to it what was missed in the room."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from livecoach.core import timecode
from livecoach.core.ids import new_uid
from livecoach.core.moment import Moment
from livecoach.core.observation import Break, Turn
from livecoach.core.session import AgendaItem, Seat
from livecoach.ui.review.fields import LineField, WordsField, add_row, form
from livecoach.ui.review.scene import Scene
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.text import Text

MINUTE_MS = 60_000
NEW_TURN_MS = 20_000


class SessionPanel(QWidget):
    """What stands while nothing is picked: title, threshold, reflection, and what to add."""

    added = Signal()  # what was made is picked

    def __init__(self, scene: Scene, theme: Theme) -> None:
        super().__init__()
        self._scene = scene
        self.setAccessibleName("The session")
        self.title = LineField(self._title, "Give the session a title")
        self.unheard = LineField(self._unheard)
        self.reflection = WordsField(self._reflect, lines=4)
        rows = form()
        add_row(rows, theme, "Title", self.title)
        add_row(rows, theme, "Unheard", self.unheard, "Mark a seat not heard for so many minutes")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(rows)
        self.trouble = Text(theme, "", "trouble", wrap=True)
        self.trouble.hide()
        column.addWidget(self.trouble)
        column.addWidget(Text(theme, "Private reflection", "section"))
        self.reflection.setAccessibleName("Private reflection on the session")
        column.addWidget(self.reflection)
        self.here = Text(theme, "", "section")
        column.addWidget(self.here)
        self.adders = {
            name: Button(theme, words, run)
            for name, words, run in (
                ("moment", "Moment", self.add_moment),
                ("turn", "Turn", self.add_turn),
                ("item", "Agenda item", self.add_item),
                ("break", "Break", self.add_break),
                ("seat", "Seat", self.add_seat),
            )
        }
        for button in self.adders.values():
            button.clicked.connect(self.added)
        grid = QGridLayout()
        grid.setSpacing(6)
        for place, button in enumerate(self.adders.values()):
            grid.addWidget(button, place // 2, place % 2)
        column.addLayout(grid)
        column.addStretch(1)

    def show_row(self, uid: str) -> None:
        """Show the session as it stands."""
        timeline = self._scene.timeline
        self.title.show_value(timeline.session.title)
        self.unheard.show_value(str(timeline.observation.unheard_after_ms // MINUTE_MS))
        self.reflection.show_value(timeline.observation.reflection)
        self.show_playhead()

    def show_playhead(self) -> None:
        """Say where what is added will stand."""
        self.here.say(f"Add at {timecode.minutes(self._scene.playhead_ms)}")

    def keep(self) -> None:
        """Keep what is being typed."""
        for field in (self.title, self.unheard, self.reflection):
            field.keep()

    def _title(self, text: str) -> None:
        session = self._scene.timeline.session
        self._scene.recorder.replace_rows("Title", [(session, replace(session, title=text))])

    def _unheard(self, text: str) -> None:
        wrong = not text.isdecimal() or not 1 <= int(text) <= 600
        self.trouble.say("Write the minutes as a whole number from 1 to 600." if wrong else "")
        self.trouble.setVisible(wrong)
        if not wrong:
            row = self._scene.timeline.observation
            after = replace(row, unheard_after_ms=int(text) * MINUTE_MS)
            self._scene.recorder.replace_rows("Unheard after", [(row, after)])

    def _reflect(self, text: str) -> None:
        row = self._scene.timeline.observation
        self._scene.recorder.replace_rows("Reflection", [(row, replace(row, reflection=text))])

    # Adding ----------------------------------------------------------------------------------

    def add_moment(self) -> None:
        """Put "something happened" at the playhead and pick it, to be classified."""
        scene = self._scene
        at = scene.playhead_ms
        turn = scene.timeline.turn_at(at)
        row = Moment(
            new_uid(), scene.timeline.observation.uid, scene.timeline.next_seq(), at, at, None,
            seat=None if turn is None else turn.seat, source="back-dated",
        )  # fmt: skip
        scene.recorder.replace_rows("Add moment", [(None, row)])
        scene.pick(row.uid)

    def add_turn(self) -> None:
        """Put a turn of the first seat at the playhead, up to the next one, and pick it."""
        scene = self._scene
        timeline, at = scene.timeline, scene.playhead_ms
        inside, following = timeline.turn_at(at), timeline.turn_after(at)
        if inside is not None:
            scene.pick(inside.uid)
            return
        latest = scene.lanes.length_ms if following is None else following.start_ms
        seats = timeline.seats_in_order()
        row = Turn(new_uid(), timeline.observation.uid, at, min(at + NEW_TURN_MS, latest),
                   seats[0].uid if seats else None)  # fmt: skip
        scene.recorder.replace_rows("Add turn", [(None, row)])
        scene.pick(row.uid)

    def add_item(self) -> None:
        """Begin an agenda item at the playhead; the one under way ends there."""
        scene = self._scene
        timeline, at = scene.timeline, scene.playhead_ms
        row = AgendaItem(new_uid(), timeline.session.uid, "New item", len(timeline.agenda),
                         started_ms=at)  # fmt: skip
        pairs: list[tuple[AgendaItem | None, AgendaItem | None]] = [(None, row)]
        for item in timeline.agenda.values():
            begun = item.started_ms is not None and item.started_ms < at
            if begun and item.ended_ms is not None and item.ended_ms > at:
                pairs.append((item, replace(item, ended_ms=at)))
        scene.recorder.replace_rows("Add agenda item", pairs)
        scene.pick(row.uid)

    def add_break(self) -> None:
        """Put a break of ten minutes at the playhead and pick it."""
        scene = self._scene
        at = scene.playhead_ms
        end = min(at + 10 * MINUTE_MS, scene.lanes.length_ms)
        row = Break(new_uid(), scene.timeline.observation.uid, at, end)
        scene.recorder.replace_rows("Add break", [(None, row)])
        scene.pick(row.uid)

    def add_seat(self) -> None:
        """Put a seat at the last place and pick it."""
        scene = self._scene
        timeline = scene.timeline
        row = Seat(new_uid(), timeline.session.uid, "New seat", place=len(timeline.seats))
        scene.recorder.replace_rows("Add seat", [(None, row)])
        scene.pick(row.uid)
