"""Place lanes, labels, agenda and axis of a timeline in a rectangle, so that no two collide."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from livecoach.core import timecode
from livecoach.figures.timeline_lanes import Lane, Lanes
from livecoach.figures.timeline_ticks import tick_words, ticks
from livecoach.figures.timeline_view import View

GAP = 8.0
LARGEST_ROW = 2.3  # lanes grow to this many lines and no further


class Box(NamedTuple):
    """A rectangle: left, top, width, height, in pixels."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.y + self.h

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies within."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles share any of their inside."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Letters:
    """The measures of a font in pixels: a line's height, a text's width, the rise of a letter."""

    line: float
    width: Callable[[str], float]
    ascent: float = 0.0

    def fit(self, text: str, room: float) -> str:
        """Return the text, cut short with "…" where it is wider than the room; "" for none."""
        if self.width(text) <= room:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(text[:middle].rstrip() + "…") <= room:
                low = middle
            else:
                high = middle - 1
        return text[:low].rstrip() + "…" if low else ""


@dataclass(frozen=True, slots=True)
class Row:
    """Where one lane lies; ``label`` is its name as it fits."""

    lane: Lane
    box: Box
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A text in its place: a tick, an agenda title, a stretch's name."""

    box: Box
    text: str
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything's place for one view in one rectangle."""

    plot: Box  # where time runs from left to right, lanes inside
    names: Box  # the lanes' names
    top: Box  # agenda
    axis: Box
    rows: tuple[Row, ...]
    agenda: tuple[Mark, ...]
    grid: tuple[float, ...]  # where round times stand
    ticks: tuple[Mark, ...]  # and their names
    unheard: tuple[Mark, ...]
    absent: tuple[Mark, ...]  # where to say that a seat never came
    breaks: tuple[Mark, ...]  # the whole band; its name stands above it where there is room
    badge: Mark | None  # the playhead's time
    content_px: float  # the lanes' whole height; more than the plot's where they scroll
    px_per_ms: float
    start_ms: float

    def x(self, time_ms: float) -> float:
        """Return where a time stands, in pixels."""
        return self.plot.x + (time_ms - self.start_ms) * self.px_per_ms

    def time(self, x: float) -> float:
        """Return the time at a place, in ms."""
        return self.start_ms + (x - self.plot.x) / self.px_per_ms

    def row_at(self, y: float) -> Row | None:
        """Return the lane at a height, or None."""
        if not self.plot.y <= y < self.plot.bottom:
            return None
        return next((row for row in self.rows if row.box.y <= y < row.box.bottom), None)


def lay_out(lanes: Lanes, view: View, box: Box, letters: Letters) -> Layout:
    """Return the place of everything in ``box``. Lanes keep a line's height and scroll."""
    line = letters.line
    widest = max((letters.width(lane.label) for lane in lanes.lanes), default=0.0)
    name_w = min(widest + 2.5 * GAP, box.w * 0.36)
    end_room = GAP * 2
    plot_w = max(box.w - name_w - end_room, 1.0)
    agenda_h = line + 10 if lanes.agenda else 0.0
    badge_h = line + 4
    axis_h = line + GAP
    top = Box(box.x + name_w, box.y + GAP, plot_w, agenda_h)
    plot_y = top.bottom + badge_h + 2
    plot = Box(top.x, plot_y, plot_w, max(box.bottom - axis_h - plot_y, line))
    axis = Box(plot.x, plot.bottom, plot_w, axis_h)
    names = Box(box.x, plot.y, name_w, plot.h)
    scale = plot_w / view.span_ms
    rows, content = _rows(lanes.lanes, plot, names, letters, view.scroll_px)

    def x(time_ms: float) -> float:
        return plot.x + (time_ms - view.start_ms) * scale

    agenda = []
    for start, end, uid in lanes.agenda:
        left, right = max(x(start), top.x), min(x(end), top.right)
        if right - left < 1:
            continue
        item = Box(left, top.y, max(right - left - 2, 1.0), top.h)
        title = lanes.timeline.agenda[uid].title
        agenda.append(Mark(item, letters.fit(title, item.w - 2 * GAP), uid))
    step, times = ticks(view.start_ms, view.end_ms, scale, letters.width, GAP * 2)
    marks = _tick_marks(times, step, x, axis, letters)
    badge = None
    if view.playhead_ms is not None and view.start_ms <= view.playhead_ms <= view.end_ms:
        words = timecode.minutes(view.playhead_ms)
        wide = letters.width("000:00") + GAP
        left = min(max(x(view.playhead_ms) - wide / 2, box.x), box.right - wide)
        badge = Mark(Box(left, top.bottom + 2, wide, badge_h - 2), words)
    return Layout(
        plot, names, top, axis, rows, tuple(agenda), tuple(map(x, times)), marks,
        _unheard(rows, x, plot, letters), _absent(rows, plot, letters),
        _breaks(lanes, x, plot, letters), badge, content, scale, view.start_ms,
    )  # fmt: skip


