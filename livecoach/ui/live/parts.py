"""Hold the painted parts of the live window in their places, at any size and text scale."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from livecoach.core.quickline import completions
from livecoach.core.timeline import Timeline
from livecoach.ui.live.board_pad import BoardPad
from livecoach.ui.live.bottom_bar import BottomBar
from livecoach.ui.live.discreet import Discreet
from livecoach.ui.live.header import Header
from livecoach.ui.live.look import Look
from livecoach.ui.live.seat_table import SeatTable
from livecoach.ui.live.stream import Stream

_SIDE = 0.388  # of the width: the board and the stream
_LEAST_STREAM = 150


class Parts:
    """The header, the table, the board, the stream, the bottom bar, and the discreet page."""

    def __init__(
        self, window: QWidget, look: Look, timeline: Timeline, system: str,
        key_of: Callable[[str], str], unsaved: Callable[[str], bool],
    ) -> None:  # fmt: skip
        self.window = window
        self.look = look
        self.header = Header(look, timeline, system, key_of, window)
        self.table = SeatTable(look, timeline, key_of, window)
        self.pad = BoardPad(look, timeline)
        self.scroll = QScrollArea(window)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setWidget(self.pad)
        self.stream = Stream(look, timeline, unsaved, window)
        self.bottom = BottomBar(
            look,
            key_of,
            lambda text: completions(text, timeline.board, timeline.seats_in_order()),
            window,
        )
        self.discreet = Discreet(look, window)
        self.discreet.hide()

    def all(self) -> tuple[QWidget, ...]:
        """Return the parts that the discreet page takes the place of."""
        return (self.header, self.table, self.scroll, self.stream, self.bottom)

    def dress(self, look: Look) -> None:
        """Take new fonts and colours everywhere, and lay out anew."""
        self.look = look
        for part in (self.header, self.table, self.pad, self.stream, self.bottom, self.discreet):
            part.dress(look)
        self.place()

    def place_header(self) -> None:
        """Lay the header out anew, and the rest only where it asks for another height."""
        if round(self.header.place(self.window.width())) != self.header.height():
            self.place()

    def place(self) -> None:
        """Put every part in its place for the window's size."""
        width, height = self.window.width(), self.window.height()
        look = self.look
        head = round(self.header.place(width))
        foot = round(self.bottom.place(width))
        side = round(max(width * _SIDE, min(look.px(430), width * 0.46)))
        body = max(height - head - foot, 1)
        self.header.setGeometry(0, 0, width, head)
        self.bottom.setGeometry(0, height - foot, width, foot)
        self.table.setGeometry(0, head, width - side - 1, body)
        self.table.place()
        room = body - min(look.px(_LEAST_STREAM), max(body * 0.25, 130))
        bar = self.scroll.verticalScrollBar().sizeHint().width()
        needed = self.pad.place(side, room, body * 0.6)
        wide = side
        if needed > room:
            wide = side - bar
            needed = self.pad.place(wide, room, 0)
        shown = round(min(needed, room))
        self.scroll.setGeometry(width - side, head, side, shown)
        self.pad.resize(wide, round(max(needed, shown)))
        self.stream.setGeometry(width - side, head + shown, side, body - shown)
        self.stream.place()
        self.discreet.setGeometry(0, 0, width, height)
