"""Periods, what is due, holds, the log and the texts, as a coach goes through them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from livecoach.core.coaching import Agreement
from livecoach.core.moment import Moment
from livecoach.core.retention import USUAL, Period
from livecoach.report.document import all_words
from livecoach.store import (
    certificates,
    controller,
    holding,
    keepsakes,
    processing_log,
    reading,
)
from livecoach.store.periods import BadPeriod, periods, set_period
from livecoach.store.reading import NotThere
from livecoach.ui.conversations.agreement import AgreementPage
from livecoach.ui.page import Page
from livecoach.ui.privacy.holds_page import HoldsPage
from livecoach.ui.privacy.log_page import LogPage
from livecoach.ui.privacy.page import PrivacyPage
from livecoach.ui.privacy.purge_page import PurgePage
from livecoach.ui.privacy.texts_page import TextsPage
from livecoach.ui.programme.home import HomePage
from livecoach.ui.programme.session import SessionPage
from livecoach.ui.review.page import ReviewPage
from livecoach.ui.routes import ROUTES, page_class
from livecoach.ui.summary.page import SummaryPage
from tests.ui.example_desk import Example, close

PAGES: tuple[Callable[..., Page], ...] = (PrivacyPage, PurgePage, HoldsPage, LogPage, TextsPage)


def said(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if not one.isHidden())


def acts(over: Example) -> list[str]:
    return [one.act for one in over.writer.ask(processing_log.entries)]


@pytest.mark.parametrize("make", PAGES)
def test_every_control_has_a_name_and_is_reached_by_keys(
    over: Example, make: Callable[..., Page]
) -> None:
    page = make(over.desk)
    page.show()
    for kind in (QAbstractButton, QComboBox, QLineEdit):
        for control in page.findChildren(kind):
            inside = control.parent() is not None and control.objectName().startswith("qt_")
            if control.isVisible() and not inside:
                assert control.accessibleName(), control
                assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.accessibleName()
    close(page)


def test_the_pages_stand_under_one_entry_of_the_sidebar() -> None:
    for name in ("purge", "holds", "processing", "texts"):
        assert ROUTES[name].under == "privacy"
        assert ROUTES[name].heading is None
        assert issubclass(page_class(name), Page)
    assert ROUTES["privacy"].heading == "Set up"


def test_a_period_counts_as_soon_as_it_is_changed(over: Example) -> None:
    page = PrivacyPage(over.desk)
    page.show()
    words = said(page.periods)
    assert "12 held. 12 due since Wed 3 Sep 2025." in words
    assert "Falls due on Fri 31 Mar 2028." in words
    page.periods.amounts["totals"].setValue(3)
    page.periods.units["totals"].setCurrentText("years")
    page.periods.keep("totals")
    assert over.writer.ask(periods)["totals"] == Period(3, "years")
    assert "Falls due on Sat 31 Mar 2029." in said(page.periods)
    assert acts(over) == ["period"]
    page.periods.use_usual()
    assert over.writer.ask(periods) == USUAL
    assert not page.periods.usual.isEnabled()
    assert acts(over) == ["period", "period"]
    with pytest.raises(BadPeriod, match="whole number"):
        over.writer.ask(lambda db: set_period(db, "raw", Period(-1, "days")))
    close(page)


def test_home_says_what_is_due_and_leads_to_it(over: Example) -> None:
    page = HomePage(over.desk)
    page.show()
    QApplication.processEvents()  # it is looked for once the page is there
    words = "The raw logs of 12 sessions, the raw logs of 3 sessions without a released summary "
    words += "and the notes of 23 conversations are due to be deleted"
    assert words in said(page.due)
    button = next(one for one in page.due.findChildren(QAbstractButton)
                  if words in one.accessibleName())  # fmt: skip
    button.click()
    assert over.shown[-1] == ("purge", "")
    close(page)


def test_what_is_due_is_deleted_in_one_act_and_certified(
    over: Example, qtbot: QtBot, tmp_path: Path, told: list[str]
) -> None:
    page = PurgePage(over.desk)
    page.show()
    assert page.focusProxy() is not page.delete, "a key still held must not delete"
    preview = said(page)
    assert "Due since Wed 3 Sep 2025: 90 days after its summary was signed off" in preview
    assert "Moments 839" in preview
    before = len(over.writer.ask(lambda db: reading.rows(db, Moment)))
    assert before > 800, "a preview changes nothing"
    page.delete.click()
    assert not page.leaving(), "the page stays while it works"
    qtbot.waitUntil(lambda: not page.busy, timeout=30_000)
    assert "Deleted what was due: 38." in page.notice.words()
    assert over.writer.ask(lambda db: reading.rows(db, Moment)) == []
    assert "Nothing can be deleted now." in said(page)
    [made] = over.writer.ask(certificates.certificates)
    for form in ("pdf", "docx", "md"):
        path = tmp_path / f"certificate.{form}"
        written: list[Path] = []

        def take(name: str, form: str, content: Callable[[], bytes], act: str, what: str) -> None:
            page.saving.write(path, form, content, act, what)  # noqa: B023
            written.append(path)  # noqa: B023

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(page.saving, "save_as", take)
            page.save(made, form)
        qtbot.waitUntil(path.exists, timeout=20_000)
        qtbot.waitUntil(lambda: f"Saved {path.name}" in page.notice.words())  # noqa: B023
        assert path.stat().st_mode & 0o777 == 0o600
    assert acts(over)[:3] == ["certificate"] * 3
    assert told == []
    close(page)


def test_a_session_without_its_log_tells_so_and_shows_no_silent_seats(
    over: Example, qtbot: QtBot
) -> None:
    lines = [one for one in over.writer.ask(reading.sessions)
             if one.kind == "live" and one.moments and one.state == "ended"]  # fmt: skip
    released = next(
        one.uid
        for one in lines
        if over.writer.ask(lambda db, uid=one.uid: reading.timeline(db, uid)).releases  # type: ignore[misc]
    )
    before = SummaryPage(over.desk, released)
    assert before.document is not None
    words = all_words(before.document)
    close(before)
    page = PurgePage(over.desk)
    page.purge()
    qtbot.waitUntil(lambda: not page.busy, timeout=30_000)
    close(page)
    assert released in over.writer.ask(keepsakes.sessions_without_log)
    after = SummaryPage(over.desk, released)
    after.show()
    assert after.document is not None
    assert all_words(after.document) == words
    assert "The raw log of this session was deleted on" in after.notice.words()
    after.choose("coach")
    assert after.document is None
    assert after.paper.isHidden()
    after.choose("group")
    shown = after.away._shown()
    assert shown is not None and shown.alone and not shown.refusal
    after.away.write_to(Path("never.xlsx"), "xlsx")
    assert "no tables of it any longer" in after.notice.words()
    close(after)
    with pytest.raises(NotThere, match="raw log"):
        ReviewPage(over.desk, released)
    session = SessionPage(over.desk, released)
    assert "raw log" in session.notice.words()
    assert not session._leads("review")
    close(session)


def test_a_hold_is_placed_blocks_and_is_lifted(over: Example) -> None:
    page = HoldsPage(over.desk)
    page.show()
    assert "No hold stands." in said(page)
    page.place()
    assert "a hold needs a reason" in page.reason.trouble()
    page.reason.line.setText("Inquiry 12")
    page.on.line.setText("next week")
    page.place()
    assert "is not a date" in page.on.trouble()
    page.on.line.setText("1/10/2026")
    page.kind.box.setCurrentIndex(page.kind.box.findData("session"))
    page.kind.box.activated.emit(page.kind.box.currentIndex())
    due = PurgePage(over.desk)
    first = due.plan.steps[0].due.session
    page.which.show_value(first)
    page.place()
    [hold] = over.writer.ask(holding.holds)
    assert (hold.subject.uid, hold.reason, hold.placed_on) == (first, "Inquiry 12", "2026-10-01")
    assert "Inquiry 12" in said(page)
    due.refresh()
    assert "Kept by a legal hold".upper() in said(due)
    assert first not in {step.due.session for step in due.plan.steps}
    close(due)
    page.lift(hold)
    assert over.writer.ask(holding.holds)[0].lifted_on == "2026-11-23"
    assert "lifted on Mon 23 Nov 2026" in said(page)
    assert acts(over) == ["lift", "hold"]
    close(page)


def test_a_hold_that_comes_between_is_told_and_nothing_is_deleted(
    over: Example, qtbot: QtBot
) -> None:
    page = PurgePage(over.desk)
    subject = page.plan.steps[0].subject
    over.writer.ask(lambda db: holding.place(db, subject, "Late", "2026-11-23"))
    page.purge()
    qtbot.waitUntil(lambda: not page.busy, timeout=30_000)
    assert "A legal hold placed on 2026-11-23 keeps these records" in page.notice.words()
    assert len(over.writer.ask(lambda db: reading.rows(db, Moment))) > 800
    close(page)


def test_the_log_is_read_and_taken_out_as_a_table(
    over: Example, qtbot: QtBot, tmp_path: Path
) -> None:
    processing_log.note(over.writer, "summary", "group", {"docx": 1})
    processing_log.note(over.writer, "erase", "person", {"moment": 12, "seat changed": 2})
    page = LogPage(over.desk)
    page.show()
    tester = QAbstractItemModelTester(
        page.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    cells = [page.model.data(page.model.index(0, column)) for column in range(1, 5)]
    assert cells == [
        "Erased", "a person", "Moments 12; Seats, kept without words or names 2", "You"
    ]  # fmt: skip
    path = tmp_path / "log.csv"
    page.saving.write(path, "csv", page.content, "log", "vault")
    qtbot.waitUntil(lambda: "Saved log.csv" in page.notice.words(), timeout=10_000)
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    assert rows[0] == ["when", "who", "what_was_done", "about", "counts"]
    assert rows[2][1:] == ["You", "Wrote a session's summary to a file", "for the group", "Word"]
    assert acts(over)[0] == "log"
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert tester.model() is page.model
    close(page)


def test_a_text_follows_who_decides_and_becomes_a_draft_of_the_agreement(
    over: Example, qtbot: QtBot, tmp_path: Path
) -> None:
    page = TextsPage(over.desk)
    page.show()
    assert "I am an independent coach" in "\n".join(all_words(page.document()))
    page.decides.box.setCurrentIndex(page.decides.box.findData("public"))
    page.decides.box.activated.emit(page.decides.box.currentIndex())
    assert over.writer.ask(controller.controller) == "public"
    words = "\n".join(all_words(page.document()))
    assert "I am employed by [the public body]" in words
    assert "Raw log of a session: 90 days after the day its summary was signed off" in words
    assert "1 Apr 2025 to 31 Mar 2026" in words
    page.choices["agreement"].click()
    before = over.writer.ask(lambda db: reading.rows(db, Agreement))
    newest = max(before, key=lambda row: row.version)
    assert newest.agreed_on
    page.take_in()
    over.saved()
    assert f"draft of version {newest.version + 1}" in page.notice.words()
    agreement = AgreementPage(over.desk)
    made = agreement.versions()[0]
    assert (made.version, made.agreed_on) == (newest.version + 1, "")
    assert "No sound, no picture" in made.logged and "90 days" in made.retention
    agreement.book.undo()
    over.saved()
    assert over.writer.ask(lambda db: reading.rows(db, Agreement)) == before
    agreement.book.redo()
    over.saved()
    assert len(over.writer.ask(lambda db: reading.rows(db, Agreement))) == len(before) + 1
    close(agreement)
    page.saving.write(tmp_path / "a.md", "md", lambda: b"x", "text", page.text)
    qtbot.waitUntil(lambda: "Saved a.md" in page.notice.words(), timeout=10_000)
    assert acts(over)[:2] == ["text", "controller"]
    close(page)


def test_a_draft_that_stands_keeps_what_was_written(over: Example) -> None:
    agreement = AgreementPage(over.desk)
    agreement.begin()
    agreement._amend(logged="My own words.", parties="")
    over.saved()
    close(agreement)
    page = TextsPage(over.desk)
    page.choose("agreement")
    page.take_in()
    over.saved()
    newest = max(over.writer.ask(lambda db: reading.rows(db, Agreement)),
                 key=lambda row: row.version)  # fmt: skip
    assert newest.logged == "My own words."
    assert newest.parties.startswith("The group:")
    close(page)


def test_what_a_summary_leaves_by_is_noted(over: Example, qtbot: QtBot, tmp_path: Path) -> None:
    page = SummaryPage(over.desk, over.session)
    page.show()
    page.away.write_to(tmp_path / "s.md", "md")
    qtbot.waitUntil(lambda: "Saved s.md" in page.notice.words(), timeout=20_000)
    page.away.copy()
    page.choose("coach")
    page.away.write_to(tmp_path / "s.csv", "csv")
    page.away.write_to(tmp_path / "s.xlsx", "xlsx")
    qtbot.waitUntil(lambda: "Saved s.xlsx" in page.notice.words(), timeout=20_000)
    over.saved()
    noted = [(one.act, one.what) for one in over.writer.ask(processing_log.entries)]
    assert noted == [("tables", "coach"), ("record", "coach"), ("copy", "group"),
                     ("summary", "group")]  # fmt: skip
    QApplication.clipboard().clear()
    close(page)
