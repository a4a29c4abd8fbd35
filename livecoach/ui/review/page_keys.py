"""Find which of the page's actions a key takes, whatever keyboard it is typed on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from livecoach.ui.actions import Action, Actions


def own_action(actions: Actions, event: QKeyEvent) -> Action | None:
    """
    Return the standing action that the page itself answers for a key, or None.

    A sign such as + or [ is the same sign whether Shift or AltGr was needed to type it.
    """
    found = actions.pressed(event)
    typed = event.text()
    if found is None and len(typed) == 1 and typed.isprintable() and not typed.isalnum():
        key = QKeyEvent(event.type(), event.key(), Qt.KeyboardModifier.NoModifier, typed)
        found = actions.pressed(key)
    return found if found is not None and found.page_keys else None


def take(actions: Actions, event: QKeyEvent) -> bool:
    """Take the action of a key, if the page has one for it; tell whether it has."""
    action = own_action(actions, event)
    if action is None:
        return False
    if action.can():
        action.run()
    event.accept()
    return True
