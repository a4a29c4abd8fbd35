"""Show the moments, newest first: painted from the timeline, never rebuilt, at any length."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollBar, QWidget

from livecoach.core.edit import Edit
from livecoach.core.moment import Moment
from livecoach.core.observation import Turn
from livecoach.core.timeline import Timeline
from livecoach.ui.live import asking, spoken
from livecoach.ui.live.follow_up import Question
from livecoach.ui.live.look import LEFT, RIGHT, Look, write
from livecoach.ui.live.stream_order import Item, StreamOrder
from livecoach.ui.live.stream_painter import Pictures, Row, lay_out, paint_row
from livecoach.ui.live.stream_reading import row_words

_WRAP = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextWordWrap.value
HINTS = ("newest first · ↑ to choose · F2 to edit", "↑ to choose · F2 to edit", "↑ chooses")


class Stream(QWidget):
    """The list. ``answered`` tells a moment and the choice tapped; ``edit_wanted`` its uid."""

    answered = Signal(str, object)
    edit_wanted = Signal(str)
    moved = Signal()  # rows shown, or their places, changed
    spoken_role = QAccessible.Role.List
    cell_role = QAccessible.Role.ListItem

    def __init__(
        self, look: Look, timeline: Timeline, unsaved: Callable[[str], bool],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        spoken.install()
        self.setAccessibleName("Moments")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look = look
        self._timeline = timeline
        self._unsaved = unsaved
        self._order = StreamOrder(timeline)
        self._rows: list[Row] = []
        self._pictures = Pictures()
        self._kept: dict[str, tuple[Item, Look, Row]] = {}  # plain rows in view, as laid out
        self._first = 0
        self._now = 0
        self._turned = 0
        self.selected = ""
        self.open_row = ""  # the row an editor stands on
        self.open_height = 0.0
        self.naming: tuple[str, Question] | None = None  # an interjection being named
        self.notice = ""
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.valueChanged.connect(self._scrolled)
        self._bar.hide()

    # What changes ----------------------------------------------------------------------------

    def dress(self, look: Look) -> None:
        """Take new fonts and colours."""
        self._look = look
        self.place()

    def edited(self, edit: Edit, now_ms: int) -> None:
        """Take an edit in; the newest moment is brought into view unless one is chosen."""
        self._now = now_ms
        self._order.refresh()
        if not all(isinstance(change.row, Moment | Turn) for change in edit.changes):
            self._kept.clear()
        made = any(isinstance(c.row, Moment) and c.before is None for c in edit.changes)
        if made and not self.selected:
            self._first = 0
        elif made and self._first:
            self._first += 1
        if self.selected and self._place_of(self.selected) < 0:
            self.choose("")
        self.lay_out()

    def tick(self, now_ms: int) -> None:
        """Repaint only the clocks of interjections still being followed."""
        self._now = now_ms
        for row in self._rows:
            if self._elapsed(row):
                side = QRectF(self.width() * 0.75, row.top, self.width() * 0.25, row.height)
                self.update(side.toAlignedRect())

    def say(self, notice: str) -> None:
        """Show a quiet word at the top; "" for none."""
        if notice != self.notice:
            before, self.notice = self._head(), notice
            if self._head() != before:
                self.place()
            self.update(QRect(0, 0, self.width(), int(self._head())))

    def mark_saved(self, uids: Iterable[str]) -> None:
        """Repaint the rows that reached the disk."""
        for uid in uids:
            rect = self.row_rect(uid)
            if rect is not None:
                self.update(rect)

    def place(self) -> None:
        """Lay out anew: after a resize or another text size."""
        self._kept.clear()
        wide = self._bar.sizeHint().width()
        head = int(self._head())
        self._bar.setGeometry(self.width() - wide, head, wide, max(self.height() - head, 0))
        self.lay_out()

    # Layout ----------------------------------------------------------------------------------

    def _head(self) -> float:
        look = self._look
        usual = look.height(look.body) + look.px(18)
        if not self.notice:
            return usual
        room = QRectF(0, 0, max(self.width() - look.px(36), 40), 1000)
        text = look.metrics(look.small).boundingRect(room, _WRAP, self.notice)
        return max(usual, text.height() + look.px(14))

    def lay_out(self) -> None:
        """Lay out the rows in view, and no others."""
        count = len(self._order)
        self._first = max(0, min(self._first, count - 1))
        rows: list[Row] = []
        self._kept.pop(self.selected, None)
        self._kept.pop(self.open_row, None)
        top = self._head()
        number = self._first
        while number < count and top < self.height():
            row = self._row(self._order.item(number))
            row.top = top
            top += row.height
            rows.append(row)
            number += 1
        shown = set(map(id, rows))
        for gone in self._rows:
            if gone.picture is not None and id(gone) not in shown:
                self._pictures.give(gone.picture)
        self._rows = rows
        in_view = {row.uid for row in rows}
        self._kept = {uid: kept for uid, kept in self._kept.items() if uid in in_view}
        self._bar.blockSignals(True)
        needed = count > len(rows) or self._first > 0
        if needed:
            self._bar.setRange(0, max(count - max(len(rows) - 1, 1), 0))
            self._bar.setPageStep(max(len(rows) - 1, 1))
            self._bar.setValue(self._first)
        self._bar.setVisible(needed)
        self._bar.blockSignals(False)
        self.update()
        self.moved.emit()

    def _row(self, item: Item) -> Row:
        kept = self._kept.get(item.uid)
        if kept is not None and kept[0] is item and kept[1] is self._look:
            return kept[2]
        row = self._laid_out(item)
        plain = not (row.choices or row.words.followed or row.words.aside)
        if plain and item.uid not in (self.selected, self.open_row):
            self._kept[item.uid] = (item, self._look, row)
        return row

    def _laid_out(self, item: Item) -> Row:
        words = row_words(self._timeline, item)
        asks = self._question(item)
        chosen = item.uid == self.selected
        keyed = chosen or self.naming is not None
        row = lay_out(self._look, item.uid, words, self.width(), asks, chosen, keyed)
        if item.uid == self.open_row:
            row.height = max(self.open_height, row.height)
        return row

    def _question(self, item: Item) -> Question | None:
        return asking.question(self._timeline, item, self._now, self.selected, self.naming)

    def _elapsed(self, row: Row) -> str:
        return asking.elapsed(self._timeline, row.uid, self._now)

    def asked(self) -> tuple[str, Question] | None:
        """Return the chosen row's moment and question, or None."""
        if self.selected not in self._timeline.moments:
            return None
        found = self._question(self._timeline.moments[self.selected])
        return None if found is None else (self.selected, found)

    # Choosing --------------------------------------------------------------------------------

    def _place_of(self, uid: str) -> int:
        item: Item | None = self._timeline.moments.get(uid)
        item = item or self._timeline.breaks.get(uid) or self._timeline.clock_events.get(uid)
        return -1 if item is None else self._order.number(item)

    def choose(self, uid: str) -> None:
        """Put the keyboard on a row; "" on none."""
        self.selected = uid
        place = self._place_of(uid) if uid else -1
        if uid and place >= 0:
            self._show(place)
            spoken.say_focus(self, place)
        elif not uid:
            self._first = 0
        self.lay_out()

    def step(self, rows: int) -> None:
        """Go up or down by a number of rows; up from none goes to the newest."""
        count = len(self._order)
        if not count:
            return
        here = self._place_of(self.selected) if self.selected else -1
        if here < 0:
            self.choose(self._order.item(0).uid)
            return
        if here + rows < 0:
            self.choose("")
            return
        self.choose(self._order.item(min(here + rows, count - 1)).uid)

    def _show(self, place: int) -> None:
        if place < self._first:
            self._first = place
            return
        top = self._head()
        number = place
        room = self.height() - top
        while number >= 0:
            room -= self._row(self._order.item(number)).height
            if room < 0:
                break
            number -= 1
        self._first = max(self._first, min(number + 1, place))

    def row_rect(self, uid: str) -> QRect | None:
        """Return where a row is painted, or None when it is out of view."""
        for row in self._rows:
            if row.uid == uid:
                return QRectF(0, row.top, self.width(), row.height).toAlignedRect()
        return None

    def open_at(self, uid: str, height: float) -> None:
        """Make room on a row for an editor of a height; "" closes it."""
        self.open_row, self.open_height = uid, height
        self.lay_out()
        if uid:
            self._show(max(self._place_of(uid), 0))
            self.lay_out()

    # Painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows the event's region touches."""
        look, region = self._look, event.region()
        painter = QPainter(self)
        painter.fillRect(event.rect(), look.colour("surface"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = QRectF(
            look.px(18), look.px(6), self.width() - look.px(36), self._head() - look.px(8)
        )
        if region.intersects(head.toAlignedRect()):
            if self.notice:
                painter.setFont(look.small)
                painter.setPen(look.colour("ink"))
                painter.drawText(head, _WRAP, self.notice)
            else:
                caption = "MOMENTS"
                write(painter, head, look.caps, look.colour("muted"), caption, LEFT)
                room = head.width() - look.width(look.caps, caption) - look.px(16)
                hint = look.shortest(look.small, HINTS, room)
                write(painter, head, look.small, look.colour("muted"), hint, RIGHT)
        focused = self.hasFocus()
        width = float(self.width() - self._bar.width())  # kept free: no row changes as it comes
        for row in self._rows:
            if row.uid == self.open_row or not region.intersects(
                QRectF(0, row.top, width, row.height).toAlignedRect()
            ):
                continue
            paint_row(
                painter, look, row, width, row.uid == self.selected, focused,
                self._unsaved(row.uid), self._elapsed(row), self._pictures,
            )  # fmt: skip
        if not len(self._order):
            place = QRectF(look.px(18), self._head(), self.width() - look.px(36), look.px(40))
            write(painter, place, look.body, look.colour("muted"), "No moments yet")

    # Pointer and focus -----------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row pressed, or give the answer pressed."""
        place = event.position()
        for row in self._rows:
            if not row.top <= place.y() < row.top + row.height:
                continue
            for rect, choice in row.choices:
                if rect.translated(0, row.top).contains(place):
                    self.answered.emit(row.uid, choice)
                    return
            again = row.uid == self.selected
            aside = place.x() > self.width() - self._look.px(96)
            self.choose(row.uid)
            if again and aside:
                self.edit_wanted.emit(row.uid)
            return
        self.choose("")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the row pressed twice."""
        if self.selected:
            self.edit_wanted.emit(self.selected)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn through the rows."""
        self._turned += event.angleDelta().y()
        rows, self._turned = int(self._turned / 60), self._turned % 60 if self._turned > 0 else 0
        self._scrolled(self._first - rows)

    def _scrolled(self, first: int) -> None:
        self._first = max(0, min(first, len(self._order) - 1))
        self.lay_out()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        if (
            event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
            and not self.selected
        ):
            self.step(0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    # What assistive technology asks --------------------------------------------------------------

    def spoken_count(self) -> int:
        """Return how many rows there are."""
        return len(self._order)

    def spoken_text(self, number: int) -> str:
        """Return a row's whole sentence."""
        return row_words(self._timeline, self._order.item(number)).sentence

    def spoken_rect(self, number: int) -> QRect:
        """Return where a row is painted; empty when out of view."""
        found = self.row_rect(self._order.item(number).uid) if number < len(self._order) else None
        return QRect() if found is None else found

    def spoken_at(self, point: QPoint) -> int:
        """Return the number of the row at a point, or -1."""
        for number, row in enumerate(self._rows, self._first):
            if row.top <= point.y() < row.top + row.height:
                return number
        return -1

    def spoken_current(self) -> int:
        """Return the number of the chosen row, or -1."""
        return self._place_of(self.selected) if self.selected else -1

    def spoken_checked(self, number: int) -> bool:
        """Tell whether a row is chosen."""
        return number == self.spoken_current()

    def spoken_press(self, number: int) -> None:
        """Choose a row."""
        self.choose(self._order.item(number).uid)
