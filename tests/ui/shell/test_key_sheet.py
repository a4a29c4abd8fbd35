"""The key sheet says every word whole, on the screen at any text size and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from livecoach.ui import printing
from livecoach.ui.key_sheet import KeySheet, Section
from livecoach.ui.theme import Theme
from tests.ui.live.seen import drawn_texts

LONG = "Says that the others have always decided without the people it is about, and means us"
SECTIONS: list[Section] = [
    ("Language", [("Q", "Us and them"), ("W", LONG)]),
    ("Floor", [("Shift + seat", "The moment was to it"), ("7", "Donaudampfschifffahrt" * 5)]),
    *[(f"Menu {n}", [("Ctrl+Shift+Z", f"{LONG} {n}")] * 6) for n in range(9)],
]


@pytest.mark.parametrize("percent", [100, 200])
def test_long_words_wrap_and_none_is_cut(qtbot: QtBot, qapp: QApplication, percent: int) -> None:
    theme = Theme(qapp, "light", percent)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    sheet = KeySheet(theme, lambda: SECTIONS, window)
    sheet.toggle()
    shown = drawn_texts(sheet)
    assert not [text for text in shown if "…" in text]
    whole = "".join(shown).replace(" ", "")
    for _, rows in SECTIONS:
        assert all(words.replace(" ", "") in whole for _, words in rows)
    assert {"Us and them", "The moment was to it"} <= set(shown)
    theme.deleteLater()


def test_words_break_between_words(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    sheet = KeySheet(theme, lambda: [("Language", [("W", LONG)])], window)
    sheet.toggle()
    words = {word for text in drawn_texts(sheet) for word in text.split()}
    assert set(LONG.split()) <= words
    theme.deleteLater()


def test_the_longest_words_stand_whole_on_one_page(qapp: QApplication, tmp_path: Path) -> None:
    theme = Theme(qapp, "light")
    file = tmp_path / "keys.pdf"
    assert printing.write_keys(file, SECTIONS, theme.family)
    (page,) = PdfReader(file).pages
    text = "".join(page.extract_text().split())
    assert "".join(f"{LONG} 8".split()) in text
    theme.deleteLater()
