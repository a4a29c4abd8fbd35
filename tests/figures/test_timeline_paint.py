"""One routine paints screen, PNG and SVG: what stands in the session stands in the picture."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from livecoach.core.board import FAMILY_COLOURS
from livecoach.core.observation import Turn
from livecoach.figures import timeline_paint
from livecoach.figures.shades import contrast
from livecoach.figures.timeline_chrome import blend, legible
from livecoach.figures.timeline_export import full_size, image, png, svg
from livecoach.figures.timeline_lanes import Lanes
from livecoach.figures.timeline_layout import Layout
from livecoach.figures.timeline_lighting import Lighting, light
from livecoach.figures.timeline_names import paint_names
from livecoach.figures.timeline_paint import MANY_STAMPS, STAMP_BIN_PX, bar_box, paint, shape_px
from livecoach.figures.timeline_view import View, whole
from livecoach.figures.tokens import DARK, LIGHT, SCHEMES, Tokens, family_colour
from tests.figures.timelines import MINUTE, empty, full, moment

pytestmark = pytest.mark.usefixtures("qapp")
SIZE = (1000, 420)


def font() -> QFont:
    made = QFont()
    made.setPixelSize(12)
    return made


def painted(
    lanes: Lanes, view: View, ratio: int = 1, lighting: Lighting | None = None
) -> tuple[QImage, Layout]:
    made = QImage(SIZE[0] * ratio, SIZE[1] * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(ratio)
    painter = QPainter(made)
    layout = paint(painter, QRectF(0, 0, *SIZE), lanes, view, LIGHT, font(), lighting)
    painter.end()
    return made, layout


def columns(made: QImage, layout: Layout, key: str, colour: str) -> set[int]:
    """Return the pixel columns of a lane where its bars' colour stands."""
    row = next(row for row in layout.rows if row.lane.key == key)
    top, height = bar_box(row)
    y = int(top + height / 2)
    wanted = QColor(colour).rgb()
    return {x for x in range(made.width()) if made.pixel(x, y) == wanted}


def crowd() -> Lanes:
    timeline = empty(2, 60 * MINUTE)
    timeline.load(
        Turn(f"t{i}", "o", i * 1500, i * 1500 + 300 + (i * 37) % 900, "p0" if i % 3 else "p1")
        for i in range(2300)
    )
    return Lanes(timeline)


def test_a_crowded_lane_covers_the_columns_its_turns_cover_and_no_others(
    qapp: QApplication,
) -> None:
    lanes = crowd()
    view = replace(whole(lanes.length_ms), end_ms=20 * MINUTE)
    made, layout = painted(lanes, view)
    bars = lanes.by_key["seat:p1"].bars
    drawn = columns(made, layout, "seat:p1", LIGHT.organisations[0])
    slack = 2  # a bin is at most two pixels wide
    wanted: set[int] = set()
    for start, end in zip(bars.starts, bars.ends, strict=True):
        if start < view.end_ms:
            left, right = int(layout.x(start)), int(min(layout.x(end), layout.plot.right - 1))
            near = set(range(left - slack, right + slack + 1))
            assert near & drawn, f"the turn at {start} ms is not in the picture"
            wanted |= near
    assert drawn <= wanted


@pytest.mark.parametrize("ratio", [1, 2])
@pytest.mark.parametrize("apart_s", [1.3, 9, 17])
def test_a_crowd_of_moments_is_painted_where_they_are_and_nowhere_else(
    ratio: int, apart_s: float
) -> None:
    timeline = empty(2, 60 * MINUTE)
    timeline.load(
        moment(f"m{i}", int(i * apart_s * 1000) + (i * 37) % 400)
        for i in range(int(3500 / apart_s))
        if i % 40 < 30  # with gaps between them
    )
    lanes = Lanes(timeline)
    made, layout = painted(lanes, whole(lanes.length_ms), ratio)
    row = next(row for row in layout.rows if row.lane.key == "family:language")
    (points,) = row.lane.points.values()
    assert len(points) > MANY_STAMPS
    y = round((row.box.y + row.box.h / 2) * ratio)
    ink = QColor(LIGHT.language).rgb()
    half = shape_px(row) / 2
    left = round((layout.plot.x - half) * ratio)  # the name beside it has its colour too
    drawn = {x / ratio for x in range(left, made.width()) if made.pixel(x, y) == ink}
    places = [layout.x(at) for at in points.times]
    for at in places:
        assert any(abs(x - at) <= STAMP_BIN_PX for x in drawn), f"the moment at {at} is missing"
    for x in drawn:
        assert any(abs(x - at) <= half + STAMP_BIN_PX for at in places), f"none stands at {x}"


