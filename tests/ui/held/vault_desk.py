"""A desk on a real vault with its keys and backups, filled with people, a meeting and words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from livecoach import main
from livecoach.core.edit import Edit
from livecoach.core.recorder import Recorder
from livecoach.store.writer import Writer
from livecoach.ui.actions import Actions
from livecoach.ui.desk import Desk
from livecoach.ui.page import Page
from livecoach.ui.saving import Saving
from livecoach.ui.settings.values import Settings
from livecoach.ui.theme import Theme
from tests.store.erasable import Cast, fill
from tests.store.vaults import made
from tests.ui.programme.room import NOW, shown

P = TypeVar("P", bound=Page)


@dataclass
class Vault:
    """The desk, its vault, who is in it, and where pages asked to go."""

    desk: Desk
    writer: Writer
    cast: Cast
    qtbot: QtBot
    gone: list[tuple[str, str]] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)

    def show(self, make: Callable[..., P], *uid: str) -> P:
        """Make a page and show it, as the shell does."""
        return shown(make(self.desk, *uid), self.pages)

    def until(self, done: Callable[[], bool]) -> None:
        """Let the window go on until something is so."""
        self.qtbot.waitUntil(done, timeout=30_000)

    def live(self) -> str:
        """Return the uid of the meeting."""
        return next(uid for uid, one in self.cast.sessions.items() if one.kind == "live")

    def journal(self) -> str:
        """Return every label and change the journal holds, as one text."""
        rows = self.writer.ask(
            lambda db: db.execute('SELECT "label", "changes" FROM "journal"').fetchall()
        )
        return "\n".join(label + changes for label, changes in rows)


@contextmanager
def open_desk(folder: Path, theme: Theme, qtbot: QtBot, seed: int = 3) -> Iterator[Vault]:
    """Make a vault in a folder, fill it, and open a desk on it; it is closed at the end."""
    key = made(folder / "v")
    told: list[Saving] = []
    writer = Writer(
        folder / "v",
        key,
        lambda uid: told[0].on_saved(uid),
        lambda uid, words: told[0].on_trouble(uid, words),
    )
    try:
        saving = Saving(writer.save)
        told.append(saving)
        cast = fill(writer, seed)

        def recorder(uid: str, notify: Callable[[Edit], None]) -> Recorder:
            return main.recorder(writer, saving.save, uid, notify)

        gone: list[tuple[str, str]] = []
        renamed: list[str] = []
        desk = Desk(
            writer=writer, saving=saving, read_clock=lambda: NOW, theme=theme,
            settings=Settings(folder / "settings.toml"), actions=Actions({}),
            go=lambda name, uid="": gone.append((name, uid)), back=lambda: None,
            recorder=recorder, tell=lambda *words, **more: None,
            renamed=lambda: renamed.append("again"),
        )  # fmt: skip
        made_ = Vault(desk, writer, cast, qtbot, gone, renamed)
        QApplication.processEvents()
        yield made_
        for page in made_.pages:
            page.close()
            page.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    finally:
        writer.close()
