"""Sort a session's rows into lanes of packed marks, and keep them true as edits arrive."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from livecoach.core.edit import Edit
from livecoach.core.moment import Decision, Moment
from livecoach.core.observation import Break, ClockEvent, Turn
from livecoach.core.timeline import Timeline
from livecoach.figures.timeline_marks import Bars, Points
from livecoach.measures.interjections import coach_floors, followed_by
from livecoach.measures.log import NOT_SPEECH

COACH, SILENCE, UNSORTED = "coach", "silence", "unsorted"
Look = tuple[str, bool]  # source of the moment, and whether it is drawn hollow (let run)
LIVE: Look = ("live", False)
Place = tuple[str, Look, int, int | None]  # lane, look, start, end; no end for a single time


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
    def absent(self) -> bool:
        """Return whether this is the lane of a seat that never came and was not heard."""
        start, end = self.present
        return end is not None and end <= start and not len(self.bars)

    @property
    def crowd(self) -> bool:
        """Return whether this lane shows moments by their shape."""
        return bool(self.shape)


class Lanes:
    """Every lane of one timeline. ``follow`` an edit after the timeline has applied it."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.lanes: list[Lane] = []
        self._placed: dict[str, tuple[Place, ...]] = {}
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
            came, left = seat.present_from_ms or 0, seat.present_to_ms
            present = came, self.length_ms if came >= self.length_ms else left
            self._lane(f"seat:{seat.uid}", seat.label, f"organisation:{number[seat.organisation]}")
            self.by_key[f"seat:{seat.uid}"].present = present
        self._seats: dict[str | None, str] = {uid: f"seat:{uid}" for uid in timeline.seats}
        self._seats[None] = SILENCE
        self._lane(COACH, "Coach", "interjection")
        self._lane(SILENCE, "Silence", "slate")
        for family in timeline.board.families:
            self._lane(f"family:{family.id}", family.name, family.colour, family.shape)
        self._lane(UNSORTED, "To classify", "muted", "ring")
        self._family = {tag.id: f"family:{tag.family}" for tag in timeline.board.tags}
        self._meaning = {tag.id: tag.meaning for tag in timeline.board.tags}
        self._let_run = {tag.id for tag in timeline.board.tags if tag.meaning == "let_run"}
        decided = timeline.board.decision_family()
        self._decided = f"family:{decided}" if decided else UNSORTED
        speaks = [tag.family for tag in timeline.board.tags if tag.meaning == "interjection"]
        self.window_key = f"family:{speaks[0]}" if speaks else ""  # the lane of what followed
        self._fill()
        self._settle()

    def _lane(self, key: str, label: str, colour: str, shape: str = "") -> None:
        self.by_key[key] = Lane(key, label, colour, shape)

    def _fill(self) -> None:
        bars: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        points: defaultdict[tuple[str, Look], list[tuple[int, str]]] = defaultdict(list)
        placed = self._placed
        for uid, turn in self.timeline.turns.items():
            placed[uid] = places = self._of_turn(turn)
            for key, _, start, end in places:
                bars[key].append((start, end or 0, uid))
        for uid, moment in self.timeline.moments.items():
            placed[uid] = places = self._of_moment(moment)
            for key, look, start, end in places:
                if end is None:
                    points[key, look].append((start, uid))
                else:
                    bars[key].append((start, end, uid))
        for key, rows in bars.items():
            self.by_key[key].bars = Bars(rows)
        for (key, look), times in points.items():
            self.by_key[key].points[look] = Points(times)
        self._look_after()

    def _look_after(self) -> None:
        """Find the stretch that is looked at after each interjection."""
        self._floors = coach_floors(self.timeline)
        self.windows = Bars(
            [
                (*self.window_of(moment), uid)
                for uid, moment in self.timeline.moments.items()
                if self.interjects(moment)
            ]
        )

    def window_of(self, moment: Moment) -> tuple[int, int]:
        """Return the stretch, in ms, in which the measures count what followed an interjection."""
        return followed_by(moment, self._floors, self.length_ms)

    def interjects(self, moment: Moment) -> bool:
        """Tell whether the coach spoke at this moment."""
        decision = self.timeline.decision(moment.uid)
        if decision is not None:
            return decision.choice == "interject"
        return self._meaning.get(moment.tag or "") == "interjection"

    def _of_turn(self, turn: Turn) -> tuple[Place, ...]:
        key = COACH if turn.by_coach else self._seats.get(turn.seat, "")
        if not key:
            return ()
        end = self.length_ms if turn.end_ms is None else turn.end_ms
        return ((key, LIVE, turn.start_ms, max(end, turn.start_ms)),)

    def _of_moment(self, moment: Moment) -> tuple[Place, ...]:
        if moment.uid in self.timeline.decision_of or self.rows_are_turns:
            return self._of_decided_or_said(moment)
        tag = moment.tag or ""
        look = moment.source, tag in self._let_run
        return ((self._family.get(tag, UNSORTED), look, moment.offset_ms, None),)

    def _of_decided_or_said(self, moment: Moment) -> tuple[Place, ...]:
        """Return the places of a moment with a decision, or of a tag log's row, also a turn."""
        tag, start = moment.tag or "", moment.offset_ms
        meaning = self._meaning.get(tag, "")
        decision = self.timeline.decision(moment.uid)
        hollow = meaning == "let_run" if decision is None else decision.choice == "let_run"
        own = self._decided if decision is not None and moment.tag is None else UNSORTED
        place: Place = (self._family.get(tag, own), (moment.source, hollow), start, None)
        if not self.rows_are_turns:
            return (place,)
        if meaning == "silence":
            key = SILENCE
        elif moment.by_coach:
            key = COACH
        else:
            speech = meaning not in NOT_SPEECH and not (decision and moment.tag is None)
            key = f"seat:{moment.seat}" if moment.seat and speech else ""
        if key not in self.by_key:
            return (place,)
        said: Place = (key, (moment.source, False), start, start + (moment.duration_ms or 0))
        return place, said

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
        sides = (side for change in edit.changes for side in (change.before, change.after))
        if any(isinstance(side, Turn) and side.by_coach for side in sides):
            self._look_after()
        self._settle()

    def _refresh(self, uid: str) -> None:
        for key, look, start, end in self._placed.pop(uid, ()):
            if end is None:
                self.by_key[key].points[look].remove(start, uid)
            else:
                self.by_key[key].bars.remove(start, uid)
        if uid in self.windows.uids:
            self.windows.remove(self.windows.starts[self.windows.uids.index(uid)], uid)
        timeline = self.timeline
        if uid in timeline.turns:
            self._placed[uid] = self._of_turn(timeline.turns[uid])
        elif uid in timeline.moments:
            self._placed[uid] = self._of_moment(timeline.moments[uid])
        for key, look, start, end in self._placed.get(uid, ()):
            if end is None:
                self.by_key[key].points.setdefault(look, Points()).add(start, uid)
            else:
                self.by_key[key].bars.add(start, end, uid)
        moment = self.timeline.moments.get(uid)
        if moment is not None and self.interjects(moment):
            self.windows.add(*self.window_of(moment), uid)

    def points_of(self, uid: str) -> list[tuple[str, Look, int]]:
        """Return (lane's key, look, time in ms) of a moment's mark, or nothing."""
        places = self._placed.get(uid, ())
        return [(key, look, at) for key, look, at, end in places if end is None]

    def lane_of(self, uid: str) -> Lane | None:
        """Return the lane a row's own mark stands in, or None."""
        places = self._placed.get(uid)
        return self.by_key[places[0][0]] if places else None


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
