"""A damaged programme is told in plain words, and one page leads back to a backup of it."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from livecoach.store import backup, header, setting_aside, vault
from livecoach.ui import keeping
from livecoach.ui.backups.table import Row
from livecoach.ui.program import Program
from livecoach.ui.restore import work
from livecoach.ui.restore.page import RestorePage
from livecoach.ui.restore.where_card import KEYS, NEW, USUAL
from livecoach.ui.unlock import UnlockPage
from livecoach.ui.vault_pages import BrokenPage
from tests.store.permissions import modes_count
from tests.store.vaults import made, moments, writing
from tests.ui.shell.conftest import PASSPHRASE
from tests.ui.shell.kept import Kept, held

Damage = Callable[[Path], object]


@pytest.fixture
def kept(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    monkeypatch.setattr("livecoach.store.connection.PAUSE_S", 0.0)
    return Kept(tmp_path / "vaults" / "programme-1")


def flip(path: Path, place: float) -> None:
    spoilt = bytearray(path.read_bytes())
    spoilt[int(place * len(spoilt))] ^= 4
    path.write_bytes(spoilt)


def cut(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def in_clear(path: Path) -> None:
    path.unlink()
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE a (b)")
    plain.commit()
    plain.close()


def of_another(path: Path) -> None:
    other = path.parent.parent.parent / "other"
    made(other)
    path.write_bytes((other / "vault.db").read_bytes())


def both_gone(path: Path) -> None:
    path.unlink()
    (path.parent / header.NAME).unlink()


def wait_for(program: Program, kind: type, qtbot: QtBot) -> object:
    qtbot.waitUntil(lambda: isinstance(program.shell.gate, kind), timeout=20_000)
    return program.shell.gate


def broken(program: Program, folder: Path, qtbot: QtBot) -> BrokenPage:
    """Start on a vault and type its passphrase; return the page that says what is wrong."""
    program.start(folder)
    page = program.shell.gate
    assert isinstance(page, UnlockPage)
    page.field.setText(PASSPHRASE)
    page.unlock()
    found = wait_for(program, BrokenPage, qtbot)
    assert isinstance(found, BrokenPage)
    return found


def asked_to_restore(program: Program, qtbot: QtBot, kept: Kept) -> RestorePage:
    """Go in, then ask for a backup to go back to; return the page that lists them."""
    program.enter(kept.folder, kept.key, "")
    qtbot.waitUntil(lambda: program.opened is not None, timeout=20_000)
    keeping.restore(program)
    page = program.shell.gate
    assert isinstance(page, RestorePage)
    return page


def looked_inside(page: object, qtbot: QtBot) -> RestorePage:
    """Choose the newest backup and look inside, by the passphrase where it is asked for."""
    assert isinstance(page, RestorePage)
    qtbot.waitUntil(lambda: not (page.go.isHidden() and page.open.isHidden()), timeout=20_000)
    if not page.open.isHidden():
        page.typed.setText(PASSPHRASE)
        page.look()
    qtbot.waitUntil(lambda: not page.go.isHidden(), timeout=20_000)
    return page


RECORD_DAMAGED = r"damaged.*restore a backup"
KEYS_LOST = r"Every backup holds the keys|Take the one from a backup"


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        pytest.param(lambda p: flip(p, 0.5), RECORD_DAMAGED, id="a bit flipped in the middle"),
        pytest.param(lambda p: flip(p, 0.001), RECORD_DAMAGED, id="a bit flipped at the start"),
        pytest.param(lambda p: cut(p, 30_000), RECORD_DAMAGED, id="cut short"),
        pytest.param(lambda p: cut(p, 100), RECORD_DAMAGED, id="all but its head gone"),
        pytest.param(lambda p: cut(p, 0), r"is empty.*restore a backup", id="empty"),
        pytest.param(lambda p: p.unlink(), r"not its record, vault\.db", id="missing"),
        pytest.param(replace_by_folder, r"A folder stands where the record", id="a folder"),
        pytest.param(in_clear, r"is not encrypted", id="another database, in clear"),
        pytest.param(lambda p: p.write_text("lorem " * 5000), RECORD_DAMAGED, id="a text"),
        pytest.param(of_another, RECORD_DAMAGED, id="another vault's record"),
        pytest.param(both_gone, r"There is no vault in", id="record and keys missing"),
        pytest.param(lambda p: p.chmod(0), r"this account may not read it", id="unreadable"),
    ],
)
def test_a_damaged_record_is_told_kept_and_gone_back_on(
    program: Program, qtbot: QtBot, kept: Kept, damage: Damage, words: str
) -> None:
    record = kept.folder / "vault.db"
    damage(record)
    with modes_count():
        page = broken(program, kept.folder, qtbot)
        assert re.search(words, page.lead.text(), re.DOTALL), page.lead.text()
        spoilt = record.read_bytes() if record.is_file() and record.stat().st_mode & 0o400 else b""
        page.restore()
        restore = looked_inside(program.shell.gate, qtbot)
        assert [cell.text() for cell in restore.beside.then[:2]] == ["1", "3"]
        assert restore.beside.trouble.text(), "what is wrong with what is there now stands beside"
        assert restore.where.chosen() == USUAL
        restore.restore()
        qtbot.waitUntil(lambda: program.opened is not None, timeout=20_000)
        assert held(program) == 3
    assert program.opened is not None
    assert program.opened.folder == kept.folder
    assert "This is the backup of" in program.shell.notice.words()
    aside = setting_aside.kept(kept.folder)
    if words.startswith("There is no vault"):
        assert aside == []
        return
    [place] = aside
    assert place.name.startswith("damaged-2")
    assert str(place) in program.shell.notice.words()
    if spoilt:
        assert (place / "vault.db").read_bytes() == spoilt


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda p: p.unlink(), id="missing"),
        pytest.param(lambda p: cut(p, 200), id="cut short"),
        pytest.param(lambda p: cut(p, 0), id="empty"),
        pytest.param(lambda p: flip(p, 0.6), id="a bit flipped"),
        pytest.param(replace_by_folder, id="a folder"),
        pytest.param(lambda p: p.chmod(0), id="unreadable"),
    ],
)
def test_a_lost_key_file_comes_back_from_a_backup_and_no_moment_is_lost(
    program: Program, qtbot: QtBot, kept: Kept, damage: Damage
) -> None:
    damage(kept.folder / header.NAME)
    with modes_count():
        page = broken(program, kept.folder, qtbot)
        assert re.search(KEYS_LOST, page.lead.text()), page.lead.text()
        page.restore()
        restore = looked_inside(program.shell.gate, qtbot)
        assert [cell.text() for cell in restore.beside.now[:2]] == ["1", "5"]
        assert "2 moments more" in restore.beside.sentence.text()
        assert restore.where.chosen() == KEYS
        restore.restore()
        qtbot.waitUntil(lambda: program.opened is not None, timeout=20_000)
        assert held(program) == 5
    program.lock()
    assert vault.unlock(kept.folder, PASSPHRASE) == kept.key


def test_a_whole_programme_stays_where_it_is_unless_the_coach_says_otherwise(
    program: Program, qtbot: QtBot, kept: Kept, tmp_path: Path
) -> None:
    # The key is at hand: nothing is asked.
    page = looked_inside(asked_to_restore(program, qtbot, kept), qtbot)
    assert page.open.isHidden()
    assert page.beside.sentence.text() == (
        "What is there now holds 2 moments more than this backup."
    )
    assert page.where.chosen() == NEW
    assert page.where.new_folder() == tmp_path / "vaults" / "programme-2"
    page.restore()
    qtbot.waitUntil(lambda: program.opened is not None, timeout=20_000)
    assert program.opened is not None
    assert program.opened.folder == tmp_path / "vaults" / "programme-2"
    assert held(program) == 3
    assert "What stood before is as it was" in program.shell.notice.words()
    with writing(kept.folder, kept.key) as writer:
        assert moments(writer) == 5
    assert setting_aside.kept(kept.folder) == []


def test_going_back_in_the_usual_place_keeps_what_was_there(
    program: Program, qtbot: QtBot, kept: Kept
) -> None:
    page = looked_inside(asked_to_restore(program, qtbot, kept), qtbot)
    page.where.ways[USUAL].setChecked(True)
    page.restore()
    qtbot.waitUntil(lambda: program.opened is not None, timeout=20_000)
    assert held(program) == 3
    [place] = setting_aside.kept(kept.folder)
    assert place.name.startswith("set-aside-2")
    with writing(place, kept.key) as writer:
        assert moments(writer) == 5


def test_back_opens_the_programme_again(program: Program, qtbot: QtBot, kept: Kept) -> None:
    page = asked_to_restore(program, qtbot, kept)
    page.away.click()
    qtbot.waitUntil(lambda: program.opened is not None, timeout=20_000)
    assert held(program) == 5


def test_back_while_a_backup_is_looked_into_opens_the_programme_once_that_is_done(
    program: Program, qtbot: QtBot, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, begun, go_on = work.look, threading.Event(), threading.Event()

    def slow(one: Row, key: bytes | None, typed: str, by_recovery: bool) -> work.Looked:
        begun.set()
        assert go_on.wait(20)
        return real(one, key, typed, by_recovery)

    monkeypatch.setattr(work, "look", slow)
    page = asked_to_restore(program, qtbot, kept)
    qtbot.waitUntil(begun.is_set, timeout=20_000)
    page.away.click()
    qtbot.wait(150)  # longer than opening takes
    assert program.opened is None and program.shell.gate is page
    go_on.set()
    qtbot.waitUntil(lambda: program.opened is not None, timeout=20_000)
    assert held(program) == 5


def test_no_backup_is_looked_into_once_back_was_pressed(
    program: Program, qtbot: QtBot, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Row] = []
    find, real, go_on, finished = work.of_vault, work.look, threading.Event(), threading.Event()

    def found_late(folder: Path) -> list[Row]:
        assert go_on.wait(20)
        return find(folder)

    def look(one: Row, *rest: Any) -> work.Looked:
        looked.append(one)
        return real(one, *rest)

    def finish() -> None:
        assert finished.wait(20)

    monkeypatch.setattr(work, "finish_looking", finish)
    monkeypatch.setattr(work, "of_vault", found_late)
    monkeypatch.setattr(work, "look", look)
    page = asked_to_restore(program, qtbot, kept)
    page.away.click()
    go_on.set()
    qtbot.waitUntil(lambda: bool(page.table.rows()), timeout=20_000)
    finished.set()
    qtbot.waitUntil(lambda: program.opened is not None, timeout=20_000)
    assert looked == []
    assert held(program) == 5


def test_a_page_that_holds_the_key_is_locked_as_well(
    program: Program, qtbot: QtBot, kept: Kept
) -> None:
    page, watch = asked_to_restore(program, qtbot, kept), program._watch
    assert watch is not None
    page.busy = True  # a restore under way is not left half done
    watch.heard(True)
    assert program.shell.gate is page
    page.busy = False
    watch.heard(False)
    watch.heard(True)
    assert isinstance(program.shell.gate, UnlockPage)


def test_a_damaged_backup_is_told_as_such_and_cannot_be_chosen_by_mistake(
    program: Program, qtbot: QtBot, kept: Kept
) -> None:
    with writing(kept.folder, kept.key) as writer:
        newer = kept.back_up(writer, "by-hand")
    flip(newer, 0.9)
    page = RestorePage(program.door, kept.folder, kept.key)
    program.shell.show_gate(page)
    program.shell.show()
    qtbot.waitUntil(
        lambda: [one.state() for one in page.table.rows()] == ["Damaged", "Reads back"],
        timeout=20_000,
    )
    page.table.go_to(str(kept.backup))
    page.table.go_to(str(newer))
    assert "does not add up" in page.trouble.text()
    assert page.go.isHidden()
    page.table.go_to(str(kept.backup))
    qtbot.waitUntil(lambda: not page.go.isHidden(), timeout=20_000)


def test_another_programmes_backup_wants_its_own_passphrase(
    program: Program, qtbot: QtBot, kept: Kept, tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere"
    vault.create(other, "four other random words")
    key = vault.unlock(other, "four other random words")
    with writing(other, key) as writer:
        writer.save(kept.about.begins())
        target = tmp_path / "copy.livecoach"
        writer.ask(lambda db: backup.make(db, header.read(other), key, target))
    page = RestorePage(program.door, kept.folder, kept.key)
    program.shell.show_gate(page)
    program.shell.show()
    page.take_file(target)
    qtbot.waitUntil(lambda: not page.open.isHidden(), timeout=20_000)
    page.typed.setText("not the right words")
    page.look()
    qtbot.waitUntil(lambda: bool(page.typed_row.trouble()), timeout=20_000)
    page.typed.setText("four other random words")
    page.look()
    qtbot.waitUntil(lambda: not page.go.isHidden(), timeout=20_000)
    assert page.beside.then[1].text() == "0"
    assert page.where.ways[USUAL].isHidden()
    assert page.where.chosen() == NEW
