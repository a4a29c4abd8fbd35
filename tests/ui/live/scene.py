"""A live session in a real throw-away vault, with a clock the test moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from livecoach.core.board import Board, freeze
from livecoach.core.clock import Reading
from livecoach.core.edit import Edit, Row, insert
from livecoach.core.engagement import Engagement
from livecoach.core.history import History
from livecoach.core.ids import new_uid
from livecoach.core.observation import Observation
from livecoach.core.recorder import Recorder
from livecoach.core.session import AgendaItem, Seat, Session
from livecoach.store import library, reading
from livecoach.store.throwaway import throwaway
from livecoach.store.writer import Writer
from livecoach.ui.actions import Actions
from livecoach.ui.desk import Desk
from livecoach.ui.live.window import LiveWindow
from livecoach.ui.saving import Saving
from livecoach.ui.settings.values import Settings
from livecoach.ui.theme import Theme

SEATS = (
    ("ICB", "Chair", "7"), ("ICB", "CEO", "8"), ("Acute", "Chair", "9"), ("Acute", "CEO", "0"),
    ("Community", "Chair", "U"), ("Community", "CEO", "I"), ("Mental health", "Chair", "O"),
    ("Mental health", "CEO", "P"), ("Ambulance", "Chair", "H"), ("Ambulance", "CEO", "J"),
    ("Primary care", "Chair", "K"), ("Primary care", "CEO", "L"), ("Council", "Chair", "N"),
    ("Council", "CEO", "M"),
)  # fmt: skip
STARTED = 1_795_252_500_000  # 9:15 UTC on a day in November 2026


@dataclass
class FakeClock:
    """The machine's clocks, moved by hand."""

    ms: int = 0
    asleep_ms: int = 0
    stepped_ms: int = 0
    offset_min: int = 0
    boot: str = "one"

    def read(self) -> Reading:
        awake = 500_000 + self.ms - self.asleep_ms
        wall = STARTED + self.ms + self.stepped_ms
        return Reading(500_000 + self.ms, awake, wall, self.offset_min, self.boot)


def board(name: str = "live-coaching") -> Board:
    return library.shipped_board(name)


@dataclass
class Scene:
    """A window on one session, and all that stands behind it."""

    desk: Desk
    writer: Writer
    clock: FakeClock
    session: str
    window: LiveWindow
    actions: Actions
    shown: list[tuple[str, str]] = field(default_factory=list)

    @property
    def recorder(self) -> Recorder:
        return self.window.recorder

    def at(self, minutes: int, seconds: int = 0) -> None:
        self.clock.ms = (minutes * 60 + seconds) * 1000

    def saved(self) -> None:
        """Wait until everything is on disk and the window has heard of it."""
        assert self.writer.flush(10)
        for _ in range(200):
            QApplication.processEvents()
            if self.desk.saving.all_saved:
                return
        raise AssertionError("the window was never told that all is saved")

    def seat(self, label: str) -> Seat:
        seats = self.recorder.timeline.seats.values()
        return next(seat for seat in seats if seat.label == label)

    def reopened(self) -> LiveWindow:
        """Open the session again from the vault, as after a restart."""
        self.saved()
        self.window.leaving()
        self.window = LiveWindow(self.desk, self.session)
        return self.window


def rows_for(seats: tuple[tuple[str, str, str], ...], on: Board, agenda: bool) -> list[Row]:
    session = Session(new_uid(), "live", "Chairs & CEOs · meeting 7", zone="Europe/London")
    rows: list[Row] = [
        Engagement(new_uid(), "Riverbank system"),
        session,
        Observation(new_uid(), session.uid, board=freeze(on)),
    ]
    for place, (organisation, role, key) in enumerate(seats):
        label = f"{organisation} {role}"
        kind = role if role in ("Chair", "CEO") else "Other"
        rows.append(Seat(new_uid(), session.uid, label, organisation, kind, place=place, key=key))
    if agenda:
        for place, (title, minutes) in enumerate((("Welcome", 10), ("Stroke pathway", 25),
                                                  ("Winter beds", 30))):  # fmt: skip
            rows.append(AgendaItem(new_uid(), session.uid, title, place, minutes))
    return rows


