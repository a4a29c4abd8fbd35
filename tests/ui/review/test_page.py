"""The page shows one session: what is filtered, picked and edited is the same all over it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from livecoach.core.filtering import Filter
from livecoach.core.timeline import Timeline
from livecoach.figures.timeline_paint import mark_box
from livecoach.ui.review import figure_copies, pictures
from livecoach.ui.review.fields import ChoiceField, LineField, TimeField, WordsField
from livecoach.ui.review.figure_panel import FigurePanel
from livecoach.ui.review.scene import SESSION
from tests.figures.timelines import MINUTE, full
from tests.ui.pointer import LEFT, move
from tests.ui.review.opened import Opened, opened, theme_of


def session() -> Timeline:
    timeline = full()
    timeline.load([replace(timeline.session, started_at="2026-11-03T09:30:00+00:00",
                           ended_at="2026-11-03T11:02:00+00:00")])  # fmt: skip
    return timeline


@pytest.fixture
def at(qapp: QApplication, tmp_path: Path) -> Iterator[Opened]:
    with opened(qapp, tmp_path, session()) as page:
        yield page


def place_of(at: Opened, uid: str) -> QPoint:
    line = at.page.timeline
    box = mark_box(at.page.scene.lanes, line.layout_now(), uid)
    assert box is not None
    return QPointF(box.x + box.w / 2, box.y + box.h / 2).toPoint()


def test_the_header_says_which_session_when_and_how_much(at: Opened) -> None:
    assert at.page.header.title.text() == "Chairs and CEOs"
    assert at.page.header.subtitle.text() == (
        "Tuesday 3 November 2026 · 09:30 – 11:02 · 6 moments · 5 turns"
    )


def test_a_press_on_a_mark_picks_it_in_list_and_editor_too(at: Opened) -> None:
    QTest.mouseClick(at.page.timeline, Qt.MouseButton.LeftButton, pos=place_of(at, "m4"))
    assert at.page.scene.picked == "m4"
    assert at.page.editor.when.text() == "09:00"
    assert at.page.list.spoken_current() == 4
    at.page.list.repaint()  # a list on the way to its row paints from where it is
    row = next(row for row in at.page.list.rows if row.uid != "m4" and row.top >= 0)
    QTest.mouseClick(at.page.list, Qt.MouseButton.LeftButton, pos=QPoint(60, int(row.top + 5)))
    assert at.page.scene.picked == row.uid
    assert at.page.scene.view.selected == row.uid


def test_a_press_on_a_lanes_name_picks_the_seat(at: Opened) -> None:
    layout = at.page.timeline.layout_now()
    row = next(row for row in layout.rows if row.lane.key == "seat:p1")
    place = QPoint(int(layout.names.right - 20), int(row.box.y + row.box.h / 2))
    QTest.mouseClick(at.page.timeline, Qt.MouseButton.LeftButton, pos=place)
    assert at.page.scene.picked == "p1"
    assert at.page.editor.heading.accessibleName() == "Selected seat"


def test_hover_says_one_full_sentence(at: Opened) -> None:
    said: list[str] = []
    at.page.timeline.said.connect(said.append)
    move(at.page.timeline, place_of(at, "m0"))
    assert said[-1] == "01:00, Us and them, Post 0, “you people”."
    move(at.page.timeline, place_of(at, "t1"))
    assert said[-1] == "02:00, Post 1 had the floor for 1 min 00 s, until 03:00."
    layout = at.page.timeline.layout_now()
    row = next(row for row in layout.rows if row.lane.key == "seat:p2")
    middle = QPoint(int(layout.x(20 * MINUTE)), int(row.box.y + row.box.h / 2))
    move(at.page.timeline, middle)
    assert said[-1] == "Post 2 was not heard from 00:00 to 90:00, 90 min 00 s."


def test_a_turns_edge_is_dragged_and_esc_leaves_it(at: Opened) -> None:
    line, scene = at.page.timeline, at.page.scene
    line.show_span(0, 8 * MINUTE)
    layout = line.layout_now()
    row = next(row for row in layout.rows if row.lane.key == "seat:p1")
    y = int(row.box.y + row.box.h / 2)
    edge, wanted = (QPoint(round(layout.x(ms)), y) for ms in (3 * MINUTE, 150_000))

    def drag(let_go: bool) -> None:
        QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=edge - QPoint(1, 0))
        move(line, wanted + QPoint(20, 0), LEFT)
        move(line, wanted, LEFT)
        if not let_go:
            QTest.keyClick(line, Qt.Key.Key_Escape)
        QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=wanted)

    drag(let_go=False)
    assert scene.timeline.turns["t1"].end_ms == 3 * MINUTE
    at.proves(lambda: drag(let_go=True))
    end = scene.timeline.turns["t1"].end_ms
    assert end is not None
    assert abs(end - 150_000) <= 1000
    at.page.undo()
    drag(let_go=True)
    assert at.page.said.words == "02:00, Post 1 had the floor for 30 s, until 02:30."


def test_dragging_pans_and_shift_dragging_chooses_a_stretch(at: Opened) -> None:
    line, scene = at.page.timeline, at.page.scene
    layout = line.layout_now()
    y = int(layout.plot.bottom - 30)
    ends = [QPoint(round(layout.x(ms)), y) for ms in (20 * MINUTE, 30 * MINUTE)]
    QTest.mousePress(line, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, ends[0])
    move(line, ends[1], LEFT)
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=ends[1])
    assert scene.view.start_ms == pytest.approx(20 * MINUTE, abs=10_000)
    assert scene.view.end_ms == pytest.approx(30 * MINUTE, abs=10_000)
    start = scene.view.start_ms
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=QPoint(600, y))
    move(line, QPoint(500, y), LEFT)
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=QPoint(500, y))
    assert scene.view.start_ms > start
    assert not scene.recorder.can_undo(), "looking about is no edit"


def test_words_searched_light_up_in_list_and_timeline(at: Opened) -> None:
    at.page.filters.words.setText("YÓU")
    QTest.qWait(120)
    scene = at.page.scene
    assert scene.matches == ["m0"]
    assert at.page.list.spoken_count() == 1
    assert scene.lighting is not None
    assert [points.uids for points in scene.lighting.points.values()] == [["m0"]]
    at.page.filters.clear.click()
    assert scene.lighting is None
    assert len(scene.matches) == 6


def test_pills_and_menus_filter_and_say_how_many(at: Opened) -> None:
    bar, scene = at.page.filters, at.page.scene
    assert bar.pills["language"].accessibleName() == "Only Language, 2 moments"
    bar.pills["language"].click()
    assert scene.matches == ["m0", "m5"]
    bar.pills["language"].click()
    menu = QMenu()
    bar._fill_people(menu)
    entry = next(action for action in menu.actions() if action.text() == "Post 1")
    entry.trigger()
    assert scene.filter == Filter(seats=frozenset({"p1"}))
    assert scene.matches == ["m4"]
    assert bar.people.text() == "1 chosen ▾"
    menu.deleteLater()


def test_an_edit_that_no_longer_matches_leaves_the_list(at: Opened) -> None:
    scene = at.page.scene
    scene.look_for(Filter(families=frozenset({"language"})))
    scene.recorder.amend("m0", tag="over")
    assert scene.matches == ["m5"]
    at.page.undo()
    assert scene.matches == ["m0", "m5"]


def test_a_screen_reader_hears_a_list_with_one_sentence_a_row(at: Opened) -> None:
    for widget in (at.page.list, at.page.timeline):
        face = QAccessible.queryAccessibleInterface(widget)
        assert face.role() == QAccessible.Role.List
        assert face.childCount() == 6
        sentence = face.child(4).text(QAccessible.Text.Name)
        assert sentence == "09:00, Talked over, Post 1, follows 01:00."
        face.child(1).actionInterface().doAction("Press")
        assert at.page.scene.picked == "m1"


def test_every_field_of_the_editor_has_a_name(at: Opened) -> None:
    for uid in ("m1", "t1", "a1", "p1", SESSION):
        at.page.scene.pick(uid)
        panel = at.page.editor.panel
        assert panel is not None
        for field in panel.findChildren(QWidget):
            if isinstance(field, TimeField | LineField | WordsField | ChoiceField):
                assert field.accessibleName(), (uid, field)


def test_words_are_found_in_other_sessions_and_gone_to(at: Opened) -> None:
    from livecoach.ui.review import everywhere

    found = everywhere.find(at.writer, "people")
    assert [(one.kind, one.uid) for one in found] == [("moment", "m0")]
    assert everywhere.line(found[0]) == "you people · Moment · Chairs and CEOs"
    at.page._go_to(found[0])
    assert at.page.scene.picked == "m0"
    at.page._go_to(replace(found[0], session="another", uid="m9"))
    assert at.gone == [("review", "another/m9")]


def test_a_page_can_be_opened_at_a_moment(qapp: QApplication, tmp_path: Path) -> None:
    with opened(qapp, tmp_path, session(), pick="m4") as at:
        assert at.page.scene.picked == "m4"


@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_timeline_is_saved_as_a_picture(at: Opened, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"timeline.{form}"
    words, trouble = pictures.write(file, at.page.pictures, form)
    assert not trouble
    assert "seats by name" in words
    content = file.read_bytes()
    if form == "svg":
        assert b"Stroke pathway" in content
        assert b"<title>Timeline</title>" in content, "its properties tell nothing"
        said = "".join(ET.fromstring(content).itertext())
        assert "Chairs and CEOs · Tuesday 3 November 2026" in said
        assert "five minutes after an interjection" in said, "and a legend"
    else:
        assert QImage.fromData(content).width() == 3200
    words, trouble = pictures.write(tmp_path / "nowhere" / "t.svg", at.page.pictures, form)
    assert trouble
    assert "Choose another folder" in words


def test_the_timeline_is_printed_across_a_page(at: Opened, tmp_path: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "t.pdf"))
    at.page.pictures.paint_page(printer)
    assert (tmp_path / "t.pdf").read_bytes().startswith(b"%PDF")


def test_where_the_window_is_low_the_figures_wait_and_nothing_is_cut_at_twice_the_text(
    qapp: QApplication, tmp_path: Path
) -> None:
    with opened(qapp, tmp_path, session()) as at:
        page = at.page
        assert page.figures_shown()
        page.toggle_figures()
        assert not page.figures_shown()
        page.toggle_gallery()
        assert not page.timeline.isVisible()
        page.toggle_gallery()
        assert page.timeline.isVisible()
        theme = page._desk.theme
        try:
            theme.set_percent(200)
            qapp.processEvents()
            qapp.processEvents()
            bar = page.filters
            shown = [bar.words, *bar.pills.values(), bar.people, bar.more]
            boxes = [one.geometry() for one in shown if one.isVisible()]
            for i, one in enumerate(boxes):
                assert not any(one.intersects(other) for other in boxes[i + 1 :])
        finally:
            theme.set_percent(100)


def test_the_band_after_an_interjection_says_which_minutes_it_stands_for(at: Opened) -> None:
    line = at.page.timeline
    layout = line.layout_now()
    row = next(row for row in layout.rows if row.lane.key == at.page.scene.lanes.window_key)
    middle = QPoint(round(layout.x(10.5 * MINUTE)), int(row.box.y + row.box.h / 2))
    move(line, middle - QPoint(0, 3))
    move(line, middle)
    assert at.page.said.words == (
        "What followed the interjection at 05:00: the five minutes from 06:00 to 11:00."
    )


def test_a_figure_that_leaves_says_which_session_it_is_of(at: Opened, qapp: QApplication) -> None:
    page = at.page
    row = page.scene.timeline.session
    page.scene.recorder.replace_rows("Example", [(row, replace(row, example=True))])
    page.toggle_gallery()
    page.gallery.recount.look()
    panels = page.gallery.findChildren(FigurePanel)
    assert panels
    for shown in panels:
        content = figure_copies.content(shown.figure, "svg", theme_of(qapp))
        said = "".join(ET.fromstring(content).itertext())
        assert said.count("Chairs and CEOs · Tuesday 3 November 2026 · example") == 1
