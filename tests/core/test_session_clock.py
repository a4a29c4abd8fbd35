"""The session's time stays right whatever the machine's clocks do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from livecoach.core import clock
from tests.core.rooms import running


def test_the_machines_clocks_move_forward_and_name_this_boot() -> None:
    first, second = clock.read(), clock.read()
    assert second.boot_ms >= first.boot_ms and second.awake_ms >= first.awake_ms
    assert first.boot_id == second.boot_id != ""
    assert clock.anomalies(first, second) == ()


def test_sleep_counts_and_is_shown() -> None:
    room = running()
    room.clock.tick(60_000)
    room.clock.shift(boot_ms=900_000, wall_utc_ms=900_000)  # asleep: the awake clock stood
    room.recorder.press("loaded")
    latest = room.timeline.latest()
    assert latest is not None and latest.offset_ms == 960_000
    (event,) = room.timeline.clock_events.values()
    assert (event.kind, event.amount_ms) == ("slept", 900_000)


def test_a_step_of_the_wall_clock_changes_no_offset() -> None:
    room = running()
    room.clock.tick(60_000)
    room.clock.shift(wall_utc_ms=-3_600_000)
    room.recorder.press("loaded")
    latest = room.timeline.latest()
    assert latest is not None and latest.offset_ms == 60_000
    (event,) = room.timeline.clock_events.values()
    assert (event.kind, event.amount_ms) == ("stepped", -3_600_000)


def test_daylight_saving_is_noted_and_moves_nothing() -> None:
    room = running()
    room.clock.tick(1_000)
    room.clock.shift(utc_offset_min=60)
    room.recorder.watch_clock()
    assert [e.kind for e in room.timeline.clock_events.values()] == ["zone"]
    assert room.recorder.now_ms() == 1_000


def test_a_crash_within_one_boot_goes_on_with_the_open_turn() -> None:
    room = running()
    room.recorder.floor("seat0")
    room.clock.tick(42_000)
    again = room.reopen()
    assert again.recorder.now_ms() == 42_000
    assert again.timeline.open_turn is not None
    assert again.timeline.clock_events == {}


def test_a_reboot_is_bridged_by_the_wall_clock_and_said() -> None:
    room = running()
    room.recorder.press("loaded")
    room.clock.tick(30_000)
    room.clock.shift(boot_ms=-room.clock.reading.boot_ms + 5_000, boot_id="boot-b",
                     awake_ms=-room.clock.reading.awake_ms + 5_000,
                     wall_utc_ms=120_000)  # fmt: skip
    again = room.reopen()
    assert again.recorder.now_ms() == 150_000
    again.clock.tick(1_000)
    again.recorder.press("loaded")
    latest = again.timeline.latest()
    assert latest is not None and latest.offset_ms == 151_000
    assert [e.kind for e in again.timeline.clock_events.values()] == ["restarted"]
    twice = again.reopen()
    assert twice.recorder.now_ms() == 151_000


def test_a_reboot_with_the_wall_clock_set_back_never_runs_backwards() -> None:
    room = running()
    room.clock.tick(600_000)
    room.recorder.press("loaded")
    room.clock.shift(boot_ms=-10, boot_id="boot-b", wall_utc_ms=-7_200_000)
    again = room.reopen()
    assert again.recorder.now_ms() == 600_000


SCRIPT = st.lists(
    st.one_of(
        st.tuples(st.just("tick"), st.integers(1, 600_000)),
        st.tuples(st.just("sleep"), st.integers(1_000, 3_600_000)),
        st.tuples(st.just("step"), st.integers(-7_200_000, 7_200_000)),
        st.tuples(st.just("zone"), st.sampled_from([-60, 60])),
        st.tuples(st.just("reopen"), st.just(0)),
        st.tuples(st.just("reboot"), st.integers(1_000, 600_000)),
    ),
    max_size=25,
)


@given(SCRIPT)
def test_any_script_of_clocks_keeps_offsets_within_ten_milliseconds(
    script: list[tuple[str, int]],
) -> None:
    room, true_ms, boots = running(), 0, 0
    for act, amount in script:
        if act == "tick":
            room.clock.tick(amount)
            true_ms += amount
        elif act == "sleep":
            room.clock.shift(boot_ms=amount, wall_utc_ms=amount)
            true_ms += amount
        elif act == "step":
            room.clock.shift(wall_utc_ms=amount)
        elif act == "zone":
            room.clock.shift(utc_offset_min=amount)
        elif act == "reopen":
            room = room.reopen()
        else:
            boots += 1
            room.clock.shift(boot_ms=-room.clock.reading.boot_ms + 1, boot_id=f"boot-{boots}x",
                             awake_ms=-room.clock.reading.awake_ms + 1,
                             wall_utc_ms=amount)  # fmt: skip
            true_ms += amount
            room = room.reopen()
        room.recorder.press("loaded")
        latest = room.timeline.latest()
        assert latest is not None
        assert abs(latest.offset_ms - true_ms) <= 10
        sequence = [room.timeline.moments[uid].offset_ms for _, uid in
                    room.timeline.entry_order]  # fmt: skip
        assert sequence == sorted(sequence)
