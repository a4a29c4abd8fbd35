from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from livecoach.core.summary import Release
from livecoach.store import reading
from livecoach.ui.summary import files
from livecoach.ui.trends.page import TrendsPage
from tests.ui.programme.room import Room
from tests.ui.trends.test_trends_page import year


def released(room: Room) -> list[Release]:
    room.saved()
    return room.writer.ask(lambda db: reading.rows(db, Release))


def test_two_sessions_or_two_halves_stand_side_by_side(room: Room) -> None:
    year(room)
    page = room.show(TrendsPage)
    figure = page.compared.panel.figure
    assert figure.headers == ("Figure", "First half (2)", "n (sessions)", "Second half (3)",
                              "n (sessions)")  # fmt: skip
    assert figure.rows[0] == ("Felt heard (0–10), mean", "4.5", "2", "8.0", "3")
    one, two = page.compared.choices
    one.setCurrentIndex(2)
    two.setCurrentIndex(6)
    figure = page.compared.panel.figure
    assert figure.headers[1] == "Board 1, Thu 5 Feb 2026"
    assert figure.rows[0] == ("Felt heard (0–10), mean", "4.0", "1", "9.0", "1")
    assert "One session a side" in figure.sentence


def test_the_sponsors_summary_waits_for_the_groups(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    year(room, sessions=8)
    page = room.show(TrendsPage)
    assert not page.sponsor.isEnabled()
    page.telling.save("sponsor")
    assert room.told[-1].startswith("The group sees it first")
    paths = {"group": tmp_path / "group.md", "sponsor": tmp_path / "sponsor.md"}
    monkeypatch.setattr(files, "ask_where", lambda _p, _l, who, _f: paths[who.split("-")[1]])
    page.group.click()
    qtbot.waitUntil(page.sponsor.isEnabled, timeout=5000)
    page.sponsor.click()
    assert room.told[-1].endswith("was shown its own first and agreed. Did it?")
    assert len(released(room)) == 1 and not paths["sponsor"].exists()
    room.offered["It was shown, and agrees"]()
    qtbot.waitUntil(lambda: len(released(room)) == 2, timeout=5000)
    rows = released(room)
    assert [(row.session, row.audience, row.form) for row in rows] == [
        (None, "group", "md"), (None, "sponsor", "md"),
    ]  # fmt: skip
    assert all(len(row.fingerprint) == 64 for row in rows)
    text = paths["sponsor"].read_text("utf-8")
    assert "Live coaching inside the regular meeting: seven" in text
    assert not any(name in text for name in ("ICB", "North Acute", "Council", "Board", "Smith"))


def test_a_file_that_cannot_be_written_is_told(room: Room, tmp_path: Path, qtbot: QtBot) -> None:
    year(room)
    page = room.show(TrendsPage)
    page.telling.write(tmp_path / "none" / "group.md", "group", "md")
    qtbot.waitUntil(lambda: bool(room.told), timeout=5000)
    assert "was not written" in room.told[-1] and released(room) == []
