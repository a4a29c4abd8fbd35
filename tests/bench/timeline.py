"""
Time the timeline: a frame of panning or zooming, and from rows to a painted picture.

``python -m tests.bench.timeline [events …]`` prints medians, 99th percentiles and ratios of one
run, offscreen, at 1600×500. The bare painter puts down the same number of marks, with places
worked out beforehand, one call a mark, and nothing else.
"""

from __future__ import annotations

import gc
import os
import random
import sys
from statistics import median, quantiles
from time import perf_counter, thread_time
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPixmap

from livecoach.core.board import Board, Family, Tag, freeze
from livecoach.core.edit import TABLES, Edit, Row, insert
from livecoach.core.engagement import Engagement
from livecoach.core.moment import Moment
from livecoach.core.observation import Observation, Turn
from livecoach.core.session import AgendaItem, Seat, Session
from livecoach.core.timeline import Timeline
from livecoach.figures.timeline_lanes import Lanes
from livecoach.figures.timeline_layout import Layout
from livecoach.figures.timeline_paint import STAMP_BIN_PX, paint
from livecoach.figures.timeline_shapes import stamp
from livecoach.figures.timeline_view import View, pan, whole, zoom
from livecoach.figures.tokens import LIGHT
from livecoach.store import reading
from livecoach.store.throwaway import throwaway

if TYPE_CHECKING:
    from sqlite_utils import Database

SIZE = (1600, 500)
FAMILIES = (
    Family("language", "Language", "language", "circle"),
    Family("message", "Message", "message", "square"),
    Family("unheard", "Unheard voice", "unheard", "triangle"),
    Family("interjection", "Interjection", "interjection", "diamond"),
)


