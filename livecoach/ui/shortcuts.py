"""Press actions by their keys, in whichever of the program's windows is in front."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from livecoach.ui.actions import Actions


class Shortcuts(QObject):
    """One shortcut an action; a held key presses once. Pages that answer a key keep it."""

    def __init__(self, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._actions = actions
        self._window = window
        self._made: list[QShortcut] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.renew)
        actions.changed.connect(self._soon.start)
        self.renew()

    def renew(self) -> None:
        """Make the shortcuts of the actions that stand now."""
        for old in self._made:
            old.setEnabled(False)
            old.deleteLater()
        self._made.clear()
        taken = set()
        for action in self._actions.all():
            key = QKeySequence(self._actions.key_of(action.id))
            text = key.toString()
            if not text or action.page_keys or text in taken:
                continue
            taken.add(text)
            shortcut = QShortcut(key, self._window)
            shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self._presser(action.id))
            self._made.append(shortcut)

    def _presser(self, action_id: str) -> Callable[[], object]:
        return lambda: self._actions.run(action_id)
