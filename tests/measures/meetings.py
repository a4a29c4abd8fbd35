"""Small meetings to measure: a board with a tag a meaning, tag logs from short rows, live rooms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from livecoach.core.board import MEANINGS, Board, Family, Lens, Tag, freeze
from livecoach.core.edit import Edit, Row
from livecoach.core.history import History
from livecoach.core.moment import Link, Moment
from livecoach.core.observation import Observation
from livecoach.core.recorder import Recorder
from livecoach.core.session import AgendaItem, Seat, Session
from livecoach.core.timeline import Timeline
from tests.core.rooms import HandClock

BOARD = Board(
    "meanings",
    "A tag a meaning",
    1,
    (
        Family("what", "What was said", "message", "square"),
        Family("how", "How it was said", "language", "circle"),
    ),
    tuple(
        Tag(meaning or "plain", (meaning or "plain").replace("_", " ").capitalize(),
            "how" if meaning in ("us_and_them", "we_system") else "what", meaning=meaning)
        for meaning in MEANINGS
    ),
    (Lens("patient", "Patient"), Lens("system", "System")),
)  # fmt: skip
COACH = "COACH"


@dataclass(frozen=True)
class Said:
    """One row of a tag log; ``links`` are the 1-based numbers of earlier rows, with kinds."""

    at_s: float
    seat: str | None
    tag: str | None = "plain"
    to: str | None = None
    for_s: float = 0
    links: tuple[tuple[int, str], ...] = ()
    lens: str | None = None
    action: str = ""


def empty(seats: Sequence[str], length_s: float | None = None, imported: bool = False) -> Timeline:
    """Return a session with these seats, each "Organisation role", and nothing said yet."""
    observation = Observation(
        "o1", "s1", board=freeze(BOARD), imported=imported,
        length_ms=None if length_s is None else round(length_s * 1000),
    )  # fmt: skip
    timeline = Timeline(Session("s1", "live", "Chairs and CEOs"), observation)
    timeline.load(
        Seat(label, "s1", label, label.partition(" ")[0], label.partition(" ")[2] or "Other",
             place=place)
        for place, label in enumerate(seats)
    )  # fmt: skip
    return timeline


def tagged(seats: Sequence[str], said: Iterable[Said], length_s: float = 600) -> Timeline:
    """Return a tag log without timed turns, as an import gives it. Seats' uids are their labels."""
    timeline = empty(seats, length_s, imported=True)
    rows: list[Row] = []
    for seq, row in enumerate(said, 1):
        at = round(row.at_s * 1000)
        seat = None if row.seat == COACH else row.seat
        rows.append(
            Moment(
                f"m{seq}", "o1", seq, at, at, None, row.tag, seat, row.seat == COACH,
                None if row.to == "ALL" else row.to, row.to == "ALL", row.lens, source="imported",
                duration_ms=round(row.for_s * 1000), ref=f"R{seq}", coach_action=row.action,
            )
        )  # fmt: skip
        rows += [
            Link(f"l{seq}-{earlier}", "o1", f"m{seq}", f"m{earlier}", kind)
            for earlier, kind in row.links
        ]
    timeline.load(rows)
    return timeline


@dataclass
class LiveRoom:
    """A running session on a clock moved by hand, and every edit it saved."""

    timeline: Timeline
    clock: HandClock
    saved: list[Edit]
    recorder: Recorder


def room(seats: Sequence[str], agenda: Sequence[str] = ()) -> LiveRoom:
    """Return a session that has just started."""
    timeline = empty(seats)
    timeline.load(AgendaItem(title, "s1", title, place) for place, title in enumerate(agenda))
    saved: list[Edit] = []
    clock = HandClock()
    history = History(timeline.apply, saved.append, lambda edit: None)
    live = LiveRoom(timeline, clock, saved, Recorder(timeline, history, clock))
    live.recorder.start()
    return live


def reopened(timeline: Timeline) -> Timeline:
    """Return the same record read back at once, its rows in no special order."""
    again = Timeline(timeline.session, timeline.observation)
    kept = (
        timeline.seats, timeline.agenda, timeline.check_outs, timeline.turns, timeline.breaks,
        timeline.clock_anchors, timeline.clock_events, timeline.moments, timeline.decisions,
        timeline.links, timeline.remarks,
    )  # fmt: skip
    for table in kept:
        again.load(reversed(list(table.values())))
    return again
