"""A programme in a real throw-away vault, and its pages as the shell makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from livecoach import main
from livecoach.core.board import freeze
from livecoach.core.clock import Reading
from livecoach.core.edit import Edit, Row, insert
from livecoach.core.engagement import Engagement
from livecoach.core.ids import new_uid
from livecoach.core.moment import Moment
from livecoach.core.observation import Observation, Turn
from livecoach.core.planning.organisations import add_organisations, read_organisations
from livecoach.core.planning.seating import seat_posts
from livecoach.core.programme import Programme
from livecoach.core.recorder import Recorder
from livecoach.core.session import AgendaItem, Session
from livecoach.core.timeline import Timeline
from livecoach.store import library, reading
from livecoach.store.throwaway import throwaway
from livecoach.store.writer import Writer
from livecoach.ui.actions import Actions
from livecoach.ui.desk import Desk
from livecoach.ui.page import Page
from livecoach.ui.saving import Saving
from livecoach.ui.settings.values import Settings
from livecoach.ui.theme import Theme

NOW = Reading(500_000, 500_000, 1_795_435_200_000, 0, "one")  # Mon 23 Nov 2026, 12:00 UTC
PEOPLE = "ICB: Chair (Dame Jo Smith), CEO\nNorth Acute: Chair, CEO\nCouncil: CE"
P = TypeVar("P", bound=Page)


@dataclass
class Room:
    """The desk, where pages asked to go, and what they told."""

    desk: Desk
    writer: Writer
    programme: Programme
    gone: list[tuple[str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    offered: dict[str, Callable[[], object]] = field(default_factory=dict)  # with the latest words
    pages: list[Page] = field(default_factory=list)

    def show(self, make: Callable[..., P], *uid: str) -> P:
        """Make a page and show it, as the shell does."""
        return shown(make(self.desk, *uid), self.pages)

    def saved(self) -> None:
        """Wait until everything is on disk and nothing was refused."""
        QApplication.processEvents()
        assert self.writer.flush(10)
        assert self.writer.refused() == []
        for _ in range(200):
            QApplication.processEvents()
            if self.desk.saving.all_saved:
                return
        raise AssertionError("the window was never told that all is saved")

    def held(self) -> Programme:
        """Return the programme as the vault holds it."""
        self.saved()
        found = self.writer.ask(reading.engagement) or Engagement("", "")
        programme = self.writer.ask(lambda db: reading.people(db, found))
        programme.load(self.writer.ask(lambda db: reading.rows(db, Session)))
        return programme

    def timeline(self, session: str) -> Timeline:
        """Return a session as the vault holds it."""
        self.saved()
        return self.writer.ask(lambda db: reading.timeline(db, session))

    def count(self, table: str) -> int:
        """Return how many rows a table of the vault holds."""
        self.saved()
        return int(self.writer.ask(lambda db: db[table].count))

    def keep(self, label: str, *rows: Row) -> None:
        """Put rows into the vault before a page is made."""
        self.desk.save(Edit(new_uid(), label, "", tuple(insert(row) for row in rows)))
        self.programme.load(rows)

    def session(
        self, title: str, state: str = "planned", at: str = "2026-12-01T09:30+00:00",
        kind: str = "live", moments: int = 0,
    ) -> str:  # fmt: skip
        """Keep a session with a seat for every post, and return its uid."""
        ended = f"{at[:11]}11:00{at[16:]}" if state == "ended" else ""
        started = at if state == "ended" else ""
        session = Session(new_uid(), kind, title, state, at, 90, started, ended, "Europe/London",
                          "Town Hall")  # fmt: skip
        seats = seat_posts(self.programme, session.uid, self.programme.posts_in_order())
        board = library.shipped_board("live-coaching")
        length = 90 * 60_000 if state == "ended" else None
        made = Observation(new_uid(), session.uid, board=freeze(board), length_ms=length)
        rows: list[Row] = [session, *seats, made]
        rows.append(AgendaItem(new_uid(), session.uid, "Stroke pathway", 0, 25))
        for number in range(moments):
            seat = seats[number % len(seats)]
            at_ms = number * 60_000
            rows.append(Turn(new_uid(), made.uid, at_ms, at_ms + 50_000, seat.uid))
            rows.append(Moment(new_uid(), made.uid, number + 1, at_ms + 1000, at_ms + 1000, None,
                               "challenge" if number % 2 else "us-and-them", seat.uid,
                               words=f"words {number}", note=f"note {number}"))  # fmt: skip
        self.keep("Add session", *rows)
        return session.uid


def shown(page: P, pages: list[Page]) -> P:
    """Show a page at the size of a window's, and keep it among those to be closed."""
    page.resize(1180, 840)
    page.show()
    pages.append(page)
    QApplication.processEvents()
    return page


@contextmanager
def open_room(folder: Path, theme: Theme, people: str = PEOPLE) -> Iterator[Room]:
    """Open a vault with an engagement and these people; it is gone at the end."""
    told: list[Saving] = []
    with throwaway(
        lambda uid: told[0].on_saved(uid), lambda uid, words: told[0].on_trouble(uid, words)
    ) as writer:
        saving = Saving(writer.save)
        told.append(saving)
        gone: list[tuple[str, str]] = []
        said: list[str] = []

        offered: dict[str, Callable[[], object]] = {}

        def tell(words: str, *offers: tuple[str, Callable[[], object]], **_: bool) -> None:
            said.append(words)
            offered.clear()
            offered.update(offers)

        def recorder(uid: str, notify: Callable[[Edit], None]) -> Recorder:
            return main.recorder(writer, saving.save, uid, notify)

        desk = Desk(
            writer=writer, saving=saving, read_clock=lambda: NOW, theme=theme,
            settings=Settings(folder / "settings.toml"), actions=Actions({}),
            go=lambda name, uid="": gone.append((name, uid)), back=lambda: None,
            recorder=recorder, tell=tell,
        )  # fmt: skip
        room = Room(
            desk, writer, Programme(Engagement(new_uid(), "Riverbank system")), gone, said, offered
        )
        if people:
            room.keep("New programme", room.programme.engagement)
            edit = add_organisations(room.programme, read_organisations(people))
            assert edit is not None
            room.programme.apply(edit)
            desk.save(edit)
        yield room
        for page in room.pages:
            page.leaving()
            page.close()
            page.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
