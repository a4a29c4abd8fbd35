"""At every window size and up to 200 % text, no seat, tag or clock is lost or cut."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QApplication

from livecoach.ui.live.board_layout import shown_tags
from livecoach.ui.theme import Theme
from tests.ui.live.scene import Scene, board, meeting, scene
from tests.ui.live.seen import drawn_texts

ROLES = ("Chair", "CEO")
KEYS = "7890UIOPHJKLNM"


def seats(count: int) -> tuple[tuple[str, str, str], ...]:
    names = ("ICB", "North Acute", "South Acute", "Community", "Mental health", "Ambulance",
             "Primary care", "Council", "Specialist", "Hospice", "Place East", "Place West",
             "Region", "Patients", "University")  # fmt: skip
    return tuple(
        (names[n // 2], ROLES[n % 2], KEYS[n] if n < len(KEYS) else "") for n in range(count)
    )


def clean(live: Scene) -> None:
    parts, window = live.window.parts, live.window
    whole = QRectF(window.rect())
    places = [QRectF(part.geometry()) for part in parts.all()]
    for one, other in combinations(places, 2):
        assert not one.intersects(other)
    assert all(whole.contains(place) for place in places)
    for pad in (parts.header, parts.table, parts.bottom):
        for one_cell, other_cell in combinations(pad.cells, 2):
            shared = one_cell.rect.intersected(other_cell.rect)
            assert shared.width() < 1 or shared.height() < 1, (one_cell, other_cell)
            assert pad.rect().toRectF().adjusted(-1, -1, 1, 1).contains(one_cell.rect), one_cell


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("size", [(1280, 720), (1440, 900), (1920, 1080)])
def test_nothing_overlaps_or_leaves_the_window(
    live: Scene, theme: Theme, size: tuple[int, int], percent: int
) -> None:
    theme.set_percent(percent)
    live.window.resize(*size)
    meeting(live)
    clean(live)
    shown = drawn_texts(live.window.parts.header)
    assert "00:42:17" in shown and "Saved" in shown and "Stroke pathway" in shown


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)])
def test_no_name_of_seat_or_tag_is_cut(
    live: Scene, theme: Theme, size: tuple[int, int], percent: int
) -> None:
    theme.set_percent(percent)
    live.window.resize(*size)
    meeting(live)
    assert not [text for text in drawn_texts(live.window.parts.table) if "…" in text]
    pad = live.window.parts.pad
    look = live.window.parts.look
    for cell in pad.cells:
        if not cell.id.startswith("tag:"):
            continue
        tag = pad.board.tag(cell.id.removeprefix("tag:"))
        assert tag is not None
        room = cell.rect.width() - pad._name_left(tag) - pad._name_right()
        need = look.metrics(look.body).boundingRect(
            QRectF(0, 0, room, 10_000), Qt.TextFlag.TextWordWrap.value, tag.name
        )
        assert need.width() <= room + 1 and need.height() <= cell.rect.height() - 5, tag.name
    bottom = drawn_texts(live.window.parts.bottom)
    assert {"Let it run", "Interject", "All keys"} <= set(bottom)


def test_at_1280_by_720_every_tag_is_in_view_and_the_stream_too(live: Scene) -> None:
    live.window.resize(1280, 720)
    meeting(live)
    parts = live.window.parts
    tags = [cell for cell in parts.pad.cells if cell.id.startswith("tag:")]
    assert len(tags) == 16
    assert all(cell.rect.bottom() <= parts.scroll.height() for cell in tags)
    assert parts.stream.height() >= 130


@pytest.mark.parametrize("count", [2, 3, 7, 14, 21, 30])
def test_from_two_to_thirty_seats(tmp_path: Path, theme: Theme, count: int) -> None:
    with scene(tmp_path, theme, seats=seats(count)) as made:
        made.window.resize(1280, 720)
        QApplication.processEvents()
        clean(made)
        shown = drawn_texts(made.window.parts.table)
        names = [text for text in shown if text.endswith(ROLES) or text.startswith(("Ch ", "CE "))]
        assert len(names) >= count
        assert not [text for text in names if "…" in text]


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)])
def test_thirty_seats_at_twice_the_text_are_told_apart_by_whole_letters(
    tmp_path: Path, theme: Theme, size: tuple[int, int]
) -> None:
    theme.set_percent(200)
    with scene(tmp_path, theme, seats=seats(30)) as made:
        made.window.resize(*size)
        QApplication.processEvents()
        clean(made)
        table = made.window.parts.table
        shown = drawn_texts(table)
        assert not [text for text in shown if "…" in text]
        for card in table.cards():
            assert set(card.face.tight) <= set(shown) or card.face.brief in shown
        assert len({card.face.tight for card in table.cards()}) == 30
        first = table.cells[0]
        assert table.tip(first).startswith("ICB Chair") and "key 7" in table.tip(first)


@pytest.mark.parametrize(
    "name",
    ["verbal-behaviour", "interaction-process", "four-actions", "interventions",
     "five-disciplines", "psychological-safety", "repair-and-rupture", "example-session"],
)  # fmt: skip
def test_every_shipped_board_has_its_buttons(tmp_path: Path, theme: Theme, name: str) -> None:
    with scene(tmp_path, theme, on=board(name)) as made:
        clean(made)
        ids = {cell.id for cell in made.window.parts.pad.cells if cell.id.startswith("tag:")}
        assert ids == {f"tag:{tag.id}" for tag in shown_tags(made.recorder.timeline.board)}


@pytest.mark.parametrize("scheme", ["dark", "contrast"])
def test_another_scheme_dresses_everything_again(live: Scene, theme: Theme, scheme: str) -> None:
    theme.set_scheme(scheme)
    meeting(live)
    look = live.window.parts.look
    assert look.tokens.name == scheme
    image = live.window.grab().toImage()
    assert image.pixelColor(5, 450).name() == look.colour("ground").name()
