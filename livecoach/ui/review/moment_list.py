"""List the moments that match, by time, round the playhead: painted, at any length."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollBar, QWidget

from livecoach.core import timecode
from livecoach.ui.actions import Actions
from livecoach.ui.live import spoken
from livecoach.ui.live.look import LEFT, RIGHT, Look, write
from livecoach.ui.live.stream_reading import row_words
from livecoach.ui.review import page_keys
from livecoach.ui.review.moment_row import MomentRow, lay_out, paint_row
from livecoach.ui.review.scene import Scene
from livecoach.ui.review.sentences import beside_words, moment_sentence
from livecoach.ui.theme import Theme


class MomentList(QWidget):
    """The rows in view are laid out and no others; the one picked shows all of its words."""

    edit_wanted = Signal()
    spoken_role = QAccessible.Role.List
    cell_role = QAccessible.Role.ListItem

    def __init__(
        self, scene: Scene, theme: Theme, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        spoken.install()
        self._scene = scene
        self._theme = theme
        self._actions = actions
        self._look = Look(theme)
        self._first = 0
        self.rows: list[MomentRow] = []
        self.setAccessibleName("Moments")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.setAccessibleName("Scroll the moments")
        self._bar.valueChanged.connect(self._scrolled)
        self._playhead = scene.playhead_ms
        theme.changed.connect(self._dress)
        scene.edited.connect(self._follow)
        scene.filtered.connect(self._follow)
        scene.picked_changed.connect(self._picked)
        scene.viewed.connect(self._viewed)

    def sizeHint(self) -> QSize:
        """Return room for a handful of moments."""
        return QSize(self._theme.px(330), self._theme.px(360))

    def minimumSizeHint(self) -> QSize:
        """Return room for two."""
        return QSize(self._theme.px(240), self._theme.px(120))

    # What changes ----------------------------------------------------------------------------

    def _dress(self) -> None:
        self._look = Look(self._theme)
        self._lay_out()

    def _follow(self) -> None:
        self._show_place(self._around())

    def _picked(self) -> None:
        place = self._scene.place_of(self._scene.picked)
        self._show_place(place if place >= 0 else self._current())
        if place >= 0:
            spoken.say_focus(self, place)

    def _viewed(self) -> None:
        if self._scene.playhead_ms != self._playhead:
            self._playhead = self._scene.playhead_ms
            self._show_place(self._around())

    def _current(self) -> int:
        """Return the place of the moment picked, or of the last before the playhead."""
        place = self._scene.place_of(self._scene.picked)
        return place if place >= 0 else self._around()

    def _around(self) -> int:
        """Return the place the heading speaks of: of what is picked while the playhead is on it."""
        scene = self._scene
        if scene.start_of(scene.picked) == scene.playhead_ms:
            place = scene.place_of(scene.picked)
            if place >= 0:
                return place
        rows = scene.timeline.moments
        after = bisect_right(
            scene.matches, scene.playhead_ms, key=lambda uid: rows[uid].offset_ms
        )  # fmt: skip
        return max(after - 1, 0)

    def _show_place(self, place: int) -> None:
        """Lay out so that a row is wholly in view; one out of view comes a third down."""
        self._lay_out()
        number = place - self._first
        seen = 0 <= number < len(self.rows)
        if not seen or self.rows[number].top + self.rows[number].height > self.height():
            room = (self.height() - self._head()) / 3
            first = place
            while first > 0 and room > 0:
                room -= self._row(first - 1).height
                first -= room > 0
            self._first = first
            self._lay_out()

    # Layout ----------------------------------------------------------------------------------

    def _head(self) -> float:
        return self._look.height(self._look.body) + self._look.px(18)

    def _row(self, place: int) -> MomentRow:
        scene = self._scene
        uid = scene.matches[place]
        moment = scene.timeline.moments[uid]
        words = row_words(scene.timeline, moment)
        beside = beside_words(scene.timeline, uid)
        if beside:
            words = replace(words, aside=" · ".join(filter(None, (words.aside, beside))))
        wide = self.width() - (self._bar.width() if self._bar.isVisibleTo(self) else 0)
        return lay_out(self._look, uid, words, moment.source, wide, uid == scene.picked)

    def _lay_out(self) -> None:
        count = len(self._scene.matches)
        self._first = max(0, min(self._first, count - 1))
        self.rows = []
        top, place = self._head(), self._first
        while place < count and top < self.height():
            row = self._row(place)
            row.top = top
            top += row.height
            self.rows.append(row)
            place += 1
        # The last rows fill the list: no bare half at its end.
        while self._first > 0 and place == count and top < self.height():
            row = self._row(self._first - 1)
            if top + row.height > self.height():
                break
            self._first -= 1
            self.rows.insert(0, row)
            top += row.height
        top = self._head()
        for row in self.rows:
            row.top = top
            top += row.height
        needed = self._first > 0 or top > self.height() or place < count
        self._bar.blockSignals(True)
        self._bar.setRange(0, max(count - max(len(self.rows) - 1, 1), 0))
        self._bar.setPageStep(max(len(self.rows) - 1, 1))
        self._bar.setValue(self._first)
        changed = needed != self._bar.isVisibleTo(self)
        self._bar.setVisible(needed)
        self._bar.blockSignals(False)
        if changed and self.rows:
            self._lay_out()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        wide, head = self._bar.sizeHint().width(), int(self._head())
        self._bar.setGeometry(self.width() - wide, head, wide, max(self.height() - head, 0))
        self._lay_out()

    def _scrolled(self, value: int) -> None:
        self._first = value
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by three rows a notch."""
        self._bar.setValue(self._bar.value() - round(event.angleDelta().y() / 40))
        event.accept()

    # Painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heading and the rows in view."""
        look, scene = self._look, self._scene
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.colour("surface"))
        head, margin = self._head(), look.px(18)
        wide = self.width() - (self._bar.width() if self._bar.isVisibleTo(self) else 0)
        painter.save()
        painter.setClipRect(QRectF(0, head, self.width(), self.height() - head))
        for row in self.rows:
            chosen = row.uid == scene.picked
            paint_row(painter, look, row, wide, chosen, chosen and self.hasFocus())
        painter.restore()
        box = QRectF(margin, 0, self.width() - 2 * margin, head)
        around = f"AROUND {timecode.minutes(scene.playhead_ms)}"
        write(painter, box, look.caps, look.colour("muted"), around, LEFT)
        count, all_ = len(scene.matches), len(scene.timeline.moments)
        words = f"{count} of {all_}" if count != all_ else f"{all_} moments"
        write(painter, box, look.body, look.colour("muted"), words, RIGHT)
        if not self.rows:
            none = "No moment matches." if all_ else "No moments were recorded."
            place = QRectF(margin, head, self.width() - 2 * margin, look.px(40))
            write(painter, place, look.body, look.colour("muted"), none, LEFT)

    # Pointer and keys ------------------------------------------------------------------------

    def _at(self, y: float) -> int:
        for number, row in enumerate(self.rows):
            if row.top <= y < row.top + row.height:
                return self._first + number
        return -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick a moment."""
        place = self._at(event.position().y())
        if place >= 0:
            self._scene.pick(self._scene.matches[place])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit a moment."""
        if self._at(event.position().y()) >= 0:
            self.edit_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the page's own keys, and a page up or down of the list."""
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        by = pages.get(Qt.Key(event.key()))
        if by is not None and self._scene.matches:
            place = self._current() + by * max(len(self.rows) - 1, 1)
            place = max(0, min(place, len(self._scene.matches) - 1))
            self._scene.pick(self._scene.matches[place])
            return
        if not page_keys.take(self._actions, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which row the keys are on."""
        super().focusInEvent(event)
        self.update()
        spoken.say_focus(self, self._current())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    # What assistive technology hears ---------------------------------------------------------

    def spoken_count(self) -> int:
        """Return how many moments match."""
        return len(self._scene.matches)

    def spoken_text(self, number: int) -> str:
        """Return a moment's sentence."""
        return moment_sentence(self._scene.timeline, self._scene.matches[number])

    def spoken_rect(self, number: int) -> QRect:
        """Return where a row is painted; empty when out of view."""
        place = number - self._first
        if not 0 <= place < len(self.rows):
            return QRect()
        row = self.rows[place]
        return QRectF(0, row.top, self.width(), row.height).toAlignedRect()

    def spoken_at(self, point: QPoint) -> int:
        """Return the number of the row at a point, or -1."""
        return self._at(float(point.y()))

    def spoken_current(self) -> int:
        """Return the number of the moment picked, or -1."""
        return self._scene.place_of(self._scene.picked)

    def spoken_checked(self, number: int) -> bool:
        """Tell whether a moment is the one picked."""
        return self._scene.matches[number] == self._scene.picked

    def spoken_press(self, number: int) -> None:
        """Pick a moment."""
        self._scene.pick(self._scene.matches[number])