@contextmanager
def scene(
    folder: Path,
    theme: Theme,
    seats: tuple[tuple[str, str, str], ...] = SEATS,
    on: Board | None = None,
    agenda: bool = True,
    start: bool = True,
) -> Iterator[Scene]:
    """Open a window on a fresh session; it is left and its vault gone at the end."""
    clock = FakeClock()
    told: list[Saving] = []
    with throwaway(lambda uid: told[0].on_saved(uid),
                   lambda uid, words: told[0].on_trouble(uid, words)) as writer:  # fmt: skip
        saving = Saving(writer.save)
        told.append(saving)
        rows = rows_for(seats, on or board(), agenda)
        session = next(row.uid for row in rows if isinstance(row, Session))
        saving.save(Edit(new_uid(), "Plan", "", tuple(insert(row) for row in rows)))

        def recorder(uid: str, notify: Callable[[Edit], None]) -> Recorder:
            timeline = writer.ask(lambda db: reading.timeline(db, uid))
            journal = lambda: writer.ask(lambda db: reading.journal(db, uid))  # noqa: E731
            history = History(timeline.apply, saving.save, notify, journal)
            return Recorder(timeline, history, clock.read)

        actions = Actions({})
        shown: list[tuple[str, str]] = []
        desk = Desk(
            writer=writer, saving=saving, read_clock=clock.read, theme=theme,
            settings=Settings(folder / "settings.toml"), actions=actions,
            go=lambda name, uid="": shown.append((name, uid)), back=lambda: None,
            recorder=recorder, tell=lambda *words, **more: None,
        )  # fmt: skip
        window = LiveWindow(desk, session)
        actions.put("page", window.actions_here())
        window.resize(1440, 900)
        window.show()
        made = Scene(desk, writer, clock, session, window, actions, shown)
        if start:
            window.recorder.start()
        try:
            made.saved()
            yield made
        finally:
            made.window.leaving()
            made.window.close()
            made.window.deleteLater()
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def latest(made: Scene) -> str:
    moment = made.recorder.timeline.latest()
    assert moment is not None
    return moment.uid


def meeting(made: Scene) -> None:
    """Play the meeting of the design's pictures up to 42:17."""
    recorder = made.recorder
    seat = {one.label: one.uid for one in recorder.timeline.seats.values()}
    recorder.next_item()
    order = (
        "ICB Chair", "ICB CEO", "Acute Chair", "Council Chair", "Mental health CEO", "ICB Chair",
        "Acute Chair", "Primary care CEO", "Mental health Chair", "Council Chair", "ICB CEO",
        "Ambulance Chair", "Community Chair", "Acute Chair", "Ambulance CEO", "ICB Chair",
        "Acute CEO", "Primary care Chair", "Council CEO", "ICB CEO", "Mental health CEO",
    )  # fmt: skip
    tags = [
        tag.id for tag in recorder.timeline.board.tags if tag.key and tag.family != "interjection"
    ]
    for number, label in enumerate(order):
        made.clock.ms = 60_000 + number * 105_000
        if label == "Ambulance Chair":
            made.clock.ms = 11 * 60_000
        if label in ("Community Chair",):
            made.clock.ms = 18 * 60_000
        recorder.floor(seat[label])
        if number == 9:
            recorder.next_item()
        made.clock.ms += 20_000
        recorder.press(tags[number % len(tags)])
        made.clock.ms += 10_000
        recorder.press(tags[(number * 5 + 3) % len(tags)])
    made.at(36, 58)
    recorder.let_run("productive")
    made.at(37, 20)
    recorder.floor(seat["Council Chair"])
    recorder.press("support")
    recorder.lens(recorder.timeline.board.lenses[0].id)
    made.at(38, 47)
    recorder.floor(seat["ICB Chair"])
    recorder.press("challenge")
    recorder.address(seat["Acute Chair"])
    made.at(40, 2)
    recorder.floor(seat["Community CEO"])
    recorder.press(next(t.id for t in recorder.timeline.board.tags if t.key == "Z"))
    recorder.amend(latest(made), note="offer of beds passed over twice")
    made.at(40, 35)
    recorder.press(next(t.id for t in recorder.timeline.board.tags if t.key == "B"))
    recorder.address(seat["Ambulance Chair"])
    made.at(41, 9)
    recorder.floor(seat["Acute Chair"])
    made.at(42, 11)
    recorder.press("us-and-them")
    recorder.address(seat["Council CEO"])
    recorder.amend(latest(made), words="you people always arrive with the answer")
    made.at(42, 17)
    made.saved()
    made.window._tick()
