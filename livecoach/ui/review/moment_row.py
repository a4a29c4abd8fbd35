"""Lay out and paint one row of the list of moments, using all of a narrow column."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter

from livecoach.figures.timeline_shapes import draw_shape
from livecoach.ui.live.look import LEFT, Look, box, write
from livecoach.ui.live.stream_reading import RowWords

FEW_LINES = 2  # of words and note, while the row is not picked


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one font, placed from the row's top left corner."""

    rect: QRectF
    text: str
    font: QFont
    colour: str


@dataclass(slots=True)
class MomentRow:
    """One row laid out; ``top`` is its place in the list."""

    uid: str
    words: RowWords
    source: str
    height: float
    runs: list[Run]
    top: float = 0.0


class _Flow:
    """Places words from left to right and on to new lines, one run a line and font."""

    def __init__(self, look: Look, left: float, right: float, top: float) -> None:
        self.look, self.left, self.right, self.y = look, left, right, top
        self.x = left
        self.line = look.height(look.body) + look.px(2)
        self.runs: list[Run] = []

    def put(self, text: str, font: QFont, colour: str, most: int = 99) -> None:
        look = self.look
        space = look.width(font, " ")
        lines = 1
        held: list[str] = []
        begun = self.x
        for word in text.split():
            wide = look.width(font, word)
            if self.x > self.left and self.x + wide > self.right:
                if lines == most:
                    held[-1:] = [f"{held[-1]} …"] if held else ["…"]
                    break
                self._set(held, begun, font, colour)
                held, begun = [], self.left
                self.down()
                lines += 1
            held.append(word)
            self.x += wide + space
        self._set(held, begun, font, colour)

    def _set(self, words: list[str], begun: float, font: QFont, colour: str) -> None:
        if words:
            text = self.look.fitted(font, " ".join(words), self.right - begun + 1)
            rect = QRectF(begun, self.y, self.right - begun + 2, self.line)
            self.runs.append(Run(rect, text, font, colour))

    def down(self) -> None:
        self.x = self.left
        self.y += self.line


def lay_out(
    look: Look, uid: str, words: RowWords, source: str, width: float, whole: bool
) -> MomentRow:
    """Return a row for a width; ``whole`` writes all of its words."""
    pad = look.px(7)
    left = look.px(18) + look.width(look.body, "88:88 ") + look.px(26)
    flow = _Flow(look, left, width - look.px(16), pad)
    flow.put(words.head, look.bold, "ink")
    if words.who:
        flow.put(words.who if words.who[0] == "→" else f"· {words.who}", look.body, "ink")
    most = 99 if whole else FEW_LINES
    for text, colour in ((words.second, "muted"), (words.followed, "muted"),
                         (words.aside, "muted")):  # fmt: skip
        if text:
            flow.down()
            flow.put(text, look.body if text is words.second else look.small, colour, most)
    height = max(flow.y + flow.line + pad, look.px(34))
    return MomentRow(uid, words, source, height, flow.runs)


def paint_row(
    painter: QPainter, look: Look, row: MomentRow, width: float, picked: bool, focused: bool
) -> None:
    """Paint a row at its place."""
    margin = look.px(18)
    place = QRectF(0, row.top, width, row.height)
    if picked:
        painter.fillRect(place, look.colour("accent_soft"))
        painter.fillRect(QRectF(0, row.top, 3, row.height), look.colour("accent"))
        if focused:
            box(painter, place.adjusted(1, 1, -1, -1), None, look.colour("accent"), 4, 2.0)
    words = row.words
    line = look.height(look.body) + look.px(2)
    wide = look.width(look.body, "88:88 ")
    first = QRectF(margin, row.top + look.px(7), wide + look.px(8), line)
    write(painter, first, look.body, look.colour("muted"), words.time, LEFT)
    centre = QPointF(margin + wide + look.px(10), first.center().y())
    ground = look.tokens.accent_soft if picked else look.tokens.surface
    draw_shape(
        painter, centre, words.shape or "ring", look.px(11), look.colour(words.colour).name(),
        row.source, words.hollow, ground,
    )  # fmt: skip
    for run in row.runs:
        write(painter, run.rect.translated(0, row.top), run.font, look.colour(run.colour), run.text)
    rule = QRectF(margin, row.top + row.height - 1, width - 2 * margin, 1)
    painter.fillRect(rule, look.colour("hairline"))
