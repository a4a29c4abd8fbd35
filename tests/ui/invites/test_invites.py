"""An invite becomes a planned session, with each name at its post or asked about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QApplication

from livecoach.core.edit import Edit, insert
from livecoach.core.engagement import Engagement, Organisation, Post
from livecoach.core.ids import new_uid
from livecoach.store import reading
from livecoach.ui.invites.page import InvitePage, dropped_invite
from livecoach.ui.theme import Theme
from tests.exchange.test_invite_ics import OUTLOOK
from tests.ui.example_desk import Example, close, example_desk


@pytest.fixture
def example(qapp: QApplication, tmp_path: Path) -> Iterator[Example]:
    """Open a desk on a system of two organisations."""
    theme = Theme(qapp, "light")
    with example_desk(tmp_path, theme) as made:
        rows = (
            Engagement(new_uid(), "Riverbank"), Organisation("icb", "ICB"),
            Organisation("north", "North Acute", 1),
            Post("p1", "icb", "Chair", "ICB Chair", "Jane Ashworth"),
            Post("p2", "north", "CEO", "North Acute CEO"),
        )  # fmt: skip
        made.desk.save(Edit(new_uid(), "System", "", tuple(insert(row) for row in rows)))
        made.saved()
        yield made
    theme.deleteLater()


def test_who_is_sure_is_seated_and_who_is_not_is_asked(example: Example, tmp_path: Path) -> None:
    path = tmp_path / "meeting.ics"
    path.write_bytes(OUTLOOK)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    assert dropped_invite(dropped) == path
    page = InvitePage(example.desk)
    page.show()
    page.take_file(path)
    assert page.who.open_questions() == 2
    assert page.who.answers()["Jane Ashworth"] == "p1"
    boxes = dict(page.who._boxes)
    boxes["Ben Okafor"].setCurrentIndex(boxes["Ben Okafor"].findData("p2"))
    boxes["Priya Shah"].setCurrentIndex(boxes["Priya Shah"].findData("guest"))
    assert page.who.open_questions() == 0
    page.plan()
    example.saved()
    ((name, uid),) = example.shown
    assert name == "session"
    session = example.writer.ask(lambda db: reading.session(db, uid))
    assert (session.planned_at, session.planned_min) == ("2026-06-02T09:30:00+01:00", 90)
    seats = example.writer.ask(lambda db: reading.seats(db, uid))
    assert [(seat.label, seat.attendance, seat.key) for seat in seats] == [
        ("ICB Chair", "member", "7"), ("North Acute CEO", "member", "8"),
        ("Priya Shah", "guest", "9"),
    ]  # fmt: skip
    people = {post.title: post.person for post in example.writer.ask(reading.posts)}
    assert people == {"ICB Chair": "Jane Ashworth", "North Acute CEO": "Ben Okafor"}
    timeline = example.writer.ask(lambda db: reading.timeline(db, uid))
    assert timeline.board.id == "live-coaching"
    close(page)


def test_what_is_no_invite_is_said_and_nothing_is_planned(example: Example, tmp_path: Path) -> None:
    path = tmp_path / "notes.ics"
    path.write_text("minutes")
    page = InvitePage(example.desk, str(path))
    assert "notes.ics is not a calendar invite" in page.notice.words()
    page.plan()
    assert example.shown == []
    close(page)


def test_somebody_without_a_post_is_given_a_new_one_and_its_seat(
    example: Example, tmp_path: Path
) -> None:
    path = tmp_path / "meeting.ics"
    path.write_bytes(OUTLOOK)
    page = InvitePage(example.desk, str(path))
    box = dict(page.who._boxes)["Priya Shah"]
    box.setCurrentIndex(box.findData("new"))
    page.plan()
    assert "Priya Shah" in page.notice.words() and not example.shown
    new = page.who._new["Priya Shah"]
    new.organisation.setEditText("north acute")
    new.role.setText("Chair")
    page.plan()
    example.saved()
    ((_, uid),) = example.shown
    post = next(p for p in example.writer.ask(reading.posts) if p.person == "Priya Shah")
    assert (post.organisation, post.title, post.role_kind) == (
        "north",
        "North Acute Chair",
        "Chair",
    )
    seats = example.writer.ask(lambda db: reading.seats(db, uid))
    assert post.uid in {seat.post for seat in seats}
    close(page)
