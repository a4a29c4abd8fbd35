"""The main window: pages, the way between them, and what lies over them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from livecoach.ui import capture, placing
from livecoach.ui.settings.values import Settings
from livecoach.ui.theme import Theme

if TYPE_CHECKING:  # the first window is painted before any of these is imported
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent

    from livecoach.ui.actions import Actions
    from livecoach.ui.desk import Desk
    from livecoach.ui.key_sheet import Section
    from livecoach.ui.over import Over
    from livecoach.ui.page import Page
    from livecoach.ui.sidebar import Sidebar
    from livecoach.ui.topbar import TopBar
    from livecoach.ui.widgets.button import Button
    from livecoach.ui.widgets.notice import Notice

USUAL_SIZE = (1280, 800)
# What whoever holds the device may do besides answering: nothing of these tells of the record.
FOR_ANYBODY = frozenset(("view.curtain", "view.larger", "view.smaller", "view.full"))


class Shell(QWidget):
    """
    Shows either a page of the door, or the pages of an open programme.

    ``closing`` is asked when the window is to close: it returns whether it may close now.
    """

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.theme, self.settings = theme, settings
        self.over: Over | None = None  # what lies over the pages, once furnished
        self.desk: Desk | None = None
        self.closing: Callable[[], bool] = lambda: True
        self.switch: Callable[[Button], object] = lambda _: None
        self.front: Page | None = None
        self._trail: list[tuple[str, str]] = []
        self.gate: QWidget | None = None
        self._bars: list[QWidget] = []
        self._sidebar: Sidebar | None = None
        self._notice: Notice | None = None
        self.top: TopBar | None = None
        self.setWindowTitle("Livecoach")
        self.setMinimumSize(720, 480)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        body = QVBoxLayout()
        body.setSpacing(0)
        self._notices = QVBoxLayout()
        body.addLayout(self._notices)
        self._stack = QStackedLayout()
        body.addLayout(self._stack, 1)
        self._row.addLayout(body, 1)
        self._column.addLayout(self._row, 1)
        settings.changed.connect(self._settings_changed)
        placing.put_back(self, settings.choices.window, USUAL_SIZE)

    def furnish(self, actions: Actions) -> None:
        """Add what lies over the pages (palette, keys, curtain), after the first paint."""
        from PySide6.QtGui import QIcon

        from livecoach.paths import resource
        from livecoach.ui.over import lay_over

        self.setWindowIcon(QIcon(str(resource("icons/livecoach.svg"))))
        self.over = lay_over(self, self.theme, actions, self.key_sections)

    # The door --------------------------------------------------------------------------------

    def show_gate(self, page: QWidget) -> None:
        """Show a page of the door; whatever was open is gone from the window."""
        self._drop_pages()
        self.gate = page
        self._put(page)
        page.setFocus()

    # An open programme -----------------------------------------------------------------------

    def open_desk(self, desk: Desk, name: str) -> None:
        """Show an open programme, from its first page."""
        from livecoach.ui.sidebar import Sidebar
        from livecoach.ui.topbar import TopBar

        self._drop_pages()
        self.desk = desk
        self.top = TopBar(self.theme, desk.actions, desk.saving, lambda on: self.switch(on))
        self.top.say(name)
        self._sidebar = Sidebar(self.theme, lambda name: desk.go(name))
        self._column.insertWidget(0, self.top)
        self._row.insertWidget(0, self._sidebar)
        self._bars = [self.top, self._sidebar]
        desk.saving.changed.connect(self._saving_changed)
        desk.saving.spoken.connect(self._spoken)

    def go(self, name: str, uid: str = "") -> None:
        """Go to a page by its name in ROUTES, and its uid where it takes one."""
        if self.desk is None:
            raise RuntimeError("no programme is open")
        if self._trail and self._trail[-1] == (name, uid) and self.front is not None:
            return
        if not self._may_leave():
            return
        if not self._show_page(name, uid):
            return
        if name == "home":
            self._trail.clear()
        self._trail.append((name, uid))

    def back(self) -> None:
        """Go back one page, or to the first."""
        if self.desk is None or not self._may_leave():
            return
        if len(self._trail) < 2:
            if self._trail and self._trail[0][0] != "home":
                self._trail.clear()
                self._show_page("home", "")
                self._trail.append(("home", ""))
            return
        self._trail.pop()
        if not self._show_page(*self._trail[-1]):  # what it was about is gone
            self._trail.clear()
            self._show_page("home", "")
            self._trail.append(("home", ""))

    def at(self) -> tuple[str, str]:
        """Return the name and uid of the page in front, or two empty texts."""
        return self._trail[-1] if self._trail else ("", "")

    def tell(
        self, words: str, *offers: tuple[str, Callable[[], object]], trouble: bool = False
    ) -> None:
        """Say one sentence across the page, with buttons for what can be done; no dialog."""
        self.notice.say(words, *offers, trouble=trouble)

    def key_sections(self) -> list[Section]:
        """Return every key that stands now: the page's own, then the actions'."""
        from livecoach.ui.key_sheet import sections_of

        if self.over is None:
            return []
        of_page = () if self.front is None else self.front.key_sections()
        return sections_of(self.over.actions, of_page)

    def open_menu(self) -> None:
        """Open the menu under its button, or at the window's top where there is none."""
        from livecoach.ui.menus import pop_up

        if self.over is not None:
            hidden = self.top is None or self.top.isHidden()
            pop_up(self.over.actions, self if self.top is None or hidden else self.top.menu)

    @property
    def notice(self) -> Notice:
        """Return the strip that sentences are said in."""
        if self._notice is None:
            from livecoach.ui.widgets.notice import Notice

            self._notice = Notice(self.theme)
            self._notices.setContentsMargins(16, 0, 16, 0)
            self._notices.addWidget(self._notice)
        return self._notice

    def close_desk(self) -> None:
        """Take the open programme out of the window."""
        self._drop_pages()

    # Within ----------------------------------------------------------------------------------

    def _may_leave(self) -> bool:
        return self.front is None or self.front.leaving()

    def _show_page(self, name: str, uid: str) -> bool:
        from livecoach.store.reading import NotThere
        from livecoach.store.trouble import VaultError
        from livecoach.ui.routes import ROUTES, page_class

        desk = self.desk
        if desk is None:
            return False
        route = ROUTES[name]
        make: Callable[..., Page] = page_class(name)
        try:
            page = make(desk, uid) if route.takes_uid else make(desk)
        except (NotThere, VaultError) as error:
            self.tell(str(error), trouble=True)
            return False
        self.front = page
        for bar in self._bars:
            bar.setVisible(not page.whole)
        if self._sidebar is not None:
            self._sidebar.show_front(name)
        self._hush()
        self._put(page)
        desk.actions.put("page", page.actions_here())
        page.handed.connect(self._handed)
        self.setAccessibleName(f"Livecoach, {page.title or route.words}")
        page.setFocus()
        return True

    def _handed(self, away: bool) -> None:
        """Leave the page alone on the screen while somebody else holds the device."""
        if self.front is None or self.desk is None:
            return
        for bar in self._bars:
            bar.setVisible(not away and not self.front.whole)
        if away:
            self._hush()
        self.desk.actions.keep_to(FOR_ANYBODY if away else None)

    def _put(self, widget: QWidget) -> None:
        for place in reversed(range(self._stack.count())):
            item = self._stack.itemAt(place)
            old = item.widget() if item is not None else None
            if old is not None and old is not self.front:
                self._stack.removeWidget(old)
                old.deleteLater()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

    def _drop_pages(self) -> None:
        if self.over is not None:
            for widget in (self.over.palette, self.over.curtain, self.over.keys):
                widget.hide()
            self.over.palette.search = None
            self.over.actions.put("page", ())
            self.over.actions.keep_to(None)
        self._hush()
        self.front = self.gate = None
        self._trail.clear()
        for place in reversed(range(self._stack.count())):
            item = self._stack.itemAt(place)
            old = item.widget() if item is not None else None
            if old is not None:
                self._stack.removeWidget(old)
                old.hide()
                old.deleteLater()
        for bar in self._bars:
            bar.hide()
            bar.deleteLater()
        self._bars, self._sidebar, self.top, self.desk = [], None, None, None

    def _hush(self) -> None:
        if self._notice is not None:
            self._notice.hide()

    def _saving_changed(self) -> None:
        if self.desk is None or not self.desk.saving.trouble or self.notice.isVisible():
            return
        if self.front is None or not self.front.whole:  # those say it in their own header
            self.tell(self.desk.saving.trouble, trouble=True)

    def _spoken(self, words: str) -> None:
        if words:
            self.tell(words, trouble=True)

    def _settings_changed(self, name: str) -> None:
        choices = self.settings.choices
        if name == "scheme":
            self.theme.set_scheme(choices.scheme)
        elif name == "text_percent":
            self.theme.set_percent(choices.text_percent)
        elif name == "keys" and self.over is not None:
            self.over.actions.remap(choices.keys)
        elif name == "hide_from_capture":
            capture.keep_out(self, choices.hide_from_capture)

    def raise_window(self) -> None:
        """Come to the front, as another Livecoach asked."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # Events ----------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the window out of screen capture from the first moment, where that is chosen."""
        super().showEvent(event)
        if self.settings.choices.hide_from_capture:
            capture.keep_out(self, True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc leave: the page first, then back one page."""
        from PySide6.QtCore import Qt

        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            covered = self.over is not None and not self.over.curtain.isHidden()
            if covered or self.front is None:
                return
            if not self.front.escape():
                self.back()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once everything is on disk; until then say so, and offer to close all the same."""
        if self.front is not None and not self.front.leaving():
            event.ignore()
            return
        desk = self.desk
        if desk is not None and not desk.saving.all_saved:
            event.ignore()
            why = desk.saving.trouble or "Saving the last moments; the window closes by itself."
            self.tell(why, ("Close all the same", self._close_anyway), trouble=True)
            desk.saving.changed.connect(self._close_when_saved)
            return
        self._finish(event)

    def _close_when_saved(self) -> None:
        if self.desk is not None and self.desk.saving.all_saved:
            QTimer.singleShot(0, self, self.close)

    def _close_anyway(self) -> None:
        if self.desk is not None:
            self.desk.saving.waiting.clear()
        self.close()

    def _finish(self, event: QCloseEvent) -> None:
        if not self.closing():
            event.ignore()
            return
        self.settings.set(window=placing.as_text(self))
        event.accept()
