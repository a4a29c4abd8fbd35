"""Erasing in the window: said beforehand, confirmed by name, done whole, and never undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from livecoach.core.edit import Edit, insert
from livecoach.core.engagement import Organisation
from livecoach.core.ids import new_uid
from livecoach.core.summary import Release
from livecoach.store import automatic, backup, erasing, holding, processing_log, reading
from livecoach.store.connection import FILE_NAME
from livecoach.store.reading import NotThere
from livecoach.store.subject import Subject
from livecoach.store.writer import Writer
from livecoach.ui.erasing.page import UNDER_WAY, ErasePage
from livecoach.ui.programme.book import Book
from livecoach.ui.programme.figures_kept import held_sessions
from livecoach.ui.programme.home import HomePage
from livecoach.ui.programme.session import SessionPage
from tests.store.erasable import copied, pages_of, residue
from tests.ui.held.vault_desk import Vault


def opened(vault: Vault, uid: str) -> ErasePage:
    page = vault.show(ErasePage, uid)
    vault.until(lambda: page.ahead is not None)
    return page


def erased(vault: Vault, page: ErasePage) -> None:
    """Type the name and press Enter; wait until it is done."""
    QTest.keyClicks(page.confirm, page.name)
    QTest.keyClick(page.confirm, Qt.Key.Key_Return)
    vault.until(lambda: page.done is not None)


def test_somebody_is_erased_once_their_post_is_typed(vault: Vault) -> None:
    post = vault.cast.posts[0]
    copied(vault.writer, backup.next_name(vault.writer.folder / backup.FOLDER, "before"))
    page = opened(vault, f"person:{post.uid}")
    told = "\n".join(page.preview.lines)
    ahead = vault.writer.ask(lambda db: erasing.preview(db, Subject("person", post.uid), "delete"))
    assert f"{ahead['moment']} moments" in told and "backup" in told
    assert not page.button.isEnabled()
    QTest.keyClicks(page.confirm, "somebody else")
    QTest.keyClick(page.confirm, Qt.Key.Key_Return)
    assert not page.busy and page.done is None
    page.confirm.clear()
    erased(vault, page)
    assert page.done is not None and page.done.counts == ahead
    assert f"{ahead['moment']} moments" in "\n".join(page.record.lines)
    assert page.done.backups >= 1 and "rewritten" in "\n".join(page.record.lines)
    key = vault.writer.key
    vault.writer.close()
    words = vault.cast.of_post[post.uid]
    assert residue(pages_of(vault.writer.folder / FILE_NAME, key), words) == set()
    shown = page.findChildren(type(page.progress))
    assert not [one for one in shown if one.isVisible() and post.title in one.text()]


def test_the_page_stays_until_it_is_done_and_says_what_it_does(vault: Vault) -> None:
    page = opened(vault, f"person:{vault.cast.posts[1].uid}")
    steps: list[str] = []
    page._stepped.connect(lambda step, path: steps.append(step))
    QTest.keyClicks(page.confirm, page.name)
    page.button.click()
    assert page.busy and not page.leaving()
    assert page.notice.words() == UNDER_WAY
    assert not page.button.isEnabled() and not page.confirm.isEnabled()
    vault.until(lambda: page.done is not None)
    assert page.leaving()
    assert steps[:2] == ["rows", "pages"]


def test_the_other_way_keeps_the_counts(vault: Vault) -> None:
    live, post = vault.live(), vault.cast.posts[2]
    before = vault.writer.ask(lambda db: reading.timeline(db, live))
    page = opened(vault, f"person:{post.uid}")
    page.ways["unlink"].setChecked(True)
    vault.until(lambda: page.ahead is not None)
    assert "would stay" in "\n".join(page.preview.lines)
    erased(vault, page)
    after = vault.writer.ask(lambda db: reading.timeline(db, live))
    assert len(after.moments) == len(before.moments) and len(after.seats) == len(before.seats)
    assert post.title not in {seat.label for seat in after.seats.values()}


def test_a_hold_says_why_not_and_since_when(vault: Vault) -> None:
    post = vault.cast.posts[1]
    subject = Subject("person", post.uid)
    vault.writer.ask(lambda db: holding.place(db, subject, "Inquiry 12", "2026-04-01"))
    page = opened(vault, f"person:{post.uid}")
    assert "Wed 1 Apr 2026" in page.notice.words() and "Inquiry 12" in page.notice.words()
    QTest.keyClicks(page.confirm, page.name)
    assert not page.button.isEnabled() and not page.confirm.isVisible()
    assert not next(one for one in page.actions_here() if one.id == "erase.now").can()


def test_nothing_is_erased_while_something_is_not_saved(vault: Vault) -> None:
    page = opened(vault, f"person:{vault.cast.posts[1].uid}")
    vault.desk.saving.waiting.add("late")
    QTest.keyClicks(page.confirm, page.name)
    page.button.click()
    assert not page.busy and "Nothing was erased" in page.notice.words()


def test_no_page_that_was_open_brings_anything_back(vault: Vault) -> None:
    live, post = vault.live(), vault.cast.posts[3]
    late = vault.show(SessionPage, live)
    recorder = late.opened.recorder
    timeline = recorder.timeline
    hung_on = {uid for one in timeline.links.values() for uid in (one.later, one.earlier)}
    hung_on |= {str(one.moment) for one in timeline.remarks.values()}
    hung_on |= {
        str(uid) for one in timeline.decisions.values() for uid in (one.moment, one.noticed)
    }
    seat = vault.cast.seats[live, post.uid].uid
    said = [row for row in timeline.moments.values() if row.seat == seat]
    mine = next(row for row in said if row.uid not in hung_on)
    recorder.replace_rows("Amend", [(mine, None)])
    book = Book(vault.desk)
    assert book.undo_label() != ""
    vault.until(lambda: vault.desk.saving.all_saved)
    page = opened(vault, f"person:{post.uid}")
    page.ways["unlink"].setChecked(True)  # the session and the seat stay, so an undo would fit
    vault.until(lambda: page.ahead is not None)
    erased(vault, page)
    moments = vault.writer.ask(backup.counts)["moment"]
    recorder.undo()
    for _ in range(6):
        book.undo()
    vault.writer.flush(10)
    assert ("Amend", "undo") in {(one.label, one.act) for one in vault.writer.refused()}
    assert vault.writer.ask(backup.counts)["moment"] == moments
    key = vault.writer.key
    words = vault.cast.of_post[post.uid]
    vault.writer.close()
    assert residue(pages_of(vault.writer.folder / FILE_NAME, key), words) == set()


def test_figures_are_counted_anew(vault: Vault) -> None:
    live, post = vault.live(), vault.cast.posts[1]
    [before] = held_sessions(vault.writer, "live")
    page = opened(vault, f"person:{post.uid}")
    erased(vault, page)
    [after] = held_sessions(vault.writer, "live")
    assert before.figures is not None and after.figures is not None
    assert after.figures.seats == before.figures.seats - 1
    assert after.figures.contributions < before.figures.contributions
    home = vault.show(HomePage)
    [line] = [line for line in home.book.lines() if line.uid == live]
    assert line.seats == before.figures.seats - 1


def test_a_deleted_session_is_offered_for_erasing_and_then_cannot_come_back(vault: Vault) -> None:
    live = vault.live()
    title = vault.cast.sessions[live].title
    home = vault.show(HomePage)
    home._delete(live)
    assert "stays in the journal and the backups" in home.notice.words()
    vault.until(lambda: vault.desk.saving.all_saved)
    assert title in vault.journal()
    page = opened(vault, f"session:{live}")
    assert page.name == title and "deleted before" not in page.preview.lines[0]
    erased(vault, page)
    assert residue(vault.journal().encode(), vault.cast.of_session[live]) == set()
    fresh = vault.show(HomePage)
    fresh.book.undo()
    vault.writer.flush(10)
    assert live not in {one.uid for one in vault.writer.ask(reading.sessions)}
    with pytest.raises(NotThere):
        ErasePage(vault.desk, f"session:{live}")


def test_a_session_is_erased_from_its_own_page(vault: Vault) -> None:
    live = vault.live()
    page = vault.show(SessionPage, live)
    next(one for one in page.actions_here() if one.id == "session.erase").run()
    assert vault.gone[-1] == ("erase", f"session:{live}")
    out = Release(new_uid(), live, "group", "docx", released_at="2026-03-06T09:00:00+00:00")
    vault.desk.save(Edit(new_uid(), "Release", live, (insert(out),)))
    vault.until(lambda: vault.desk.saving.all_saved)
    erasing_page = opened(vault, f"session:{live}")
    assert erasing_page.files.lines == ["Word file for the group, Fri 6 Mar 2026"]
    erased(vault, erasing_page)
    assert erasing_page.files.lines[0] == "Word file for the group, Fri 6 Mar 2026"
    [entry] = [one for one in vault.writer.ask(processing_log.entries) if one.act == "erase"]
    assert entry.what == "session"


def test_the_whole_programme_is_erased_and_its_name_leaves_the_window(vault: Vault) -> None:
    page = opened(vault, f"engagement:{vault.cast.engagement.uid}")
    erased(vault, page)
    counts = vault.writer.ask(backup.counts)
    assert {table for table, count in counts.items() if count} <= {"journal"}
    assert vault.renamed == ["again"]
    assert residue(vault.journal().encode(), vault.cast.everything) == set()


def test_the_second_place_is_rewritten_and_one_that_is_away_when_it_is_back(
    vault: Vault, tmp_path: Path
) -> None:
    from livecoach.store import header

    folder, key = vault.writer.folder, vault.writer.key
    stick, away = tmp_path / "stick", tmp_path / "away"
    stick.mkdir()
    vault.writer.ask(lambda db: automatic.set_second_place(db, stick))
    place = automatic.folder_in(stick, header.read(folder).vault_id)
    place.mkdir()
    copied(vault.writer, place / "one.livecoach")
    first, second = vault.cast.posts[0], vault.cast.posts[1]
    page = opened(vault, f"person:{first.uid}")
    assert "1 backup in the second place" in "\n".join(page.preview.lines)
    erased(vault, page)
    assert not holds(place / "one.livecoach", key, folder, first.uid)
    assert holds(place / "one.livecoach", key, folder, second.uid)
    stick.rename(away)
    page = opened(vault, f"person:{second.uid}")
    assert "is not there now" in "\n".join(page.preview.lines)
    erased(vault, page)
    assert "is not there now" in "\n".join(page.record.lines)
    away.rename(stick)
    assert holds(place / "one.livecoach", key, folder, second.uid)
    vault.writer.close()
    Writer(folder, key).close()  # the next opening finds the stick
    assert not holds(place / "one.livecoach", key, folder, second.uid)
    assert not list(folder.glob("*.part"))


def holds(path: Path, key: bytes, beside: Path, post: str) -> bool:
    with backup.opened(backup.read_head(path), key, beside) as then:
        return post in {one.uid for one in reading.posts(then)}


def test_what_cannot_be_erased_is_said(vault: Vault) -> None:
    for uid in ("person:nobody", "meeting:1", "session:none", "engagement:other"):
        with pytest.raises(NotThere):
            ErasePage(vault.desk, uid)
    vault.desk.save(Edit(new_uid(), "Add", "", (insert(Organisation(new_uid(), "Late")),)))
    QApplication.processEvents()
