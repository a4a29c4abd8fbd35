"""Keep the same recorder in a narrow strip that stays on top, every target a thumb wide."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent

from livecoach.core import timecode
from livecoach.core.board import Tag
from livecoach.core.session import Seat
from livecoach.core.timeline import Timeline
from livecoach.ui.live.cells import Cell, Cells
from livecoach.ui.live.look import CENTRE, Look, box, family_box, mark, write
from livecoach.ui.live.quick_line import QuickLine
from livecoach.ui.live.seat_reading import SeatCard, seat_cards, seat_faces
from livecoach.ui.live.stream_reading import row_words
from livecoach.ui.live.strip_layout import (
    COLUMNS,
    TARGET,
    WIDTHS,
    Lengths,
    StripLayout,
    strip_layout,
)

_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


class Strip(Cells):
    """The strip, a window of its own. ``pressed`` tells seats, tags, decisions and "expand"."""

    keyed = Signal(object)
    let_go = Signal(object)

    def __init__(
        self, look: Look, timeline: Timeline, key_of: Callable[[str], str], height: int
    ) -> None:
        super().__init__("Compact strip")
        self.setWindowFlags(Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self.setWindowTitle("Livecoach")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look = look
        self._timeline = timeline
        self._key_of = key_of
        self._room = height
        self._now = 0
        self._saved = True
        self._plain = False
        self._covered = False
        self._cards: dict[str, SeatCard] = {}
        self._tags: dict[str, Tag] = {}
        self._places: dict[str, QRectF] = {}
        self._last = QRectF()
        self.held: QuickLine | None = None
        self._said = ""
        self.place()

    # What changes ----------------------------------------------------------------------------

    def dress(self, look: Look) -> None:
        """Take new fonts and colours."""
        self._look = look
        self.place()

    def tick(self, now_ms: int) -> None:
        """Repaint the clock and the seats that read differently."""
        self._now = now_ms
        self.update(0, 0, self.width(), int(self._look.px(48)))
        self._read()

    def edited(self, now_ms: int) -> None:
        """Repaint what may have changed: the seats' words and the last moment."""
        self._now = now_ms
        if {seat.uid for seat in self._timeline.seats.values()} != set(self._cards):
            self.place()
        self._read()
        self.update(self._last.toAlignedRect())

    def light(self, saved: bool) -> None:
        """Say whether everything is on disk."""
        if saved != self._saved:
            self._saved = saved
            self.update(0, 0, self.width(), int(self._look.px(48)))

    def show_plain(self, plain: bool) -> None:
        """Show numbers only, or words again."""
        self._plain = plain
        self.place()

    def cover(self, covered: bool) -> None:
        """Show nothing but the ground, or everything again; keys go on recording."""
        if covered != self._covered:
            self._covered = covered
            if self.held is not None and self.held.isVisible():
                self.held.left.emit()  # nothing typed stands on a covered screen
            self._name_cells()
            self.update()

    def say(self, words: str) -> None:
        """Show a quiet word on the last moment; "" for none."""
        if words != self._said:
            self._said = words
            self.update(self._last.toAlignedRect())

    def hold(self, line: QuickLine) -> None:
        """Have the quick line stand over the last moment."""
        self.held = line
        line.stand_in(self)
        line.setGeometry(self._last.toAlignedRect())
        line.show()

    def _read(self) -> None:
        before = self._cards
        self._read_cards()
        for uid, card in self._cards.items():
            if before.get(uid) != card and f"seat:{uid}" in self._places:
                self.update(self._places[f"seat:{uid}"].adjusted(-3, -3, 3, 3).toAlignedRect())
        self._name_cells()

    def _read_cards(self) -> list[Seat]:
        seats = self._timeline.seats_in_order()
        cards = seat_cards(self._timeline, self._now, seats, seat_faces(seats))
        self._cards = {card.uid: card for card in cards}
        return seats

    # Layout ----------------------------------------------------------------------------------

    def place(self) -> None:
        """Lay out within 360 px, more where a name would be cut, and the screen's height."""
        made = self._best()
        self._places = {name: QRectF(*box) for name, box in made.places.items()}
        self._last = QRectF(*made.last)
        self.setFixedSize(int(made.width), int(made.height))
        if self.held is not None:
            self.held.setGeometry(self._last.toAlignedRect())
        self._name_cells()
        self.update()

    def _best(self) -> StripLayout:
        """Return the narrowest layout in which every name stands whole; else the widest."""
        look = self._look
        seats = self._read_cards()
        tags = [tag for tag in self._timeline.board.tags if tag.key]
        self._tags = {tag.id: tag for tag in tags}
        scale = max(look.scale, 1.0)
        families = [
            [tag.id for tag in tags if tag.family == family.id]
            for family in self._timeline.board.families
        ]
        lengths = Lengths(look.px(48), look.height(look.caps) + look.px(12), look.px(12),
                          look.px(6), max(look.px(48), 48.0),
                          look.height(look.body) * 2 + look.px(18))  # fmt: skip
        tried = []
        for width in WIDTHS:
            for columns in COLUMNS:
                made = strip_layout(
                    [seat.uid for seat in seats], families, round(width * scale), columns, lengths
                )
                tried.append(made)
                self._places = {name: QRectF(*box) for name, box in made.places.items()}
                if made.height <= self._room and self._all_read():
                    return made
        fitting = [made for made in tried if made.height <= self._room]
        return fitting[-1] if fitting else min(tried, key=lambda made: made.height)

    def _all_read(self) -> bool:
        """Tell whether every seat's and tag's name stands whole in its box."""
        look = self._look
        for name, rect in self._places.items():
            kind, _, thing = name.partition(":")
            if rect.width() < TARGET:
                return False
            if kind == "seat":
                inner = _seat_room(look, rect)
                if look.width(look.tiny_bold, self._seat_name(thing, inner)) > inner.width():
                    return False
            elif kind == "tag":
                words = self._tags[thing].name
                inner = _tag_room(look, rect)
                text = look.metrics(look.small).boundingRect(inner, _WRAP.value, words)
                if text.height() > rect.height() - 2 or text.width() > inner.width():
                    return False
        return True

    def _seat_name(self, uid: str, inner: QRectF) -> str:
        """Return the longest of a seat's names that fits, or the shortest."""
        face, look = self._cards[uid].face, self._look
        names = (face.short, face.brief, " ".join(face.tight))
        return next(
            (name for name in names if look.width(look.tiny_bold, name) <= inner.width()), names[-1]
        )

    def _numbers(self) -> dict[str, str]:
        """Return the numbers that seats and tags bear, the same as in the discreet window."""
        seats = [f"seat:{seat.uid}" for seat in self._timeline.seats_in_order()]
        tags = [
            f"tag:{tag.id}" for family in self._timeline.board.families
            for tag in self._tags.values() if tag.family == family.id
        ]  # fmt: skip
        return {name: str(at) for row in (seats, tags) for at, name in enumerate(row, 1)}

    def _name_cells(self) -> None:
        cells = []
        places = {} if self._covered else self._places
        numbers = self._numbers()
        for name, place in places.items():
            kind, _, thing = name.partition(":")
            if self._plain and kind in ("seat", "tag"):
                cells.append(Cell(name, place, numbers[name]))
            elif kind == "seat":
                card = self._cards.get(thing)
                said = "" if card is None else card.sentence
                cells.append(Cell(name, place, said, card is not None and card.tone == "speaking"))
            elif kind == "tag":
                tag = self._tags[thing]
                cells.append(Cell(name, place, f"{tag.name}, key {tag.key.upper()}"))
            else:
                said = {"expand": "The whole window", "let_run": "Let it run"}.get(
                    name, "Interject"
                )
                cells.append(Cell(name, place, "" if self._plain and name != "expand" else said))
        self.set_cells(cells)

    # Keys, as in the window --------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand keys to the recorder's window: the strip is the same instrument."""
        self.keyed.emit(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Hand releases on too, to tell a bounce."""
        self.let_go.emit(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the strip brings the whole window back; it ends nothing."""
        event.ignore()
        self.pressed.emit("expand")

    # Painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the parts the event's region touches."""
        look, region = self._look, event.region()
        painter = QPainter(self)
        painter.fillRect(event.rect(), look.colour("ground"))
        if self._covered:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = QRectF(0, 0, self.width(), look.px(48))
        if region.intersects(head.toAlignedRect()):
            self._paint_head(painter, head)
        if not self._plain:
            self._caption(painter, "FLOOR", "seat:")
            self._caption(painter, "TAG", "tag:")
        ringed = self.ringed()
        numbers = self._numbers() if self._plain else {}
        for name, rect in self._places.items():
            if not region.intersects(rect.adjusted(-3, -3, 3, 3).toAlignedRect()):
                continue
            kind, _, thing = name.partition(":")
            if kind in ("seat", "tag") and self._plain:
                self._paint_plain(painter, rect, numbers[name], kind, thing)
            elif kind == "seat":
                self._paint_seat(painter, rect, self._cards[thing])
            elif kind == "tag":
                self._paint_tag(painter, rect, self._tags[thing])
            elif name in ("let_run", "interject") and not self._plain:
                words, token = {
                    "let_run": ("Let it run", "let_run"),
                    "interject": ("Interject", "interjection"),
                }[name]
                colour = look.colour(token)
                box(painter, rect, look.colour("surface"), colour, look.px(8), 1.5)
                write(painter, rect, look.bold, colour, words, CENTRE)
            elif name in ("let_run", "interject"):
                box(painter, rect, look.colour("surface"), look.colour("hairline"), look.px(8))
            if ringed is not None and ringed.id == name:
                box(painter, rect.adjusted(-2, -2, 2, 2), None, look.colour("accent"), 9, 2.0)
        if not self._plain and region.intersects(self._last.toAlignedRect()):
            self._paint_last(painter)

    def _caption(self, painter: QPainter, words: str, kind: str) -> None:
        look = self._look
        tops = [rect.top() for name, rect in self._places.items() if name.startswith(kind)]
        if tops:
            tall = look.height(look.caps) + look.px(12)
            place = QRectF(look.px(12), min(tops) - tall, self.width(), tall)
            write(painter, place, look.caps, look.colour("muted"), words)

    def _paint_head(self, painter: QPainter, head: QRectF) -> None:
        look = self._look
        painter.fillRect(head, look.colour("surface"))
        painter.fillRect(QRectF(0, head.bottom() - 1, head.width(), 1), look.colour("hairline"))
        words = timecode.minutes(self._now)
        clock = head.adjusted(look.px(12), 0, 0, 0)
        write(painter, clock, look.clock, look.colour("ink"), words)
        expand = self._places["expand"]
        middle, arm = expand.center(), look.px(5)
        painter.setPen(look.colour("ink"))
        painter.setBrush(look.colour("surface"))
        if not self._plain:
            painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))
            painter.drawLine(middle + QPointF(arm, -arm), middle + QPointF(0, -arm))
            painter.drawLine(middle + QPointF(arm, -arm), middle + QPointF(arm, 0))
            painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(0, arm))
            painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(-arm, 0))
        said = ("Saved" if self._saved else "Saving…") if not self._plain else ""
        right = expand.left() - look.px(8)
        wide = look.width(look.body, said)
        write(painter, QRectF(right - wide, 0, wide + 2, head.height()), look.body,
              look.colour("muted"), said)  # fmt: skip
        colour = look.colour("muted" if self._plain else "saved")
        painter.setPen(colour)
        painter.setBrush(colour if self._saved else look.colour("surface"))
        painter.drawEllipse(QPointF(right - wide - look.px(10), middle.y()), look.px(4.5),
                            look.px(4.5))  # fmt: skip

    def _paint_seat(self, painter: QPainter, rect: QRectF, card: SeatCard) -> None:
        look = self._look
        speaking, unheard = card.tone == "speaking", card.tone == "unheard"
        name = "accent" if speaking else "unheard" if unheard else "hairline"
        wide = 2.0 if speaking or unheard else 1.0
        box(painter, rect, look.colour("surface"), look.colour(name), look.px(8), wide,
            dashed=unheard or card.tone == "away")  # fmt: skip
        inner = _seat_room(look, rect)
        half = inner.height() / 2
        top = QRectF(inner.left(), inner.top(), inner.width(), half)
        name = self._seat_name(card.uid, inner)
        write(painter, top, look.tiny_bold, look.colour("ink"),
              look.fitted(look.tiny_bold, name, inner.width()))  # fmt: skip
        tone = "unheard_ink" if card.tone in ("unheard", "quiet") else "muted"
        words = card.brief_status
        low = QRectF(inner.left(), inner.top() + half, inner.width(), half)
        font = look.tiny_bold if unheard else look.tiny
        write(painter, low, font, look.colour(tone), look.fitted(font, words, inner.width()))

    def _paint_tag(self, painter: QPainter, rect: QRectF, tag: Tag) -> None:
        look = self._look
        family = self._timeline.board.family(tag.family)
        colour = look.colour(family.colour)
        family_box(painter, look, rect, colour, look.colour("hairline"), look.px(8))
        painter.setFont(look.small)
        painter.setPen(look.colour("ink"))
        painter.drawText(_tag_room(look, rect), _WRAP, tag.name)
        centre = QPointF(rect.right() - look.px(10), rect.center().y())
        mark(painter, family.shape, centre, look.px(7), look.colour(family.colour), False)

    def _paint_plain(
        self, painter: QPainter, rect: QRectF, number: str, kind: str, uid: str
    ) -> None:
        look = self._look
        on = kind == "seat" and self._cards[uid].tone == "speaking"
        box(painter, rect, look.colour("surface"), look.colour("ink" if on else "hairline"),
            look.px(20) if kind == "seat" else look.px(8), 2.0 if on else 1.0)  # fmt: skip
        write(painter, rect, look.body, look.colour("muted"), number, CENTRE)

    def _paint_last(self, painter: QPainter) -> None:
        look = self._look
        box(painter, self._last, look.colour("surface"), look.colour("hairline"), look.px(9))
        inner = self._last.adjusted(look.px(12), look.px(8), -look.px(12), -look.px(8))
        latest = self._timeline.latest()
        if latest is None:
            said = look.fitted(look.small, self._said or "No moments yet", inner.width())
            write(painter, inner, look.small, look.colour("muted"), said)
            return
        words = row_words(self._timeline, latest)
        line = inner.height() / 2
        top = QRectF(inner.left(), inner.top(), inner.width(), line)
        head = look.fitted(look.bold, words.head, inner.width() * 0.7)
        write(painter, top, look.bold, look.colour("ink"), head)
        beside = top.adjusted(look.width(look.bold, head) + look.px(6), 0, 0, 0)
        write(painter, beside, look.body, look.colour("muted"), words.time)
        low = QRectF(inner.left(), inner.top() + line, inner.width(), line)
        rest = self._said or words.second or words.who
        write(painter, low, look.small, look.colour("muted"),
              look.fitted(look.small, rest, inner.width()))  # fmt: skip


def _seat_room(look: Look, rect: QRectF) -> QRectF:
    return rect.adjusted(look.px(8), look.px(4), -look.px(5), -look.px(4))


def _tag_room(look: Look, rect: QRectF) -> QRectF:
    return rect.adjusted(look.px(12), 0, -look.px(17), 0)
