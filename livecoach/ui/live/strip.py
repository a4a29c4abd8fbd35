"""Keep the same recorder in a narrow strip that stays on top, every target a thumb wide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent

from livecoach.core import timecode
from livecoach.core.board import Tag
from livecoach.core.session import Seat
from livecoach.core.timeline import Timeline
from livecoach.ui.live.cells import Cell, Cells
from livecoach.ui.live.look import CENTRE, Look, box, family_box, mark, write
from livecoach.ui.live.seat_reading import SeatCard, seat_cards, seat_faces
from livecoach.ui.live.stream_reading import row_words

WIDTH = 360
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
            self._name_cells()
            self.update()

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
        """Lay out within 360 px (more with larger text) and the height of the screen."""
        look = self._look
        seats = self._read_cards()
        tags = [tag for tag in self._timeline.board.tags if tag.key]
        self._tags = {tag.id: tag for tag in tags}
        width = float(round(WIDTH * max(look.scale, 1.0)))
        for seat_columns, tag_columns in ((4, 2), (4, 3), (5, 3), (5, 4), (6, 4)):
            height = self._try(seats, width, seat_columns, tag_columns)
            if height <= self._room:
                break
        self.setFixedSize(int(width), int(height))
        self._name_cells()
        self.update()

    def _try(
        self, seats: Sequence[Seat], width: float, seat_columns: int, tag_columns: int
    ) -> float:
        look = self._look
        margin, gap, tall = look.px(12), look.px(6), max(look.px(48), 48.0)
        caption = look.height(look.caps) + look.px(12)
        places: dict[str, QRectF] = {}
        head = look.px(48)
        places["expand"] = QRectF(width - margin - 44, (head - 44) / 2, 44, 44)
        y = head + caption
        wide = (width - 2 * margin - gap * (seat_columns - 1)) / seat_columns
        for number, seat in enumerate(seats):
            row, column = divmod(number, seat_columns)
            left, top = margin + column * (wide + gap), y + row * (tall + gap)
            places[f"seat:{seat.uid}"] = QRectF(left, top, wide, tall)
        y += ceil(len(seats) / seat_columns) * (tall + gap) - gap + caption
        wide = (width - 2 * margin - gap * (tag_columns - 1)) / tag_columns
        ordered = self._by_columns(tag_columns)
        for number, tag in enumerate(ordered):
            row, column = divmod(number, tag_columns)
            left, top = margin + column * (wide + gap), y + row * (tall + gap)
            if tag is not None:
                places[f"tag:{tag.id}"] = QRectF(left, top, wide, tall)
        y += ceil(len(ordered) / tag_columns) * (tall + gap)
        wide = (width - 2 * margin - gap) / 2
        places["let_run"] = QRectF(margin, y, wide, tall)
        places["interject"] = QRectF(margin + wide + gap, y, wide, tall)
        y += tall + gap
        self._last = QRectF(margin, y, width - 2 * margin, look.height(look.body) * 2 + look.px(18))
        self._places = places
        return self._last.bottom() + margin

    def _by_columns(self, columns: int) -> list[Tag | None]:
        """Return the tags row by row, each family kept together down one column where it can."""
        families = [family.id for family in self._timeline.board.families]
        piles: list[list[Tag]] = [[] for _ in range(columns)]
        for family in families:
            inside = [tag for tag in self._tags.values() if tag.family == family]
            if inside:
                min(piles, key=len).extend(inside)
        deepest = max((len(pile) for pile in piles), default=0)
        if deepest > ceil(len(self._tags) / columns) + 1:
            return list(self._tags.values())
        return [pile[row] if row < len(pile) else None for row in range(deepest) for pile in piles]

    def _name_cells(self) -> None:
        cells = []
        places = {} if self._covered else self._places
        for number, (name, place) in enumerate(places.items(), 1):
            kind, _, thing = name.partition(":")
            if self._plain and kind in ("seat", "tag"):
                cells.append(Cell(name, place, str(number)))
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
        for number, (name, rect) in enumerate(self._places.items(), 1):
            if not region.intersects(rect.adjusted(-3, -3, 3, 3).toAlignedRect()):
                continue
            kind, _, thing = name.partition(":")
            if kind in ("seat", "tag") and self._plain:
                self._paint_plain(painter, rect, str(number), kind, thing)
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
        inner = rect.adjusted(look.px(8), look.px(4), -look.px(5), -look.px(4))
        half = inner.height() / 2
        top = QRectF(inner.left(), inner.top(), inner.width(), half)
        names = (card.face.short, card.face.brief, " ".join(card.face.tight))
        name = next((n for n in names if look.width(look.tiny_bold, n) <= inner.width()), names[-1])
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
        painter.drawText(rect.adjusted(look.px(12), 0, -look.px(17), 0), _WRAP, tag.name)
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
            write(painter, inner, look.small, look.colour("muted"), "No moments yet")
            return
        words = row_words(self._timeline, latest)
        line = inner.height() / 2
        top = QRectF(inner.left(), inner.top(), inner.width(), line)
        head = look.fitted(look.bold, words.head, inner.width() * 0.7)
        write(painter, top, look.bold, look.colour("ink"), head)
        beside = top.adjusted(look.width(look.bold, head) + look.px(6), 0, 0, 0)
        write(painter, beside, look.body, look.colour("muted"), words.time)
        low = QRectF(inner.left(), inner.top() + line, inner.width(), line)
        rest = words.second or words.who
        write(painter, low, look.small, look.colour("muted"),
              look.fitted(look.small, rest, inner.width()))  # fmt: skip
