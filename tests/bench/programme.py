"""
Time the first page of a programme of 200 sessions, and one session's figures made anew.

``python -m tests.bench.programme [turns and moments]`` lays down an encrypted vault with so many
rows (a million unless told) through the store's own connection, every trigger at work, and prints
what it takes from the page's class to its first picture, and from an edit in one session to its
figures kept again.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from livecoach.core.board import freeze
from livecoach.core.edit import TABLES, Change, Edit, Row
from livecoach.core.ids import new_uid
from livecoach.core.moment import Moment
from livecoach.core.observation import Observation, Turn
from livecoach.core.planning.seating import seat_posts
from livecoach.core.record import fields_of
from livecoach.core.session import CheckOut, Session
from livecoach.measures.programme import SessionFigures, figures_of
from livecoach.store import library, reading
from livecoach.ui.collecting import Collecting
from livecoach.ui.programme.figures_kept import held_sessions, session_figures
from livecoach.ui.programme.home import HomePage
from livecoach.ui.theme import Theme
from tests.bench.figures import quantile
from tests.ui.programme.room import Room, open_room

if TYPE_CHECKING:
    from sqlite_utils import Database

SESSIONS = 200
EVENTS = 1_000_000
HOME_BAR_S = 0.100
ONE_BAR_S = 0.050
TAGS = ("us-and-them", "owning", "challenge", "support", "idea", "question", "not-taken-up", "ask")


def sessions(room: Room, events: int) -> Iterator[list[Row]]:
    """Yield the rows of each session: half its events turns, half moments."""
    chance = random.Random(5)
    posts = room.programme.posts_in_order()
    board = freeze(library.shipped_board("live-coaching"))
    half = max(2, events // SESSIONS // 2)
    for number in range(SESSIONS):
        day = f"20{20 + number // 40:02d}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        start = f"{day}T09:30+00:00"
        session = Session(f"s{number}", "live", f"Meeting {number + 1}", "ended", start, 90, start,
                          f"{day}T11:00+00:00")  # fmt: skip
        seats = seat_posts(room.programme, session.uid, posts)
        answers = [CheckOut(new_uid(), session.uid, seat.uid, chance.randrange(11), True)
                   for seat in seats]  # fmt: skip
        made = Observation(f"o{number}", session.uid, board=board, length_ms=half * 2_000)
        rows: list[Row] = [session, *seats, *answers, made]
        for place in range(half):
            at, who = place * 2_000, chance.choice(seats).uid
            rows.append(Turn(f"t{number}-{place}", made.uid, at, at + 1_900, who))
            rows.append(Moment(f"m{number}-{place}", made.uid, place + 1, at, at + 500, None,
                               chance.choice(TAGS), who))  # fmt: skip
        yield rows


def lay_down(db: Database, rows: Iterable[Row]) -> None:
    """Put one session's rows into the vault in one transaction, without a journal of them."""
    by_kind: dict[type[Row], list[tuple[object, ...]]] = {}
    for row in rows:
        kind: Any = type(row)
        values = tuple(getattr(row, name) for name in fields_of(kind))
        by_kind.setdefault(kind, []).append(values)
    db.execute("BEGIN")
    for kind, values_of_all in by_kind.items():
        names = list(fields_of(kind))
        columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
        sql = f'INSERT INTO "{TABLES[kind]}"({columns}) VALUES ({marks})'
        db.conn.executemany(sql, values_of_all)
    db.execute("COMMIT")


def fill(room: Room, events: int) -> float:
    """Lay the whole programme down; return the seconds it took."""
    begun = perf_counter()
    for rows in sessions(room, events):
        room.writer.ask(lambda db, rows=rows: lay_down(db, rows))  # type: ignore[misc]
    return perf_counter() - begun


def open_home(room: Room) -> float:
    """Return the seconds from the page's class to its first picture."""
    begun = perf_counter()
    page = HomePage(room.desk)
    page.resize(1240, 840)
    page.grab()
    taken = perf_counter() - begun
    page.deleteLater()
    return taken


def change_one(room: Room, number: int) -> tuple[float, SessionFigures | None]:
    """Change one session's moment; return the seconds until its figures are kept, and them."""
    uid = f"m{number}-1"
    before = room.writer.ask(lambda db: reading.moments(db, [uid]))[0]
    after = replace(before, tag="challenge" if before.tag == "support" else "support")
    begun = perf_counter()
    room.writer.save(Edit(new_uid(), "Tag", f"s{number}", (Change(before, after),)))
    found = session_figures(room.writer, f"s{number}")
    return perf_counter() - begun, found


def recomputed(room: Room, number: int) -> SessionFigures:
    """Return a session's figures counted from nothing but its rows."""
    return figures_of(room.writer.ask(lambda db: reading.timeline(db, f"s{number}")))


def measure(folder: Path, theme: Theme, events: int, times: int = 9) -> dict[str, list[float]]:
    """Return the seconds of filling, of opening the first page, and of one session's change."""
    with open_room(folder, theme) as room:
        filled = fill(room, events)
        first = open_home(room)  # imports and fonts
        homes = [open_home(room) for _ in range(times)]
        changes = [change_one(room, number)[0] for number in range(times)]
        begun = perf_counter()
        held_sessions(room.writer, "live", room.writer.ask(reading.sessions)[:times])
        return {"fill": [filled], "first": [first], "home": homes, "change": changes,
                "kept": [perf_counter() - begun]}  # fmt: skip


def main() -> int:
    """Print each figure with its bar; return 1 where one is missed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    Collecting(app)  # as in the program, the writer's thread collects no garbage
    events = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), Theme(app, "light"), events)
    missed = 0
    print(f"{SESSIONS} sessions, {events} turns and moments, laid down in {found['fill'][0]:.0f} s")
    for name, words, bar in (
        ("home", "first page, to its picture", HOME_BAR_S),
        ("change", "one session changed, its figures kept again", ONE_BAR_S),
    ):
        middle, worst = quantile(found[name], 0.5), max(found[name])
        missed += middle > bar
        print(f"{words}: median {1000 * middle:.1f} ms, worst {1000 * worst:.1f} ms "
              f"(bar {1000 * bar:.0f} ms)")  # fmt: skip
    print(f"first page the first time: {1000 * found['first'][0]:.1f} ms")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
