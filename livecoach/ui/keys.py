"""List every action's key, usual and chosen, and say where two would clash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from livecoach.ui.actions import MENUS, Actions
from livecoach.ui.live.commands import COMMANDS

EVERYWHERE = "program"  # the group of actions that stand on every page


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One action that has, or could have, a key."""

    id: str
    words: str
    usual: str
    menu: str
    everywhere: bool = False

    @property
    def group(self) -> str:
        """Return the part of the id before its dot."""
        return self.id.partition(".")[0]


def rows(actions: Actions) -> list[KeyRow]:
    """Return every action met so far and all of the live window's, in order of their menus."""
    found = {row[0]: KeyRow(*row) for row in COMMANDS}
    always = {action.id for action in actions.of(EVERYWHERE)}
    for action in actions.known():
        row = KeyRow(action.id, action.words, action.key, action.menu, action.id in always)
        found.setdefault(action.id, row)
    place = {menu: number for number, menu in enumerate(MENUS)}
    return sorted(found.values(), key=lambda row: place.get(row.menu, len(place)))


def chosen(row: KeyRow, remapped: Mapping[str, str]) -> str:
    """Return the key an action has now, as Qt's portable text."""
    return QKeySequence(remapped.get(row.id, row.usual)).toString()


def meet(one: KeyRow, other: KeyRow) -> bool:
    """Return whether two actions can stand at the same time."""
    if one.words == other.words:
        return False  # each page has its own "Undo", and "Do again" may well have two keys
    if one.group == other.group:
        return True
    return one.everywhere or other.everywhere


def clashes(all_rows: Iterable[KeyRow], remapped: Mapping[str, str]) -> dict[str, list[str]]:
    """Return, for each action whose key another has too, the words of those others."""
    by_key: dict[str, list[KeyRow]] = {}
    for row in all_rows:
        key = chosen(row, remapped)
        if key:
            by_key.setdefault(key, []).append(row)
    found: dict[str, list[str]] = {}
    for sharing in by_key.values():
        for row in sharing:
            others = [other.words for other in sharing if other is not row and meet(row, other)]
            if others:
                found[row.id] = others
    return found


def covered(key: str) -> bool:
    """Return whether a seat's or a tag's key would come first in a live session."""
    return len(key) == 1 and key.isalnum()
