"""The coach comes in: the first page, a new programme, its recovery key, and unlocking."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from livecoach import paths
from livecoach.store import guesses, reading
from livecoach.ui import instance, protection
from livecoach.ui.first_run import FirstRunPage
from livecoach.ui.new_vault import NewVaultPage
from livecoach.ui.passphrase import PassphrasePage
from livecoach.ui.program import Program
from livecoach.ui.recovery import RecoveryPage, write_key
from livecoach.ui.restore.page import RestorePage
from livecoach.ui.theme import Theme
from livecoach.ui.unlock import UnlockPage
from livecoach.ui.vault_pages import BrokenPage, InUsePage
from tests.ui.shell.conftest import PASSPHRASE


def gate(program: Program, kind: type, qtbot: QtBot) -> object:
    qtbot.waitUntil(lambda: isinstance(program.shell.gate, kind), timeout=20_000)
    return program.shell.gate


def test_the_first_page_says_what_was_found_out(program: Program, qtbot: QtBot) -> None:
    program.start(None)
    page = program.shell.gate
    assert isinstance(page, FirstRunPage)
    qtbot.waitUntil(lambda: page.said[1].text() != "Looking…", timeout=20_000)
    assert page.said[0].text().startswith("Everything stays on this computer, encrypted.")
    assert page.said[1].text().endswith("The folder is not synced.")


def test_enter_presses_what_has_the_keyboard(program: Program) -> None:
    page = FirstRunPage(program.door)
    program.door.show(page)
    QTest.keyClick(page.begin, Qt.Key.Key_Return)
    made = program.shell.gate
    assert isinstance(made, NewVaultPage)
    QTest.keyClick(made.fields.second, Qt.Key.Key_Return)
    assert "Give it a name" in made.name_row.trouble()


def test_words_are_laid_out_anew_once_the_other_weights_have_come(
    qapp: QApplication, qtbot: QtBot
) -> None:
    theme = Theme(qapp, "light")
    with qtbot.waitSignal(theme.changed, timeout=1000):
        theme.load_more()
    theme.deleteLater()


def test_encryption_is_tried_and_not_only_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert protection.prove() == ""
    monkeypatch.setattr(protection, "prove", lambda: "No SQLCipher.")
    monkeypatch.setattr(protection, "_apart", lambda: None)
    line = protection.encryption()
    assert not line.well
    assert "No SQLCipher." in line.words


def test_a_synced_folder_is_named(tmp_path: Path) -> None:
    synced = tmp_path / "OneDrive - Trust" / "vaults"
    synced.mkdir(parents=True)
    line = protection.surroundings(synced)
    assert not line.well
    assert "OneDrive" in line.words


def test_a_drive_is_called_encrypted_only_where_it_is(tmp_path: Path) -> None:
    device = tmp_path.stat().st_dev
    block = tmp_path / "block"
    node = block / f"{device >> 8 & 0xFFF}:{device & 0xFF}"
    assert protection.dm_crypt(tmp_path, block) is None
    (node / "dm").mkdir(parents=True)
    assert protection.dm_crypt(tmp_path, block) is False
    (node / "dm" / "uuid").write_text("CRYPT-LUKS2-abc\n")
    assert protection.dm_crypt(tmp_path, block) is True


def test_a_programme_is_made_and_its_recovery_key_typed_back(
    program: Program, begun: Callable[[], Path]
) -> None:
    folder = begun()
    opened = program.opened
    assert opened is not None
    assert opened.folder == folder
    engagement = opened.writer.ask(reading.engagement)
    assert engagement is not None
    assert engagement.name == "Riverbank system"
    assert program.shell.at() == ("home", "")
    assert "Riverbank" not in program.shell.windowTitle()
    assert "Riverbank" not in (folder.parent.parent / "settings.toml").read_text("utf-8")


def test_the_recovery_key_is_not_let_go_before_it_is_typed_back(program: Program) -> None:
    left: list[str] = []
    key = "00000000-00000000"
    from livecoach.store.keys import recovery_text

    key = recovery_text(bytes(range(32)))
    page = RecoveryPage(program.theme, key, lambda: left.append("gone"))
    page.typed.setText(key[:-1])
    page.check()
    assert not left
    page.typed.setText(recovery_text(bytes(32)))
    page.check()
    assert not left
    page.typed.setText(key.lower().replace("-", ""))
    page.check()
    assert left == ["gone"]
    page.deleteLater()


def test_the_recovery_key_can_be_kept_as_pdf(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "key.pdf"
    assert write_key(file, "ABCDEFGH-" * 7 + "ABCDEFGH", program.theme.family) == ""
    assert file.read_bytes().startswith(b"%PDF")
    assert os.name == "nt" or file.stat().st_mode & 0o777 == 0o600
    page = RecoveryPage(program.theme, "ABCDEFGH-" * 7 + "ABCDEFGH", lambda: None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
        page._save()
    assert page.saved.text() == f"Saved as {file}."
    page.deleteLater()
    assert "another folder" in write_key(tmp_path / "no" / "key.pdf", "A", program.theme.family)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [("short", "short", "at least 8"), ("long enough", "not the same", "not the same")],
)
def test_a_weak_or_mistyped_passphrase_is_not_taken(
    program: Program, first: str, second: str, said: str
) -> None:
    page = NewVaultPage(program.door)
    page.name.setText("A")
    page.fields.first.setText(first)
    page.fields.second.setText(second)
    page.make()
    assert page.go.isEnabled()
    words = page.fields.first_row.trouble() + page.fields.second_row.trouble()
    assert said in words
    page.deleteLater()


def test_a_vault_is_not_made_in_a_synced_folder(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    program.start(None)
    program.show_door(NewVaultPage)
    page = program.shell.gate
    assert isinstance(page, NewVaultPage)
    page.name.setText("A")
    page.fields.first.setText(PASSPHRASE)
    page.fields.second.setText(PASSPHRASE)
    page.folder.setText(str(tmp_path / "Dropbox" / "one"))
    page.make()
    qtbot.waitUntil(lambda: bool(page.folder_row.trouble()), timeout=20_000)
    assert "Dropbox" in page.folder_row.trouble()
    assert page.folder.text() == str(paths.free_vault())  # the better place is filled in
    assert page.focusWidget() is page.folder  # Enter does not go back
    assert not (tmp_path / "Dropbox").exists()


def test_unlocking_takes_the_right_passphrase_alone(
    program: Program, qtbot: QtBot, begun: Callable[[], Path]
) -> None:
    begun()
    program.lock()
    assert program.opened is None
    page = program.shell.gate
    assert isinstance(page, UnlockPage)
    page.field.setText("not the right words")
    page.unlock()
    qtbot.waitUntil(lambda: page.go.isEnabled(), timeout=20_000)
    assert "does not open this vault" in page.row.trouble()
    page.field.setText(PASSPHRASE)
    page.unlock()
    qtbot.waitUntil(lambda: program.opened is not None, timeout=20_000)


def test_wrong_passphrases_slow_down(
    program: Program, qtbot: QtBot, begun: Callable[[], Path]
) -> None:
    assert [guesses.pause_s(n) for n in (0, 1, 2, 3, 4, 9)] == [0, 0, 1, 2, 4, 30]
    begun()
    program.lock()
    page = program.shell.gate
    assert isinstance(page, UnlockPage)
    for number in (1, 2):
        page.field.setText("wrong again and again")
        page.unlock()
        qtbot.waitUntil(lambda n=number: page.wrong == n, timeout=20_000)  # type: ignore[misc]
    qtbot.waitUntil(lambda: page.go.text().startswith("Wait"), timeout=20_000)
    assert not page.go.isEnabled()
    page.field.setText(PASSPHRASE)
    page.unlock()
    assert program.opened is None
    qtbot.waitUntil(lambda: page.go.isEnabled(), timeout=5_000)


def test_the_recovery_key_opens_and_asks_for_a_new_passphrase(
    program: Program, qtbot: QtBot, begun: Callable[[], Path]
) -> None:
    folder = begun()
    opened = program.opened
    assert opened is not None
    assert opened.key is not None
    from livecoach.store import vault

    recovery = vault.new_recovery(folder, opened.key)
    program.lock()
    page = program.shell.gate
    assert isinstance(page, UnlockPage)
    page.use_other_way()
    page.field.setText(recovery.lower())
    page.unlock()
    qtbot.waitUntil(lambda: isinstance(program.shell.gate, PassphrasePage), timeout=20_000)
    fresh = program.shell.gate
    assert isinstance(fresh, PassphrasePage)
    for field in (fresh.fields.first, fresh.fields.second):
        field.setText("four other random words")
    fresh.change()
    qtbot.waitUntil(lambda: program.opened is not None, timeout=20_000)
    assert vault.unlock(folder, "four other random words") == program.opened.key  # type: ignore[union-attr]


def test_a_second_livecoach_is_told_who_has_it_and_brings_that_window(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    raised: list[str] = []
    (tmp_path / instance.REQUEST).touch()  # left behind by a program that was killed
    answerer = instance.Answerer(tmp_path, lambda: raised.append("up"), program)
    page = InUsePage(program.door, tmp_path, "It is open in process 7.")
    assert page.lead.text() == "It is open in process 7."
    assert raised == []
    page.show_other.click()
    qtbot.waitUntil(lambda: raised == ["up"], timeout=10_000)
    assert not (tmp_path / instance.REQUEST).exists()
    answerer.deleteLater()
    page.deleteLater()


def test_a_vault_in_use_says_so(program: Program, qtbot: QtBot, begun: Callable[[], Path]) -> None:
    from livecoach.store import vault
    from livecoach.store.writer import Writer

    folder = begun()
    program.lock()
    key = vault.unlock(folder, PASSPHRASE)
    other = Writer(folder, key)
    try:
        program.enter(folder, key, "")
        qtbot.waitUntil(lambda: isinstance(program.shell.gate, InUsePage), timeout=20_000)
    finally:
        other.close()


def test_a_folder_that_is_not_there_is_named(program: Program, tmp_path: Path) -> None:
    program.start(tmp_path / "nowhere")
    page = program.shell.gate
    assert isinstance(page, BrokenPage)
    assert "nowhere" in page.lead.text()


def test_a_backup_is_made_and_restored(
    program: Program, qtbot: QtBot, begun: Callable[[], Path], tmp_path: Path
) -> None:
    from livecoach.ui import keeping

    folder = begun()
    target = tmp_path / "copy.livecoach"
    keeping.write_backup(program, target)
    qtbot.waitUntil(lambda: "reads back well" in program.shell.notice.words(), timeout=20_000)
    program.show_door(RestorePage)
    page = program.shell.gate
    assert isinstance(page, RestorePage)
    page.take_file(target)
    qtbot.waitUntil(lambda: not page.open.isHidden(), timeout=20_000)
    page.typed.setText(PASSPHRASE)
    page.look()
    qtbot.waitUntil(lambda: not page.go.isHidden(), timeout=20_000)
    assert page.beside.then[0].text() == "0"
    page.restore()
    qtbot.waitUntil(lambda: program.opened is not None, timeout=20_000)
    assert program.opened is not None
    assert program.opened.folder != folder
    restored = program.opened.writer.ask(reading.engagement)
    assert restored is not None
    assert restored.name == "Riverbank system"
