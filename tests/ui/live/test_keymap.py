"""A key means what is printed on it, on the coach's own layout; a bounce means nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from livecoach.core.ids import new_uid
from livecoach.core.session import Seat
from livecoach.ui.live import key_places
from livecoach.ui.live.commands import COMMANDS
from livecoach.ui.live.keymap import Keymap, Meaning, Presses, stroke
from tests.ui.live.scene import board

Mod = Qt.KeyboardModifier
SEATS = [
    Seat("seven", "s", "ICB Chair", key="7"),
    Seat("u", "s", "Community Chair", key="U"),
    Seat("k", "s", "Primary care Chair", key="K"),
]
KEYS = Keymap(board(), SEATS, [(key, name) for name, _, key, _ in COMMANDS])


def key(
    code: int, text: str, held: Mod = Mod.NoModifier, scan: int = 0, again: bool = False,
    kind: QEvent.Type = QEvent.Type.KeyPress,
) -> QKeyEvent:  # fmt: skip
    return QKeyEvent(kind, code, held, scan, 0, 0, text, again)


def meaning(event: QKeyEvent, single_keys: bool = True) -> Meaning | None:
    made = stroke(event)
    return None if made is None else KEYS.meaning(made, single_keys)


def test_a_letter_tags_whatever_caps_lock_says() -> None:
    tag = Meaning("tag", "us-and-them")
    assert meaning(key(Qt.Key.Key_Q, "q")) == tag
    assert meaning(key(Qt.Key.Key_Q, "Q")) == tag


def test_shift_with_a_seat_is_to_whom_and_ctrl_that_it_was_theirs() -> None:
    assert meaning(key(Qt.Key.Key_U, "u")) == Meaning("seat", "u")
    assert meaning(key(Qt.Key.Key_U, "U", Mod.ShiftModifier)) == Meaning("to", "u")
    assert meaning(key(Qt.Key.Key_U, "\x15", Mod.ControlModifier)) == Meaning("was", "u")
    held = Mod.ControlModifier | Mod.ShiftModifier
    assert meaning(key(Qt.Key.Key_K, "\x0b", held)) == Meaning("was", "k")
    assert meaning(key(Qt.Key.Key_Q, "Q", Mod.ShiftModifier)) is None


@pytest.mark.parametrize("printed", ["&", "/", "7"])
def test_shift_seven_is_seven_on_every_layout(
    printed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_places, "_HERE", key_places.places("linux"))
    monkeypatch.setattr("sys.platform", "linux")
    event = key(ord(printed), printed, Mod.ShiftModifier, scan=16)
    assert meaning(event) == Meaning("to", "seven")


def test_shifted_digits_are_known_without_a_native_key() -> None:
    assert meaning(key(Qt.Key.Key_Ampersand, "&", Mod.ShiftModifier)) == Meaning("to", "seven")


def test_on_a_french_layout_the_digit_row_gives_digits_and_its_signs_their_commands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(key_places, "_HERE", key_places.places("linux"))
    monkeypatch.setattr("sys.platform", "linux")
    assert meaning(key(Qt.Key.Key_Egrave, "è", scan=16)) == Meaning("seat", "seven")
    assert meaning(key(Qt.Key.Key_Minus, "-", scan=15)) == Meaning("action", "live.back_date")
    assert meaning(key(Qt.Key.Key_Period, ".", Mod.ShiftModifier, scan=59)) == Meaning(
        "action", "live.something"
    )


@pytest.mark.parametrize(
    ("code", "text", "command"),
    [
        (Qt.Key.Key_Space, " ", "live.let_run"),
        (Qt.Key.Key_Return, "\r", "live.interject"),
        (Qt.Key.Key_Enter, "\r", "live.interject"),
        (Qt.Key.Key_Comma, ",", "live.silence"),
        (Qt.Key.Key_Minus, "-", "live.back_date"),
        (Qt.Key.Key_Period, ".", "live.something"),
        (Qt.Key.Key_Slash, "/", "live.quick"),
        (Qt.Key.Key_Equal, "=", "live.link"),
        (Qt.Key.Key_F6, "", "live.next_item"),
        (Qt.Key.Key_F9, "", "live.discreet"),
        (Qt.Key.Key_Up, "", "live.up"),
    ],
)
def test_the_usual_keys_of_commands(code: Qt.Key, text: str, command: str) -> None:
    assert meaning(key(code, text)) == Meaning("action", command)


def test_undo_and_redo_keep_their_usual_keys() -> None:
    ctrl, both = Mod.ControlModifier, Mod.ControlModifier | Mod.ShiftModifier
    assert meaning(key(Qt.Key.Key_Z, "\x1a", ctrl)) == Meaning("action", "live.undo")
    assert meaning(key(Qt.Key.Key_Z, "\x1a", both)) == Meaning("action", "live.redo")
    assert meaning(key(Qt.Key.Key_Y, "\x19", ctrl)) == Meaning("action", "live.redo_too")


def test_with_single_keys_off_letters_act_only_with_ctrl_and_alt() -> None:
    held = Mod.ControlModifier | Mod.AltModifier
    assert meaning(key(Qt.Key.Key_Q, "q"), single_keys=False) is None
    assert meaning(key(Qt.Key.Key_Comma, ","), single_keys=False) is None
    assert meaning(key(Qt.Key.Key_Q, "", held), single_keys=False) == Meaning("tag", "us-and-them")
    assert meaning(key(Qt.Key.Key_U, "", held), single_keys=False) == Meaning("seat", "u")


def test_a_seats_key_wins_over_a_tags() -> None:
    clash = Keymap(board(), [Seat(new_uid(), "s", "Guest", key="Q")], [])
    made = stroke(key(Qt.Key.Key_Q, "q"))
    assert made is not None
    found = clash.meaning(made, True)
    assert found is not None and found.kind == "seat"


def test_auto_repeat_and_a_bouncing_switch_are_no_presses() -> None:
    presses = Presses()
    down, up = key(Qt.Key.Key_Q, "q"), key(Qt.Key.Key_Q, "q", kind=QEvent.Type.KeyRelease)
    down.setTimestamp(1000)
    assert presses.meant(down)
    assert not presses.meant(key(Qt.Key.Key_Q, "q", again=True))
    up.setTimestamp(1080)
    presses.released(up)
    bounce = key(Qt.Key.Key_Q, "q")
    bounce.setTimestamp(1100)
    assert not presses.meant(bounce)
    other = key(Qt.Key.Key_W, "w")
    other.setTimestamp(1100)
    assert presses.meant(other)
    again = key(Qt.Key.Key_Q, "q")
    again.setTimestamp(1180)
    assert presses.meant(again)


@pytest.mark.parametrize(("platform", "code"), [("linux", 16), ("win32", 8), ("darwin", 26)])
def test_every_system_numbers_the_key_of_the_seven(platform: str, code: int) -> None:
    assert key_places.places(platform)[code] == "7"
