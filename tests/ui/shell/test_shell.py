"""The window over an open programme: every action reachable, nothing clipped, nothing lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from livecoach.core.edit import Edit, insert
from livecoach.core.engagement import Organisation
from livecoach.ui import menus, placing, printing
from livecoach.ui.actions import MENUS
from livecoach.ui.palette import Palette, fits
from livecoach.ui.program import Program
from livecoach.ui.routes import ROUTES, page_class, stands
from livecoach.ui.shell import Shell

PAGES = ("home", "engagement", "boards", "settings", "about")


def over(program: Program) -> Palette:
    assert program.shell.over is not None
    return program.shell.over.palette


def session_uid(program: Program) -> str:
    from livecoach.store import reading

    assert program.opened is not None
    return program.opened.writer.ask(reading.sessions)[0].uid


def test_every_page_named_is_there() -> None:
    assert [name for name in ROUTES if not stands(name)] == []
    assert all(page_class(name).title or ROUTES[name].words for name in ROUTES)


@pytest.mark.parametrize("name", [*PAGES, "session", "review"])
def test_every_action_is_in_the_palette_and_with_a_key_or_a_menu(
    example: Program, name: str
) -> None:
    example.shell.go(name, session_uid(example) if ROUTES[name].takes_uid else "")
    palette = over(example)
    palette.open()
    shown = {hit.words for hit in palette.hits()}
    palette.close_palette()
    ready = [action for action in example.actions.all() if action.can()]
    assert {action.words for action in ready} <= shown
    lost = [a.id for a in ready if a.menu not in MENUS and not example.actions.key_of(a.id)]
    assert lost == []


@pytest.mark.parametrize("name", [*PAGES, "session", "review"])
def test_no_two_actions_of_a_page_share_a_key(example: Program, name: str) -> None:
    example.shell.go(name, session_uid(example) if ROUTES[name].takes_uid else "")
    assert example.actions.clashes() == []


def test_the_menus_hold_every_action_that_names_one(example: Program) -> None:
    menu = QMenu(example.shell)
    menus.fill(menu, example.actions)
    found = []
    for sub in menu.findChildren(QMenu):
        found += [entry.text().split("\t")[0].replace("&&", "&") for entry in sub.actions()]
    assert sorted(found) == sorted(a.words for a in example.actions.all() if a.menu in MENUS)
    menu.deleteLater()


def test_the_palette_finds_actions_and_what_the_record_holds(
    example: Program, qtbot: QtBot
) -> None:
    palette = over(example)
    palette.open()
    palette.field.setText("high con")
    assert palette.hits()[0].words == "Colours: high contrast"
    palette.field.setText("ambulance")
    qtbot.waitUntil(lambda: any("Moment" in hit.more for hit in palette.hits()), timeout=5_000)
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert palette.isHidden()


def test_what_is_found_anywhere_opens_where_it_stands(example: Program, qtbot: QtBot) -> None:
    from livecoach.ui.programme.session import SessionPage

    palette = over(example)
    palette.open()
    palette.field.setText("dementia")
    qtbot.waitUntil(lambda: any("Moment" in hit.more for hit in palette.hits()), timeout=5_000)
    hit = next(one for one in palette.hits() if "Moment" in one.more)
    assert re.match(r"Moment · \d\d:\d\d  ", hit.more)
    assert hit.words.count("dementia") == 1
    hit.run()
    page = example.shell.front
    assert isinstance(page, SessionPage)
    chosen = page.record.stream.stream.selected
    assert "dementia" in page.opened.timeline.moments[chosen].note


def test_the_palette_takes_the_line_chosen(example: Program) -> None:
    palette = over(example)
    palette.open()
    palette.field.setText("keys and settings")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert example.shell.at() == ("settings", "")


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [("set", "Settings", "Reset nothing"), ("key pr", "Print the keys…", "Keys")],
)
def test_words_that_begin_with_what_is_typed_come_first(
    typed: str, better: str, worse: str
) -> None:
    assert fits(better, typed) > fits(worse, typed)


def test_escape_and_back_go_the_way_one_came(example: Program) -> None:
    shell = example.shell
    shell.go("settings")
    shell.go("about")
    QTest.keyClick(shell, Qt.Key.Key_Escape)
    assert shell.at() == ("settings", "")
    shell.back()
    assert shell.at() == ("home", "")
    shell.back()
    assert shell.at() == ("home", "")


def test_a_page_about_something_gone_says_so_and_stays(example: Program) -> None:
    example.shell.go("session", "nowhere")
    assert example.shell.at() == ("home", "")
    assert example.shell.notice.words()


def test_the_window_does_not_close_before_all_is_saved(example: Program, qtbot: QtBot) -> None:
    opened = example.opened
    assert opened is not None
    saving = opened.saving
    edit = Edit("an-edit", "Add", "", (insert(Organisation("an-org", "Late", 99)),))
    saving.waiting.add(edit.uid)
    example.shell.close()
    assert example.opened is not None
    assert "closes by itself" in example.shell.notice.words()
    saving.on_trouble(edit.uid, "Not saved: the disk is full.")
    qtbot.waitUntil(lambda: saving.trouble != "")
    assert saving.words() == "Not saved: the disk is full."
    saving.on_saved(edit.uid)
    qtbot.waitUntil(lambda: example.opened is None, timeout=5_000)


def test_what_is_saved_is_told_in_words(example: Program, qtbot: QtBot) -> None:
    opened = example.opened
    assert opened is not None
    qtbot.waitUntil(lambda: opened.saving.all_saved)
    assert opened.saving.words() == "Saved"
    opened.saving.save(Edit("e1", "Add", "", (insert(Organisation("o1", "One", 9)),)))
    assert opened.saving.words() == "Saving…"
    with qtbot.waitSignal(opened.saving.acked, timeout=5_000) as signal:
        pass
    assert signal.args == ["e1"]
    assert opened.saving.words() == "Saved"


def test_user_text_is_never_read_as_markup(example: Program, qtbot: QtBot) -> None:
    for name in PAGES:
        example.shell.go(name)
        qtbot.wait(20)
        rich = [
            label.text()
            for label in example.shell.findChildren(QLabel)
            if label.textFormat() != Qt.TextFormat.PlainText
        ]
        assert rich == []
    example.shell.tell("<b>you people</b> & <img src='file:///etc/passwd'>")
    assert example.shell.notice.words().startswith("<b>")


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("name", PAGES)
def test_no_label_or_button_is_cut(example: Program, qtbot: QtBot, name: str, percent: int) -> None:
    example.settings.set(text_percent=percent)
    example.shell.resize(1280, 720)
    example.shell.go(name)
    qtbot.wait(60)
    assert cut(example.shell) == []


def cut(window: QWidget) -> list[str]:
    """Return what of the texts on screen is not wholly seen."""
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text() or label.parent() is None:
            continue
        room = label.contentsRect()
        flags = label.alignment() | (Qt.TextFlag.TextWordWrap if label.wordWrap() else 0)
        need = QFontMetricsF(label.font()).boundingRect(room, int(flags), label.text())
        if need.width() > room.width() + 2 or need.height() > room.height() + 2:
            found.append(f"{label.text()[:40]!r} needs {need.size()} has {room.size()}")
    for button in window.findChildren(QPushButton):
        if not button.isVisible():
            continue
        least = button.minimumSizeHint()
        if button.width() < least.width() or button.height() < least.height():
            found.append(f"{button.text()!r} is {button.size()}, needs {least}")
    return found


def test_the_curtain_covers_everything_and_keys_go_on(example: Program, qtbot: QtBot) -> None:
    shell = example.shell
    assert shell.over is not None
    shell.over.curtain.toggle()
    curtain = shell.over.curtain
    assert curtain.geometry() == shell.rect()
    shell.resize(900, 640)
    qtbot.waitUntil(lambda: curtain.geometry() == shell.rect())
    assert shell.childAt(QPoint(300, 300)) is curtain
    assert shell.focusWidget() is not curtain
    example.actions.run("view.curtain")
    assert curtain.isHidden()


def test_the_key_sheet_goes_on_paper(example: Program, tmp_path: Path) -> None:
    sections = example.shell.key_sections()
    assert ("Ctrl K", "Search everything") in dict(sections)["View"]
    file = tmp_path / "keys.pdf"
    assert printing.write_keys(file, sections, example.theme.family)
    assert file.read_bytes().startswith(b"%PDF")
    assert not printing.write_keys(tmp_path / "no" / "keys.pdf", sections, "Inter")


def test_a_window_whose_screen_is_gone_comes_back_onto_one() -> None:
    screens = [QRect(0, 0, 1440, 900)]
    here = QRect(100, 80, 1200, 700)
    assert placing.onto_screens(here, screens) == here
    gone = placing.onto_screens(QRect(3000, 100, 1600, 1000), screens)
    assert gone == QRect(0, 0, 1440, 900)


def test_where_the_window_stood_is_kept(example: Program) -> None:
    example.shell.setGeometry(10, 20, 760, 640)
    text = placing.as_text(example.shell)
    other = Shell(example.theme, example.settings)
    placing.put_back(other, text, (800, 600))
    assert other.size().width() == 760
    other.deleteLater()


def test_locking_the_example_leads_back_to_the_first_page(example: Program) -> None:
    example.lock()
    assert example.opened is None
    assert example.shell.desk is None


def test_pressing_the_page_one_is_on_leaves_it_marked(example: Program) -> None:
    example.shell.go("settings")
    side = example.shell._sidebar
    assert side is not None
    side.entries["settings"].click()
    assert [name for name, entry in side.entries.items() if entry.isChecked()] == ["settings"]