def _rows(
    lanes: Iterable[Lane], plot: Box, names: Box, letters: Letters, scroll: float
) -> tuple[tuple[Row, ...], float]:
    """Return the lanes' rows and their whole height: families apart from seats, and taller."""
    shown = list(lanes)
    line = letters.line
    parts = sum(1.35 if lane.crowd else 1.0 for lane in shown) or 1.0
    groups = any(lane.crowd for lane in shown) and not all(lane.crowd for lane in shown)
    between = line * 0.7 if groups else 0.0
    unit = max(line, min((plot.h - between) / parts, line * LARGEST_ROW / 1.35))
    content = unit * parts + between
    y = plot.y - min(max(scroll, 0.0), max(content - plot.h, 0.0))
    rows: list[Row] = []
    before = False
    for lane in shown:
        if lane.crowd and not before and rows:
            y += between
        before = lane.crowd
        height = unit * (1.35 if lane.crowd else 1.0)
        label = letters.fit(lane.label, names.w - 2.5 * GAP)
        rows.append(Row(lane, Box(plot.x, y, plot.w, height), label))
        y += height
    return tuple(rows), content


def _tick_marks(
    times: Iterable[int], step: int, x: Callable[[float], float], axis: Box, letters: Letters
) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    for time in times:
        words = tick_words(time, step)
        wide = letters.width(words)
        left = min(max(x(time) - wide / 2, axis.x), axis.right + GAP * 1.4 - wide)
        if marks and left < marks[-1].box.right + GAP / 2:
            continue
        marks.append(Mark(Box(left, axis.y + GAP / 2, wide, letters.line), words))
    return tuple(marks)


def _unheard(
    rows: Iterable[Row], x: Callable[[float], float], plot: Box, letters: Letters
) -> tuple[Mark, ...]:
    """Return a box for each unheard stretch in view, named where it fits, the longest in full."""
    marks = []
    for row in rows:
        longest = max((end - start for start, end in row.lane.unheard), default=0)
        for start, end in row.lane.unheard:
            left, right = max(x(start), plot.x), min(x(end), plot.right)
            if right - left < 2:
                continue
            minutes = round((end - start) / 60_000)
            pad = row.box.h * 0.06
            box = Box(left, row.box.y + pad, right - left, row.box.h - 2 * pad)
            full = (f"not heard for {minutes} min",) if end - start == longest else ()
            choices = (*full, f"{minutes} min")
            words = next((one for one in choices if letters.width(one) + GAP <= box.w), "")
            marks.append(Mark(box, words, row.lane.key))
    return tuple(marks)


def _absent(rows: Iterable[Row], plot: Box, letters: Letters) -> tuple[Mark, ...]:
    """Return the place of a word in each lane of a seat that never came."""
    word = letters.fit("not present", plot.w - 2 * GAP)
    wide = letters.width(word)
    return tuple(
        Mark(Box(plot.x + GAP, row.box.y, wide, row.box.h), word, row.lane.key)
        for row in rows
        if row.lane.absent
    )


def _breaks(
    lanes: Lanes, x: Callable[[float], float], plot: Box, letters: Letters
) -> tuple[Mark, ...]:
    """Return a band for each break in view, named where its width has room for the name."""
    marks = []
    for start, end, uid in lanes.breaks:
        left, right = max(x(start), plot.x), min(x(end), plot.right)
        if right - left < 1:
            continue
        choices = (f"break {round((end - start) / 60_000)} min", "break")
        words = next((one for one in choices if letters.width(one) <= right - left), "")
        marks.append(Mark(Box(left, plot.y, right - left, plot.h), words, uid))
    return tuple(marks)
