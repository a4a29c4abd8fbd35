"""
Hand every page the ports it needs, and nothing global.

How a page plugs in. Derive from ``ui.page.Page``; the constructor takes the desk and, where the
page is about one thing, its uid: ``HomePage(desk)``, ``SessionPage(desk, session_uid)``,
``LiveWindow(desk, session_uid)``. ``ui.routes`` names each page once, as module and class, and
the shell imports it when it is first gone to. Move with ``desk.go("session", uid)`` and
``desk.back()``. Say what the page can do in ``actions_here()``; menus, keys, palette and key
sheet come from that. Write with ``desk.save(edit)``; read with ``desk.writer.ask(fn)``; record
live with ``desk.recorder(session_uid, notify)``. Draw with ``desk.theme`` and ``ui.widgets``.
User text is always plain text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from livecoach.core.clock import Reading
from livecoach.core.edit import Edit
from livecoach.ui.actions import Actions
from livecoach.ui.saving import Saving
from livecoach.ui.settings.values import Settings
from livecoach.ui.theme import Theme

if TYPE_CHECKING:  # the store is imported after the first window is painted
    from livecoach.core.recorder import Recorder
    from livecoach.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Desk:
    """The open vault's ports, as every page is given them."""

    writer: Writer  # ask(fn), ask_later(fn): reads on the writer's thread
    saving: Saving  # what is not yet on disk; signals changed, acked(edit_uid)
    read_clock: Callable[[], Reading]
    theme: Theme
    settings: Settings
    actions: Actions
    go: Callable[..., None]  # go(page name, uid=""): one of ui.routes.ROUTES
    back: Callable[[], None]
    recorder: Callable[[str, Callable[[Edit], None]], Recorder]  # session uid, notify
    tell: Callable[..., None]  # tell(words, (label, run)..., trouble=False): a line, no dialog
    example: bool = False  # the throw-away vault of the demo
    restore: Callable[[Path], object] = lambda _: None  # closes the vault and opens that backup
    renamed: Callable[[], object] = lambda: None  # the programme is called otherwise, or is gone

    def save(self, edit: Edit) -> None:
        """Hand an edit to the writer; returns at once, ``saving`` tells when it is on disk."""
        self.saving.save(edit)
