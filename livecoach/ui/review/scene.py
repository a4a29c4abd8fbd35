"""Hold what the review page shows: the session, its lanes, what is filtered, picked and in view."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from livecoach.core.clock import Reading, local_iso
from livecoach.core.edit import Edit
from livecoach.core.filtering import Filter, Phrases, matching, seats_of
from livecoach.core.moment import Moment
from livecoach.core.observation import Break, Turn
from livecoach.core.recorder import Recorder
from livecoach.core.session import AgendaItem
from livecoach.core.timeline import Timeline
from livecoach.figures.timeline_hit import step, step_alike
from livecoach.figures.timeline_lanes import Lanes
from livecoach.figures.timeline_lighting import Lighting, light
from livecoach.figures.timeline_view import View, resized, reveal, whole
from livecoach.measures.log import Log, read

SESSION = "session"  # what is picked when nothing else is


class Scene(QObject):
    """
    The page's one state. Widgets read it, ask it to change, and follow its signals.

    ``picked`` is a moment's, turn's, agenda item's or seat's uid, or SESSION.
    """

    edited = Signal(object)  # an Edit that has been applied
    picked_changed = Signal()
    viewed = Signal()  # the stretch in view, the playhead, or what is hovered
    agreement_wanted = Signal(str)  # the moment it was contracted again
    filtered = Signal()  # which moments match

    def __init__(
        self,
        recorder_of: Callable[[Callable[[Edit], None]], Recorder],
        read_clock: Callable[[], Reading],
    ) -> None:
        super().__init__()
        self._read_clock = read_clock
        self._log: Log | None = None
        self.recorder = recorder_of(self._follow)
        self.timeline: Timeline = self.recorder.timeline
        self.lanes = Lanes(self.timeline)
        self.phrases = Phrases(self.timeline)
        self.filter = Filter()
        self.view: View = replace(whole(self.lanes.length_ms), playhead_ms=0)
        self.picked = SESSION
        self.matches: list[str] = matching(self.timeline, self.filter, self.phrases)
        self.lighting: Lighting | None = None

    def log(self) -> Log:
        """Return the session as the measures read it, kept until the next edit."""
        if self._log is None:
            self._log = read(self.timeline)
        return self._log

    def today(self) -> str:
        """Return the time now, as ISO 8601 with its UTC offset."""
        now = self._read_clock()
        return local_iso(now.wall_utc_ms, now.utc_offset_min)

    # What is shown ---------------------------------------------------------------------------

    @property
    def playhead_ms(self) -> int:
        """Return where the playhead stands, in ms."""
        return self.view.playhead_ms or 0

    def look(self, view: View) -> None:
        """Show another stretch, or move the playhead."""
        if view != self.view:
            self.view = view
            self.viewed.emit()

    def picture_view(self) -> View:
        """Return the stretch in view for a picture: without pointer, keys or scrolling."""
        return replace(self.view, playhead_ms=None, selected="", hovered="", scroll_px=0.0)

    def move_playhead(self, at_ms: float, follow: bool = True) -> None:
        """Put the playhead at a time, and bring it into view."""
        at = round(min(max(at_ms, 0.0), self.view.length_ms))
        view = replace(self.view, playhead_ms=at)
        self.look(reveal(view, at) if follow else view)

    def pick(self, uid: str, follow: bool = True) -> None:
        """Pick a moment, turn, agenda item or seat; the playhead goes to its start."""
        if uid != self.picked:
            self.picked = uid
            self.view = replace(self.view, selected="" if uid == SESSION else uid)
            self.picked_changed.emit()
            self.viewed.emit()
        at = self.start_of(uid)
        if at is not None:
            self.move_playhead(at, follow)

    def start_of(self, uid: str) -> int | None:
        """Return when a row starts, in ms, or None where it has no time."""
        timeline = self.timeline
        kinds: tuple[dict[str, Any], ...] = (
            timeline.moments, timeline.turns, timeline.agenda, timeline.breaks
        )  # fmt: skip
        row = next((rows[uid] for rows in kinds if uid in rows), None)
        return None if row is None else _start(row)

    def stands(self, uid: str) -> bool:
        """Tell whether there is such a row to pick."""
        kinds = (self.timeline.moments, self.timeline.turns, self.timeline.agenda,
                 self.timeline.seats, self.timeline.breaks)  # fmt: skip
        return uid == SESSION or any(uid in rows for rows in kinds)

    # Going about -----------------------------------------------------------------------------

    def step(self, by: int) -> bool:
        """Pick the next (or last) moment that matches; tell whether there was one."""
        if self.filter.open:
            uid = step(self.timeline, self.picked, self.playhead_ms, by)
        else:
            uid = self._step_matching(by)
        if uid:
            self.pick(uid)
        return bool(uid)

    def _step_matching(self, by: int) -> str:
        rows = self.timeline.moments

        def key(uid: str) -> tuple[int, int]:
            return rows[uid].offset_ms, rows[uid].seq

        here = key(self.picked) if self.picked in rows else (self.playhead_ms, -1)
        if by > 0:
            place = bisect_right(self.matches, here, key=key)
        else:
            place = bisect_left(self.matches, here, key=key) - 1
        return self.matches[place] if 0 <= place < len(self.matches) else ""

    def place_of(self, uid: str) -> int:
        """Return the place of a moment among those that match, or -1."""
        rows = self.timeline.moments
        if uid not in rows:
            return -1
        here = rows[uid].offset_ms, rows[uid].seq
        place = bisect_left(
            self.matches, here, key=lambda one: (rows[one].offset_ms, rows[one].seq)
        )
        return place if place < len(self.matches) and self.matches[place] == uid else -1

    def step_alike(self, by: int) -> bool:
        """Pick the next (or last) moment of the same kind; tell whether there was one."""
        uid = step_alike(self.timeline, self.picked, by)
        if uid:
            self.pick(uid)
        return bool(uid)

    def step_turn(self, by: int) -> bool:
        """Pick the next (or last) turn; tell whether there was one."""
        order = [uid for _, _, uid in self.timeline.turn_order]
        if not order:
            return False
        if self.picked in self.timeline.turns:
            place = order.index(self.picked) + by
        else:
            starts = [self.timeline.turns[uid].start_ms for uid in order]
            later = sum(1 for start in starts if start < self.playhead_ms)
            place = later if by > 0 else later - 1
        if 0 <= place < len(order):
            self.pick(order[place])
            return True
        return False

    def step_item(self, by: int) -> bool:
        """Pick the next (or last) agenda item that was begun; tell whether there was one."""
        begun = [uid for _, _, uid in self.lanes.agenda]
        if self.picked in begun:
            place = begun.index(self.picked) + by
        else:
            before = sum(1 for start, _, _ in self.lanes.agenda if start <= self.playhead_ms)
            place = before if by > 0 else before - 1
        if 0 <= place < len(begun):
            self.pick(begun[place])
            return True
        return False

    # Filtering -------------------------------------------------------------------------------

    def look_for(self, wanted: Filter) -> None:
        """Show which moments match; the others are dimmed."""
        if wanted == self.filter:
            return
        self.filter = wanted
        self._match()
        self.filtered.emit()

    def _match(self) -> None:
        self.matches = matching(self.timeline, self.filter, self.phrases)
        if self.filter.open:
            self.lighting = None
            return
        seats = seats_of(self.timeline, self.filter)
        dimmed = [] if seats is None else [
            lane.key for lane in self.lanes.lanes
            if not lane.crowd and lane.key.removeprefix("seat:") not in seats
        ]  # fmt: skip
        self.lighting = light(self.lanes, self.matches, dimmed)

    # Edits -----------------------------------------------------------------------------------

    def _follow(self, edit: Edit) -> None:
        """Take up an edit the timeline has applied, from here or from an undo."""
        self._log = None
        self.lanes.follow(edit)
        self.phrases.follow(edit)
        self._match()
        self.view = resized(self.view, self.lanes.length_ms)
        if not self.stands(self.picked):
            self.picked = SESSION
            self.view = replace(self.view, selected="")
            self.picked_changed.emit()
        self.edited.emit(edit)
        for change in edit.changes:
            if change.row.uid == self.picked and change.before is not None:
                at = self.start_of(self.picked)
                if at is not None and at != _start(change.before):
                    self.move_playhead(at)  # the playhead goes with what is picked

    def undo(self) -> bool:
        """Take back the last change, and show where it was; tell whether there was one."""
        edit = self.recorder.undo()
        self._show_where(edit)
        return edit is not None

    def redo(self) -> None:
        """Do the last change taken back again, and show where it was."""
        self._show_where(self.recorder.redo())

    def _show_where(self, edit: Edit | None) -> None:
        if edit is None:
            return
        for change in edit.changes:
            about = getattr(change.row, "moment", None) or change.row.uid
            if isinstance(about, str) and self.stands(about):
                self.pick(about)
                return


def _start(row: object) -> int | None:
    """Return when a moment, turn, break or agenda item starts, in ms, or None."""
    if isinstance(row, Moment):
        return row.offset_ms
    if isinstance(row, AgendaItem):
        return row.started_ms
    return row.start_ms if isinstance(row, Turn | Break) else None
