"""The summary page: mend a sentence, approve a quotation, let a page go; all kept and undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from livecoach.core.moment import Moment
from livecoach.exchange.record_json import read_record
from livecoach.report.data.sheet import Sheet
from livecoach.report.document import all_words
from livecoach.report.writers import xlsx
from livecoach.ui.summary import keeping
from livecoach.ui.summary.drag_out import carried
from livecoach.ui.summary.page import SummaryPage
from livecoach.ui.summary.sides import WHO, WhoCard
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button
from tests.ui.example_desk import Example, close, example_desk
from tests.ui.live.seen import drawn_texts


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Iterator[tuple[Example, SummaryPage]]:
    """Show the summary page of the example."""
    theme = Theme(qapp, "light")
    with example_desk(tmp_path, theme) as example:
        page = SummaryPage(example.desk, example.session)
        page.resize(1280, 720)
        page.show()
        QApplication.processEvents()
        yield example, page
        close(page)
    theme.deleteLater()


def said(page: SummaryPage) -> str:
    assert page.document is not None
    return "\n".join(all_words(page.document))


def test_the_group_is_first_and_nothing_of_a_person_leaves(
    opened: tuple[Example, SummaryPage],
) -> None:
    _, page = opened
    assert page.audience == "group" and page.findings == []
    shown = "\n".join(one.text() for one in page.findChildren(QLabel))
    assert "The meeting had three movements" in shown
    seats = page.opened.timeline.seats.values()
    assert not [seat.label for seat in seats if seat.label in said(page)]


def test_each_reader_has_a_page_of_their_own(opened: tuple[Example, SummaryPage]) -> None:
    _, page = opened
    titles = {}
    for audience in page.who:
        QTest.mouseClick(page.who[audience], Qt.MouseButton.LeftButton)
        assert page.document is not None and page.audience == audience
        titles[audience] = page.document.title
    assert titles["sponsor"] == "Note to sponsor"
    assert titles["supervision"] == "For supervision"
    assert titles["person"].startswith("What is held about")


def test_a_sentence_written_anew_is_kept_and_undone(
    opened: tuple[Example, SummaryPage],
) -> None:
    example, page = opened
    before = said(page)
    line = page.paper.sentences["pattern.late"]
    line.write()
    line.area.setPlainText("Late voices came in by invitation.")
    QTest.keyClick(line.area, Qt.Key.Key_Return)
    assert "Late voices came in by invitation." in said(page)
    kept = example.on_disk().pieces.values()
    assert [one.text for one in kept] == ["Late voices came in by invitation."]
    page.opened.recorder.undo()
    assert said(page) == before


def test_a_sentence_is_moved_and_left_out(opened: tuple[Example, SummaryPage]) -> None:
    _, page = opened
    doings = page._doings()
    doings.move("pattern.late", -1)
    order = list(page.paper.sentences)
    assert order.index("pattern.late") < order.index("pattern.ideas")
    doings.leave_out("pattern.late")
    assert "pattern.late" not in page.paper.sentences
    assert page.notice.words() == "Left out of the summary."


def test_a_section_can_be_left_out_and_moved_up(opened: tuple[Example, SummaryPage]) -> None:
    _, page = opened
    page._turn_section("held", False)
    assert "let it run" not in said(page).replace("Open: I let it run", "").replace("let run", "")
    keeping.move_section(page.opened.recorder, "voices")
    text = said(page)
    assert text.index("Voices") < text.index("What I noticed")


def test_a_quotation_stands_only_while_it_is_approved(opened: tuple[Example, SummaryPage]) -> None:
    _, page = opened
    moment = next(one for one in page.opened.timeline.moments_in_order() if one.words)
    page._turn_quote(moment.uid, True)
    assert moment.words in said(page)
    assert {finding.kind for finding in page.findings} == {"quotation"}
    page._turn_quote(moment.uid, False)
    assert moment.words not in said(page)


def test_a_name_typed_in_is_found_before_it_leaves(opened: tuple[Example, SummaryPage]) -> None:
    _, page = opened
    page.typed._keep_agreed("Community Chair brings the paper")
    assert [finding.kind for finding in page.findings] == ["post"]
    page.choose("sponsor")
    assert "Community Chair" not in said(page)


def test_the_sponsors_page_leaves_only_after_the_group_agreed(
    opened: tuple[Example, SummaryPage], tmp_path: Path, qtbot: QtBot
) -> None:
    example, page = opened
    page.choose("sponsor")
    out = tmp_path / "sponsor.docx"
    page.away.write_to(out, "docx")
    assert not out.exists() and "Show it to the group first" in page.notice.words()
    page._step("shown_on")
    page.away.write_to(out, "docx")
    assert not out.exists() and "agreement" in page.notice.words()
    page._step("agreed_on")
    page.away.write_to(out, "docx")
    qtbot.waitUntil(lambda: page.notice.words().startswith("Saved"), timeout=10_000)
    assert docx.Document(str(out)).core_properties.title == "Note to sponsor"
    assert out.stat().st_mode & 0o777 == 0o600
    (release,) = example.on_disk().releases.values()
    assert (release.audience, release.form, len(release.fingerprint)) == ("sponsor", "docx", 64)
    assert release.shown_on and release.agreed_on and release.released_at
    letting_go = page.letting_go
    letting_go.show_release(release, [release])
    assert f"({release.fingerprint[:8]})" in letting_go._gone.text()
    letting_go.show_release(release, [replace(release, fingerprint="")])
    assert letting_go._gone.text().startswith("Gone out: Word, ")
    assert "(" not in letting_go._gone.text()


def test_a_folder_that_is_not_there_is_said_in_a_sentence(
    opened: tuple[Example, SummaryPage], tmp_path: Path, qtbot: QtBot
) -> None:
    _, page = opened
    page.away.write_to(tmp_path / "none" / "x.pdf", "pdf")
    qtbot.waitUntil(lambda: "x.pdf was not written" in page.notice.words(), timeout=10_000)


def test_a_file_on_its_way_can_be_stopped(
    opened: tuple[Example, SummaryPage],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = xlsx.write

    def slowly(sheets: Iterable[Sheet], stopped: Callable[[], bool]) -> bytes:
        assert Event().wait(0.05) is False
        while not stopped():
            Event().wait(0.01)
        return real(sheets, stopped)

    monkeypatch.setattr(xlsx, "write", slowly)
    _, page = opened
    out = tmp_path / "tables.xlsx"
    page.away.write_to(out, "xlsx")
    stop = next(b for b in page.notice.findChildren(Button) if b.accessibleName() == "Stop")
    stop.click()
    qtbot.waitUntil(lambda: "Stopped" in page.notice.words(), timeout=10_000)
    assert not out.exists() and not list(tmp_path.glob("*.part"))


def test_what_is_copied_leaves_the_clipboard(
    opened: tuple[Example, SummaryPage], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from livecoach.ui import clipboard

    monkeypatch.setattr(clipboard, "CLEARED_AFTER_MS", 20)
    _, page = opened
    page.away.copy()
    board = QApplication.clipboard()
    assert "What the room showed us" in board.text()
    qtbot.waitUntil(lambda: board.text() == "", timeout=2000)


def test_a_page_is_dragged_out_as_a_file_of_its_own(
    opened: tuple[Example, SummaryPage], tmp_path: Path
) -> None:
    example, page = opened
    example.desk.settings.set(export_folder=str(tmp_path))
    first, second = page.away.write_to_carry("md"), page.away.write_to_carry("md")
    assert first is not None and second is not None
    assert [one.name for one in (first, second)] == ["summary-group.md", "summary-group-2.md"]
    assert carried(first).urls()[0].toLocalFile() == str(first)
    page.choose("sponsor")
    assert page.away.write_to_carry("md") is None  # not before the group agreed


def test_the_coach_moves_where_the_movements_change(opened: tuple[Example, SummaryPage]) -> None:
    example, page = opened
    assert page.typed.edges.line.text() == "28:10, 46:00"
    page.typed._keep_edges("20:00; 1:06:10")
    assert "00:00–20:00" in said(page) and "20:00–66:10" in said(page)
    assert page.typed.edges.line.text() == "20:00, 66:10"
    with pytest.raises(ValueError, match="not a time"):
        page.typed._keep_edges("half past")
    page.typed._keep_edges("")
    assert "28:10–46:00" in said(page)
    assert len(example.on_disk().pieces) == 1


def test_the_coach_takes_the_whole_record_and_nobody_else_does(
    opened: tuple[Example, SummaryPage], tmp_path: Path
) -> None:
    example, page = opened
    page.away.write_to(tmp_path / "group.json", "json")
    assert not (tmp_path / "group.json").exists()
    assert "for the coach alone" in page.notice.words()
    page.choose("coach")
    for form in ("csv", "json"):
        page.away.write_to(tmp_path / f"record.{form}", form)
    rows = read_record(tmp_path / "record.json")
    assert sum(isinstance(row, Moment) for row in rows) == 70
    names = sorted(path.name for path in tmp_path.glob("record*"))
    assert names == [
        "record.checkout.csv", "record.csv", "record.json", "record.seats.csv",
    ]  # fmt: skip
    page.choose("sponsor")
    page._step("shown_on")
    page._step("agreed_on")
    page.away.write_to(tmp_path / "tables", "parquet")
    found = sorted(path.name for path in (tmp_path / "tables").iterdir())
    assert found == ["check-out.parquet", "columns.parquet", "measures.parquet"]
    assert len(example.on_disk().releases) == 3


def test_the_page_is_written_in_the_coachs_own_word_file(
    opened: tuple[Example, SummaryPage], tmp_path: Path, qtbot: QtBot
) -> None:
    _, page = opened
    own = docx.Document()
    own.sections[0].footer.paragraphs[0].text = "Our letterhead"
    own.save(str(tmp_path / "own.docx"))
    out = tmp_path / "out.docx"
    page.away.write_to(out, "docx", tmp_path / "own.docx")
    qtbot.waitUntil(lambda: page.notice.words().startswith("Saved"), timeout=10_000)
    assert docx.Document(str(out)).sections[0].footer.paragraphs[0].text == "Our letterhead"


def test_a_sentence_that_names_somebody_can_be_let_stand_for_the_group_alone(
    opened: tuple[Example, SummaryPage],
) -> None:
    _, page = opened
    page._doings().rewrite("pattern.late", "Community Chair was not heard.")
    assert [one.kind for one in page.findings] == ["post"]
    page._doings().release("pattern.late")
    assert page.findings == [] and "Community Chair" in said(page)
    page.choose("sponsor")
    assert "Community Chair" not in said(page)


@pytest.mark.parametrize("percent", [100, 200])
def test_who_it_is_for_is_said_whole(qapp: QApplication, qtbot: QtBot, percent: int) -> None:
    theme = Theme(qapp, "light", percent)
    for _, name, what in WHO:
        card = WhoCard(theme, name, what)
        qtbot.addWidget(card)
        card.resize(280, card.heightForWidth(280))
        card.show()
        assert " ".join(drawn_texts(card)) == f"{name} {what}"
    theme.deleteLater()