def rows_of(events: int, seats: int = 30, seed: int = 1) -> tuple[Timeline, list[Row]]:
    """Return an empty timeline and the rows of a made-up session: half turns, half moments."""
    chance = random.Random(seed)
    length = max(90 * 60_000, events * 120)
    tags = tuple(
        Tag(f"{family.id}{n}", f"{family.name} {n}", family.id,
            meaning="interjection" if family.id == "interjection" else "")
        for family in FAMILIES for n in range(4)
    )  # fmt: skip
    board = freeze(Board("bench", "Bench", 1, FAMILIES, tags))
    session = Session("s", "live", "Bench", state="ended")
    observation = Observation("o", "s", board=board, length_ms=length)
    rows: list[Row] = [
        Seat(f"seat{i}", "s", f"Seat {i + 1}, organisation {i // 2 + 1}", f"org{i // 2}", place=i)
        for i in range(seats)
    ]
    rows += [AgendaItem(f"a{i}", "s", f"Item {i + 1}", i, started_ms=i * length // 5)
             for i in range(5)]  # fmt: skip
    turns = events // 2
    step = length / turns
    for i in range(turns):
        start = int(i * step)
        speaker = f"seat{chance.randrange(seats)}" if chance.random() > 0.02 else None
        rows.append(Turn(f"t{i}", "o", start, int(start + step * chance.uniform(0.3, 1)), speaker))
    for i in range(events - turns):
        tag = chance.choice(tags)
        at = int(chance.random() * length)
        source = "back-dated" if chance.random() < 0.1 else "live"
        seat = f"seat{chance.randrange(seats)}"
        rows.append(Moment(f"m{i}", "o", i + 1, at, at, None, tag.id, seat, source=source))
    return Timeline(session, observation), rows


def session_of(events: int, seats: int = 30) -> Timeline:
    """Return a made-up session of so many turns and moments."""
    timeline, rows = rows_of(events, seats)
    timeline.load(rows)
    return timeline


def journey(length: int, frames: int) -> list[View]:
    """Return the views of a coach who zooms from the whole meeting to seconds and pans about."""
    views: list[View] = []
    view, chance = whole(length), random.Random(2)
    while len(views) < frames:
        middle = view.start_ms + view.span_ms * chance.random()
        for factor in (1.25,) * chance.randrange(4, 40):
            view = zoom(view, factor, middle)
            views.append(view)
            for step in (0.02, 0.1, -0.05):
                view = pan(view, view.span_ms * step)
                views.append(view)
        view = whole(length)
    return views[:frames]


def visible(lanes: Lanes, view: View, layout: Layout) -> tuple[list[QRectF], list[QPointF]]:
    """Return every mark in view in its place: one a run of shared pixels, one a shape's bin."""
    bars, shapes = [], []
    for row in layout.rows:
        for start, end in row.lane.bars.runs(view.start_ms, view.end_ms, 1 / layout.px_per_ms):
            wide = max((end - start) * layout.px_per_ms, 2)
            bars.append(QRectF(layout.x(start), row.box.y, wide, row.box.h / 2))
        for points in row.lane.points.values():
            bin_ms = STAMP_BIN_PX / layout.px_per_ms
            shapes += [
                QPointF(layout.x(time), row.box.y)
                for time in points.binned(view.start_ms, view.end_ms, bin_ms)
            ]
    return bars, shapes


def bare(
    painter: QPainter,
    bars: list[QRectF],
    shapes: list[QPointF],
    texts: Layout | None,
    pixmap: QPixmap,
    font: QFont,
) -> None:
    """Put every mark down where it is told to, one call a mark; with the texts or without."""
    painter.fillRect(QRectF(0, 0, *SIZE), Qt.GlobalColor.white)
    colour = QColor("#5B7FB5")
    for box in bars:
        painter.fillRect(box, colour)
    for place in shapes:
        painter.drawPixmap(place, pixmap)
    if texts is not None:
        painter.setFont(font)
        for row in texts.rows:
            painter.drawText(QPointF(0, row.box.y), row.label)
        for mark in (*texts.ticks, *texts.agenda, *texts.unheard):
            painter.drawText(QPointF(mark.box.x, mark.box.y), mark.text)


def frames(events: int, count: int) -> dict[str, float]:
    """
    Return the median and 99th percentile in ms of both painters, and their ratios.

    In the painting thread's own time, so that what else the machine does is not counted.
    """
    lanes = Lanes(session_of(events))
    gc.collect()
    gc.freeze()  # the rows stay: what is timed is the painting, not a walk over a million rows
    image = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    font = QFont()
    font.setPixelSize(9)  # all 35 lanes in 500 pixels
    box = QRectF(0, 0, *SIZE)
    pixmap = stamp("circle", 6.0, "#4656C8", "live", False, "#FFFFFF", 1.0)
    times: dict[str, list[float]] = {"ours": [], "bare": [], "bare with texts": [], "marks": []}
    for view in journey(lanes.length_ms, count):
        painter = QPainter(image)
        begun = thread_time()
        layout = paint(painter, box, lanes, view, LIGHT, font)
        times["ours"].append((thread_time() - begun) * 1000)
        painter.end()
        bars, shapes = visible(lanes, view, layout)
        times["marks"].append(len(bars) + len(shapes))
        for name, texts in (("bare", None), ("bare with texts", layout)):
            painter = QPainter(image)
            begun = thread_time()
            bare(painter, bars, shapes, texts, pixmap, font)
            times[name].append((thread_time() - begun) * 1000)
            painter.end()
    first = times["ours"][0]
    found: dict[str, float] = {
        "events": events,
        "first frame": first,
        "median marks": median(times["marks"]),
    }
    for name in ("ours", "bare", "bare with texts"):
        found[f"{name} median"] = median(times[name])
        found[f"{name} p99"] = quantiles(times[name], n=100)[98]
    for name in ("bare", "bare with texts"):
        found[f"p99 to {name}'s"] = found["ours p99"] / found[f"{name} p99"]
        found[f"ratio to {name}"] = sum(times["ours"]) / sum(times[name])
    return found


def opening(events: int, seats: int = 14, times: int = 9) -> dict[str, float]:
    """
    Return what it takes, in ms, to open a session from a vault file to its painted timeline.

    Beside it: fetching the same rows as bare tuples, in the same run.
    """
    image = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    font = QFont()
    font.setPixelSize(13)
    timeline, rows = rows_of(events, seats)
    rows += [Engagement("e", "Bench"), timeline.session, timeline.observation]
    order = list(TABLES)
    rows.sort(key=lambda row: order.index(type(row)))
    taken: dict[str, list[float]] = {"rows": [], "timeline": [], "painted": []}
    with throwaway() as writer:
        writer.save(Edit("made", "Made", "s", tuple(map(insert, rows)), act="note"))
        if not writer.flush(120):
            raise RuntimeError("the bench's session was not written in two minutes")

        def fetch(db: Database) -> None:
            for table in ("seat", "agenda_item", "turn", "moment"):
                db.execute(f'SELECT * FROM "{table}"').fetchall()

        gc.disable()  # as in the program, which collects when nothing is asked of it
        for _ in range(times):
            gc.collect()
            begun = perf_counter()
            writer.ask(fetch)
            fetched = perf_counter()
            found = writer.ask(lambda db: reading.timeline(db, "s"))
            read = perf_counter()
            lanes = Lanes(found)
            painter = QPainter(image)
            paint(painter, QRectF(0, 0, *SIZE), lanes, whole(lanes.length_ms), LIGHT, font)
            painter.end()
            taken["rows"].append((fetched - begun) * 1000)
            taken["timeline"].append((read - fetched) * 1000)
            taken["painted"].append((perf_counter() - fetched) * 1000)
        gc.enable()
    middle = {name: median(values) for name, values in taken.items()}
    return {
        "events": events,
        "rows fetched": middle["rows"],
        "timeline read": middle["timeline"],
        "open to painted": middle["painted"],
        "ratio to rows": middle["painted"] / middle["rows"],
        "ratio to timeline read": middle["painted"] / middle["timeline"],
    }


def main() -> None:
    """Print the figures for each number of events asked for."""
    _app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    for events in [int(word) for word in sys.argv[1:]] or [5_000, 50_000, 1_000_000]:
        found = frames(events, 600)
        print("  ".join(f"{name} {value:,.2f}" for name, value in found.items()))
    print("  ".join(f"{name} {value:,.2f}" for name, value in opening(5_000).items()))


if __name__ == "__main__":
    main()