def test_every_moment_is_in_the_picture_by_its_family_colour() -> None:
    timeline = full()
    lanes = Lanes(timeline)
    made, layout = painted(lanes, whole(lanes.length_ms))
    for uid, colour in (("m0", LIGHT.language), ("m1", LIGHT.interjection), ("m4", LIGHT.unheard)):
        row = next(row for row in layout.rows if row.lane is lanes.lane_of(uid))
        x, y = layout.x(timeline.moments[uid].offset_ms), row.box.y + row.box.h / 2
        assert made.pixelColor(round(x), round(y)).name().upper() == colour
    let_run = next(row for row in layout.rows if row.lane.key == "family:coach")
    middle = made.pixelColor(
        round(layout.x(timeline.moments["m2"].offset_ms)),
        round(let_run.box.y + let_run.box.h / 2),
    )
    assert middle.name().upper() == LIGHT.ground, "let it run is hollow"


@pytest.mark.parametrize("ratio", [1, 2])
def test_names_kept_as_a_picture_stand_as_if_written_anew(
    ratio: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lanes = Lanes(full())
    view = whole(lanes.length_ms)
    seat = next(row.key for row in lanes.lanes if row.key.startswith("seat:"))
    picked = replace(view, selected=seat.removeprefix("seat:"))
    renamed = Lanes(full())
    renamed.by_key[seat].label = "Somebody new"
    meetings = [(lanes, view), (lanes, picked), (renamed, picked), (lanes, view)]
    kept = [painted(*one, ratio)[0] for one in meetings]

    def as_on_paper(
        painter: QPainter, layout: Layout, view: View, tokens: Tokens, font: QFont, _: float
    ) -> None:
        paint_names(painter, layout, view, tokens, font, 0.0)

    monkeypatch.setattr(timeline_paint, "paint_names", as_on_paper)
    written = [painted(*one, ratio)[0] for one in meetings]
    assert kept == written
    assert len({bytes(one.constBits()) for one in kept}) == 3


def test_a_filter_dims_what_does_not_match_and_leaves_the_rest() -> None:
    timeline = full()
    lanes = Lanes(timeline)
    lighting = light(lanes, {"m0"}, {"seat:p1"})
    made, layout = painted(lanes, whole(lanes.length_ms), lighting=lighting)

    def at(uid: str) -> str:
        row = next(row for row in layout.rows if row.lane is lanes.lane_of(uid))
        x = layout.x(timeline.moments[uid].offset_ms)
        return made.pixelColor(round(x), round(row.box.y + row.box.h / 2)).name().upper()

    assert at("m0") == LIGHT.language
    assert at("m1") == blend(LIGHT.interjection, LIGHT.ground, 0.78).upper()
    assert columns(made, layout, "seat:p0", LIGHT.organisations[0])
    assert not columns(made, layout, "seat:p1", LIGHT.organisations[0])


def test_svg_holds_names_times_and_every_mark_as_lines_not_pixels() -> None:
    lanes = Lanes(full())
    written = svg(lanes, whole(lanes.length_ms), LIGHT, font(), QSize(1000, 420), title="Timeline")
    root = ET.fromstring(written)
    words = {node.text for node in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Post 0", "Language", "Welcome", "0 min", "not heard for 59 min"} <= words
    assert not list(root.iter("{http://www.w3.org/2000/svg}image"))
    assert written.count(LIGHT.interjection.lower().encode()) >= 2


def test_a_crowded_session_is_lines_in_svg_too() -> None:
    lanes = crowd()
    written = svg(lanes, whole(lanes.length_ms), LIGHT, font(), QSize(1000, 300))
    assert b"<image" not in written


def test_a_png_is_high_enough_for_every_lane() -> None:
    lanes = Lanes(empty(30))
    size = full_size(lanes, font())
    made = image(lanes, whole(lanes.length_ms), DARK, font(), size)
    assert made.size() == size * 2
    assert png(made).startswith(b"\x89PNG")
    read = QImage.fromData(png(made))
    assert read.size() == made.size()


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_each_scheme_paints_on_its_own_ground(scheme: str) -> None:
    lanes = Lanes(full())
    made = image(lanes, whole(lanes.length_ms), SCHEMES[scheme], font(), QSize(600, 300), ratio=1)
    assert made.pixelColor(2, 2).name().upper() == SCHEMES[scheme].ground


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
@pytest.mark.parametrize("colour", [*FAMILY_COLOURS, "muted"])
def test_words_in_a_familys_colour_can_be_read_and_its_marks_seen(scheme: str, colour: str) -> None:
    tokens = SCHEMES[scheme]
    value = family_colour(tokens, colour)
    assert contrast(legible(value, tokens), tokens.ground) >= 4.5
    assert contrast(value, tokens.ground) >= 3
