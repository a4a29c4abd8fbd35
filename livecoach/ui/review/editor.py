"""Show the form of what is picked: a moment, a turn, an agenda item, a seat or the session."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from livecoach.core import timecode
from livecoach.ui.review import options
from livecoach.ui.review.agenda_panel import AgendaPanel
from livecoach.ui.review.break_panel import BreakPanel
from livecoach.ui.review.moment_panel import MomentPanel
from livecoach.ui.review.scene import Scene
from livecoach.ui.review.seat_panel import SeatPanel
from livecoach.ui.review.session_panel import SessionPanel
from livecoach.ui.review.turn_panel import TurnPanel
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.text import Text

Panel = MomentPanel | TurnPanel | AgendaPanel | SeatPanel | BreakPanel | SessionPanel


class Editor(QWidget):
    """One form at a time, made when first needed; what is typed is kept when another is picked."""

    def __init__(self, scene: Scene, theme: Theme) -> None:
        super().__init__()
        self._scene = scene
        self._theme = theme
        self._made: dict[str, Panel] = {}
        self.panel: Panel | None = None
        self.heading = Text(theme, "", "section")
        self.title = Text(theme, "", "heading", wrap=True)
        self.when = Text(theme, "", "muted")
        self._card = _Surface(theme)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        canvas = QWidget()
        canvas.setObjectName("canvas")
        self._inside = QVBoxLayout(canvas)
        self._inside.setContentsMargins(14, 12, 14, 12)
        self._inside.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.when, 0, Qt.AlignmentFlag.AlignTop)
        self._inside.addLayout(head)
        self._inside.addStretch(1)
        area.setWidget(canvas)
        area.viewport().setAutoFillBackground(False)
        canvas.setAutoFillBackground(False)
        inner = QVBoxLayout(self._card)
        inner.setContentsMargins(2, 2, 2, 2)
        inner.addWidget(area)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 18, 14)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self._card, 1)
        self.area = area
        scene.picked_changed.connect(self._picked)
        scene.edited.connect(self.refresh)
        scene.viewed.connect(self._viewed)
        self.refresh()

    def keep(self) -> None:
        """Keep what is being typed."""
        if self.panel is not None:
            self.panel.keep()

    def add_moment(self) -> None:
        """Add a moment at the playhead and show it."""
        self.keep()
        SessionPanel.add_moment(self._session_panel())

    def _session_panel(self) -> SessionPanel:
        self._show("session")
        made = self._made["session"]
        if not isinstance(made, SessionPanel):
            raise TypeError("the session's form is a SessionPanel")
        return made

    def focus_first(self) -> None:
        """Put the keyboard in the form's first field."""
        self.refresh()
        if isinstance(self.panel, MomentPanel):
            self.panel.tag.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif isinstance(self.panel, TurnPanel | BreakPanel):
            self.panel.start.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif isinstance(self.panel, AgendaPanel | SessionPanel):
            self.panel.title.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif isinstance(self.panel, SeatPanel):
            self.panel.label.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _picked(self) -> None:
        if self.panel is not None and not isinstance(self.panel, SessionPanel):
            stands = self._scene.stands(self.panel.uid)
            if stands and self.panel.uid != self._scene.picked:
                self.panel.keep()
        elif self.panel is not None:
            self.panel.keep()
        self.refresh()
        self.area.verticalScrollBar().setValue(0)

    def _viewed(self) -> None:
        if isinstance(self.panel, SessionPanel):
            self.panel.show_playhead()

    def refresh(self) -> None:
        """Show what is picked as it now stands."""
        scene, timeline, uid = self._scene, self._scene.timeline, self._scene.picked
        when = ""
        if uid in timeline.moments:
            kind, heading = "moment", "Selected moment"
            title = options.short(timeline, timeline.moments[uid]).split(" · ", 1)[1]
            when = timecode.minutes(timeline.moments[uid].offset_ms)
        elif uid in timeline.turns:
            kind, heading = "turn", "Selected turn"
            turn = timeline.turns[uid]
            seat = timeline.seats.get(turn.seat or "")
            title = "You" if turn.by_coach else seat.label if seat else "Silence"
            end = scene.lanes.length_ms if turn.end_ms is None else turn.end_ms
            when = timecode.spoken(end - turn.start_ms)
        elif uid in timeline.agenda:
            kind, heading, title = "item", "Selected agenda item", timeline.agenda[uid].title
        elif uid in timeline.breaks:
            kind, heading, title = "break", "Selected break", "Break"
        elif uid in timeline.seats:
            kind, heading, title = "seat", "Selected seat", timeline.seats[uid].label
        else:
            kind, heading, title = "session", "This session", timeline.session.title
        self.heading.say(heading)
        self.title.say(title)
        self.when.say(when)
        self._show(kind)
        if self.panel is not None:
            self.panel.show_row(uid)

    def _show(self, kind: str) -> None:
        made = self._made.get(kind)
        if made is None:
            made = _PANELS[kind](self._scene, self._theme)
            self._made[kind] = made
            if isinstance(made, SessionPanel):
                made.added.connect(self.focus_first)
            self._inside.insertWidget(1, made)
        if made is not self.panel:
            if self.panel is not None:
                self.panel.hide()
            made.show()
            self.panel = made


_PANELS: dict[str, type[Panel]] = {
    "moment": MomentPanel,
    "turn": TurnPanel,
    "item": AgendaPanel,
    "seat": SeatPanel,
    "break": BreakPanel,
    "session": SessionPanel,
}


class _Surface(QWidget):
    """A rounded card on the page's ground."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("hairline"), 1))
        painter.setBrush(self._theme.colour("ground"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
