"""Sessions to send out and bring back: timelines from edits, hostile ones, and how to compare."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from livecoach.core.board import Board, freeze
from livecoach.core.edit import TABLES, Edit, Row
from livecoach.core.moment import (
    ACTIONS,
    CHOICES,
    HOLD_REASONS,
    LEVELS,
    LINK_KINDS,
    RESPONSES,
    SOURCES,
    VERDICTS,
    Decision,
    Link,
    Moment,
)
from livecoach.core.observation import Break, Observation, Turn
from livecoach.core.record import as_dict
from livecoach.core.session import ATTENDANCE, AgendaItem, CheckOut, Seat, Session
from livecoach.core.timeline import Timeline
from livecoach.exchange.checks import POINTS_AT
from livecoach.exchange.session_csv import Wish, beside, read_session, write_session
from livecoach.store.library import shipped_board

LIVE = shipped_board("live-coaching")
LENGTH_MS = 5_400_000


def timeline_of(edit: Edit) -> Timeline:
    """Return the timeline that an edit which inserts a whole session makes."""
    return timeline_from(change.row for change in edit.changes)


def timeline_from(rows: Iterable[Row]) -> Timeline:
    """Return the timeline of one session's rows."""
    rows = list(rows)
    session = next(row for row in rows if isinstance(row, Session))
    observation = next(row for row in rows if isinstance(row, Observation))
    timeline = Timeline(session, observation)
    timeline.load(row for row in rows if TABLES[type(row)] not in ("post", "organisation"))
    return timeline


def compared(rows: Iterable[Row], without: Iterable[str] = ()) -> list[str]:
    """Return every row as sorted text with every field, uids told by what they stand for."""
    rows = list(rows)
    names: dict[tuple[str, str], str] = {}
    for row in rows:
        known = {Seat: "label", Moment: "seq", AgendaItem: "title"}.get(type(row), "")
        names[TABLES[type(row)], row.uid] = f"<{getattr(row, known, TABLES[type(row)])}>"
    found = []
    for row in rows:
        values: dict[str, Any] = as_dict(row)
        del values["uid"]
        for name, target in POINTS_AT.get(type(row), {}).items():
            values[name] = names.get((TABLES[target], values[name]), values[name])
        for name in without:
            values.pop(name, None)
        found.append(json.dumps([TABLES[type(row)], values], sort_keys=True))
    return sorted(found)


def write_files(timeline: Timeline, log: Path) -> None:
    """Write a session's CSV files as the command line does."""
    for what, content in write_session(timeline).items():
        (beside(log, what) if what else log).write_bytes(content)


def find_board(board_id: str) -> Board:
    """Return a shipped board."""
    return shipped_board(board_id)


def read_back(log: Path, wish: Wish | None = None) -> Edit:
    """Return the edit of a log, with no more said than the file says."""
    return read_session(log, wish or Wish(), find_board)


# Text that breaks careless readers: commas, quotes, line ends, formulae, right to left, emoji.
NASTY = st.sampled_from(
    ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=x", "'=1", "''@", "'quoted' rest",
     'say "no", twice', "a,b;c", "line\r\nline", "\rx\n", " lead", "trail ", "שלום, עולם",
     "\u202eevil", "🙂👩🏽‍⚕️", "﹢", "＝1", "nul-free\x0b\x1f\x7f", "‘o’clock’", "…", "\ufeffbom",
     "=HYPERLINK(\"http://x\")", "%1", "|x"]
)  # fmt: skip
TEXT = st.one_of(NASTY, st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30))
LINE = TEXT.map(lambda text: " ".join(text.split()))
TIMES = st.integers(0, LENGTH_MS)
UIDS = st.integers(0, 10**9).map(lambda number: f"u{number}")
_TAGS = st.sampled_from([None, *(tag.id for tag in LIVE.tags)])
_LENSES = st.sampled_from([None, *(lens.id for lens in LIVE.lenses)])


def _some(draw: st.DrawFn, names: Iterable[str]) -> str:
    return draw(st.sampled_from(["", *names]))


