from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from livecoach.core.coaching import Pair
from livecoach.core.edit import Change, Edit
from livecoach.core.ids import new_uid
from livecoach.core.session import CheckOut, Seat
from livecoach.figures.marks import Label, words_box
from livecoach.figures.trend_figure import GROUPS
from livecoach.ui.review import figure_copies
from livecoach.ui.trends.page import TrendsPage
from tests.ui.programme.room import Room

CAUSAL = ("because", "due to", "thanks to", "led to", "caused", "as a result", "improve", "impact",
          "worked", "effect")  # fmt: skip


def year(room: Room, sessions: int = 6, skipped: int = 2) -> list[str]:
    """Keep sessions with check-outs, one of them skipped."""
    made = []
    for number in range(sessions):
        state = "skipped" if number == skipped else "ended"
        at = f"2026-{number + 2:02d}-05T09:30+00:00"
        uid = room.session(f"Board {number + 1}", state, at, moments=12 if state == "ended" else 0)
        made.append(uid)
        if state == "ended":
            seats = room.timeline(uid).seats_in_order()
            room.keep("Check-out", *(CheckOut(new_uid(), uid, seat.uid, min(10, 4 + number), True)
                                     for seat in seats))  # fmt: skip
    return made


def test_each_figure_has_a_line_a_table_twin_and_a_sentence_and_a_skipped_session_is_a_gap(
    room: Room,
) -> None:
    year(room)
    page = room.show(TrendsPage)
    assert list(page.panels.panels) == [f"trend-{name}" for name, *_ in GROUPS]
    heard = page.panels.panels["trend-felt-heard"].figure
    assert [row[1:] for row in heard.rows] == [
        ("Board 1", "4", "5"), ("Board 2", "5", "5"), ("Board 3", "–", "skipped"),
        ("Board 4", "7", "5"), ("Board 5", "8", "5"), ("Board 6", "9", "5"),
    ]  # fmt: skip
    assert "1 without a figure" in heard.sentence
    assert page.words.text().startswith("Live coaching: 5 held, 1 skipped.")
    panel = page.panels.panels["trend-felt-heard"]
    panel.turn_over()
    assert panel._table is not None and panel._table.model().rowCount() == 6


def test_nothing_on_the_page_claims_a_cause(room: Room) -> None:
    year(room)
    page = room.show(TrendsPage)
    said = [panel.figure.sentence for panel in page.panels.panels.values()]
    said += [panel.figure.title for panel in page.panels.panels.values()]
    said += [page.words.text(), page.beside.panel.figure.sentence]
    for words in said:
        assert not [one for one in CAUSAL if one in words.lower()], words


def test_too_few_sessions_are_told_and_no_line_is_drawn(room: Room) -> None:
    year(room, sessions=2, skipped=9)
    page = room.show(TrendsPage)
    assert "Fewer than 3 sessions say nothing" in page.words.text()
    assert "too few sessions" in page.panels.panels["trend-evenness"].figure.sentence
    page.show_kind("team")
    assert page.words.text() == "Team: no session has been held yet."
    assert page.panels.panels["trend-evenness"].figure.rows == ()


def test_fewer_than_five_answers_are_never_shown(room: Room) -> None:
    uid = room.session("Board", "ended", "2026-02-05T09:30+00:00", moments=4)
    seats = room.timeline(uid).seats_in_order()
    room.keep("Check-out", *(CheckOut(new_uid(), uid, seat.uid, 9, True) for seat in seats[:4]))
    page = room.show(TrendsPage)
    assert page.panels.panels["trend-felt-heard"].figure.rows[0][2:] == ("–", "4")


def test_a_held_pair_stands_beside_what_was_recorded_between_its_posts(room: Room) -> None:
    year(room, sessions=7, skipped=3)
    posts = {post.title: post.uid for post in room.held().posts.values()}
    one, two = sorted((posts["ICB Chair"], posts["ICB CEO"]))
    room.keep("Pair", Pair(new_uid(), one, two, "held", "2026-05-20"))
    page = room.show(TrendsPage)
    for _ in range(20):
        QApplication.processEvents()
    figure = page.beside.panel.figure
    assert figure.title == "ICB Chair and ICB CEO"
    # Five seats speak in turn, twelve turns: Chair and CEO come next to each other three times.
    assert [row[2] for row in figure.rows if row[1].startswith("Board")] == ["3"] * 6
    assert [row[1] for row in figure.rows].index("Pair session") == 3
    assert "3.0 times a session in the 3 sessions before" in figure.sentence
    assert "does not say why" in figure.sentence


def test_a_post_that_was_not_there_is_no_zero(room: Room) -> None:
    first, *_ = year(room, sessions=2, skipped=9)
    posts = {post.title: post.uid for post in room.held().posts.values()}
    seat: Seat = next(one for one in room.timeline(first).seats.values() if one.label == "ICB CEO")
    gone = replace(seat, present_from_ms=90 * 60_000, present_to_ms=90 * 60_000)
    room.desk.save(Edit(new_uid(), "Leave", first, (Change(seat, gone),)))
    one, two = sorted((posts["ICB Chair"], posts["ICB CEO"]))
    room.keep("Pair", Pair(new_uid(), one, two, "held", "2026-05-20"))
    page = room.show(TrendsPage)
    for _ in range(20):
        QApplication.processEvents()
    assert [row[2] for row in page.beside.panel.figure.rows][:2] == ["–", "3"]
    assert "Too few sessions to compare" in page.beside.panel.figure.sentence


def test_a_figure_leaves_as_picture_and_table(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year(room)
    page = room.show(TrendsPage)
    panel = page.panels.panels["trend-challenge-and-support"]
    for form, begins in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("csv", b"\xef\xbb\xbfDate")):
        path = tmp_path / f"trend.{form}"
        monkeypatch.setattr(figure_copies, "ask_where", lambda *_, path=path: path)
        panel.save(form)
        assert path.read_bytes().startswith(begins)
    assert "Challenge,n (moments),Support" in (tmp_path / "trend.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("width", [700, 1100, 1600])
def test_no_label_of_a_line_leaves_its_figure(room: Room, width: int) -> None:
    year(room)
    page = room.show(TrendsPage)
    page.resize(width, 800)
    font = page._desk.theme.font(12)
    figures = [panel.figure for panel in page.panels.panels.values()]
    for figure in [*figures, page.beside.panel.figure]:
        box = QRectF(0, 0, width / 3, figure.height(width / 3, font))
        for mark in figure.lay_out(box, page._desk.theme.tokens, font):
            if isinstance(mark, Label) and mark.words:
                assert box.adjusted(-1, -4, 1, 4).contains(words_box(mark)), (figure.name, mark)
