"""What is held about a person: looked through, shown with a reason, given to them."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
)

from livecoach.core.person.held import Held
from livecoach.core.summary import Release
from livecoach.store import held as store
from livecoach.store import processing_log, reading, unmasking
from livecoach.ui.held.page import HeldPage
from livecoach.ui.held.row_card import ASK_REASON
from livecoach.ui.held.rows_table import MASKED, SHOWN
from livecoach.ui.programme.engagement import EngagementPage
from tests.ui.held.vault_desk import Vault


def opened(vault: Vault, uid: str) -> HeldPage:
    page = vault.show(HeldPage, uid)
    vault.until(lambda: page.held is not None)
    vault.until(lambda: "Looking" not in page.also.backups.text())
    return page


def held(page: HeldPage) -> Held:
    assert page.held is not None
    return page.held


def cells(page: HeldPage, heading: str) -> list[str]:
    column = [one.heading for one in page.model.columns].index(heading)
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def test_every_row_is_listed_and_the_table_names_nobody_else(vault: Vault) -> None:
    post = vault.cast.posts[1]
    page = opened(vault, post.uid)
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    model: QAbstractItemModel = page.model
    QAbstractItemModelTester(model, mode, model)
    there = vault.writer.ask(lambda db: store.held(db, post.uid))
    assert page.model.rowCount() == len(there.rows) > 20
    shown = "\n".join(cells(page, "As it will be read"))
    for other in vault.cast.posts:
        if other is not post:
            assert not [name for name in (other.title, *other.person.split()) if name in shown]
    page.masked_only.setChecked(True)
    assert set(cells(page, "Others")) == {MASKED}
    page.masked_only.setChecked(False)
    page.kind.setCurrentIndex(page.kind.findData("check_out"))
    page.kind.activated.emit(page.kind.currentIndex())
    assert set(cells(page, "What")) == {"Check-out"}


def test_another_post_is_chosen_and_read(vault: Vault) -> None:
    page = opened(vault, vault.cast.posts[0].uid)
    first = len(held(page).rows)
    at = page.post.findData(vault.cast.posts[3].uid)
    page.post.setCurrentIndex(at)
    page.post.activated.emit(at)
    assert page.held is None and not page.export_button.isEnabled()
    vault.until(lambda: page.held is not None)
    assert held(page).around.who.label == vault.cast.posts[3].title
    assert len(held(page).rows) != first or page.model.rowCount()


def test_a_row_is_shown_only_with_a_reason_and_stays_so(vault: Vault) -> None:
    post = vault.cast.posts[1]
    page = opened(vault, post.uid)
    next_masked = next(one for one in page.actions_here() if one.id == "held.next")
    next_masked.run()
    row = page.row()
    assert row is not None and held(page).masked(row)
    raw = {told.text for told in row.told}
    before = page.grid.current_uid()
    page.row_card.reason.setFocus()
    QTest.keyClick(page.row_card.reason, Qt.Key.Key_Return)
    assert page.row_card.reason_row.trouble() == ASK_REASON
    assert held(page).masked(row)
    QTest.keyClicks(page.row_card.reason, "Asked on 3 May")
    QTest.keyClick(page.row_card.reason, Qt.Key.Key_Return)
    assert page.grid.current_uid() == before
    assert page.model.row_at(page.grid.currentIndex().row()).state == SHOWN
    QApplication.processEvents()
    labels = {text.text() for text in page.row_card.findChildren(QLabel) if not text.isHidden()}
    assert raw <= labels
    again = opened(vault, post.uid)
    made = held(again).unmasked[row.key]
    assert (made.ground, made.reason, made.on_date) == ("agreed", "Asked on 3 May", "2026-11-23")
    again.grid.go_to(before)
    mask = next(one for one in again.actions_here() if one.id == "held.mask")
    assert mask.can()
    mask.run()
    assert held(again).masked(row)
    assert vault.writer.ask(lambda db: unmasking.unmasked(db, post.uid)) == {}
    acts = [one.act for one in vault.writer.ask(processing_log.entries)]
    assert [act for act in acts if "mask" in act] == ["mask", "unmask"]
    log = json.dumps([one.counts for one in vault.writer.ask(processing_log.entries)])
    assert "3 May" not in log


def test_what_is_held_is_exported_and_noted(vault: Vault, tmp_path: Path) -> None:
    post = vault.cast.posts[2]
    page = opened(vault, post.uid)
    out = tmp_path / "out"
    page.export_to(out)
    vault.until(lambda: page.notice.words().startswith("Saved"))
    assert "not encrypted" in page.notice.words()
    files = {path.suffix: path for path in out.iterdir()}
    assert set(files) == {".json", ".pdf", ".docx"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files.values()} == {0o600}
    told = json.loads(files[".json"].read_text("utf-8"))
    assert told["also_in"]["journalled_edits"] == held(page).journalled
    assert vault.writer.flush(10)
    [entry] = [one for one in vault.writer.ask(processing_log.entries) if one.act == "export"]
    assert (entry.what, entry.counts["files"]) == ("person", 3)
    gone = [
        one for one in vault.writer.ask(lambda db: reading.rows(db, Release)) if one.session is None
    ]
    assert [(one.audience, one.form) for one in gone] == [("person", "json, pdf, docx")]
    page.export_to(tmp_path / "settings.toml" / "no")
    vault.until(lambda: page.notice.words().startswith("Nothing was exported"))


def test_erasing_is_reached_from_here_and_this_page_from_the_people(vault: Vault) -> None:
    post = vault.cast.posts[0]
    page = opened(vault, post.uid)
    page.erase_button.click()
    assert vault.gone[-1] == ("erase", f"person:{post.uid}")
    people = vault.show(EngagementPage)
    people.people.grid.go_to(post.uid)
    action = next(one for one in people.actions_here() if one.id == "people.held")
    assert action.can()
    action.run()
    assert vault.gone[-1] == ("held", post.uid)


@pytest.mark.parametrize("percent", [100, 200])
def test_every_control_has_a_name_and_is_reached_by_tab(vault: Vault, percent: int) -> None:
    vault.desk.theme.set_percent(percent)
    page = opened(vault, vault.cast.posts[1].uid)
    page._next_masked()
    controls = [
        one
        for kind in (QAbstractButton, QComboBox, QLineEdit, QTableView)
        for one in page.findChildren(kind)
        if one.isVisible() and not one.objectName().startswith("qt_")
    ]
    assert len(controls) > 7
    for one in controls:
        named = one.accessibleName() or (one.text() if isinstance(one, QAbstractButton) else "")
        assert named or isinstance(one.parent(), QTableView), one
    wanted = {page.post, page.kind, page.masked_only, page.grid, page.row_card.reason,
              page.row_card.show_button, page.export_button, page.erase_button}  # fmt: skip
    assert all(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in wanted)
    for text in page.findChildren(QLabel):
        assert text.textFormat() == Qt.TextFormat.PlainText
