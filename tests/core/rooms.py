"""A small meeting to test with: six seats, the shape of a board, and a clock moved by hand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from livecoach.core.board import Board, Family, Lens, Tag, freeze
from livecoach.core.clock import Reading
from livecoach.core.edit import Edit, Row
from livecoach.core.history import History
from livecoach.core.observation import Observation
from livecoach.core.recorder import Recorder
from livecoach.core.session import AgendaItem, Seat, Session
from livecoach.core.timeline import Timeline

BOARD = Board(
    "small",
    "Small",
    1,
    (
        Family("language", "Language", "language", "circle"),
        Family("interjection", "Interjection", "interjection", "diamond"),
    ),
    (
        Tag("us-and-them", "Us and them", "language", "Q", "", "us_and_them"),
        Tag("loaded", "Loaded or blaming", "language", "W"),
        Tag("ask", "Ask a question", "interjection", "G", "", "interjection", "catalytic"),
        Tag("hold", "Let it run", "interjection", "", "", "let_run", "hold"),
    ),
    (Lens("patient", "Patient", "1"), Lens("system", "System", "2")),
)
LABELS = ("ICB Chair", "ICB CEO", "Acute Chair", "Acute CEO", "Council CEO", "Ambulance CEO")


@dataclass
class HandClock:
    """A clock that moves only when told to."""

    reading: Reading = field(default=Reading(1_000_000, 900_000, 1_790_000_000_000, 0, "boot-a"))

    def __call__(self) -> Reading:
        return self.reading

    def tick(self, ms: int) -> None:
        now = self.reading
        self.reading = replace(
            now,
            boot_ms=now.boot_ms + ms,
            awake_ms=now.awake_ms + ms,
            wall_utc_ms=now.wall_utc_ms + ms,
        )

    def shift(self, **fields: int | str) -> None:
        changed = {
            name: value if isinstance(value, str) else getattr(self.reading, name) + value
            for name, value in fields.items()
        }
        self.reading = replace(self.reading, **changed)  # type: ignore[arg-type]


def meeting() -> Timeline:
    """Return a planned meeting with six seats and two agenda items."""
    session = Session("s1", "live", "Chairs and CEOs", zone="Europe/London")
    timeline = Timeline(session, Observation("o1", "s1", board=freeze(BOARD)))
    rows: list[Row] = [
        Seat(f"seat{n}", "s1", label, label.split()[0], label.split()[1], place=n)
        for n, label in enumerate(LABELS)
    ]
    rows += [AgendaItem("a1", "s1", "Stroke pathway", 0, 25), AgendaItem("a2", "s1", "Money", 1)]
    timeline.load(rows)
    return timeline


@dataclass
class Room:
    """A running session on a hand-moved clock, with everything it saved."""

    timeline: Timeline
    clock: HandClock
    saved: list[Edit]
    recorder: Recorder

    def reopen(self) -> Room:
        """Return the same record as a fresh start reads it back from its journal."""
        return opened(self.clock, list(self.saved))


def opened(clock: HandClock, journal: list[Edit]) -> Room:
    """Return a room whose record is what the journal says."""
    timeline = meeting()
    for edit in journal:
        timeline.apply(edit)
    saved = list(journal)
    earlier = list(journal)
    history = History(timeline.apply, saved.append, lambda edit: None, lambda: earlier)
    return Room(timeline, clock, saved, Recorder(timeline, history, clock))


def running() -> Room:
    """Return a session that has just started."""
    room = opened(HandClock(), [])
    room.recorder.start()
    return room


def snapshot(timeline: Timeline) -> dict[str, object]:
    """Return everything a timeline holds, tallies too, to compare with another."""
    names = (
        "session", "observation", "seats", "agenda", "check_outs", "turns", "breaks",
        "clock_anchors", "clock_events", "moments", "decisions", "links", "remarks",
        "moment_order", "entry_order", "turn_order", "tag_counts", "decision_of", "open_turn",
        "open_break",
    )  # fmt: skip
    held: dict[str, object] = {}
    for name in names:
        value = getattr(timeline, name)
        held[name] = (
            list(value) if isinstance(value, list)
            else dict(value) if isinstance(value, dict)
            else value
        )  # fmt: skip
    held["voices"] = {
        seat: (voice.turns, voice.spoken_ms, list(voice.spans))
        for seat, voice in timeline.voices.items()
        if voice.turns
    }
    return held
