"""Tell what a key event asks for: by the letter printed on the user's own layout, as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from livecoach.core.board import Board
from livecoach.core.session import Seat
from livecoach.ui.live.key_places import printed_at

BOUNCE_MS = 60  # a switch that chatters comes back sooner than any finger
# What Shift prints on the digits of the US and UK layouts, for events without a native key.
_SHIFTED = dict(zip('!@#$%^&*()£"', "123456789032", strict=True))
# As numbers: Qt's own enumerations take several times as long to compare, at every press.
_NO_STROKE = frozenset(map(int, (
    0, Qt.Key.Key_unknown, Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock,
)))  # fmt: skip
_SHIFT = Qt.KeyboardModifier.ShiftModifier.value
_CTRL = Qt.KeyboardModifier.ControlModifier.value | Qt.KeyboardModifier.MetaModifier.value
_ALT = Qt.KeyboardModifier.AltModifier.value
_ENTER, _RETURN = int(Qt.Key.Key_Enter), int(Qt.Key.Key_Return)
_BACKTAB, _TAB = int(Qt.Key.Key_Backtab), int(Qt.Key.Key_Tab)
_SPACE = int(Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class Stroke:
    """
    One key with its modifiers; ``base`` is what the key prints without them, in capitals.

    ``sign`` is what it prints with them, where that is another thing: on some layouts the digits
    stand above signs, or signs above digits.
    """

    base: str
    shift: bool = False
    ctrl: bool = False
    alt: bool = False
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a stroke asks for: a tag, a seat (with how), a lens or an action, by its id."""

    kind: str  # tag | seat | to | was | lens | action
    id: str


def stroke(event: QKeyEvent) -> Stroke | None:
    """Return the stroke of a key event, or None for a modifier alone. Caps Lock is harmless."""
    key = event.key()
    if key in _NO_STROKE:
        return None
    held = event.modifiers().value
    shift, ctrl, alt = bool(held & _SHIFT), bool(held & _CTRL), bool(held & _ALT)
    if key == _ENTER:
        key = _RETURN
    if key == _BACKTAB:
        key, shift = _TAB, True
    if key < 0x01000000 and key != _SPACE:
        base, text = _printed(event, key, shift), event.text()
        signed = len(text) == 1 and text.isprintable() and not text.isalnum() and text != base
        return Stroke(base, shift, ctrl, alt, text if signed else "")
    return Stroke(QKeySequence(key).toString(), shift, ctrl, alt)


def _printed(event: QKeyEvent, key: int, shift: bool) -> str:
    text = event.text().upper()
    letter = text if len(text) == 1 and text.isprintable() else chr(key).upper()
    if letter.isascii() and letter.isalnum() and not (letter.isdigit() and shift):
        return letter
    place = printed_at(event.nativeScanCode(), event.nativeVirtualKey())
    if place.isdigit():
        return place  # the digit row, whatever Shift or the layout prints there
    if shift and not place and letter in _SHIFTED:
        return _SHIFTED[letter]
    return letter


def sequence(stroke: Stroke) -> str:
    """Return the stroke as Qt's portable text, as actions keep their keys."""
    printable = len(stroke.base) == 1 and not stroke.base.isalnum()
    parts = [
        name
        for name, held in (
            ("Ctrl", stroke.ctrl),
            ("Alt", stroke.alt),
            ("Shift", stroke.shift and not printable),
        )
        if held
    ]
    return "+".join([*parts, stroke.base])


def _normal(key: str) -> str:
    """Return a key's portable text in this module's order and names."""
    if not key:
        return ""
    *held, base = key.split("+") if key != "+" and not key.endswith("++") else [key[:-2], "+"]
    names = {"enter": "Return", "esc": "Escape"}
    base = QKeySequence(names.get(base.casefold(), base)).toString() or base
    order = [name for name in ("Ctrl", "Alt", "Shift") if name in held]
    return "+".join([*order, base.upper() if len(base) == 1 else base])


class Keymap:
    """
    Strokes to meanings, made from the board's, the seats' and the actions' keys.

    A plain seat key always moves the floor: where two claim one key, the seat has it, then the
    tag, then the lens, then the action.
    """

    def __init__(
        self, board: Board, seats: Iterable[Seat], actions: Iterable[tuple[str, str]]
    ) -> None:
        self._plain: dict[str, Meaning] = {}
        self._seats: dict[str, str] = {}
        self._actions = {_normal(key): action for key, action in actions if key}
        for lens in board.lenses:
            if lens.key:
                self._plain[lens.key.upper()] = Meaning("lens", lens.id)
        for tag in board.tags:
            if tag.key:
                self._plain[tag.key.upper()] = Meaning("tag", tag.id)
        for seat in seats:
            if seat.key:
                self._seats[seat.key.upper()] = seat.uid
                self._plain[seat.key.upper()] = Meaning("seat", seat.uid)

    def seat_keys(self) -> set[str]:
        """Return the keys that give seats the floor."""
        return set(self._seats)

    def meaning(self, stroke: Stroke, single_keys: bool) -> Meaning | None:
        """
        Return what a stroke asks for, or None.

        Shift with a seat's key is to whom, Ctrl that it was that seat's. With ``single_keys``
        off, letters, digits and signs act only while Ctrl and Alt are held.
        """
        if stroke.ctrl and stroke.alt and len(stroke.base) == 1:
            return self.meaning(replace(stroke, ctrl=False, alt=False), True)
        action = self._actions.get(sequence(stroke))
        bare = not stroke.ctrl and not stroke.alt
        if bare and len(stroke.base) == 1 and not single_keys:
            return None
        uid = self._seats.get(stroke.base)
        if bare and stroke.sign in self._actions and not (stroke.shift and uid is not None):
            return Meaning("action", self._actions[stroke.sign])
        if bare and not stroke.shift and stroke.base in self._plain:
            return self._plain[stroke.base]
        if action is not None:
            return Meaning("action", action)
        if uid is not None and not stroke.alt and (stroke.ctrl or stroke.shift):
            return Meaning("was" if stroke.ctrl else "to", uid)
        return None


class Presses:
    """Tells a meant press from auto-repeat and from a switch that chatters."""

    def __init__(self) -> None:
        self._released: dict[int, int] = {}

    def meant(self, event: QKeyEvent) -> bool:
        """Return whether a press is a finger's: never a repeat, nor a bounce after a release."""
        if event.isAutoRepeat():
            return False
        released = self._released.get(_switch(event))
        return released is None or not 0 <= event.timestamp() - released < BOUNCE_MS

    def released(self, event: QKeyEvent) -> None:
        """Take note of when a key came up."""
        if not event.isAutoRepeat() and event.timestamp():
            self._released[_switch(event)] = event.timestamp()


def _switch(event: QKeyEvent) -> int:
    return event.nativeScanCode() or event.key()
