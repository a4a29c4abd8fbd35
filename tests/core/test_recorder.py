"""A coach records a meeting: what each press leaves in the record."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from livecoach.core.edit import Edit, insert, inverse
from livecoach.core.ids import new_uid
from livecoach.core.moment import ACTIONS, HOLD_REASONS, LINK_KINDS
from livecoach.core.timeline import Timeline
from tests.core.rooms import HandClock, Room, meeting, opened, running, snapshot


def test_one_key_is_a_moment_with_the_seat_that_has_the_floor() -> None:
    room = running()
    room.recorder.floor("seat2")
    room.clock.tick(4_000)
    room.recorder.press("us-and-them")
    moment = room.timeline.latest()
    assert moment is not None
    assert (moment.tag, moment.seat, moment.offset_ms) == ("us-and-them", "seat2", 4_000)


def test_the_clock_is_read_before_anything_else() -> None:
    room = running()
    room.clock.tick(1_000)

    def slow() -> None:
        room.clock.tick(700)

    room.recorder.history._apply = lambda edit: (slow(), room.timeline.apply(edit))[1]  # type: ignore[func-returns-value]
    room.recorder.press("loaded")
    latest = room.timeline.latest()
    assert latest is not None
    assert latest.offset_ms == 1_000


def test_the_next_seat_takes_the_floor_and_the_same_key_ends_it() -> None:
    room = running()
    room.recorder.floor("seat0")
    room.clock.tick(9_000)
    room.recorder.floor("seat1")
    room.clock.tick(2_000)
    room.recorder.floor("seat1")
    assert [(t.seat, t.start_ms, t.end_ms) for t in room.timeline.turns_in_order()] == [
        ("seat0", 0, 9_000),
        ("seat1", 9_000, 11_000),
    ]
    assert room.timeline.open_turn is None


def test_seats_pressed_within_one_millisecond_stand_in_the_order_they_were_pressed() -> None:
    room = running()
    room.clock.tick(5_000)
    pressed = [f"seat{number % 3}" for number in range(20)]
    for seat in pressed:
        room.recorder.floor(seat)
    room.recorder.interject("catalytic")
    turns = room.timeline.turns_in_order()
    assert [turn.seat for turn in turns] == [*pressed, None]
    assert [turn.end_ms for turn in turns] == [*(turn.start_ms for turn in turns[1:]), None]
    assert turns[0].start_ms == 5_000 and turns[-1].by_coach


def test_one_undo_takes_back_one_press_even_where_it_ended_a_turn() -> None:
    room = running()
    room.recorder.floor("seat0")
    room.clock.tick(9_000)
    room.recorder.interject("catalytic")
    assert room.timeline.open_turn is not None
    assert room.timeline.open_turn.by_coach
    room.recorder.undo()
    assert room.timeline.open_turn is not None
    assert room.timeline.open_turn.seat == "seat0"
    assert room.timeline.moments == {}


def test_an_interjection_takes_the_boards_tag_for_its_action() -> None:
    room = running()
    room.recorder.interject()
    moment = room.timeline.latest()
    assert moment is not None
    room.recorder.decide(moment.uid, action="catalytic", response="taken_up")
    decision = room.timeline.decision(moment.uid)
    assert decision is not None
    assert room.timeline.moments[moment.uid].tag == "ask"
    assert (decision.choice, decision.response) == ("interject", "taken_up")


def test_back_dating_stops_at_the_start_and_is_told() -> None:
    room = running()
    room.clock.tick(7_000)
    room.recorder.press("loaded")
    for expected in (2_000, 0, 0):
        room.recorder.back_date()
        latest = room.timeline.latest()
        assert latest is not None
        assert (latest.offset_ms, latest.pressed_ms) == (expected, 7_000)
        assert latest.source == "back-dated"


def test_a_quick_line_makes_a_moment_or_writes_on_the_last() -> None:
    room = running()
    said, _ = room.recorder.quick(
        'lang us-and-them @acute-chair > council-ceo #patient "you people always" hands raised'
    )
    assert said.problem == ""
    moment = room.timeline.latest()
    assert moment is not None
    assert (moment.tag, moment.seat, moment.addressee, moment.lens) == (
        "us-and-them", "seat2", "seat4", "patient",
    )  # fmt: skip
    assert (moment.words, moment.note) == ("you people always", "hands raised")
    room.recorder.quick("nobody looked up")
    latest = room.timeline.latest()
    assert latest is not None
    assert (latest.words, latest.note) == ("you people always", "nobody looked up")
    said, edit = room.recorder.quick("lang us-and-them @acute")
    assert edit is None
    assert "Acute Chair or Acute CEO" in said.problem


def test_undo_reaches_back_past_a_restart_but_never_past_the_start() -> None:
    room = running()
    room.recorder.floor("seat0")
    room.recorder.press("loaded")
    again = room.reopen()
    assert again.timeline.open_turn is not None
    again.recorder.undo()
    again.recorder.undo()
    assert again.timeline.moments == {} and again.timeline.turns == {}
    assert again.recorder.undo() is None
    assert again.recorder.running()
    assert again.recorder.redo() is not None


def test_what_brought_the_session_in_is_not_taken_back_from_within_it() -> None:
    room = opened(HandClock(), [])
    came = Edit(new_uid(), "Import session", "s", (insert(room.timeline.session),))
    again = opened(room.clock, [came])
    assert not again.recorder.can_undo()
    assert again.recorder.undo() is None
    again.recorder.press("loaded")
    assert again.recorder.can_undo()
    assert again.recorder.undo() is not None
    assert again.recorder.undo() is None
    assert again.saved[0] == came and len(again.saved) == 3


def test_a_seat_that_comes_late_leaves_and_returns() -> None:
    room = running()
    room.recorder.not_here_yet("seat3")
    room.clock.tick(60_000)
    room.recorder.arrive("seat3")
    assert room.timeline.seats["seat3"].present_from_ms == 60_000
    room.recorder.floor("seat3")
    room.clock.tick(5_000)
    room.recorder.leave("seat3")
    assert room.timeline.open_turn is None
    assert room.timeline.seats["seat3"].present_to_ms == 65_000


def test_ending_ends_what_is_open_and_undo_goes_on() -> None:
    room = running()
    room.recorder.next_item()
    room.recorder.pause()
    room.recorder.floor("seat0")
    room.clock.tick(90_000)
    room.recorder.end()
    assert room.timeline.session.state == "ended"
    assert room.timeline.observation.length_ms == 90_000
    assert room.timeline.open_turn is None and room.timeline.open_break is None
    assert room.timeline.agenda["a1"].ended_ms == 90_000
    room.clock.tick(10_000)
    room.recorder.undo()
    assert room.recorder.running() and room.recorder.now_ms() == 100_000


def test_a_tag_that_is_not_on_the_board_is_refused() -> None:
    with pytest.raises(KeyError):
        running().recorder.press("nowhere")


class AnyMeeting(RuleBasedStateMachine):
    """Whatever the coach does, undo and redo bring back exactly what stood."""

    @initialize()
    def begin(self) -> None:
        self.room: Room = running()
        self.before: dict[str, object] = {}

    def _moment(self, pick: int) -> str | None:
        order = self.room.timeline.entry_order
        return order[pick % len(order)][1] if order else None

    @rule(ms=st.integers(0, 400_000))
    def time_passes(self, ms: int) -> None:
        self.room.clock.tick(ms)

    @rule(seat=st.integers(0, 5), what=st.sampled_from(["floor", "address", "was", "arrive",
                                                       "leave", "not_here_yet"]))  # fmt: skip
    def a_seat(self, seat: int, what: str) -> None:
        self._proved(lambda: getattr(self.room.recorder, what)(f"seat{seat}"))

    @rule(tag=st.sampled_from(["us-and-them", "loaded", "ask", "hold"]))
    def a_tag(self, tag: str) -> None:
        self._proved(lambda: self.room.recorder.press(tag))

    @rule(what=st.sampled_from(["silence", "nobody", "something", "address_all", "back_date",
                                "next_item", "pause", "resume"]))  # fmt: skip
    def a_key(self, what: str) -> None:
        self._proved(lambda: getattr(self.room.recorder, what)())

    @rule(action=st.sampled_from([name for _, name, _ in ACTIONS]))
    def interject(self, action: str) -> None:
        self._proved(lambda: self.room.recorder.interject(action))

    @rule(reason=st.sampled_from([name for name, _ in HOLD_REASONS]))
    def let_run(self, reason: str) -> None:
        self._proved(lambda: self.room.recorder.let_run(reason))

    @rule(pick=st.integers(0, 99), ms=st.integers(0, 10**6), words=st.text(max_size=8))
    def amend(self, pick: int, ms: int, words: str) -> None:
        if uid := self._moment(pick):
            self._proved(lambda: self.room.recorder.amend(uid, offset_ms=ms, words=words))

    @rule(pick=st.integers(0, 99), verdict=st.sampled_from(["landed", "missed"]))
    def judge(self, pick: int, verdict: str) -> None:
        if uid := self._moment(pick):
            self._proved(
                lambda: self.room.recorder.decide(uid, choice="interject", verdict=verdict)
            )

    @rule(one=st.integers(0, 99), two=st.integers(0, 99), kind=st.sampled_from(LINK_KINDS))
    def link(self, one: int, two: int, kind: str) -> None:
        later, earlier = self._moment(one), self._moment(two)
        if later and earlier:
            self._proved(lambda: self.room.recorder.link(kind, later, earlier))

    @rule(pick=st.integers(0, 99))
    def delete(self, pick: int) -> None:
        if uid := self._moment(pick):
            self._proved(lambda: self.room.recorder.delete(uid))

    @rule(order=st.permutations([f"seat{n}" for n in range(6)]))
    def rearrange(self, order: list[str]) -> None:
        self._proved(lambda: self.room.recorder.rearrange(order))

    @rule()
    def restart(self) -> None:
        held = snapshot(self.room.timeline)
        self.room = self.room.reopen()
        assert snapshot(self.room.timeline) == held

    @rule(times=st.integers(1, 4))
    def undo_and_redo_some(self, times: int) -> None:
        held = snapshot(self.room.timeline)
        undone = [self.room.recorder.undo() for _ in range(times)]
        for edit in undone:
            if edit is not None:
                self.room.recorder.redo()
        assert snapshot(self.room.timeline) == held

    def _proved(self, act: object) -> None:
        timeline: Timeline = self.room.timeline
        before = snapshot(timeline)
        edit = act()  # type: ignore[operator]
        after = snapshot(timeline)
        if edit is None:
            assert after == before
            return
        self.room.recorder.undo()
        assert snapshot(timeline) == before
        self.room.recorder.redo()
        assert snapshot(timeline) == after

    @invariant()
    def loading_the_rows_gives_the_same_timeline(self) -> None:
        if not hasattr(self, "room"):
            return
        held = self.room.timeline
        fresh = Timeline(held.session, held.observation)
        for rows in (held.seats, held.agenda, held.turns, held.breaks, held.clock_anchors,
                     held.clock_events, held.moments, held.decisions, held.links):  # fmt: skip
            fresh.load(rows.values())
        assert snapshot(fresh) == snapshot(held)


AnyMeeting.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestAnyMeeting = AnyMeeting.TestCase


def test_an_edit_and_its_inverse_cancel() -> None:
    room = running()
    held = snapshot(room.timeline)
    edit = room.recorder.press("ask")
    assert edit is not None
    room.timeline.apply(inverse(edit, "undo"))
    assert snapshot(room.timeline) == held


def test_a_planned_meeting_has_not_begun() -> None:
    room = opened(running().clock, [])
    assert not room.recorder.running()
    assert room.recorder.now_ms() == 0
    assert meeting().open_turn is None
