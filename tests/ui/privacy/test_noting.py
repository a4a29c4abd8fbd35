"""Figures that leave are noted from every page that shows them, and a log that fails is told."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from livecoach.core.moment import Remark
from livecoach.store import processing_log
from livecoach.ui import noting
from livecoach.ui.pairs.page import PairsPage
from livecoach.ui.review.page import ReviewPage
from livecoach.ui.trends.page import TrendsPage
from tests.ui.example_desk import Example, close


def noted(over: Example) -> list[tuple[str, str, dict[str, int]]]:
    return [(one.act, one.what, one.counts) for one in over.writer.ask(processing_log.entries)]


def test_figures_that_leave_are_noted_by_name_and_form(over: Example) -> None:
    trends = TrendsPage(over.desk)
    next(iter(trends.panels.panels.values())).copy()
    trends.beside.panel.copy()
    trends.beside._next.stop()
    close(trends)
    pairs = PairsPage(over.desk)
    pairs.matrix.copy()
    close(pairs)
    review = ReviewPage(over.desk, over.session)
    review.copy_picture()
    review.figures.left.emit("share-of-voice", "svg", b"")
    review.gallery.left.emit("share-of-voice", "png", b"")
    close(review)
    assert noted(over) == [
        ("figure", "share-of-voice", {"png": 1}),
        ("figure", "share-of-voice", {"svg": 1}),
        ("figure", "timeline", {"clipboard": 1}),
        ("figure", "pairs-covered", {"clipboard": 1}),
        ("figure", "pair-beside-the-room", {"clipboard": 1}),
        ("figure", next(iter(trends.panels.panels)), {"clipboard": 1}),
    ]
    QApplication.clipboard().clear()


def test_a_line_that_the_disk_refuses_is_said(over: Example, told: list[str]) -> None:
    over.writer.ask(lambda db: db.execute("CREATE TRIGGER t BEFORE INSERT ON processing_log BEGIN "
                                          "SELECT raise(ABORT, 'no'); END"))  # fmt: skip
    noting.note(over.desk, "copy", "group", pages=1)
    assert "could not be noted in the processing log" in told[-1]
    assert noted(over) == []


def test_a_correction_and_a_dispute_stand_dated_beside_their_moment(over: Example) -> None:
    """Rectification: what was written stays, and what is said of it stands beside it."""
    review = ReviewPage(over.desk, over.session)
    moment = next(one for one in review.scene.timeline.moments_in_order() if one.seat)
    for kind, text in (("correction", "It was said later."), ("dispute", "I did not say that.")):
        row = Remark(f"r-{kind}", moment.observation, moment.uid, kind, text, review.scene.today())
        review.scene.recorder.replace_rows("Remark", [(None, row)])
    over.saved()
    kept = over.on_disk()
    assert kept.moments[moment.uid] == moment
    assert {(one.kind, one.text, one.written_at[:4]) for one in kept.remarks.values()} == {
        ("correction", "It was said later.", "2026"), ("dispute", "I did not say that.", "2026"),
    }  # fmt: skip
    close(review)
