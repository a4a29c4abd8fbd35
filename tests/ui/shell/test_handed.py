"""While somebody else holds the device, nothing of the coach's is reached from it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from livecoach.store import reading
from livecoach.ui.checkout.page import CheckOutPage
from livecoach.ui.checkout.pulse import PulsePage
from livecoach.ui.program import Program
from livecoach.ui.widgets.button import Button

Key, Mod = Qt.Key, Qt.KeyboardModifier


def press(page: CheckOutPage | PulsePage, words: str) -> None:
    found = [b for b in page.findChildren(Button) if b.isVisible() and b.accessibleName() == words]
    assert len(found) == 1, words
    found[0].click()
    QApplication.processEvents()


@pytest.mark.parametrize("name", ["checkout", "pulse"])
def test_no_search_menu_or_page_is_reached_from_a_round(
    example: Program, qtbot: QtBot, name: str
) -> None:
    shell = example.shell
    assert example.opened is not None and shell.over is not None
    session = example.opened.writer.ask(reading.sessions)[0].uid
    shell.show()
    assert QTest.qWaitForWindowActive(shell)
    shell.go(name, session if name == "checkout" else "")
    page = shell.front
    assert isinstance(page, CheckOutPage | PulsePage)
    page.begin()
    shell.activateWindow()
    assert QTest.qWaitForWindowActive(shell)
    assert not [bar for bar in shell._bars if bar.isVisible()]
    for key, held in ((Key.Key_K, Mod.ControlModifier), (Key.Key_F10, Mod.NoModifier),
                      (Key.Key_F1, Mod.NoModifier), (Key.Key_1, Mod.AltModifier),
                      (Key.Key_Escape, Mod.NoModifier)):  # fmt: skip
        QTest.keyClick(QApplication.focusWidget() or shell, key, held)
        QApplication.processEvents()
    for action in example.actions.all():
        if action.id not in ("view.curtain", "view.larger", "view.smaller", "view.full"):
            assert not example.actions.run(action.id), action.id
    assert shell.front is page and not page.leaving()
    assert not shell.over.palette.isVisible() and not shell.over.keys.isVisible()
    assert not [menu for menu in shell.findChildren(QMenu) if menu.isVisible()]
    QTest.keyClick(QApplication.focusWidget() or shell, Key.Key_7)
    scale = page.passing.scale if isinstance(page, CheckOutPage) and page.passing else None
    assert (page.scale if isinstance(page, PulsePage) else scale).value() == 7  # type: ignore[union-attr]
    press(page, "Coach")
    assert shell.front is page and not page.leaving()
    press(page, "Press again to end the round")
    assert page.leaving()
    assert example.actions.run("view.palette") and shell.over.palette.isVisible()
    shell.over.palette.close_palette()
    assert [bar.isVisible() for bar in shell._bars] == [not page.whole] * len(shell._bars)
