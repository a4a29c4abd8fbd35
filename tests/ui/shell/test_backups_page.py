"""The backups there are, the second place, and what is protected: as the coach sees them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from livecoach.store import automatic, backup, dumps, keyholder, setting_aside, vault
from livecoach.ui import capture, system_lock
from livecoach.ui.backups import checking
from livecoach.ui.backups.page import ProtectionPage
from livecoach.ui.program import Program
from livecoach.ui.restore.page import RestorePage
from livecoach.ui.unlock import UnlockPage
from livecoach.ui.widgets.mark import AMISS, LIMIT, UNKNOWN, WELL
from tests.store.keyrings import InMemory
from tests.ui.shell.conftest import PASSPHRASE
from tests.ui.shell.kept import Kept, held

Opened = Callable[[], ProtectionPage]


@pytest.fixture
def kept(program: Program, tmp_path: Path) -> Kept:
    return Kept(tmp_path / "vaults" / "programme-1")


@pytest.fixture
def opened(program: Program, qtbot: QtBot, kept: Kept) -> Opened:
    """Return what opens the programme and goes to its page of backups."""

    def open_() -> ProtectionPage:
        program.enter(kept.folder, kept.key, "")
        qtbot.waitUntil(lambda: program.opened is not None, timeout=20_000)
        program.shell.show()
        program.shell.go("protection")
        page = program.shell.front
        assert isinstance(page, ProtectionPage)
        qtbot.waitUntil(lambda: bool(page.check.said()), timeout=20_000)
        qtbot.waitUntil(lambda: page.second.state.text() != "Looking…", timeout=20_000)
        return page

    return open_


def states(page: ProtectionPage) -> list[tuple[str, str]]:
    return [(one.state(), one.place) for one in page.backups.table.rows()]


def test_each_backup_stands_there_with_when_why_size_and_whether_it_reads_back(
    qtbot: QtBot, kept: Kept, opened: Opened
) -> None:
    spoilt = kept.backup.with_name("2026-01-02T030405Z-session-ended.livecoach")
    content = bytearray(kept.backup.read_bytes())
    content[-7] ^= 1
    spoilt.write_bytes(content)
    page = opened()
    qtbot.waitUntil(
        lambda: sorted(states(page)) == [("Damaged", "Here"), ("Reads back", "Here")],
        timeout=20_000,
    )
    assert {one.found.why for one in page.backups.table.rows()} == {"Once a day", "A session ended"}
    assert "1 backup here" in page.backups.summary.text()
    assert "reads back. 1 file is damaged." in page.backups.summary.text()
    page.backups.table.go_to(str(spoilt))
    assert "does not add up" in page.backups.wrong.text()
    assert not page.backups.inside.isEnabled()
    page.backups.gone.click()
    assert spoilt.exists(), "what cannot be undone is asked once more"
    page.backups.gone.click()
    qtbot.waitUntil(lambda: states(page) == [("Reads back", "Here")], timeout=20_000)
    assert not spoilt.exists()
    assert kept.backup.exists()


def test_back_up_now_makes_one_and_says_so(qtbot: QtBot, kept: Kept, opened: Opened) -> None:
    page = opened()
    page.backups.now.click()
    qtbot.waitUntil(lambda: "found whole" in page.notice.words(), timeout=20_000)
    qtbot.waitUntil(lambda: len(states(page)) == 2, timeout=20_000)
    newest = backup.listed(kept.folder / backup.FOLDER)[0]
    assert "by-hand" in newest.path.name


def test_a_second_place_is_named_and_holds_a_copy_at_once(
    program: Program, qtbot: QtBot, kept: Kept, opened: Opened, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    page = opened()
    assert "None is named" in page.second.state.text()
    page.name_second(stick)
    qtbot.waitUntil(lambda: "with 1 backup" in page.second.state.text(), timeout=20_000)
    qtbot.waitUntil(lambda: ("Reads back", "Second place") in states(page), timeout=20_000)
    assert "on the same disk" in page.second.kind.text()
    assert len(list(stick.rglob("*.livecoach"))) == 1
    stick.rename(tmp_path / "pulled-out")
    page.back_up()
    qtbot.waitUntil(lambda: "is not there" in page.notice.words(), timeout=20_000)
    qtbot.waitUntil(lambda: "not there now" in page.second.state.text(), timeout=20_000)
    page.name_second(None)
    qtbot.waitUntil(lambda: "None is named" in page.second.state.text(), timeout=20_000)
    assert program.opened is not None
    assert program.opened.writer.ask(automatic.second_place) is None


@pytest.mark.parametrize("where", ["programme-1", "programme-1/backups", "nowhere"])
def test_a_place_that_is_no_second_one_is_refused_in_words(
    program: Program, qtbot: QtBot, kept: Kept, opened: Opened, where: str
) -> None:
    page = opened()
    page.name_second(kept.folder.parent / where)
    qtbot.waitUntil(lambda: bool(page.second.wrong.text()), timeout=20_000)
    assert "Choose a" in page.second.wrong.text()
    assert program.opened is not None
    assert program.opened.writer.ask(automatic.second_place) is None


def test_what_a_restore_kept_aside_is_shown_and_deleted_by_two_presses(
    qtbot: QtBot, kept: Kept, opened: Opened
) -> None:
    place = setting_aside.set_aside(kept.folder, setting_aside.WHOLE)
    assert place is not None
    backup.restore(kept.backup, kept.folder)
    page = opened()
    assert not page.aside.isHidden()
    [button] = page.aside.buttons
    button.click()
    assert button.text() == "Delete it for good?"
    button.click()
    qtbot.waitUntil(lambda: page.aside.isHidden(), timeout=20_000)
    assert not place.exists()


def test_a_backup_on_the_page_leads_to_what_it_holds(
    program: Program, qtbot: QtBot, kept: Kept, opened: Opened
) -> None:
    page = opened()
    qtbot.waitUntil(lambda: bool(states(page)), timeout=20_000)
    page.backups.inside.click()
    restore = program.shell.gate
    assert isinstance(restore, RestorePage)
    qtbot.waitUntil(lambda: not restore.go.isHidden(), timeout=20_000)
    current = restore.table.current()
    assert current is not None
    assert current.found.path == kept.backup
    assert restore.beside.then[1].text() == "3"
    assert program.opened is None


def test_the_example_has_none_and_says_so(example: Program, qtbot: QtBot) -> None:
    example.shell.show()
    example.shell.go("protection")
    page = example.shell.front
    assert isinstance(page, ProtectionPage)
    qtbot.waitUntil(lambda: bool(page.check.said()), timeout=20_000)
    assert page.backups.isHidden()
    assert not any("backup was made" in line.words for line in page.check.said())
    assert not example.shell.notice.words()


# What is protected ---------------------------------------------------------------------------


def said(page: ProtectionPage, part: str) -> str:
    return "\n".join(line.words for line in page.check.said() if line.part == part)


def test_what_is_and_what_is_not_protected_is_told_apart(
    qtbot: QtBot, kept: Kept, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_lock, "left_now", lambda: None)
    monkeypatch.setattr(sys, "platform", "linux")
    page = opened()
    well, amiss, limit = (said(page, part) for part in (WELL, AMISS, LIMIT))
    assert "The record is encrypted (SQLCipher 4." in well
    assert "Only your account may read" in well
    assert "The newest backup was made within the hour." in well
    assert "There is no second place for backups" in amiss
    assert "does not tell Livecoach when its screen is locked" in limit
    assert "its words are in this computer’s memory" in limit
    assert capture.in_words() in limit


def test_the_whole_record_is_read_when_it_is_asked_for(
    qtbot: QtBot, kept: Kept, opened: Opened
) -> None:
    page = opened()
    page.check.again.click()
    qtbot.waitUntil(lambda: "was read just now" in said(page, WELL), timeout=20_000)
    assert page.check.again.isEnabled()


def test_files_that_others_may_read_are_named(qtbot: QtBot, kept: Kept, opened: Opened) -> None:
    kept.backup.chmod(0o644)
    page = opened()
    assert "Other accounts of this computer may read 1 file" in said(page, AMISS)
    assert kept.backup.name in said(page, AMISS)


def test_what_the_coach_has_switched_off_is_told(
    program: Program, qtbot: QtBot, kept: Kept, opened: Opened
) -> None:
    program.settings.set(lock_after_min=0)
    page = opened()
    assert "does not lock by itself" in said(page, AMISS)


def test_swap_is_told_as_it_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    swaps = tmp_path / "swaps"
    swaps.write_text("Filename Type Size Used Priority\n")
    assert checking._swap(swaps).part == WELL
    swaps.write_text("Filename Type Size Used Priority\n/dev/dm-2 partition 8 0 -2\n")
    assert checking._swap(swaps).part == AMISS
    assert checking._swap(tmp_path / "none").part == UNKNOWN


@pytest.mark.parametrize(("forbidden", "part"), [(True, WELL), (False, AMISS), (None, UNKNOWN)])
def test_dumps_are_told_as_they_are_found(
    monkeypatch: pytest.MonkeyPatch, forbidden: bool | None, part: str
) -> None:
    monkeypatch.setattr(dumps, "forbidden", lambda: forbidden)
    lines = list(checking._while_open(checking.Settled(10, True)))
    assert [line.part for line in lines if "rash" in line.words] == [part]


# The keyring ---------------------------------------------------------------------------------


def test_where_there_is_no_keyring_the_switch_is_off_with_the_reason(
    qtbot: QtBot, kept: Kept, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyholder, "why_not", lambda: "There is no keyring here.")
    page = opened()
    qtbot.waitUntil(lambda: bool(page.keyring.said.text()), timeout=20_000)
    assert page.keyring.said.text() == "There is no keyring here."
    assert not page.keyring.switch.isChecked()
    assert not page.keyring.switch.isEnabled()


def test_the_keyring_is_chosen_opens_fails_and_is_forgotten(
    program: Program, qtbot: QtBot, kept: Kept, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = InMemory()
    monkeypatch.setattr(keyholder, "_system", lambda: ring)
    monkeypatch.setattr(keyholder, "why_not", lambda: "")
    page = opened()
    switch = page.keyring.switch
    qtbot.waitUntil(switch.isEnabled, timeout=20_000)
    assert not switch.isChecked(), "off unless it is chosen"
    ring.locked = True
    switch.click()
    qtbot.waitUntil(lambda: "did not take the key" in page.keyring.said.text(), timeout=20_000)
    assert not switch.isChecked()
    ring.locked = False
    switch.click()
    qtbot.waitUntil(lambda: "opens it from now on" in page.keyring.said.text(), timeout=20_000)

    program.lock()
    unlock = program.shell.gate
    assert isinstance(unlock, UnlockPage)
    qtbot.waitUntil(lambda: not unlock.by_keyring.isHidden(), timeout=20_000)
    ring.locked = True
    unlock.by_keyring.click()
    qtbot.waitUntil(lambda: "Use the passphrase." in unlock.row.trouble(), timeout=20_000)
    ring.locked = False
    unlock.by_keyring.click()
    qtbot.waitUntil(lambda: program.opened is not None, timeout=20_000)
    assert held(program) == 5

    page = opened_again(program, qtbot)
    page.keyring.switch.click()
    qtbot.waitUntil(lambda: "has forgotten its key" in page.keyring.said.text(), timeout=20_000)
    assert ring.held == {}
    assert not vault.ways(kept.folder).keyring
    program.lock()
    again = program.shell.gate
    assert isinstance(again, UnlockPage)
    again.field.setText(PASSPHRASE)
    again.unlock()
    qtbot.waitUntil(lambda: program.opened is not None, timeout=20_000)


def opened_again(program: Program, qtbot: QtBot) -> ProtectionPage:
    program.shell.go("protection")
    page = program.shell.front
    assert isinstance(page, ProtectionPage)
    qtbot.waitUntil(page.keyring.switch.isChecked, timeout=20_000)
    return page
