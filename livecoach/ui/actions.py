"""Keep every action of the program in one list: menus, keys and the palette are made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

MENUS = ("Programme", "Session", "Moment", "View", "Help")


def always() -> bool:
    """Return that an action can be taken at any time."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """
    One thing the coach can do: a plain function with an id, words and a key.

    ``key`` is Qt's portable text ("Ctrl+K", "F9", "Space"). ``page_keys`` says that the page
    answers the key itself (the live window must, to read the clock first); the shell then makes
    no shortcut for it, but shows it in menus, palette and key sheet all the same.
    """

    id: str  # "session.end": group, dot, verb
    words: str  # "End session"
    run: Callable[[], object]
    key: str = ""
    menu: str = ""  # one of MENUS; "" is reached by palette and key alone
    can: Callable[[], bool] = always
    on: Callable[[], bool] | None = None  # a tick before it, where it is a switch
    page_keys: bool = False


class Actions(QObject):
    """
    The actions that stand now: the shell's own and those of the page in front.

    ``changed`` when a group comes or goes or a key is remapped.
    """

    changed = Signal()

    def __init__(self, remapped: Mapping[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: dict[str, tuple[Action, ...]] = {}
        self._remapped = dict(remapped)
        self._known: dict[str, Action] = {}  # every action met, so that keys stay editable
        self._by_key: dict[str, str] | None = None
        self._kept_to: frozenset[str] | None = None

    def put(self, group: str, actions: Iterable[Action]) -> None:
        """Set a group's actions; an empty group goes."""
        self._groups[group] = tuple(actions)
        if not self._groups[group]:
            del self._groups[group]
        self._known.update({action.id: action for action in self._groups.get(group, ())})
        self._fresh()

    def all(self) -> list[Action]:
        """Return every action that stands now, in order of its group."""
        return [action for group in self._groups.values() for action in group]

    def of(self, group: str) -> tuple[Action, ...]:
        """Return a group's actions."""
        return self._groups.get(group, ())

    def known(self) -> list[Action]:
        """Return every action met since the start, for the key editor."""
        return list(self._known.values())

    def find(self, action_id: str) -> Action | None:
        """Return the standing action of that id, or None."""
        return next((action for action in self.all() if action.id == action_id), None)

    def run(self, action_id: str) -> bool:
        """Take an action, if it stands and can be taken; say whether it was."""
        action = self.find(action_id)
        kept = self._kept_to is not None and action_id not in self._kept_to
        if action is None or kept or not action.can():
            return False
        action.run()
        return True

    def keep_to(self, ids: frozenset[str] | None) -> None:
        """Take only these actions from now on; None takes all of them again."""
        self._kept_to = ids

    # Keys ------------------------------------------------------------------------------------

    def key_of(self, action_id: str) -> str:
        """Return the key that takes the action now, as portable text, or ""."""
        if action_id in self._remapped:
            return self._remapped[action_id]
        action = self._known.get(action_id)
        return "" if action is None else action.key

    def shown_key(self, action_id: str) -> str:
        """Return the key as it is printed on the user's own keyboard, or ""."""
        return printed(self.key_of(action_id))

    def remap(self, remapped: Mapping[str, str]) -> None:
        """Use these keys in place of the usual ones, by action id; "" is no key."""
        self._remapped = dict(remapped)
        self._fresh()

    def pressed(self, event: QKeyEvent) -> Action | None:
        """Return the standing action whose key a key event is, or None; constant time."""
        if self._by_key is None:
            self._by_key = {}
            for action in self.all():
                key = self.key_of(action.id)
                if key:
                    self._by_key.setdefault(QKeySequence(key).toString(), action.id)
        strip = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
        combination = event.keyCombination()
        modifiers = combination.keyboardModifiers() & ~strip
        text = QKeySequence(modifiers.value | combination.key().value).toString()
        found = self._by_key.get(text)
        return None if found is None else self.find(found)

    def clashes(self) -> list[tuple[str, str, str]]:
        """Return (key, words, other words) for each key two standing actions share."""
        seen: dict[str, Action] = {}
        found = []
        for action in self.all():
            key = QKeySequence(self.key_of(action.id)).toString()
            if not key:
                continue
            if key in seen:
                found.append((printed(key), seen[key].words, action.words))
            seen.setdefault(key, action)
        return found

    def _fresh(self) -> None:
        self._by_key = None
        self.changed.emit()


def printed(key: str) -> str:
    """Return a key's portable text as it is printed on a cap: "Ctrl Z", "Enter", "Page Up"."""
    text = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    *held, last = text[:-1].split("+") if text.endswith("+") else text.split("+")
    words = {"Return": "Enter", "Del": "Delete", "PgUp": "Page Up", "PgDown": "Page Down"}
    return " ".join([*held, "+" if text.endswith("+") else words.get(last, last)]).strip()
