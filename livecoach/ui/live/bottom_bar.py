"""Keep at the bottom what the coach decides with: let it run, interject, undo and all keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from livecoach.ui.live.cells import Cell, Cells
from livecoach.ui.live.look import Look, box, inside, key_cap, key_width, write
from livecoach.ui.live.quick_line import QuickLine

# id, words, colour token, action
DECISIONS = (
    ("let_run", "Let it run", "let_run", "live.let_run"),
    ("interject", "Interject", "interjection", "live.interject"),
)


class BottomBar(Cells):
    """The bar. ``pressed`` tells let_run, interject, undo or keys. The quick line is its child."""

    def __init__(
        self, look: Look, key_of: Callable[[str], str], complete: Callable[[str], list[str]],
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__("Decisions", parent)
        self._look = look
        self._key_of = key_of
        self._undo = ""
        self._bare = False  # no room for the key caps at the right
        self._places: dict[str, QRectF] = {}
        self.quick = QuickLine(look, key_of, complete, self)

    def dress(self, look: Look) -> None:
        """Take new fonts and colours."""
        self._look = look
        self.quick.dress(look)

    def say_undo(self, label: str) -> None:
        """Say what an undo would take back; "" for nothing."""
        if label != self._undo:
            self._undo = label
            self._name_cells()
            self.update(self._places["undo"].toAlignedRect())

    def take_back(self) -> None:
        """Have the quick line stand here again."""
        self.quick.stand_in(self, self.parentWidget())
        self.place(self.width())

    def place(self, width: float) -> float:
        """Lay the bar out for a width; return its height: the line goes below when it is full."""
        look = self._look
        margin, gap = min(look.px(18), 22.0), min(look.px(10), 12.0)
        tall = max(look.px(38), 48.0)
        bar = tall + min(look.px(16), 20.0)
        top = (bar - tall) / 2
        x = margin
        places: dict[str, QRectF] = {}
        for name, words, _, action in DECISIONS:
            wide = self._wide(look.bold, words, self._key_of(action))
            places[name] = QRectF(x, top, wide, tall)
            x += wide + gap
        for self._bare in (False, True):
            right = width - margin
            for name, words, action in (("keys", "All keys", "help.keys"),
                                        ("undo", "Undo", "live.undo")):  # fmt: skip
                wide = self._wide(look.body, words, "" if self._bare else self._key_of(action))
                if name == "undo":
                    wide += min(look.px(130), max(width - look.px(1150), 0.0))
                places[name] = QRectF(right - wide, top, wide, tall)
                right -= wide + gap
            free = right - x
            if free >= look.px(330):
                break
        if free >= look.px(220):
            self.quick.setGeometry(QRectF(x, top, free, tall).toAlignedRect())
            height = bar
        else:
            line = QRectF(margin, bar - 4, width - 2 * margin, tall)
            self.quick.setGeometry(line.toAlignedRect())
            height = bar + tall + 4
        self._places = places
        self._name_cells()
        self.update()
        return height

    def _pad(self) -> float:
        return min(self._look.px(14), 18.0)

    def _wide(self, font: QFont, words: str, key: str) -> float:
        look = self._look
        wide = look.width(font, words) + 2 * self._pad() + 2
        return wide + (key_width(look, key) + look.px(8) if key else 0.0)

    def _name_cells(self) -> None:
        said = {
            name: f"{words}, key {self._key_of(action)}" for name, words, _, action in DECISIONS
        }
        said["undo"] = f"Undo: {self._undo}" if self._undo else "Undo"
        said["keys"] = "All keys"
        self.set_cells([Cell(name, place, said[name]) for name, place in self._places.items()])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the buttons the event's region touches."""
        look, region = self._look, event.region()
        painter = QPainter(self)
        painter.fillRect(event.rect(), look.colour("surface"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, self.width(), 1), look.colour("hairline"))
        ringed = self.ringed()
        on = "" if ringed is None else ringed.id
        for name, words, colour, action in DECISIONS:
            if region.intersects(self._places[name].toAlignedRect()):
                self._paint(painter, name, words, colour, self._key_of(action), name == on)
        undo = "Undo"
        if self._undo and self._places["undo"].width() > look.px(190):
            undo = f"Undo {inside(self._undo.removeprefix('Tag: '))}"
        for name, words, key in (
            ("undo", undo, self._key_of("live.undo")),
            ("keys", "All keys", self._key_of("help.keys")),
        ):
            if region.intersects(self._places[name].toAlignedRect()):
                key = "" if self._bare else key
                self._paint(painter, name, words, "", key, name == on)

    def _paint(
        self, painter: QPainter, name: str, words: str, colour: str, key: str, ringed: bool
    ) -> None:
        look, rect = self._look, self._places[name]
        edge = look.colour("accent" if ringed else colour or "hairline")
        if not colour:
            slack = max((rect.height() - look.px(34)) / 2, 0.0)
            rect = rect.adjusted(0, slack, 0, -slack)
        radius = look.px(9) if colour else rect.height() / 2
        box(painter, rect, look.colour("surface"), edge, radius, 1.5 if colour or ringed else 1.0)
        font = look.bold if colour else look.body
        cap = key_width(look, key) if key else 0.0
        pad = self._pad()
        room = rect.width() - 2 * pad - (cap + look.px(8) if key else 0.0)
        left = rect.adjusted(pad, 0, 0, 0)
        ink = look.colour(colour or "ink")
        write(painter, left, font, ink, look.fitted(font, words, room + 1))
        if key:
            where = QRectF(rect.right() - pad - cap, rect.center().y() - look.px(10), cap,
                           look.px(20))  # fmt: skip
            key_cap(painter, look, where, key)
