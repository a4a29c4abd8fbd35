"""Sort a session's rows into lanes of packed marks, and keep them true as edits arrive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from livecoach.core.edit import Edit
from livecoach.core.moment import Decision, Moment
from livecoach.core.observation import Break, ClockEvent, Turn
from livecoach.core.timeline import Timeline
from livecoach.figures.timeline_marks import Bars, Points

WINDOW_MS = 5 * 60_000  # what followed an interjection is looked at for so long
# Meanings of tags that are not somebody speaking, or not a seat's own speech.
NOT_SPEECH = frozenset(("unheard", "silence", "interjection", "let_run"))
COACH, SILENCE, UNSORTED = "coach", "silence", "unsorted"
Look = tuple[str, bool]  # source of the moment, and whether it is drawn hollow (let run)


@dataclass(slots=True)
class Lane:
    """One row of the timeline: a seat's, the coach's, the silences' or a family's."""

    key: str  # "seat:" or "family:" and an id, or one of COACH, SILENCE, UNSORTED
    label: str
    colour: str  # a token's name, or "organisation:" and a number
    shape: str = ""  # "" for lanes of bars
    bars: Bars = field(default_factory=Bars)
    points: dict[Look, Points] = field(default_factory=dict)
    present: tuple[int, int | None] = (0, None)
    unheard: list[tuple[int, int]] = field(default_factory=list)

    @property
    def crowd(self) -> bool:
        """Return whether this lane shows moments by their shape."""
        return bool(self.shape)


class Lanes:
    """Every lane of one timeline. ``follow`` an edit after the timeline has applied it."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.lanes: list[Lane] = []
        self._placed: dict[str, list[tuple[Lane, str, Look, int]]] = {}
        self.rebuild()

    def rebuild(self) -> None:
        """Lay every row out afresh."""
        timeline = self.timeline
        self.length_ms = length_of(timeline)
        self.rows_are_turns = rows_are_turns(timeline)
        self._placed.clear()
        seats = timeline.seats_in_order()
        number = {name: i for i, name in enumerate(dict.fromkeys(s.organisation for s in seats))}
        self.by_key: dict[str, Lane] = {}
        for seat in seats:
            present = seat.present_from_ms or 0, seat.present_to_ms
            self._lane(f"seat:{seat.uid}", seat.label, f"organisation:{number[seat.organisation]}")
            self.by_key[f"seat:{seat.uid}"].present = present
        self._lane(COACH, "Coach", "interjection")
        self._lane(SILENCE, "Silence", "slate")
        for family in timeline.board.families:
            self._lane(f"family:{family.id}", family.name, family.colour, family.shape)
        self._lane(UNSORTED, "To classify", "muted", "ring")
        self._family = {tag.id: f"family:{tag.family}" for tag in timeline.board.tags}
        self._meaning = {tag.id: tag.meaning for tag in timeline.board.tags}
        speaks = [tag.family for tag in timeline.board.tags if tag.meaning == "interjection"]
        self.window_key = f"family:{speaks[0]}" if speaks else ""  # the lane of what followed
        self._fill()
        self._settle()

    def _lane(self, key: str, label: str, colour: str, shape: str = "") -> None:
        self.by_key[key] = Lane(key, label, colour, shape)

    def _fill(self) -> None:
        bars: dict[str, list[tuple[int, int, str]]] = {}
        points: dict[tuple[str, Look], list[tuple[int, str]]] = {}
        for uid in (*self.timeline.turns, *self.timeline.moments):
            places = []
            for key, look, start, end in self._places(uid):
                if end is None:
                    points.setdefault((key, look), []).append((start, uid))
                else:
                    bars.setdefault(key, []).append((start, end, uid))
                kind = "point" if end is None else "bar"
                places.append((self.by_key[key], kind, look, start))
            self._placed[uid] = places
        for key, rows in bars.items():
            self.by_key[key].bars = Bars(rows)
        for (key, look), times in points.items():
            self.by_key[key].points[look] = Points(times)
        windows = [
            (row.offset_ms, row.offset_ms + WINDOW_MS, row.uid)
            for row in self.timeline.moments.values()
            if self.interjects(row)
        ]
        self.windows = Bars(windows)

    def interjects(self, moment: Moment) -> bool:
        """Tell whether the coach spoke at this moment."""
        decision = self.timeline.decision(moment.uid)
        if decision is not None:
            return decision.choice == "interject"
        return self._meaning.get(moment.tag or "") == "interjection"

    def _places(self, uid: str) -> Iterable[tuple[str, Look, int, int | None]]:
        """Yield (lane, look, start, end) for each mark of a row; no end for a single time."""
        turn = self.timeline.turns.get(uid)
        if turn is not None:
            end = self.length_ms if turn.end_ms is None else turn.end_ms
            seat = f"seat:{turn.seat}" if turn.seat else SILENCE
            key = COACH if turn.by_coach else seat
            if key in self.by_key:
                yield key, ("live", False), turn.start_ms, max(end, turn.start_ms)
            return
        moment = self.timeline.moments.get(uid)
        if moment is None:
            return
        meaning = self._meaning.get(moment.tag or "", "")
        decision = self.timeline.decision(uid)
        hollow = meaning == "let_run" or (decision is not None and decision.choice == "let_run")
        family = self._family.get(moment.tag or "", UNSORTED)
        yield family, (moment.source, hollow), moment.offset_ms, None
        if self.rows_are_turns:
            if meaning == "silence":
                key = SILENCE
            elif moment.by_coach:
                key = COACH
            else:
                speech = meaning not in NOT_SPEECH and not (decision and moment.tag is None)
                key = f"seat:{moment.seat}" if moment.seat and speech else ""
            if key in self.by_key:
                look = (moment.source, False)
                yield key, look, moment.offset_ms, moment.offset_ms + (moment.duration_ms or 0)

    def _settle(self) -> None:
        """Show only the lanes that hold something, and find the stretches nobody was heard."""
        timeline = self.timeline
        threshold = timeline.observation.unheard_after_ms
        self.lanes = []
        for key, lane in self.by_key.items():
            if key.startswith("seat:"):
                lane.unheard = unheard(lane.bars, lane.present, self.length_ms, threshold)
            elif not key.startswith("family:") and not self._holds(lane):
                continue
            self.lanes.append(lane)
        self.breaks = sorted(
            (row.start_ms, self.length_ms if row.end_ms is None else row.end_ms, row.uid)
            for row in timeline.breaks.values()
        )
        self.clock_events = sorted(
            (row.offset_ms, row.uid) for row in timeline.clock_events.values()
        )
        self.agenda = agenda_of(timeline, self.length_ms)

    @staticmethod
    def _holds(lane: Lane) -> bool:
        return bool(len(lane.bars) or any(map(len, lane.points.values())))

    def follow(self, edit: Edit) -> None:
        """Take up an edit that the timeline has applied; only the lanes it touches change."""
        rows = [change.row for change in edit.changes]
        narrow = all(isinstance(row, Turn | Moment | Decision | Break | ClockEvent) for row in rows)
        if not narrow and any(type(row).__name__ not in ("Link", "Remark") for row in rows):
            self.rebuild()
            return
        as_before = rows_are_turns(self.timeline) == self.rows_are_turns
        if not as_before or length_of(self.timeline) != self.length_ms:
            self.rebuild()
            return
        for row in rows:
            if isinstance(row, Turn | Moment):
                self._refresh(row.uid)
            elif isinstance(row, Decision):
                self._refresh(row.moment)
        self._settle()

    def _refresh(self, uid: str) -> None:
        for lane, kind, look, start in self._placed.pop(uid, ()):
            if kind == "bar":
                lane.bars.remove(start, uid)
            else:
                lane.points[look].remove(start, uid)
        if uid in self.windows.uids:
            self.windows.remove(self.windows.starts[self.windows.uids.index(uid)], uid)
        places = []
        for key, look, start, end in self._places(uid):
            lane = self.by_key[key]
            if end is None:
                lane.points.setdefault(look, Points()).add(start, uid)
            else:
                lane.bars.add(start, end, uid)
            places.append((lane, "point" if end is None else "bar", look, start))
        if places:
            self._placed[uid] = places
        moment = self.timeline.moments.get(uid)
        if moment is not None and self.interjects(moment):
            self.windows.add(moment.offset_ms, moment.offset_ms + WINDOW_MS, uid)

    def points_of(self, uid: str) -> list[tuple[str, Look, int]]:
        """Return (lane's key, look, time in ms) of a moment's mark, or nothing."""
        places = self._placed.get(uid, ())
        return [(lane.key, look, at) for lane, kind, look, at in places if kind == "point"]

    def lane_of(self, uid: str) -> Lane | None:
        """Return the lane a row's own mark stands in, or None."""
        places = self._placed.get(uid)
        return places[0][0] if places else None


