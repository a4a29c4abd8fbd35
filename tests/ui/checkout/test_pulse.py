"""The pulse passed round: five items, unsigned, totals from five answers on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel

from livecoach.core.coaching import Pulse
from livecoach.store import reading
from livecoach.ui.checkout.pulse import PulsePage
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from tests.ui.example_desk import close, example_desk


def press(page: PulsePage, words: str) -> None:
    QApplication.processEvents()
    found = [b for b in page.findChildren(Button) if b.isVisible() and b.accessibleName() == words]
    assert len(found) == 1, words
    found[0].click()


def test_five_people_answer_five_items_and_only_totals_are_shown(
    qapp: QApplication, tmp_path: Path
) -> None:
    theme = Theme(qapp, "light")
    with example_desk(tmp_path, theme) as example:
        page = PulsePage(example.desk)
        page.resize(1200, 800)
        page.show()
        page.begin()
        for person in range(5):
            for item in range(5):
                if (person, item) == (0, 4):
                    press(page, "I would rather not say")
                    continue
                page.scale.numbers[5 + person].click()
                press(page, "Done" if item == 4 else "Next")
            if person < 4:
                press(page, "I am the next person")
        press(page, "Coach")
        press(page, "Press again to end the round")
        example.saved()
        kept = example.writer.ask(lambda db: reading.rows(db, Pulse))
        assert len(kept) == 5 and kept[0].as_a_patient is None
        QApplication.processEvents()
        shown = "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
        assert "I can say what I think here. 7.0 of 10 (n = 5)" in shown
        assert "We look at it as a patient would. too few to show (n = 4)" in shown
        page.book.undo()
        assert len(page.book.all(Pulse)) == 4
        close(page)
    theme.deleteLater()