@st.composite
def sessions(draw: st.DrawFn) -> Timeline:
    """Draw a whole live session, with hostile text in every cell that takes text."""
    session = Session(
        "s", draw(st.sampled_from(("team", "live", "pair"))), draw(LINE) or "T", "ended",
        planned_at="2026-03-05T14:00:00+00:00", started_at="2026-03-05T14:00:00+00:00",
        ended_at="2026-03-05T15:31:07+00:00",
    )  # fmt: skip
    labels = draw(
        st.lists(
            LINE.filter(lambda one: one != "" and one.upper() not in ("COACH", "ALL")),
            max_size=6,
            unique_by=lambda one: one.casefold(),
        )
    )
    seats = [
        Seat(f"seat{n}", "s", label, draw(LINE), draw(LINE) or "Other", None,
             draw(st.sampled_from(ATTENDANCE)), n, draw(st.sampled_from(["", "7", "U"])),
             draw(st.none() | st.integers(0, 9)), draw(st.none() | st.integers(9, 99)))
        for n, label in enumerate(labels)
    ]  # fmt: skip
    who = st.sampled_from([None, *(seat.uid for seat in seats)])
    refs = draw(st.lists(st.sampled_from(["", "M01", "M2", "=x", "-9", "r7"]), max_size=8))
    moments: list[Moment] = []
    for n, ref in enumerate(refs, 1):
        seat, addressee, at = draw(who), draw(who), draw(TIMES)
        moments.append(Moment(
            f"m{n}", "o", n, at, at + draw(st.sampled_from([0, 0, 7250])),
            draw(st.none() | st.integers(0, 2 * 10**12)), draw(_TAGS), seat,
            seat is None and draw(st.booleans()), addressee,
            addressee is None and draw(st.booleans()), draw(_LENSES), draw(TEXT), draw(TEXT),
            draw(st.sampled_from(SOURCES)), draw(st.none() | st.integers(0, 90_000)),
            "" if ref in [one.ref for one in moments] else ref, draw(TEXT), draw(TEXT),
        ))  # fmt: skip
    one = st.sampled_from([moment.uid for moment in moments] or ["-"])
    decisions = [
        Decision(f"d{n}", "o", moment.uid, draw(st.sampled_from(CHOICES)),
                 _some(draw, [name for _, name, _ in ACTIONS]), _some(draw, LEVELS),
                 draw(st.none() | one), _some(draw, [name for name, _ in HOLD_REASONS]),
                 _some(draw, [name for name, _ in RESPONSES]),
                 _some(draw, [name for name, _ in VERDICTS]))
        for n, moment in enumerate(moments) if draw(st.booleans())
    ]  # fmt: skip
    pairs = draw(st.sets(st.tuples(one, one, st.sampled_from(LINK_KINDS)), max_size=6))
    links = [
        Link(f"l{n}", "o", later, earlier, kind)
        for n, (later, earlier, kind) in enumerate(sorted(pairs))
        if later != earlier
    ]
    ends = sorted(draw(st.lists(TIMES, max_size=8, unique=True)))
    turns = []
    for n, (start, end) in enumerate(zip(ends[::2], ends[1::2], strict=False)):
        seat = draw(who)
        turns.append(Turn(f"t{n}", "o", start, end, seat, seat is None and draw(st.booleans())))
    rows: list[Row] = [
        *seats,
        *(AgendaItem(f"a{n}", "s", title, n, draw(st.none() | st.integers(0, 90)), 5, 9)
          for n, title in enumerate(draw(st.lists(LINE.filter(bool), max_size=2, unique=True)))),
        *(CheckOut(f"c{n}", "s", seat.uid, draw(st.none() | st.integers(0, 10)),
                   draw(st.none() | st.booleans()), draw(TEXT), draw(TEXT), draw(TEXT))
          for n, seat in enumerate(seats) if draw(st.booleans())),
        *turns,
        *([Break("b", "o", 10, 20)] if draw(st.booleans()) else []),
        *moments,
        *decisions,
        *links,
    ]  # fmt: skip
    imported = not turns and not any(isinstance(row, Break) for row in rows)
    imported = imported and all(moment.source == "imported" for moment in moments)
    observation = Observation("o", "s", "", freeze(LIVE), length_ms=LENGTH_MS, imported=imported)
    return timeline_from([session, observation, *rows])
