"""A desk on the shipped example in a real throw-away vault, for pages that read a past session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from livecoach import main
from livecoach.core import clock
from livecoach.core.edit import Edit
from livecoach.core.recorder import Recorder
from livecoach.core.timeline import Timeline
from livecoach.exchange.example import example_session
from livecoach.store import reading
from livecoach.store.throwaway import throwaway
from livecoach.store.writer import Writer
from livecoach.ui.actions import Actions
from livecoach.ui.desk import Desk
from livecoach.ui.saving import Saving
from livecoach.ui.settings.values import Settings
from livecoach.ui.theme import Theme


@dataclass
class Example:
    """The desk, the example's session, and where pages asked to go."""

    desk: Desk
    writer: Writer
    session: str
    shown: list[tuple[str, str]] = field(default_factory=list)

    def saved(self) -> None:
        """Wait until everything is on disk and the window has heard of it."""
        assert self.writer.flush(10)
        for _ in range(200):
            QApplication.processEvents()
            if self.desk.saving.all_saved:
                return
        raise AssertionError("the window was never told that all is saved")

    def on_disk(self) -> Timeline:
        """Return the session as the vault holds it."""
        self.saved()
        return self.writer.ask(lambda db: reading.timeline(db, self.session))


@contextmanager
def example_desk(folder: Path, theme: Theme) -> Iterator[Example]:
    """Open the example; its vault is gone at the end."""
    told: list[Saving] = []
    with throwaway(
        lambda uid: told[0].on_saved(uid), lambda uid, words: told[0].on_trouble(uid, words)
    ) as writer:
        saving = Saving(writer.save)
        told.append(saving)
        edit = example_session()
        saving.save(edit)

        def recorder(uid: str, notify: Callable[[Edit], None]) -> Recorder:
            return main.recorder(writer, saving.save, uid, notify)

        shown: list[tuple[str, str]] = []
        desk = Desk(
            writer=writer, saving=saving, read_clock=clock.read, theme=theme,
            settings=Settings(folder / "settings.toml"), actions=Actions({}),
            go=lambda name, uid="": shown.append((name, uid)), back=lambda: None,
            recorder=recorder, tell=lambda *words, **more: None, example=True,
        )  # fmt: skip
        session = writer.ask(reading.sessions)[0].uid
        made = Example(desk, writer, session, shown)
        made.saved()
        yield made
        QApplication.processEvents()


def close(page: QWidget) -> None:
    """Close a page for good."""
    page.close()
    page.deleteLater()
    QApplication.processEvents()
