"""Show the board: a button a tag in its family's colour and shape, tagging on press."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from livecoach.core.board import Board, Lens, Tag
from livecoach.core.edit import Edit
from livecoach.core.moment import Moment
from livecoach.core.observation import Observation
from livecoach.core.timeline import Timeline
from livecoach.ui.live.board_layout import TOO_NARROW, Measures, PadLayout, best_layout
from livecoach.ui.live.cells import Cell, Cells
from livecoach.ui.live.look import RIGHT, Look, box, family_box, key_cap, key_width, mark, write

_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class BoardPad(Cells):
    """The board's buttons. ``pressed`` tells "tag:<id>" or "lens:<id>"."""

    def __init__(self, look: Look, timeline: Timeline, parent: QWidget | None = None) -> None:
        super().__init__("Board of tags", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._look = look
        self._timeline = timeline
        self._layout = PadLayout({}, {}, {}, 0.0)
        self._tags: dict[str, Tag] = {}
        self._lens_on = ""

    @property
    def board(self) -> Board:
        """Return the board this observation is made with."""
        return self._timeline.board

    def dress(self, look: Look) -> None:
        """Take new fonts and colours."""
        self._look = look

    def place(self, width: float, height: float, with_lenses: float) -> float:
        """Lay the buttons out, best within a height (with the lenses); return what they take."""
        look = self._look
        self._tags = {tag.id: tag for tag in self.board.tags}
        measures = Measures(
            heading=look.height(look.bold) + look.px(8),
            gap=look.px(12),
            margin=look.px(18),
            tall=self._tall,
            chip=max(look.px(32), 44.0),
            wide=self._lens_width,
        )
        self._layout = best_layout(self.board, width, height, with_lenses, measures)
        self._lens_on = self._lens_of_latest()
        cells = []
        for tag_id, place in self._layout.tags.items():
            cells.append(Cell(f"tag:{tag_id}", QRectF(*place), self._sentence(tag_id)))
        for lens in self.board.lenses:
            if lens.id in self._layout.lenses:
                said = f"Lens: {lens.name}" + (f", key {lens.key}" if lens.key else "")
                on = lens.id == self._lens_on
                place = self._layout.lenses[lens.id]
                cells.append(Cell(f"lens:{lens.id}", QRectF(*place), said, on))
        self.set_cells(cells)
        self.update()
        return self._layout.height

    def edited(self, edit: Edit) -> None:
        """Repaint the buttons whose count an edit changed, and the lens of the latest moment."""
        touched = set()
        for change in edit.changes:
            for row in (change.before, change.after):
                if isinstance(row, Moment) and row.tag is not None:
                    touched.add(f"tag:{row.tag}")
                elif isinstance(row, Observation):
                    touched.update(cell.id for cell in self.cells)
        was, self._lens_on = self._lens_on, self._lens_of_latest()
        if was != self._lens_on:
            touched |= {f"lens:{was}", f"lens:{self._lens_on}"}
        for number, cell in enumerate(self.cells):
            if cell.id not in touched:
                continue
            kind, _, thing = cell.id.partition(":")
            if kind == "tag":
                self.cells[number] = replace(cell, name=self._sentence(thing))
            else:
                self.cells[number] = replace(cell, on=thing == self._lens_on)
            self.update(cell.rect.toAlignedRect())

    def _lens_of_latest(self) -> str:
        latest = self._timeline.latest()
        return "" if latest is None or latest.lens is None else latest.lens

    def _sentence(self, tag_id: str) -> str:
        tag = self._tags[tag_id]
        count = self._timeline.tag_counts.get(tag_id, 0)
        said = f"{self.board.family(tag.family).name}: {tag.name}, {count} so far"
        return f"{said}, key {tag.key.upper()}" if tag.key else said

    # Sizes -----------------------------------------------------------------------------------

    def _name_left(self, tag: Tag) -> float:
        look = self._look
        return look.px(14) + (key_width(look, tag.key.upper()) + look.px(9) if tag.key else 0.0)

    def _tall(self, tag: Tag, width: float) -> float:
        look = self._look
        room = width - self._name_left(tag) - self._name_right()
        if max(look.width(look.body, word) for word in tag.name.split()) > room:
            return TOO_NARROW
        rect = look.metrics(look.body).boundingRect(
            QRectF(0, 0, room, 10_000), Qt.TextFlag.TextWordWrap.value, tag.name
        )
        return rect.height() + min(look.px(14), 18.0)

    def _name_right(self) -> float:
        look = self._look
        return look.px(14) + look.width(look.body, "88") + look.px(14)

    def _lens_width(self, lens: Lens) -> float:
        look = self._look
        cap = key_width(look, lens.key) + look.px(6) if lens.key else 0.0
        return look.width(look.small, lens.name) + cap + look.px(26)

    # Painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the headings and buttons the event's region touches."""
        look, region = self._look, event.region()
        painter = QPainter(self)
        painter.fillRect(event.rect(), look.colour("ground"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for family in self.board.families:
            place = self._layout.headings.get(family.id)
            if place is None or not region.intersects(QRectF(*place).toAlignedRect()):
                continue
            rect = QRectF(*place)
            size = look.px(11)
            centre = QPointF(rect.left() + size / 2 + 1, rect.center().y())
            mark(painter, family.shape, centre, size, look.colour(family.colour), False)
            words = rect.adjusted(look.px(20), 0, 0, 0)
            write(painter, words, look.bold, look.colour("ink"),
                  look.fitted(look.bold, family.name, words.width()))  # fmt: skip
        ringed = self.ringed()
        for cell in self.cells:
            if not region.intersects(cell.rect.adjusted(1, 1, -1, -1).toAlignedRect()):
                continue
            kind, _, thing = cell.id.partition(":")
            on = ringed is not None and ringed.id == cell.id
            if kind == "tag":
                self._paint_tag(painter, cell.rect, self._tags[thing], on)
            else:
                lens = self.board.lens(thing)
                if lens is not None:
                    self._paint_lens(painter, cell.rect, lens, cell.on, on)

    def _paint_tag(self, painter: QPainter, target: QRectF, tag: Tag, ringed: bool) -> None:
        look = self._look
        rect = target.adjusted(0, 2.5, 0, -2.5)
        family = self.board.family(tag.family)
        colour, radius = look.colour(family.colour), min(look.px(9), 12.0)
        edge = look.colour("accent" if ringed else "hairline")
        family_box(painter, look, rect, colour, edge, radius, 2.0 if ringed else 1.0)
        if tag.key:
            wide, tall = key_width(look, tag.key.upper()), look.px(20)
            cap = QRectF(rect.left() + look.px(14), rect.center().y() - tall / 2, wide, tall)
            key_cap(painter, look, cap, tag.key.upper())
        centre = QPointF(rect.right() - look.px(14), rect.center().y())
        mark(painter, family.shape, centre, look.px(7), colour, False)
        count = self._timeline.tag_counts.get(tag.id, 0)
        if count:
            place = QRectF(rect.left(), rect.top(), rect.width() - look.px(23), rect.height())
            write(painter, place, look.body, look.colour("muted"), str(count), RIGHT)
        room = rect.adjusted(self._name_left(tag), 0, -self._name_right(), 0)
        painter.setFont(look.body)
        painter.setPen(look.colour("ink"))
        painter.drawText(room, _WRAP | Qt.TextFlag.TextWordWrap, tag.name)

    def _paint_lens(
        self, painter: QPainter, rect: QRectF, lens: Lens, on: bool, ringed: bool
    ) -> None:
        look = self._look
        slack = (rect.height() - look.px(32)) / 2
        seen = rect.adjusted(0, slack, 0, -slack)
        edge = look.colour("accent" if on or ringed else "hairline")
        fill = look.colour("accent_soft" if on else "surface")
        box(painter, seen, fill, edge, seen.height() / 2, 2.0 if ringed else 1.0)
        left = seen.left() + look.px(9)
        if lens.key:
            wide = key_width(look, lens.key)
            key_cap(painter, look, QRectF(left, seen.center().y() - look.px(10), wide, look.px(20)),
                    lens.key)  # fmt: skip
            left += wide + look.px(6)
        words = QRectF(left, seen.top(), seen.right() - left - look.px(6), seen.height())
        write(painter, words, look.small, look.colour("ink"),
              look.fitted(look.small, lens.name, words.width()))  # fmt: skip
