"""Small sessions for the timeline's tests, and one with a bit of everything in it."""

from __future__ import annotations

from livecoach.core.board import Board, Family, Lens, Tag, freeze
from livecoach.core.edit import Row
from livecoach.core.moment import Decision, Link, Moment
from livecoach.core.observation import Break, ClockEvent, Observation, Turn
from livecoach.core.session import AgendaItem, Seat, Session
from livecoach.core.timeline import Timeline

MINUTE = 60_000
FAMILIES = (
    Family("language", "Language", "language", "circle"),
    Family("unheard", "Unheard voice", "unheard", "triangle"),
    Family("coach", "Interjection", "interjection", "diamond"),
)
TAGS = (
    Tag("us", "Us and them", "language", meaning="us_and_them"),
    Tag("own", "Owning", "language"),
    Tag("over", "Talked over", "unheard", meaning="unheard"),
    Tag("quiet", "Silence", "unheard", meaning="silence"),
    Tag("ask", "Ask a question", "coach", meaning="interjection"),
    Tag("run", "Let it run", "coach", meaning="let_run"),
)
BOARD = Board("test", "Test", 1, FAMILIES, TAGS, (Lens("patient", "Patient"),))


def moment(uid: str, at: int, tag: str | None = "us", **fields: object) -> Moment:
    """Return a moment at ``at`` ms; its number of entry is its time."""
    return Moment(uid, "o", at, at, at, None, tag, **fields)  # type: ignore[arg-type]


def empty(seats: int = 3, length_ms: int | None = 90 * MINUTE, imported: bool = False) -> Timeline:
    """Return a session with seats and a board and nothing said yet."""
    session = Session("s", "live", "Chairs and CEOs", state="ended")
    observation = Observation("o", "s", board=freeze(BOARD), length_ms=length_ms, imported=imported)
    timeline = Timeline(session, observation)
    timeline.load(Seat(f"p{i}", "s", f"Post {i}", f"Org {i // 2}", place=i) for i in range(seats))
    return timeline


def everything() -> list[Row]:
    """Return rows with every kind of mark in them."""
    return [
        AgendaItem("a0", "s", "Welcome", 0, started_ms=0, ended_ms=10 * MINUTE),
        AgendaItem("a1", "s", "Stroke pathway", 1, started_ms=10 * MINUTE),
        Turn("t0", "o", 0, MINUTE, "p0"),
        Turn("t1", "o", 2 * MINUTE, 3 * MINUTE, "p1"),
        Turn("t2", "o", 3 * MINUTE, 4 * MINUTE, None),
        Turn("t3", "o", 5 * MINUTE, 6 * MINUTE, None, by_coach=True),
        Turn("t4", "o", 60 * MINUTE, 61 * MINUTE, "p0"),
        Break("b0", "o", 30 * MINUTE, 40 * MINUTE),
        ClockEvent("c0", "o", 45 * MINUTE, "slept", 20_000, 0),
        moment("m0", MINUTE, "us", seat="p0", words="you people"),
        moment("m1", 5 * MINUTE, "ask", by_coach=True),
        moment("m2", 7 * MINUTE, "run", by_coach=True),
        moment("m3", 8 * MINUTE, None),
        moment("m4", 9 * MINUTE, "over", seat="p1", source="back-dated"),
        moment("m5", 70 * MINUTE, "own", seat="p0", source="imported"),
        Decision("d1", "o", "m1", "interject", "catalytic"),
        Decision("d2", "o", "m2", "let_run"),
        Link("l0", "o", "m4", "m0", "follows"),
    ]


def full() -> Timeline:
    """Return a session with every kind of mark in it."""
    timeline = empty()
    timeline.load(everything())
    return timeline
