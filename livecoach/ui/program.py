"""Run the window: which vault is open, how it is entered, locked and left."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from livecoach.ui import later
from livecoach.ui.aside import aside
from livecoach.ui.door import Door, in_words, recent
from livecoach.ui.settings.values import Settings
from livecoach.ui.shell import Shell
from livecoach.ui.theme import Theme

if TYPE_CHECKING:  # the first window is painted before any of these is imported
    from PySide6.QtWidgets import QApplication, QWidget

    from livecoach.store.writer import Writer
    from livecoach.ui.actions import Actions
    from livecoach.ui.locking import Watch
    from livecoach.ui.opened import Opened
    from livecoach.ui.ports import Ports
    from livecoach.ui.saving import Saving
    from livecoach.ui.widgets.button import Button
    from livecoach.ui.widgets.frame import Frame

FURNISH_AFTER_MS = 30  # after the first paint has reached the screen


class Program(QObject):
    """One window over at most one open vault. ``painted`` once the first page has been seen."""

    painted = Signal()

    def __init__(
        self, app: QApplication, make_ports: Callable[[], Ports], settings_file: Path
    ) -> None:
        super().__init__(app)
        self._app, self._make_ports = app, make_ports
        self.settings = Settings(settings_file, self)
        choices = self.settings.choices
        self.theme = Theme(app, choices.scheme, choices.text_percent)
        self.shell = Shell(self.theme, self.settings)
        self._actions: Actions | None = None
        self.shell.closing = self._close
        self.shell.switch = self._switch
        self.opened: Opened | None = None
        self._watch: Watch | None = None
        self._answerer: QObject | None = None
        self.door = Door(
            theme=self.theme,
            settings=self.settings,
            show=self.shell.show_gate,
            enter=self.enter,
            try_example=self.try_example,
            home=self.to_door,
            say_inside=self._keep_word,
        )
        self._word = ""  # is said once the next vault has been entered

    @cached_property
    def _ports(self) -> Ports:
        return self._make_ports()

    @property
    def actions(self) -> Actions:
        """Return the actions; the first call makes all that the first paint does not need."""
        if self._actions is None:
            from livecoach.ui.actions import Actions
            from livecoach.ui.commands import commands

            self.theme.load_more()
            self._actions = Actions(self.settings.choices.keys, self)
            self.shell.furnish(self._actions)
            if self.shell.over is not None:
                self._actions.put("program", commands(self, self.shell.over))
        return self._actions

    def _furnish_once_seen(self) -> None:
        """Furnish the window once it has been painted; it is asked, for a filter costs more."""
        window = self.shell.windowHandle()
        if window is None or not window.isExposed():
            QTimer.singleShot(FURNISH_AFTER_MS, self, self._furnish_once_seen)
        else:
            self._furnish()

    def _furnish(self) -> None:
        from livecoach.ui import clipboard

        later.read_now()
        clipboard.minute()
        self.actions.changed.emit()
        self.painted.emit()

    # Starting --------------------------------------------------------------------------------

    def start(self, vault: Path | None) -> None:
        """Show the window: at the vault named, else at the one used last, else the first page."""
        if vault is not None and not vault.exists():
            from livecoach.ui.vault_pages import BrokenPage

            words = f"There is no programme in {vault}."
            self.shell.show_gate(BrokenPage(self.door, vault, words))
        elif vault is not None:
            self._show_unlock(vault)
        else:
            self.to_door()
        if self.settings.trouble:
            self.shell.tell(self.settings.trouble, trouble=True)
        self._show()

    def start_example(self) -> None:
        """Show the window and open the example in it."""
        self.to_first_page()
        self._show()
        self.try_example()

    def _show(self) -> None:
        self.shell.show()
        QTimer.singleShot(FURNISH_AFTER_MS, self, self._furnish_once_seen)

    def to_door(self) -> None:
        """Go to unlocking the vault used last, or to the first page if there is none."""
        known = recent(self.settings)
        if known:
            self._show_unlock(known[0])
            return
        self.to_first_page()

    def to_first_page(self) -> None:
        """Go to the three ways in."""
        from livecoach.ui.first_run import FirstRunPage

        self.shell.show_gate(FirstRunPage(self.door))

    def _show_unlock(self, folder: Path, why: str = "") -> None:
        from livecoach.ui.unlock import UnlockPage

        self.shell.show_gate(UnlockPage(self.door, folder, why))

    # Entering --------------------------------------------------------------------------------

    def enter(self, folder: Path, key: bytes, name: str) -> None:
        """Open a vault and show it; ``name`` is the new programme's, or ""."""

        def make(saving: Saving, leave: ExitStack) -> Writer:
            from livecoach.store.writer import Writer

            writer = Writer(folder, key, saving.on_saved, saving.on_trouble)
            leave.callback(writer.close)
            return writer

        self._open(make, folder, key, name)

    def try_example(self) -> None:
        """Open the example in a vault that goes when it is left."""

        def make(saving: Saving, leave: ExitStack) -> Writer:
            from livecoach.store.throwaway import throwaway

            writer = leave.enter_context(throwaway(saving.on_saved, saving.on_trouble))
            for edit in self._ports.example():
                writer.save(edit)
            return writer

        self._open(make, None, None, "")

    def _open(
        self,
        make: Callable[[Saving, ExitStack], Writer],
        folder: Path | None,
        key: bytes | None,
        name: str,
    ) -> None:
        from livecoach.ui.opened import Opened
        from livecoach.ui.saving import Saving

        made: list[Writer] = []
        leave = ExitStack()
        saving = Saving(lambda edit: made[0].save(edit), self)

        def then(writer: Writer) -> None:
            made.append(writer)
            self._entered(Opened(writer.folder, key, writer, saving, leave), name)

        aside(lambda: make(saving, leave), then, partial(self._refused, folder, key), self)

    def _refused(self, folder: Path | None, key: bytes | None, error: Exception) -> None:
        from livecoach.store.trouble import VaultInUse
        from livecoach.ui.vault_pages import BrokenPage, InUsePage

        self._word = ""
        if folder is None:
            self.to_first_page()
            self.shell.tell(in_words(error), trouble=True)
            return
        if isinstance(error, VaultInUse):
            self.shell.show_gate(InUsePage(self.door, folder, in_words(error)))
        else:
            self.shell.show_gate(BrokenPage(self.door, folder, in_words(error), key))

    def _entered(self, opened: Opened, name: str) -> None:
        from livecoach.core.edit import Edit, insert
        from livecoach.core.engagement import Engagement
        from livecoach.core.ids import new_uid
        from livecoach.store import reading
        from livecoach.ui import instance, keeping
        from livecoach.ui.desk import Desk
        from livecoach.ui.locking import Watch

        self.opened = opened
        engagement = opened.writer.ask(reading.engagement)
        if engagement is None and name:
            engagement = Engagement(new_uid(), name)
            edit = Edit(new_uid(), "New programme", "", (insert(engagement),))
            opened.saving.save(edit)
        shown = engagement.name if engagement is not None else "Programme"
        desk = Desk(
            writer=opened.writer,
            saving=opened.saving,
            read_clock=self._ports.read_clock,
            theme=self.theme,
            settings=self.settings,
            actions=self.actions,
            go=self.shell.go,
            back=self.shell.back,
            recorder=partial(self._ports.recorder, opened.writer, opened.saving.save),
            tell=self.shell.tell,
            example=opened.key is None,
            restore=partial(keeping.restore, self),
            renamed=self.rename,
        )
        self.shell.open_desk(desk, shown)
        self.shell.go("home")
        if opened.key is not None:
            self.settings.remember(opened.folder)
            self._end_watch()
            self._watch = Watch(
                self._ports.read_clock, self.settings, self.live, self.lock, self._cover, self
            )
            self._answerer = instance.Answerer(opened.folder, self.shell.raise_window, self)
        self._search_in(opened.writer)
        self._offer_running(opened.writer)

    def _offer_running(self, writer: Writer) -> None:
        from livecoach.store import reading
        from livecoach.store.connection import FILE_NAME
        from livecoach.store.trouble import read_only

        word, self._word = self._word, ""
        stuck = read_only(str(writer.folder / FILE_NAME))
        if stuck:
            self.shell.tell(f"{word} {stuck}".lstrip(), trouble=True)
            return
        running = [line for line in writer.ask(reading.sessions) if line.state == "live"]
        if running:
            line = running[-1]
            self.shell.tell(
                f"{word} “{line.title}” is still running: its clock has gone on.".lstrip(),
                ("Go on with it", lambda: self.shell.go("live", line.uid)),
            )
        elif word:
            self.shell.tell(word)

    def _keep_word(self, word: str) -> None:
        self._word = word

    def _search_in(self, writer: Writer) -> None:
        from livecoach.ui.record_search import hits

        if self.shell.over is not None:
            self.shell.over.palette.search = lambda typed: hits(writer, typed, self.shell.go)

    # While it is open ------------------------------------------------------------------------

    def live(self) -> bool:
        """Return whether a session is being recorded in the window."""
        return self.shell.at()[0] == "live"

    def rename(self) -> None:
        """Show the programme's name afresh, as it stands in the vault."""
        from livecoach.store import reading

        if self.opened is not None and self.shell.top is not None:
            engagement = self.opened.writer.ask(reading.engagement)
            self.shell.top.say("Programme" if engagement is None else engagement.name)

    def _cover(self) -> None:
        if self.shell.over is not None and self.shell.over.curtain.isHidden():
            self.shell.over.curtain.toggle()

    def _switch(self, under: Button) -> None:
        from PySide6.QtWidgets import QMenu

        menu = QMenu(under)
        here = self.opened.folder if self.opened is not None else None
        for folder in recent(self.settings):
            entry = menu.addAction(folder.name.replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(folder == here)
            entry.triggered.connect(partial(self._go_to_vault, folder))
        menu.addSeparator()
        for action_id in ("programme.open", "programme.new", "programme.restore"):
            action = self.actions.find(action_id)
            if action is not None:
                menu.addAction(action.words).triggered.connect(partial(self.actions.run, action_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))

    def _go_to_vault(self, folder: Path, checked: bool = False) -> None:
        if (self.opened is None or self.opened.folder != folder) and self.leave():
            self._show_unlock(folder)

    # Leaving ---------------------------------------------------------------------------------

    def leave(self) -> bool:
        """Close what is open, once all is saved; return False after saying why it cannot be."""
        opened = self.opened
        if opened is None:
            return True
        if self.shell.front is not None and not self.shell.front.leaving():
            return False
        if not opened.writer.flush(2.0):
            self.shell.tell(
                opened.saving.trouble or "Some changes are still being saved; try again shortly.",
                trouble=True,
            )
            return False
        self.close_vault()
        return True

    def lock(self) -> bool:
        """Close the vault and ask for its passphrase; return whether it could be closed."""
        opened = self.opened
        if opened is None or not self.leave():
            return opened is None
        if opened.key is None:  # the example goes back to the first page
            self.to_first_page()
        else:
            self._show_unlock(opened.folder)
        return True

    def show_door(self, page: Callable[[Door], QWidget]) -> None:
        """Close what is open and show a page of the door."""
        if self.leave():
            self.shell.show_gate(page(self.door))

    def show_with_key(self, folder: Path, page: Callable[[Door], Frame]) -> None:
        """Close what is open and show a page that holds its key; that page is locked too."""
        from livecoach.ui.locking import Watch

        if not self.leave():
            return
        shown = page(self.door)
        self.shell.show_gate(shown)

        def lock() -> bool:
            if self.shell.gate is shown:
                if shown.busy:
                    return False
                self._show_unlock(folder)
            self._end_watch()
            return True

        self._watch = Watch(
            self._ports.read_clock, self.settings, lambda: False, lock, self._cover, self
        )

    def _end_watch(self) -> None:
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.stop()
            watch.deleteLater()

    def _close(self) -> bool:
        self.close_vault()
        return True

    def close_vault(self) -> None:
        """Save what waits and close the vault that is open, if one is."""
        self._end_watch()
        if self._answerer is not None:
            self._answerer.deleteLater()
        self._answerer = None
        self.shell.close_desk()
        opened, self.opened = self.opened, None
        if opened is not None:
            opened.leave.close()
            opened.saving.deleteLater()
