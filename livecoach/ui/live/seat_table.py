"""Show the seats as they sit: tap for the floor, drag to rearrange, silence drawn on each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from livecoach.core.edit import Edit
from livecoach.core.moment import Moment
from livecoach.core.observation import Break, Observation, Turn
from livecoach.core.session import Seat, Session
from livecoach.core.timeline import Timeline
from livecoach.ui.live.cells import Cell, Cells
from livecoach.ui.live.floor_painter import floor_rows, paint_floor, paint_lines
from livecoach.ui.live.look import Look, box, key_cap, key_width, write
from livecoach.ui.live.seat_painter import level_for, paint_tile, tile_sizes
from livecoach.ui.live.seat_reading import (
    FloorCard,
    SeatCard,
    SeatFace,
    floor_card,
    followed_lately,
    organisation_places,
    seat_cards,
    seat_faces,
)
from livecoach.ui.live.table_ellipse import cover, reaches
from livecoach.ui.live.table_layout import Arrangement, arrange, nearest_place

# The buttons under the table: id, words, and the action whose key is printed on it.
CHIPS = (
    ("silence", "Silence", "live.silence"),
    ("nobody", "Nobody", "live.nobody"),
    ("to", "To whom", "live.to"),
    ("was", "Whose", "live.was"),
    ("presence", "In or out", "live.presence"),
    ("break", "Break", "live.break"),
    ("arrange", "Arrange", "live.arrange"),
)
REST_MS = 40
_DRAG = 10  # pixels a finger may tremble


class SeatTable(Cells):
    """The table. ``pressed`` tells "seat:<uid>" or a chip's id; ``rearranged`` a new order."""

    rearranged = Signal(list)

    def __init__(
        self,
        look: Look,
        timeline: Timeline,
        key_of: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Table of seats", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._look = look
        self._timeline = timeline
        self._key_of = key_of
        self.last_balance: float | None = None
        self.latched = ""  # the chip that waits for a seat
        self.arranging = False
        self._now = 0
        self._hues: dict[str, int] = {}
        self._seats: list[Seat] = []
        self._faces: list[SeatFace] = []
        self._cards: list[SeatCard] = []
        self._floor = FloorCard("", None, "", None, 0)
        self._passes: list[tuple[str, str, float]] = []
        self._arrangement = Arrangement((), 0, (0, 0, 1, 1))
        self._tiles: dict[str, QRectF] = {}
        self._chips: dict[str, QRectF] = {}
        self._later: set[int] = set()
        self._lines_later = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._paint_rest)
        self._held: tuple[str, QPointF, QPointF] | None = None  # uid, grip, pointer
        self._lifted = ""

    # What changes ----------------------------------------------------------------------------

    def dress(self, look: Look) -> None:
        """Take new fonts and colours."""
        self._look = look
        self.place()

    def place(self) -> None:
        """Lay the table out anew: after a resize, a new seat, another order or text size."""
        look = self._look
        self._seats = self._timeline.seats_in_order()
        self._faces = seat_faces(self._seats)
        self._hues = organisation_places(self._timeline.seats.values(), self._hues)
        self._read()
        strip = self._place_chips()
        height = max(self.height() - strip, 1)
        self._arrangement = arrange(
            len(self._seats), self.width(), height, tile_sizes(look, self._cards),
            min(look.px(14), 16.0), (look.px(150), look.px(76)),
        )  # fmt: skip
        self._tiles = {
            seat.uid: QRectF(*tile)
            for seat, tile in zip(self._seats, self._arrangement.tiles, strict=True)
        }
        self._name_cells()
        self.update()

    def tick(self, now_ms: int) -> None:
        """Repaint the tiles and times that read differently a second later."""
        self._now = now_ms
        for number in self._read():
            self.update(self._around(number))
        if self._floor.since_ms is not None:
            self.update(self._text_of(self._floor, now_ms))

    def edited(self, edit: Edit, now_ms: int) -> None:
        """Repaint what an edit touched."""
        before, self._now = self._now, now_ms
        kinds = {type(change.row) for change in edit.changes}
        if kinds & {Seat, Session, Observation}:
            self.place()
            return
        if not kinds & {Turn, Moment, Break}:
            return
        floor, passes, cards = self._floor, self._passes, self._cards
        for number in self._read():
            if not cards[number].reads_as(self._cards[number]):
                self.update(self._around(number))
            else:  # only the n of its count: it can wait until what was pressed has answered
                self._later.add(number)
        if floor != self._floor:  # other words may stand lower, or leave a line free
            stood = self._text_of(floor, before)
            self.update(self._text_of(self._floor, now_ms).united(stood))
        self._lines_later = self._lines_later or passes != self._passes
        if self._later or self._lines_later:
            self._rest.start()

    def _paint_rest(self) -> None:
        """Repaint what an edit touched from afar: the lines, and in a later frame the others' n."""
        if self._lines_later:
            self._lines_later = False
            self.update(cover(self._table().adjusted(-6, -6, 6, 6)))
            self._rest.start()
            return
        for number in self._later:
            if number < len(self._seats):
                self.update(self._around(number))
        self._later.clear()

    def set_last_balance(self, balance: float | None) -> None:
        """Set the last meeting's balance of voice beside this one's."""
        self.last_balance = balance
        self.update(self._table().toAlignedRect())

    def latch(self, chip: str) -> None:
        """Light the chip that waits for a seat; "" for none."""
        self.latched = chip
        self._name_cells()
        for rect in self._chips.values():
            self.update(rect.toAlignedRect())

    def arrange_seats(self, on: bool) -> None:
        """Let tiles be dragged, or be pressed for the floor again."""
        self.arranging = on
        self._held, self._lifted = None, ""
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, not on)
        self.latch("arrange" if on else "")
        self.update()

    def move_seat(self, uid: str, steps: int) -> None:
        """Move a seat clockwise round the table by a number of places."""
        order = [seat.uid for seat in self._seats]
        place = order.index(uid)
        order.insert((place + steps) % len(order), order.pop(place))
        self.rearranged.emit(order)

    def lift(self, uid: str) -> None:
        """Mark the seat that the arrow keys move."""
        self._lifted = uid
        self.current = next((n for n, c in enumerate(self.cells) if c.id == f"seat:{uid}"), -1)
        self.update()

    # Reading ---------------------------------------------------------------------------------

    def cards(self) -> list[SeatCard]:
        """Return what the tiles say now."""
        return self._cards

    def tile_of(self, uid: str) -> QRectF:
        """Return where a seat's tile is painted."""
        return self._tiles[uid]

    @property
    def level(self) -> int:
        """Return how much detail the tiles show; 0 is all."""
        return self._arrangement.level

    def _read(self) -> list[int]:
        """Read the cards anew; return the numbers of those that changed."""
        before = self._cards
        self._cards = seat_cards(self._timeline, self._now, self._seats, self._faces)
        self._floor = floor_card(self._timeline)
        self._passes = followed_lately(self._timeline)
        if len(before) != len(self._cards):
            return list(range(len(self._cards)))
        changed = [n for n, card in enumerate(self._cards) if card != before[n]]
        for number in changed:
            if number < len(self.cells):
                card, cell = self._cards[number], self.cells[number]
                on = card.tone == "speaking"
                self.cells[number] = Cell(cell.id, cell.rect, card.sentence, on)
        return changed

    def _started(self) -> bool:
        return self._timeline.session.state != "planned"

    def _table(self) -> QRectF:
        return QRectF(*self._arrangement.table)

    def _around(self, number: int) -> QRect:
        return self._tiles[self._seats[number].uid].adjusted(-6, -6, 6, 6).toAlignedRect()

    def _text_of(self, floor: FloorCard, now_ms: int) -> QRect:
        rows = self._floor_rows(floor, now_ms)
        area = QRectF()
        for _, _, _, place in rows[:3]:
            area = area.united(place)
        return area.toAlignedRect()

    def _floor_rows(self, floor: FloorCard, now_ms: int) -> list[tuple[str, str, str, QRectF]]:
        return floor_rows(
            self._look, self._table(), floor, now_ms, self._started(), self.last_balance
        )

    # Chips and cells -------------------------------------------------------------------------

    def _place_chips(self) -> float:
        """Place as many chips as one row holds along the bottom; return the row's height."""
        look = self._look
        tall, gap, x = max(look.px(28), 44.0), look.px(8), look.px(14)
        self._chips = {}
        for chip, words, action in CHIPS:
            cap = self._key_of(action)
            wide = look.width(look.small, words) + look.px(26)
            wide += key_width(look, cap) + look.px(6) if cap else 0.0
            if x + wide <= self.width() - look.px(10):
                self._chips[chip] = QRectF(x, self.height() - tall - 6, wide, tall)
                x += wide + gap
        return tall + 6

    def _name_cells(self) -> None:
        cells = [
            Cell(f"seat:{card.uid}", self._tiles[card.uid], card.sentence, card.tone == "speaking")
            for card in self._cards
        ]
        for chip, words, action in CHIPS:
            if chip not in self._chips:
                continue
            key = self._key_of(action)
            said = f"{words}, key {key}" if key else words
            cells.append(Cell(chip, self._chips[chip], said, self.latched == chip))
        self.set_cells(cells)

    # Painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint only what the event's region touches."""
        look, region = self._look, event.region()
        painter = QPainter(self)
        painter.fillRect(event.rect(), look.colour("ground"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        table = self._table()
        ring = table.top() > 1
        middle = table.adjusted(-6, -6, 6, 6)
        if region.intersects(middle.toAlignedRect()) and (not ring or reaches(region, middle)):
            if ring:
                painter.setPen(QPen(look.colour("hairline"), 1))
                painter.setBrush(look.colour("surface"))
                painter.drawEllipse(table)
                if not self.arranging:
                    paint_lines(painter, look, table, self._tiles, self._passes)
            paint_floor(
                painter, look, table, self._floor, self._now, self._started(), self.last_balance
            )
        ringed = self.ringed()
        for card in self._cards:
            rect = self._tiles[card.uid]
            if not region.intersects(rect.adjusted(-6, -6, 6, 6).toAlignedRect()):
                continue
            if self._held is not None and self._held[0] == card.uid:
                continue
            on = ringed is not None and ringed.id == f"seat:{card.uid}"
            self._paint_card(painter, rect, card, on)
        for chip, words, action in CHIPS:
            if chip in self._chips and region.intersects(self._chips[chip].toAlignedRect()):
                on = ringed is not None and ringed.id == chip
                self._paint_chip(painter, chip, words, self._key_of(action), on)
        if self._held is not None:
            self._paint_held(painter)

    def _paint_card(self, painter: QPainter, rect: QRectF, card: SeatCard, ringed: bool) -> None:
        organisation = self._timeline.seats[card.uid].organisation.casefold()
        hue = self._look.organisation(self._hues.get(organisation or card.label.casefold(), 0))
        lifted = self._lifted == card.uid
        level = level_for(self._look, self._arrangement.level, rect.width(), self._cards)
        paint_tile(painter, self._look, rect, card, level, hue, ringed, lifted)

    def _paint_chip(self, painter: QPainter, chip: str, words: str, key: str, ringed: bool) -> None:
        look, rect = self._look, self._chips[chip]
        slack = max((rect.height() - look.px(34)) / 2, 0.0)
        seen = rect.adjusted(0, slack, 0, -slack)
        on = self.latched == chip
        edge = look.colour("accent" if on or ringed else "hairline")
        fill = look.colour("accent_soft" if on else "surface")
        box(painter, seen, fill, edge, seen.height() / 2, 2.0 if ringed else 1.0)
        left = seen.adjusted(look.px(12), 0, 0, 0)
        write(painter, left, look.small, look.colour("ink"), words)
        if key:
            wide = key_width(look, key)
            cap = QRectF(seen.right() - look.px(8) - wide, seen.center().y() - look.px(10), wide,
                         look.px(20))  # fmt: skip
            key_cap(painter, look, cap, key)

    def _paint_held(self, painter: QPainter) -> None:
        if self._held is None:
            return
        uid, grip, pointer = self._held
        rect = QRectF(self._tiles[uid])
        rect.moveTopLeft(pointer - grip)
        card = next(card for card in self._cards if card.uid == uid)
        painter.setOpacity(0.9)
        self._paint_card(painter, rect, card, True)
        painter.setOpacity(1.0)

    def tip(self, cell: Cell) -> str:
        """Tell a seat whole where the pointer rests: a small tile holds but its letters."""
        return cell.name if cell.id.startswith("seat:") else ""

    # Dragging --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a tile up while arranging; press it otherwise."""
        cell = self.cell_at(event.position().toPoint())
        drags = self.arranging or not self._started()
        if not drags or cell is None or not cell.id.startswith("seat:"):
            super().mousePressEvent(event)
            return
        uid = cell.id.removeprefix("seat:")
        self._held = (uid, event.position() - cell.rect.topLeft(), event.position())
        self.lift(uid)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the tile along."""
        if self._held is not None:
            self._held = (self._held[0], self._held[1], event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the tile down at the nearest place, or leave it where it was."""
        if self._held is None:
            return
        uid, grip, pointer = self._held
        self._held = None
        tile = self._tiles[uid]
        moved = pointer - grip - tile.topLeft()
        if moved.manhattanLength() > _DRAG:
            x, y = pointer.x() - grip.x() + tile.width() / 2, pointer.y() - grip.y()
            place = nearest_place(self._arrangement.tiles, x, y + tile.height() / 2)
            order = [seat.uid for seat in self._seats]
            order.insert(place, order.pop(order.index(uid)))
            self.rearranged.emit(order)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While arranging, the arrows carry the lifted seat round; other keys as ever."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if self.arranging and self._lifted and steps:
            self.move_seat(self._lifted, steps)
            return
        super().keyPressEvent(event)

    def centre_of(self, uid: str) -> QPoint:
        """Return the middle of a seat's tile on the screen."""
        return self.mapToGlobal(self._tiles[uid].center().toPoint())
