"""Figures in the window: picture and table of the same numbers, kept true, and how they leave."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from livecoach.figures.gallery import BELOW_THE_TIMELINE, review_figures
from livecoach.measures.log import read
from livecoach.ui import clipboard
from livecoach.ui.review import figure_copies
from livecoach.ui.review.figure_gallery import FigureGallery
from livecoach.ui.review.figure_panel import FigurePanel
from livecoach.ui.review.figure_strip import FigureStrip
from livecoach.ui.review.figure_table import FigureModel
from livecoach.ui.theme import Theme
from tests.measures.meetings import Said, room, tagged

NASTY = "=HYPERLINK(1) <b>Chair</b>"
SEATS = (NASTY, "ICB CEO", "Acute Chair")


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, "light")
    yield made
    made.deleteLater()


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, told: list[str]) -> FigurePanel:
    said = [Said(1, NASTY, "idea"), Said(9, "ICB CEO", "uptake", links=((1, "takes_up"),))]
    figure = review_figures(read(tagged(SEATS, said, 60)))[0]
    made = FigurePanel(theme, figure, lambda words, **more: told.append(words))
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def shown_cells(model: FigureModel) -> list[list[str]]:
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_table_has_the_numbers_of_the_picture(panel: FigurePanel, qtbot: QtBot) -> None:
    panel.twin.click()
    assert not panel.canvas.isVisible()
    model = FigureModel(panel.figure)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    assert shown_cells(model) == [list(row) for row in panel.figure.rows]
    assert shown_cells(model)[0][:2] == [NASTY, "1"]
    panel.twin.click()
    assert panel.canvas.isVisible()
    assert panel.canvas.accessibleName().endswith(panel.figure.sentence)


def test_a_figure_is_saved_as_picture_or_table(
    panel: FigurePanel, told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[tuple[str, bytes]] = []
    panel.left.connect(lambda form, made: gone.append((form, made)))
    for form in figure_copies.FORMS:
        name = tmp_path / "voice"
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_, name=name: (str(name), "")
        )  # fmt: skip
        panel.save(form)
    assert [form for form, _ in gone] == ["svg", "png", "csv"]
    assert told[-1] == f"Share of voice stands in {tmp_path / 'voice.csv'}."
    for form, made in gone:
        assert (tmp_path / f"voice.{form}").read_bytes() == made
    assert NASTY in "".join(ET.fromstring((tmp_path / "voice.svg").read_bytes()).itertext())
    assert not QImage(str(tmp_path / "voice.png")).isNull()
    text = (tmp_path / "voice.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["Seat", "Turns", "Time", "Turns, share", "Equal share"]
    assert rows[1][0] == "'" + NASTY  # no spreadsheet runs it


def test_a_disk_that_refuses_is_told_in_words(
    panel: FigurePanel, told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "no such folder" / "voice.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    panel.save("svg")
    assert told[-1].startswith(f"{target} could not be written: ")
    assert told[-1].endswith("Choose another folder.")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    panel.save("svg")
    assert len(told) == 1


def test_a_copy_holds_picture_and_table_for_a_minute(
    panel: FigurePanel, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(clipboard, "CLEARED_AFTER_MS", 20)
    panel.copy()
    board = QGuiApplication.clipboard()
    assert "ICB CEO\t1" in board.text()
    assert f"'{NASTY}\t1" in board.text()
    assert not board.image().isNull()
    qtbot.waitUntil(lambda: board.text() == "")


def test_what_was_copied_since_stays(
    panel: FigurePanel, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(clipboard, "CLEARED_AFTER_MS", 20)
    panel.copy()
    QGuiApplication.clipboard().setText("something else")
    qtbot.wait(60)
    assert QGuiApplication.clipboard().text() == "something else"


def test_the_menu_offers_every_way_out(panel: FigurePanel) -> None:
    menu = panel.menu()
    words = [act.text() for act in menu.actions() if not act.isSeparator()]
    assert words == [
        "Copy", "Save as SVG picture…", "Save as PNG picture…", "Save as CSV table…",
    ]  # fmt: skip
    menu.deleteLater()


def test_the_gallery_shows_every_figure_in_as_many_columns_as_fit(
    qtbot: QtBot, theme: Theme
) -> None:
    log = read(tagged(SEATS, [Said(1, NASTY, "idea"), Said(9, "ICB CEO", "support")], 60))
    gallery = FigureGallery(theme, lambda: log, lambda *words, **more: None)
    qtbot.addWidget(gallery)
    for width, columns in ((400, 1), (1100, 2), (1900, 3), (400, 1)):
        gallery.resize(width, 700)
        gallery.show()
        qtbot.waitUntil(lambda: bool(gallery.panels))
        panels = list(gallery.panels.values())
        assert [one.figure.name for one in panels] == [one.name for one in review_figures(log)]
        qtbot.waitUntil(partial(settled, gallery, columns))
        for one in panels:
            for other in panels:
                assert one is other or not one.geometry().intersects(other.geometry())


def settled(gallery: FigureGallery, columns: int) -> None:
    """Pass once every panel stands in one of so many columns, in view and whole."""
    panels = list(gallery.panels.values())
    assert len({one.x() for one in panels}) == columns
    for one in panels:
        assert one.geometry().right() <= gallery.viewport().width(), one.figure.name
        assert one.canvas.height() >= one.canvas.heightForWidth(one.canvas.width())


def test_figures_follow_the_edits_of_the_session(qtbot: QtBot, theme: Theme) -> None:
    live = room(("ICB Chair", "ICB CEO"))
    reads: list[int] = []

    def log_now() -> object:
        reads.append(1)
        return read(live.timeline)

    strip = FigureStrip(theme, log_now, lambda *words, **more: None)  # type: ignore[arg-type]
    qtbot.addWidget(strip)
    strip.recount.setInterval(5)
    live.recorder.floor("ICB Chair")
    live.clock.tick(5000)
    live.recorder.nobody()
    strip.recount.follow()
    assert reads == []  # nobody looks
    strip.resize(1200, 240)
    strip.show()
    assert tuple(strip.panels) == BELOW_THE_TIMELINE
    voice = strip.panels["share-of-voice-by-seat"]
    assert [row[1] for row in voice.figure.rows] == ["1", "0"]
    for _ in range(3):
        live.recorder.floor("ICB CEO")
        live.clock.tick(1000)
        live.recorder.nobody()
        strip.recount.follow()
    qtbot.waitUntil(lambda: [row[1] for row in voice.figure.rows] == ["1", "3"])
    assert len(reads) == 2  # three edits in a row are counted once
    live.recorder.undo()
    live.recorder.undo()
    strip.recount.follow()
    qtbot.waitUntil(lambda: [row[1] for row in voice.figure.rows] == ["1", "2"])
