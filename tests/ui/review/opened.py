"""A review page on a session in a real throw-away vault, and a way to prove every change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from livecoach.core.clock import Reading
from livecoach.core.edit import TABLES, Edit, Row, insert
from livecoach.core.engagement import Engagement
from livecoach.core.history import History
from livecoach.core.ids import new_uid
from livecoach.core.recorder import Recorder
from livecoach.core.timeline import Timeline
from livecoach.store import reading
from livecoach.store.throwaway import throwaway
from livecoach.store.writer import Writer
from livecoach.ui.actions import Actions
from livecoach.ui.desk import Desk
from livecoach.ui.review.page import ReviewPage
from livecoach.ui.saving import Saving
from livecoach.ui.settings.values import Settings
from livecoach.ui.theme import Theme

NOW = Reading(1_000, 1_000, 1_795_252_500_000, 0, "boot")


@cache
def theme_of(qapp: QApplication) -> Theme:
    """Return one theme for all tests: dressing the program anew each time is slow."""
    return Theme(qapp, "light")


def rows_of(timeline: Timeline) -> dict[str, Row]:
    """Return every row of a session by its uid."""
    kinds = (
        timeline.seats, timeline.agenda, timeline.turns, timeline.breaks, timeline.moments,
        timeline.decisions, timeline.links, timeline.remarks, timeline.check_outs,
        timeline.clock_events,
    )  # fmt: skip
    found: dict[str, Row] = {uid: row for rows in kinds for uid, row in rows.items()}
    found[timeline.session.uid] = timeline.session
    found[timeline.observation.uid] = timeline.observation
    return found


@dataclass
class Opened:
    """The page and what stands behind it."""

    page: ReviewPage
    writer: Writer
    actions: Actions
    gone: list[tuple[str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @property
    def timeline(self) -> Timeline:
        return self.page.scene.timeline

    def on_disk(self) -> dict[str, Row]:
        """Return the session's rows as a fresh start would read them from the vault."""
        assert self.writer.flush(10)
        uid = self.timeline.session.uid
        return rows_of(self.writer.ask(lambda db: reading.timeline(db, uid)))

    def proves(self, act: Callable[[], object]) -> tuple[dict[str, Row], dict[str, Row]]:
        """
        Do, undo and redo, comparing page and vault each time. Return the rows before and after.

        The act must be one undo: one step back stands as before it.
        """
        before = rows_of(self.timeline)
        assert self.on_disk() == before
        act()
        after = rows_of(self.timeline)
        assert after != before, "nothing changed"
        assert self.on_disk() == after
        self.page.undo()
        assert rows_of(self.timeline) == before
        assert self.on_disk() == before
        self.page.redo()
        assert rows_of(self.timeline) == after
        assert self.on_disk() == after
        return before, after


@contextmanager
def opened(
    qapp: QApplication, folder: Path, timeline: Timeline, pick: str = ""
) -> Iterator[Opened]:
    """Show the review page of a session that a vault holds."""
    made: list[Writer] = []
    saving = Saving(lambda edit: made[0].save(edit))
    with throwaway(saving.on_saved, saving.on_trouble) as writer:
        made.append(writer)
        kinds = list(TABLES)
        rows = sorted(rows_of(timeline).values(), key=lambda row: kinds.index(type(row)))
        changes = (insert(Engagement(new_uid(), "System")), *map(insert, rows))
        writer.save(Edit(new_uid(), "Import session", timeline.session.uid, changes))
        assert writer.flush(10)

        def recorder(uid: str, notify: Callable[[Edit], None]) -> Recorder:
            read = writer.ask(lambda db: reading.timeline(db, uid))
            journal = partial(writer.ask, lambda db: reading.journal(db, uid))
            past = History(read.apply, saving.save, notify, journal)
            return Recorder(read, past, lambda: NOW)

        with _page(qapp, folder, f"{timeline.session.uid}/{pick}", writer, saving, recorder) as at:
            yield at


@contextmanager
def opened_unkept(qapp: QApplication, folder: Path, timeline: Timeline) -> Iterator[Opened]:
    """Show the review page of a session too long to be written for a test; edits go nowhere."""
    saving = Saving(lambda edit: saving.on_saved(edit.uid))

    def recorder(uid: str, notify: Callable[[Edit], None]) -> Recorder:
        past = History(timeline.apply, saving.save, notify)
        return Recorder(timeline, past, lambda: NOW)

    with (
        throwaway() as writer,
        _page(qapp, folder, timeline.session.uid, writer, saving, recorder) as at,
    ):
        yield at


@contextmanager
def _page(
    qapp: QApplication, folder: Path, place: str, writer: Writer, saving: Saving,
    recorder: Callable[[str, Callable[[Edit], None]], Recorder],
) -> Iterator[Opened]:  # fmt: skip
    gone: list[tuple[str, str]] = []
    told: list[str] = []
    actions = Actions({})
    desk = Desk(
        writer=writer, saving=saving, read_clock=lambda: NOW, theme=theme_of(qapp),
        settings=Settings(folder / "settings.toml"), actions=actions,
        go=lambda name, uid="": gone.append((name, uid)), back=lambda: None,
        recorder=recorder, tell=lambda words, *_, **__: told.append(words),
    )  # fmt: skip
    page = ReviewPage(desk, place)
    page.resize(1440, 900)
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page), "the platform never made the window the active one"
    actions.put("page", page.actions_here())
    qapp.processEvents()
    yield Opened(page, writer, actions, gone, told)
    page.leaving()
    page.close()
    page.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