def rows_are_turns(timeline: Timeline) -> bool:
    """Tell whether no seat's turn was timed, so that the rows of a tag log stand for them."""
    return not any(turn.seat is not None for turn in timeline.turns.values())


def length_of(timeline: Timeline) -> int:
    """Return the session's length in ms: as it was kept, or up to its last row."""
    if timeline.observation.length_ms is not None:
        return max(timeline.observation.length_ms, 1)
    last = timeline.moment_order[-1][0] if timeline.moment_order else 0
    if timeline.turn_order:
        turn = timeline.turns[timeline.turn_order[-1][2]]
        last = max(last, turn.start_ms, turn.end_ms or 0)
    items = [item.ended_ms or item.started_ms or 0 for item in timeline.agenda.values()]
    return max([last, *items, 60_000])


def unheard(
    bars: Bars, present: tuple[int, int | None], length_ms: int, threshold_ms: int
) -> list[tuple[int, int]]:
    """Return the stretches, in ms, of at least the threshold when a seat was not heard."""
    found = []
    heard, leaves = present[0], length_ms if present[1] is None else present[1]
    for start, end in zip(bars.starts, bars.ends, strict=True):
        if start - heard >= threshold_ms:
            found.append((heard, start))
        heard = max(heard, end)
    if leaves - heard >= threshold_ms:
        found.append((heard, leaves))
    return found


def agenda_of(timeline: Timeline, length_ms: int) -> list[tuple[int, int, str]]:
    """Return (start, end, uid) of the agenda items that were begun, in order of time."""
    begun = sorted(
        (item.started_ms, item.place, item.uid)
        for item in timeline.agenda.values()
        if item.started_ms is not None
    )
    found = []
    for place, (start, _, uid) in enumerate(begun):
        after = begun[place + 1][0] if place + 1 < len(begun) else length_ms
        ended = timeline.agenda[uid].ended_ms
        found.append((start, max(start, after if ended is None else min(ended, after)), uid))
    return found
