"""Look for words in every session, and go to where they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from livecoach.ui.record_search import KINDS, said

if TYPE_CHECKING:
    from livecoach.store.searching import Found
    from livecoach.store.writer import Writer

MOST = 14
WIDEST = 90  # letters of a line


def find(writer: Writer, typed: str) -> list[Found]:
    """Return what holds the words typed, in any session, best first."""
    from livecoach.store.searching import search

    return writer.ask(lambda db: search(db, typed, MOST))


def line(found: Found) -> str:
    """Return one line of the answer: the words, what they stand in, and where."""
    words = said(found)
    kind = KINDS.get(found.kind, found.kind.replace("_", " ").capitalize())
    if len(words) > WIDEST:
        words = words[:WIDEST].rstrip() + "…"
    return " · ".join(part for part in (words, kind, found.title) if part)


def show(
    parent: QWidget, place: QPoint, found: list[Found], go: Callable[[Found], object]
) -> QMenu:
    """Show the answer as a menu at a place; choosing a line goes there."""
    menu = QMenu(parent)
    menu.setAccessibleName("Found in all sessions")
    heading = menu.addAction("In all sessions" if found else "Nothing in any session holds that")
    heading.setEnabled(False)
    for one in found:
        action = menu.addAction(line(one).replace("&", "&&"))
        action.triggered.connect(_goer(go, one))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
    return menu


def _goer(go: Callable[[Found], object], found: Found) -> Callable[[], None]:
    def run() -> None:
        go(found)

    return run
