"""Show the session's timeline: painted from packed marks, moved by pointer and by keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollBar, QWidget

from livecoach.figures.timeline_chrome import letters_of
from livecoach.figures.timeline_hit import Hit, edge, hit
from livecoach.figures.timeline_layout import Box, Layout, lay_out
from livecoach.figures.timeline_paint import mark_box, paint
from livecoach.figures.timeline_view import STEP, pan, span, whole, zoom
from livecoach.ui.actions import Actions
from livecoach.ui.live import spoken
from livecoach.ui.review import page_keys
from livecoach.ui.review.bubble import Bubble
from livecoach.ui.review.drags import Drag
from livecoach.ui.review.scene import SESSION, Scene
from livecoach.ui.review.sentences import moment_sentence, sentence_of
from livecoach.ui.theme import Theme

HOLD_PX = 4  # a press that moves less is a press, not a drag


class TimelineWidget(QWidget):
    """The timeline. ``said`` carries the sentence of what the pointer or the keys are on."""

    said = Signal(str)
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
        self._layout: Layout | None = None
        self._drag: Drag | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Timeline")
        self._bubble = Bubble(theme, self)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setAccessibleName("Scroll the lanes")
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.valueChanged.connect(self._scrolled)
        self._bar.hide()
        theme.changed.connect(self._renew)
        scene.edited.connect(self._edited)
        scene.filtered.connect(self.update)
        scene.viewed.connect(self._viewed)
        scene.picked_changed.connect(self._picked)

    # Painting --------------------------------------------------------------------------------

    def font_now(self) -> QFont:
        """Return the font the timeline is set in."""
        return self._theme.font(12, tabular=True)

    def area(self) -> QRectF:
        """Return where the timeline is painted, beside its scroll bar."""
        wide = self._bar.width() if self._bar.isVisibleTo(self) else 0
        return QRectF(0, 0, max(self.width() - wide, 1), self.height())

    def layout_now(self) -> Layout:
        """Return where everything stands now."""
        if self._layout is None:
            area = self.area()
            letters = letters_of(_heavy(self.font_now()))
            box = Box(area.x(), area.y(), area.width(), area.height())
            self._layout = lay_out(self._scene.lanes, self._scene.view, box, letters)
        return self._layout

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the timeline, and round it the focus."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("ground"))
        scene = self._scene
        self._layout = paint(
            painter, self.area(), scene.lanes, scene.view, self._theme.tokens, self.font_now(),
            scene.lighting,
        )  # fmt: skip
        if self._drag is not None:
            self._drag.paint(painter, self._layout, self._theme)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def sizeHint(self) -> QSize:
        """Return room for the lanes at a comfortable height."""
        line = letters_of(self.font_now()).line
        return QSize(900, round(line * (len(self._scene.lanes.lanes) * 1.4 + 6)))

    def minimumSizeHint(self) -> QSize:
        """Return the least at which the timeline is of use; lanes scroll."""
        return QSize(self._theme.px(360), self._theme.px(180))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the lanes, or let them scroll."""
        super().resizeEvent(event)
        self._renew()

    def _renew(self) -> None:
        self._layout = None
        view = self._scene.view
        wide = self._bar.sizeHint().width()
        self._bar.setGeometry(self.width() - wide, 0, wide, self.height())
        layout = self.layout_now()
        over = round(layout.content_px - layout.plot.h)
        self._bar.blockSignals(True)
        if (over > 0) != self._bar.isVisibleTo(self):
            self._bar.setVisible(over > 0)
            self._layout = None
            over = round(self.layout_now().content_px - self.layout_now().plot.h)
        self._bar.setRange(0, max(over, 0))
        self._bar.setPageStep(round(layout.plot.h))
        self._bar.setSingleStep(round(letters_of(self.font_now()).line))
        self._bar.setValue(round(view.scroll_px))
        self._bar.blockSignals(False)
        self._layout = None
        self.setAccessibleDescription(
            f"{len(self._scene.timeline.moments)} moments and "
            f"{len(self._scene.timeline.turns)} turns of {len(self._scene.timeline.seats)} seats"
        )
        self.update()

    def _edited(self) -> None:
        self._renew()
        self.said.emit(self.picked_sentence())

    def _viewed(self) -> None:
        self._layout = None
        self.update()

    def _scrolled(self, value: int) -> None:
        self._scene.look(replace(self._scene.view, scroll_px=float(value)))

    def _picked(self) -> None:
        words = self.picked_sentence()
        self.said.emit(words)
        if self.hasFocus() and words:
            spoken.announce(self, words)
        self._show_lane()

    def picked_sentence(self) -> str:
        """Return the sentence of what is picked, or ""."""
        scene = self._scene
        for kind, rows in (("moment", scene.timeline.moments), ("turn", scene.timeline.turns),
                           ("agenda", scene.timeline.agenda),
                           ("break", scene.timeline.breaks)):  # fmt: skip
            if scene.picked in rows:
                return sentence_of(scene.lanes, Hit(kind, scene.picked))
        seat = scene.picked in scene.timeline.seats
        return sentence_of(scene.lanes, Hit("lane", f"seat:{scene.picked}")) if seat else ""

    def _show_lane(self) -> None:
        """Scroll so that the lane of what is picked is in view."""
        layout = self.layout_now()
        box = mark_box(self._scene.lanes, layout, self._scene.picked)
        if box is None or not self._bar.isVisibleTo(self):
            return
        if box.y < layout.plot.y + 4:
            self._bar.setValue(round(self._bar.value() - (layout.plot.y - box.y) - 12))
        elif box.bottom > layout.plot.bottom - 4:
            self._bar.setValue(round(self._bar.value() + box.bottom - layout.plot.bottom + 12))

    # Zoom and pan ----------------------------------------------------------------------------

    def zoom_by(self, factor: float, around_ms: float | None = None) -> None:
        """Zoom round a time, or round the playhead while it is in view, else the middle."""
        view = self._scene.view
        around = around_ms
        if around is None:
            around = float(self._scene.playhead_ms)
            if not view.start_ms <= around <= view.end_ms:
                around = (view.start_ms + view.end_ms) / 2
        self._scene.look(zoom(view, factor, around))

    def show_whole(self) -> None:
        """Show the whole meeting."""
        kept = self._scene.view
        fresh = whole(kept.length_ms)
        self._scene.look(replace(kept, start_ms=fresh.start_ms, end_ms=fresh.end_ms))

    def show_span(self, start_ms: float, end_ms: float) -> None:
        """Show one stretch of the meeting."""
        self._scene.look(span(self._scene.view, start_ms, end_ms))

    def pan_by(self, part: float) -> None:
        """Move the view by a part of what it shows."""
        self._scene.look(pan(self._scene.view, self._scene.view.span_ms * part))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom round the pointer; sideways, or with Shift, pan; over the names, scroll."""
        turned = event.angleDelta()
        sideways = turned.x() or (
            turned.y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0
        )
        layout, x = self.layout_now(), event.position().x()
        if sideways:
            self.pan_by(-sideways / 120 * 0.1)
        elif x < layout.plot.x and self._bar.isVisibleTo(self):
            self._bar.setValue(self._bar.value() - round(turned.y() / 2))
        else:
            self.zoom_by(STEP ** (turned.y() / 120), layout.time(max(x, layout.plot.x)))
        event.accept()

    # Keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the page's own keys; the same in the list."""
        if self._drag is not None and event.key() == Qt.Key.Key_Escape:
            self._drop_drag()
            return
        if not page_keys.take(self._actions, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where the playhead is."""
        super().focusInEvent(event)
        self.said.emit(self.picked_sentence())
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    # Pointer ---------------------------------------------------------------------------------

    def under(self, place: QPointF) -> Hit:
        """Return what lies under a point."""
        return hit(self._scene.lanes, self.layout_now(), place.x(), place.y())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a press or a drag; which it is shows when the pointer moves."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._bubble.rest("", QPoint())
        place = event.position()
        found, layout = self.under(place), self.layout_now()
        name = self._named_seat(place)
        if name:
            self._scene.pick(name)
            return
        which = ""
        if found.kind == "turn":
            which = edge(self._scene.lanes, layout, found.uid, place.x())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._drag = Drag(self._scene, found, which, place, layout, shift)

    def _named_seat(self, place: QPointF) -> str:
        """Return the seat whose name is at a point, or ""."""
        layout = self.layout_now()
        if not layout.names.holds(place.x(), place.y()):
            return ""
        row = layout.row_at(place.y())
        return row.lane.key.removeprefix("seat:") if row and row.lane.key[:5] == "seat:" else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry a drag on, or say what lies under the pointer."""
        place = event.position()
        if self._drag is not None:
            if self._drag.carry(place, HOLD_PX):
                self._layout = None
                self.update()
                self.said.emit(self._drag.words())
            return
        found, layout = self.under(place), self.layout_now()
        over_edge = found.kind == "turn" and edge(
            self._scene.lanes, layout, found.uid, place.x()
        )  # fmt: skip
        seat = self._named_seat(place)
        self.setCursor(
            Qt.CursorShape.SizeHorCursor if over_edge
            else Qt.CursorShape.PointingHandCursor
            if seat or found.kind in ("moment", "turn", "agenda", "break")
            else Qt.CursorShape.ArrowCursor
        )  # fmt: skip
        hovered = found.uid if found.kind in ("moment", "turn", "agenda") else ""
        if hovered != self._scene.view.hovered:
            self._scene.look(replace(self._scene.view, hovered=hovered))
        if seat:
            found = Hit("lane", f"seat:{seat}")
        words = sentence_of(self._scene.lanes, found)
        self._bubble.rest("" if found.kind == "lane" and not seat else words, place.toPoint())
        self.said.emit(words or self.picked_sentence())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag, or take the press."""
        drag, self._drag = self._drag, None
        if drag is None:
            return
        if drag.moving:
            drag.drop()
            if drag.chosen is not None:
                self.show_span(*drag.chosen)
            words = self.picked_sentence() or sentence_of(self._scene.lanes, drag.found)
            self.said.emit(words)
        elif drag.found.kind in ("moment", "turn", "agenda", "break"):
            self._scene.pick(drag.found.uid, follow=False)
        else:
            self._scene.pick(SESSION)
            self._scene.move_playhead(self.layout_now().time(event.position().x()), follow=False)
        self._renew()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Zoom to an agenda item or a turn, edit a moment, or come closer."""
        found = self.under(event.position())
        if found.kind == "agenda":
            start, end = next((a, b) for a, b, uid in self._scene.lanes.agenda if uid == found.uid)
            self.show_span(start, end)
        elif found.kind in ("moment", "turn"):
            self._scene.pick(found.uid, follow=False)
            self.edit_wanted.emit()
        else:
            self.zoom_by(2, self.layout_now().time(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        """Hover over nothing."""
        super().leaveEvent(event)
        self._bubble.rest("", QPoint())
        if self._scene.view.hovered:
            self._scene.look(replace(self._scene.view, hovered=""))
        self.said.emit(self.picked_sentence())

    def _drop_drag(self) -> None:
        self._drag = None
        self._edited()

    # What assistive technology hears ---------------------------------------------------------

    def spoken_count(self) -> int:
        """Return how many moments there are to go through."""
        return len(self._scene.matches)

    def spoken_text(self, number: int) -> str:
        """Return a moment's sentence."""
        return moment_sentence(self._scene.timeline, self._scene.matches[number])

    def spoken_rect(self, number: int) -> QRect:
        """Return where a moment's mark is painted."""
        box = mark_box(self._scene.lanes, self.layout_now(), self._scene.matches[number])
        if box is None or not self.layout_now().plot.meets(box):
            return QRect()
        return QRectF(box.x, box.y, box.w, box.h).toAlignedRect()

    def spoken_at(self, point: QPoint) -> int:
        """Return the number of the moment at a point, or -1."""
        found = self.under(QPointF(point))
        return self._number(found.uid) if found.kind == "moment" else -1

    def spoken_current(self) -> int:
        """Return the number of the moment picked, or -1."""
        return self._number(self._scene.picked)

    def spoken_checked(self, number: int) -> bool:
        """Tell whether a moment is the one picked."""
        return self._scene.matches[number] == self._scene.picked

    def spoken_press(self, number: int) -> None:
        """Pick a moment."""
        self._scene.pick(self._scene.matches[number])

    def _number(self, uid: str) -> int:
        return self._scene.place_of(uid)


def _heavy(font: QFont) -> QFont:
    other = QFont(font)
    other.setWeight(QFont.Weight.DemiBold)
    return other
