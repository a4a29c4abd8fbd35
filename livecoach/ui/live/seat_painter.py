"""Paint one seat's tile at each level of detail, from a full card down to one short line."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from livecoach.ui.live.look import CENTRE, RIGHT, Look, bar, box, key_cap, key_width, write
from livecoach.ui.live.seat_reading import SeatCard
from livecoach.ui.live.table_layout import TileSize

ONE_LINE = 3  # the level of detail from which on a tile holds a name and nothing else
LETTERS = 5  # a few letters in two lines, where even a short name in one would be cut


def tile_sizes(look: Look, cards: list[SeatCard]) -> list[TileSize]:
    """Return the tile sizes to try, most detailed first, wide enough for what they say."""
    line = look.height(look.body)
    small = look.height(look.small)
    tiny = look.height(look.tiny)
    cap = look.px(30)
    title = max((look.width(look.bold, card.face.title) for card in cards), default=0.0)
    second = max((look.width(look.small, card.face.second) for card in cards), default=0.0)
    short = max((look.width(look.bold, card.face.brief) for card in cards), default=0.0)
    label = max((look.width(look.bold, card.label) for card in cards), default=0.0)
    pad = look.px(24)
    status = look.width(look.tiny_bold, "unheard 100 min")
    touch = 48.0
    full = min(max(title + cap, second, status, look.px(88)) + pad, look.px(168))
    named = min(max(label + cap, status) + pad, look.px(168))
    brief = min(max(short + cap, look.px(74)) + pad, look.px(140))
    return [
        TileSize(0, full, max(line + small + 2 * tiny + look.px(14), touch)),
        TileSize(1, named, max(line + 2 * tiny + look.px(11), touch)),
        TileSize(2, brief, max(line + tiny + look.px(8), touch)),
        TileSize(3, max(min(brief, look.px(104)), 56.0), max(line + look.px(8), touch)),
        TileSize(4, max(look.px(66), 56.0), max(line + look.px(6), touch)),
    ]


def paint_tile(
    painter: QPainter,
    look: Look,
    rect: QRectF,
    card: SeatCard,
    level: int,
    organisation: QColor,
    ringed: bool,
    lifted: bool,
) -> None:
    """Paint a tile; unheard is said in words, in amber and by a dashed edge."""
    colour = look.colour
    speaking, unheard, away = (card.tone == tone for tone in ("speaking", "unheard", "away"))
    radius = min(look.px(10), rect.height() / 4)
    edge, wide = colour("hairline"), 1.0
    if unheard:
        edge, wide = colour("unheard"), 2.0
    if speaking:
        edge, wide = colour("accent"), 2.5
    fill = colour("ground") if away else colour("accent_soft") if lifted else colour("surface")
    box(painter, rect, fill, edge, radius, wide, dashed=unheard or away)
    stripe = QRectF(rect.left() + 1, rect.top() + radius, look.px(4), rect.height() - 2 * radius)
    box(painter, stripe, organisation, None, look.px(2))
    if ringed:
        box(painter, rect.adjusted(-4, -4, 4, 4), None, colour("accent"), radius + 4, 2.0)
    ink = colour("muted") if away else colour("ink")
    if level == LETTERS:
        _paint_tight(painter, look, rect, card, ink)
        return
    inside = rect.adjusted(look.px(13), look.px(5), -look.px(8), -look.px(5))
    cap = key_width(look, card.key) if card.key else 0.0
    line = look.height(look.body)
    top = QRectF(inside.left(), inside.top(), inside.width(), line + look.px(2))
    if level >= 2:
        free = inside.height() - (look.height(look.tiny) if level == 2 else 0.0)
        top.setHeight(max(free, line))
    if cap:
        tall = look.px(20)
        where = QRectF(inside.right() - cap, top.center().y() - tall / 2, cap, tall)
        key_cap(painter, look, where, card.key)
    room = top.width() - (cap + look.px(4) if cap else 0.0)
    names = (card.label, card.face.short, card.face.brief) if level else (card.face.title,)
    title = next((one for one in names if look.width(look.bold, one) <= room), names[-1])
    write(painter, top, look.bold, ink, look.fitted(look.bold, title, room))
    y = top.bottom()
    if level == 0:
        small = look.height(look.small)
        second = card.face.second or card.attendance
        if card.attendance and card.face.second:
            second = f"{card.face.second}, {card.attendance}"
        row = QRectF(inside.left(), y, inside.width(), small)
        write(painter, row, look.small, colour("muted"),
              look.fitted(look.small, second, inside.width()))  # fmt: skip
        y += small
    if level <= 1:
        tiny = look.height(look.tiny)
        _share(painter, look, QRectF(inside.left(), y, inside.width(), tiny), card, organisation)
        y += tiny
    if level <= 2:
        height = look.height(look.tiny)
        row = QRectF(inside.left(), inside.bottom() - height, inside.width(), height)
        _status(painter, look, row, card)


def level_for(look: Look, level: int, width: float, cards: list[SeatCard]) -> int:
    """Return the level to paint tiles of this width at: letters where a name would be cut."""

    def cut(card: SeatCard) -> bool:
        cap = key_width(look, card.key) + look.px(4) if card.key else 0.0
        return look.width(look.bold, card.face.brief) > width - look.px(21) - cap

    return LETTERS if level >= ONE_LINE and any(cut(card) for card in cards) else level


def _paint_tight(painter: QPainter, look: Look, rect: QRectF, card: SeatCard, ink: QColor) -> None:
    """Paint the role beside the key and the organisation below, where one line is too narrow."""
    inside = rect.adjusted(look.px(8), 2, -look.px(4), -2)
    half = inside.height() / 2
    top = QRectF(inside.left(), inside.top(), inside.width(), half)
    cap = look.width(look.key, card.key) + look.px(8) if card.key else 0.0
    if cap:
        tall = min(half, look.px(18))
        where = QRectF(inside.right() - cap, top.center().y() - tall / 2, cap, tall)
        key_cap(painter, look, where, card.key)
    role, place = card.face.tight
    font = look.tiny_bold
    write(painter, top, font, ink, look.fitted(font, role, inside.width() - cap))
    write(painter, top.translated(0, half), font, ink, look.fitted(font, place, inside.width()))


def _status(painter: QPainter, look: Look, row: QRectF, card: SeatCard) -> None:
    loud = card.tone in ("unheard", "quiet")
    name = "unheard_ink" if loud else "accent" if card.tone == "speaking" else "muted"
    font = look.tiny_bold if card.tone == "unheard" else look.tiny
    write(painter, row, font, look.colour(name), look.fitted(font, card.status, row.width()))


def _share(
    painter: QPainter, look: Look, row: QRectF, card: SeatCard, organisation: QColor
) -> None:
    """Paint the share of turns with the mark of an equal share; the count stands beside it."""
    count = look.width(look.tiny, card.counted) + look.px(6) if card.counted else 0.0
    tall = look.px(4)
    rail = QRectF(row.left(), row.center().y() - tall / 2, row.width() - count, tall)
    full = min(1.0, 3 / max(card.seats, 1))  # three equal shares fill the bar
    bar(painter, look, rail, card.share / full, organisation)
    equal = rail.left() + rail.width() / max(card.seats, 1) / full
    painter.fillRect(
        QRectF(equal - 0.75, rail.top() - look.px(2), 1.5, tall + look.px(4)),
        look.colour("muted"),
    )
    if card.counted:
        write(painter, row, look.tiny, look.colour("muted"), card.counted, RIGHT)


def paint_chip(painter: QPainter, look: Look, rect: QRectF, words: str, on: bool) -> None:
    """Paint a small quiet button with words."""
    edge = look.colour("accent") if on else look.colour("hairline")
    box(painter, rect, look.colour("surface"), edge, rect.height() / 2, 1.5 if on else 1.0)
    write(painter, rect, look.small, look.colour("ink" if on else "muted"), words, CENTRE)
