"""A log or a record is read in through the window, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from livecoach import paths
from livecoach.exchange.record_json import rows_of, write_record
from livecoach.store import reading
from livecoach.ui.bringing.page import BringPage
from livecoach.ui.theme import Theme
from tests.ui.example_desk import Example, close, example_desk

FILES = paths.resource("example")


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Iterator[tuple[Example, BringPage]]:
    """Show the page over a vault with one session in it."""
    theme = Theme(qapp, "light")
    with example_desk(tmp_path, theme) as example:
        page = BringPage(example.desk)
        page.show()
        yield example, page
        close(page)
    theme.deleteLater()


def test_a_tag_log_comes_in_with_its_seats_and_check_out(
    opened: tuple[Example, BringPage], qtbot: QtBot
) -> None:
    example, page = opened
    page.take("log", FILES / "example_session.csv")
    page.take("seats", FILES / "example_seats.csv")
    page.take("check_out", FILES / "example_checkout.csv")
    page.called.line.setText("Session 5, again")
    page.date.line.setText("5 Mar 2026")
    page.length.line.setText("90:00")
    page.bring()
    qtbot.waitUntil(lambda: bool(example.shown), timeout=10_000)
    example.saved()
    ((name, uid),) = example.shown
    timeline = example.writer.ask(lambda db: reading.timeline(db, uid))
    assert (name, timeline.session.title) == ("session", "Session 5, again")
    assert (len(timeline.moments), len(timeline.seats), len(timeline.check_outs)) == (70, 14, 14)
    assert timeline.observation.length_ms == 5_400_000


def test_a_record_comes_back_beside_the_one_that_is_there(
    opened: tuple[Example, BringPage], tmp_path: Path, qtbot: QtBot
) -> None:
    example, page = opened
    record = tmp_path / "record.json"
    record.write_bytes(write_record(rows_of([example.on_disk()])))
    page.take("log", record)
    page.bring()
    qtbot.waitUntil(lambda: bool(example.shown), timeout=10_000)
    example.saved()
    lines = example.writer.ask(reading.sessions)
    assert [line.moments for line in lines] == [70, 70]


@pytest.mark.parametrize(
    ("content", "said"),
    [("offset,seat\n00:01,ICB\n", "log.csv"), ("not a table at all", "log.csv")],
)
def test_what_does_not_fit_is_said_and_nothing_is_kept(
    opened: tuple[Example, BringPage], tmp_path: Path, qtbot: QtBot, content: str, said: str
) -> None:
    example, page = opened
    page.bring()
    assert page.notice.words() == "Choose the log or the record first."
    bad = tmp_path / "log.csv"
    bad.write_text(content)
    page.take("log", bad)
    page.bring()
    assert page.notice.words() == "Reading log.csv…" and not page.button.isEnabled()
    qtbot.waitUntil(page.button.isEnabled, timeout=10_000)
    assert page.notice.words().startswith(said) and example.shown == []
    example.saved()
    assert len(example.writer.ask(reading.sessions)) == 1
