"""Choices are kept, keys can be changed, and two that clash are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from livecoach.ui import keys
from livecoach.ui.actions import Action, Actions, printed
from livecoach.ui.program import Program
from livecoach.ui.settings.page import SettingsPage
from livecoach.ui.settings.values import Choices, Settings, choices_from


def page(program: Program) -> SettingsPage:
    program.shell.go("settings")
    front = program.shell.front
    assert isinstance(front, SettingsPage)
    front.add_keys()
    return front


def test_choices_outlive_the_program(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.toml"
    first = Settings(file)
    first.set(scheme="dark", text_percent=150, keys={"view.palette": "Ctrl+J"})
    first.remember(tmp_path)
    again = Settings(file).choices
    assert (again.scheme, again.text_percent) == ("dark", 150)
    assert again.keys == {"view.palette": "Ctrl+J"}
    assert again.recent == [str(tmp_path)]
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", ["scheme = [", "\x00", "scheme = 3\ntext_percent = 'x'"])
def test_a_spoilt_settings_file_leaves_the_usual_choices(tmp_path: Path, content: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(content, "utf-8")
    assert Settings(file).choices == Choices()


def test_what_is_out_of_bounds_is_brought_back() -> None:
    found = choices_from({"text_percent": 900, "unheard_after_min": 0, "scheme": "pink",
                          "recent": [1], "keys": {"a": 1}})  # fmt: skip
    assert (found.text_percent, found.unheard_after_min, found.scheme) == (200, 1, "system")
    assert (found.recent, found.keys) == ([], {})


def test_no_usual_key_clashes(example: Program) -> None:
    assert keys.clashes(keys.rows(example.actions), {}) == {}


def test_a_key_given_twice_is_said_at_both(example: Program, qtbot: QtBot) -> None:
    card = page(example).keys
    assert card is not None
    card.set_key("view.curtain", "Ctrl+K")
    assert "Search everything" in card.warnings["view.curtain"].text()
    assert "Curtain" in card.warnings["view.palette"].text()
    card.set_key("view.curtain", "F12")
    assert card.warnings["view.palette"].text() == ""
    assert example.settings.choices.keys == {}


def test_a_changed_key_counts_at_once(example: Program) -> None:
    card = page(example).keys
    assert card is not None
    card.set_key("view.curtain", "Ctrl+J")
    assert example.actions.key_of("view.curtain") == "Ctrl+J"
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    pressed = example.actions.pressed(event)
    assert pressed is not None
    assert pressed.id == "view.curtain"


def test_a_live_key_on_a_letter_warns_that_seats_and_tags_come_first(example: Program) -> None:
    card = page(example).keys
    assert card is not None
    card.set_key("live.let_run", "Q")
    assert "comes first" in card.warnings["live.let_run"].text()


def test_looks_change_as_soon_as_chosen(example: Program) -> None:
    shown = page(example)
    shown.scheme.setCurrentIndex(shown.scheme.findData("contrast"))
    shown.scheme.activated.emit(shown.scheme.currentIndex())
    assert example.theme.tokens.name == "contrast"
    example.actions.run("view.larger")
    assert example.theme.scale >= 1.1
    assert shown.size_.currentData() == 110


def test_single_letter_tags_can_be_switched_off(example: Program) -> None:
    shown = page(example)
    assert example.settings.choices.single_keys
    shown.single.click()
    assert not example.settings.choices.single_keys


@pytest.mark.parametrize(
    ("key", "cap"),
    [("Ctrl+K", "Ctrl K"), ("Ctrl++", "Ctrl +"), ("Return", "Enter"), ("", ""), ("+", "+")],
)
def test_a_key_is_printed_as_on_its_cap(key: str, cap: str) -> None:
    assert printed(key) == cap


def test_an_action_that_cannot_be_taken_is_not() -> None:
    taken: list[str] = []
    actions = Actions({})
    actions.put("a", [Action("a.b", "B", lambda: taken.append("b"), can=lambda: False)])
    assert not actions.run("a.b")
    assert not actions.run("a.c")
    assert taken == []
