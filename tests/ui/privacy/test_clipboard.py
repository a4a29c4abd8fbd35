from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from livecoach.ui import clipboard
from livecoach.ui.review.page import ReviewPage
from tests.ui.example_desk import Example, close


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "CLEARED_AFTER_MS", 20)


@pytest.mark.usefixtures("soon")
def test_a_copied_timeline_goes_though_its_page_has_closed(over: Example, qtbot: QtBot) -> None:
    board = QGuiApplication.clipboard()
    page = ReviewPage(over.desk, over.session)
    page.copy_picture()
    assert not board.image().isNull()
    close(page)
    qtbot.waitUntil(lambda: board.mimeData() is None or board.image().isNull())


@pytest.mark.usefixtures("soon")
def test_what_another_program_copied_since_stays(qtbot: QtBot) -> None:
    clipboard.put_text("said in the room")
    QGuiApplication.clipboard().setText("another program's")
    qtbot.wait(60)
    assert QGuiApplication.clipboard().text() == "another program's"


def test_the_clipboard_is_empty_once_the_program_ends(qapp: QApplication) -> None:
    clipboard.put_text("said in the room")
    qapp.aboutToQuit.emit()
    assert QGuiApplication.clipboard().text() == ""
    clipboard.put_text("said in the room")
    QGuiApplication.clipboard().setText("another program's")
    qapp.aboutToQuit.emit()
    assert QGuiApplication.clipboard().text() == "another program's"


def test_what_is_copied_asks_to_be_kept_in_no_history() -> None:
    clipboard.put_text("said in the room")
    held = QGuiApplication.clipboard().mimeData()
    assert held is not None
    assert held.data("x-kde-passwordManagerHint").data() == b"secret"
