"""Lay out and paint one row of the stream: its lines, its question and the answers to tap."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPen

from livecoach.ui.live.follow_up import Choice, Question
from livecoach.ui.live.look import LEFT, RIGHT, Look, box, inside, mark, write
from livecoach.ui.live.stream_reading import RowWords

SPARE = 3  # pictures kept to be painted on again


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text on one line, placed from the row's top left corner."""

    rect: QRectF
    text: str
    font: QFont
    colour: str
    underlined: bool = False


@dataclass(slots=True)
class Row:
    """One row laid out: what is written where, and where its answers can be tapped."""

    uid: str
    words: RowWords
    height: float
    runs: list[Run]
    choices: list[tuple[QRectF, Choice]] = field(default_factory=list)
    top: float = 0.0  # in the stream
    picture: QImage | None = None  # as painted last, and in which state
    state: tuple[object, ...] = ()


class Pictures:
    """Keeps pictures of rows gone from view to paint others on: new memory costs more."""

    def __init__(self) -> None:
        self._spare: list[QImage] = []

    def take(self, size: QSize, ratio: float) -> QImage:
        """Return a picture of that size in its pixels, with whatever was painted on it."""
        for place, spare in enumerate(self._spare):
            if spare.size() == size and spare.devicePixelRatio() == ratio:
                return self._spare.pop(place)
        picture = QImage(size, QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(ratio)
        return picture

    def give(self, picture: QImage) -> None:
        """Take back a picture that is not shown any more; the last few are kept."""
        self._spare = [*self._spare[1 - SPARE :], picture]


class _Flow:
    """Places text from left to right, on to a new line where a run does not fit."""

    def __init__(self, look: Look, left: float, right: float, top: float) -> None:
        self.look, self.left, self.right = look, left, right
        self.x, self.y = left, top
        self.runs: list[Run] = []
        self.line = look.height(look.body) + look.px(2)

    def put(self, text: str, font: QFont, colour: str, wrap: bool = False) -> None:
        look = self.look
        space = look.px(5)
        pieces = self._lines(text, font) if wrap else [text]
        for piece in pieces:
            width = look.width(font, piece)
            if self.x > self.left and self.x + width > self.right:
                self.down()
            width = min(width, self.right - self.left)
            said = look.fitted(font, piece, width + 1)
            self.runs.append(Run(QRectF(self.x, self.y, width + 2, self.line), said, font, colour))
            self.x += width + space

    def _lines(self, text: str, font: QFont) -> list[str]:
        """Part a long text where it must break, so that none of it is lost."""
        lines: list[str] = []
        room = self.right - self.left
        current = ""
        for word in text.split():
            longer = f"{current} {word}".strip()
            if current and self.look.width(font, longer) > room:
                lines.append(current)
                current = word
            else:
                current = longer
        return [*lines, current] if current else lines

    def down(self) -> None:
        self.x = self.left
        self.y += self.line


def lay_out(
    look: Look,
    uid: str,
    words: RowWords,
    width: float,
    asks: Question | None,
    whole: bool,
    keyed: bool,
) -> Row:
    """
    Return a row for a width.

    ``whole`` writes long words in full; ``keyed`` prints the keys of the answers.
    """
    pad = look.px(8)
    left = look.px(18) + look.width(look.body, "888:88") + look.px(36)
    right = width - look.px(18) - look.width(look.body, "88:88")
    flow = _Flow(look, left, right, pad)
    if words.quiet:
        flow.put(words.head, look.small, "muted", wrap=True)
    else:
        flow.put(words.head, look.bold, "ink")
        if words.who:
            flow.put(words.who if words.who[0] == "→" else f"· {words.who}", look.body, "ink")
        if words.aside:
            flow.put(words.aside, look.small, "muted")
        if words.second:
            flow.down()
            text = words.second
            if not whole:
                text = look.fitted(look.body, text, right - left)
            flow.put(text, look.body, "muted", wrap=whole)
        if words.followed:
            flow.down()
            flow.put(words.followed, look.small, "muted", wrap=True)
    choices = []
    if asks is not None:
        flow.down()
        flow.line = look.height(look.small) + look.px(10)
        flow.put(asks.words, look.small, "muted")
        flow.x += look.px(4)
        for choice in asks.choices:
            said = f"{choice.key} {inside(choice.words)}" if keyed else inside(choice.words)
            before = len(flow.runs)
            flow.put(said, look.small, "ink")
            rect = flow.runs[before].rect
            choices.append((rect.adjusted(-3, -2, 3, 2), choice))
            flow.x += look.px(7)
    height = flow.y + flow.line + pad
    return Row(uid, words, max(height, look.px(36)), flow.runs, choices)


def paint_row(
    painter: QPainter,
    look: Look,
    row: Row,
    width: float,
    selected: bool,
    focused: bool,
    unsaved: bool,
    elapsed: str,
    pictures: Pictures,
) -> None:
    """
    Paint a row at its place, from its picture where nothing about it has changed.

    ``elapsed`` is the time since a decision not yet followed up.
    """
    ratio = painter.device().devicePixelRatio()
    state = (width, selected, selected and focused, unsaved, elapsed, ratio, id(look))
    if row.picture is None or row.state != state:
        if row.picture is not None:
            pictures.give(row.picture)
        row.picture = pictures.take((QSizeF(width, row.height) * ratio).toSize(), ratio)
        row.picture.fill(look.colour("accent_soft" if selected else "surface"))
        row.state = state
        inner = QPainter(row.picture)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw(inner, look, row, width, selected, focused, unsaved, elapsed)
        inner.end()
    painter.drawImage(QPointF(0, row.top), row.picture)


def _draw(
    painter: QPainter,
    look: Look,
    row: Row,
    width: float,
    selected: bool,
    focused: bool,
    unsaved: bool,
    elapsed: str,
) -> None:
    margin = look.px(18)
    if selected and focused:
        place = QRectF(1, 1, width - 2, row.height - 2)
        box(painter, place, None, look.colour("accent"), 4, 2.0)
    words = row.words
    line = look.height(look.body) + look.px(2)
    first = QRectF(margin, look.px(8), look.width(look.body, "888:88"), line)
    write(painter, first, look.body, look.colour("muted"), words.time, LEFT)
    if words.shape:
        centre = QPointF(first.right() + look.px(17), first.center().y())
        mark(painter, words.shape, centre, look.px(11), look.colour(words.colour), words.hollow)
    for run in row.runs:
        write(painter, run.rect, run.font, look.colour(run.colour), run.text)
    for under, _ in row.choices:
        painter.fillRect(
            QRectF(under.left() + 3, under.bottom() - look.px(5), under.width() - 8, 1),
            look.colour("muted"),
        )
    aside = QRectF(width - margin - look.px(64), first.top(), look.px(64), line)
    if unsaved:
        painter.setPen(QPen(look.colour("muted"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(aside.right() - look.px(5), aside.center().y()),
                            look.px(4), look.px(4))  # fmt: skip
    elif elapsed:
        write(painter, aside, look.bold, look.colour("interjection"), elapsed, RIGHT)
    elif selected and not words.quiet:
        write(painter, aside, look.small, look.colour("muted"), "F2 edits", RIGHT)
    painter.fillRect(QRectF(margin, row.height - 1, width - 2 * margin, 1), look.colour("hairline"))
