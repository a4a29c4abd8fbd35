"""The wheel turns the page and nothing that is kept; words too long for a box are shortened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QSpinBox, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from livecoach.ui.checkout.page import CheckOutPage
from livecoach.ui.conversations.one_to_one import ConversationPage
from livecoach.ui.page import Page
from livecoach.ui.privacy.page import PrivacyPage
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.choice_box import ChoiceBox
from tests.ui.example_desk import Example, close, example_desk


@pytest.fixture
def example(theme: Theme, tmp_path: Path) -> Iterator[Example]:
    """Open a desk on the example."""
    with example_desk(tmp_path, theme) as made:
        yield made


def turn(box: QComboBox | QSpinBox) -> bool:
    """Turn the wheel by a notch over the middle of a box; return whether the box took it."""
    middle = QPointF(box.rect().center())
    event = QWheelEvent(
        middle, box.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, event)
    return event.isAccepted()


@pytest.mark.parametrize("which", ["privacy", "check-out"])
def test_turning_the_wheel_over_a_choice_leaves_it_to_the_page_and_changes_nothing(
    example: Example, which: str
) -> None:
    desk = example.desk
    page: Page = PrivacyPage(desk) if which == "privacy" else CheckOutPage(desk, example.session)
    page.show()
    boxes: list[QComboBox | QSpinBox] = [
        *page.findChildren(QComboBox),
        *page.findChildren(QSpinBox),
    ]
    assert len(boxes) > 4
    for box in boxes:
        shown = box.text() if isinstance(box, QSpinBox) else box.currentText()
        box.setFocus()  # as it has once something was chosen in it
        assert not turn(box)
        assert shown == (box.text() if isinstance(box, QSpinBox) else box.currentText())
    close(page)


# Where there is no screen, Qt says that it cannot bring a list to the front.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_choice_too_long_for_its_box_ends_in_an_ellipsis_and_its_list_shows_it_whole(
    example: Example, qtbot: QtBot
) -> None:
    page = ConversationPage(example.desk, example.session)
    page._add_theme("Old promises are remembered differently by each of those who made them")
    page.add("history")
    page.resize(700, 700)
    page.show()
    QApplication.processEvents()
    box = next(one for one in page.findChildren(ChoiceBox) if one.count() == 2)
    box.setCurrentIndex(1)
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    assert option.currentText.endswith("…") and option.currentText[:8] == "Old prom"
    box.showPopup()
    qtbot.waitUntil(box.view().isVisible)
    assert box.view().viewport().width() >= box.view().sizeHintForColumn(0)
    box.hidePopup()
    close(page)
