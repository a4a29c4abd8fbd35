"""Make the menus from the actions that stand, freshly each time they open."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from livecoach.ui.actions import MENUS, Action, Actions


def fill(menu: QMenu, actions: Actions) -> None:
    """Fill a menu with one submenu for each of MENUS that has actions."""
    menu.clear()
    for name in MENUS:
        inside = [action for action in actions.all() if action.menu == name]
        if not inside:
            continue
        sub = menu.addMenu(name)
        for action in inside:
            sub.addAction(entry(action, actions, sub))


def entry(action: Action, actions: Actions, parent: QMenu) -> QAction:
    """Return one menu entry; its key is printed beside it, and pressed by the shell, not here."""
    made = QAction(action.words.replace("&", "&&"), parent)
    key = actions.key_of(action.id)
    if key:  # shown only: the shell's own shortcut takes the press, so the two never clash
        made.setText(f"{made.text()}\t{actions.shown_key(action.id)}")
        made.setShortcutVisibleInContextMenu(True)
    made.setEnabled(action.can())
    if action.on is not None:
        made.setCheckable(True)
        made.setChecked(action.on())
    made.triggered.connect(lambda: action.run())
    made.setData(QKeySequence(key))
    return made


def pop_up(actions: Actions, under: QWidget) -> QMenu:
    """Open the menu under a widget and return it."""
    menu = QMenu(under)
    fill(menu, actions)
    menu.aboutToHide.connect(menu.deleteLater)
    below = QPoint(0, 0 if under.isWindow() else under.height())
    menu.popup(under.mapToGlobal(below))
    return menu
