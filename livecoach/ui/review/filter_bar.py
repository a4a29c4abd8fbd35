"""Choose what to look at: words, families, and menus of people, tags, lenses and agenda items."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QWidget

from livecoach.core.filtering import UNTAGGED, Filter, family_counts
from livecoach.ui.programme.flow import Flow
from livecoach.ui.review.family_pill import FamilyPill
from livecoach.ui.review.scene import Scene
from livecoach.ui.theme import Theme
from livecoach.ui.widgets.button import Button

SEARCH_PX = 210
TYPED_MS = 60  # a pause in typing before the search runs


class FilterBar(QWidget):
    """The row of filters. Each change is shown at once, in the list and on the timeline."""

    search_everywhere = Signal(str)

    def __init__(self, scene: Scene, theme: Theme) -> None:
        super().__init__()
        self._scene = scene
        self._theme = theme
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(20, 4, 12, 5)
        self.row.setSpacing(8)
        self._flow = Flow()
        holder = QWidget()
        holder.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        self._holder = holder
        self.row.addWidget(holder, 1)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Search notes and quotes")
        self.words.setAccessibleName("Search notes and quotes")
        self.words.setAccessibleDescription("Enter looks through all sessions")
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(theme.px(SEARCH_PX))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TYPED_MS)
        self._soon.timeout.connect(self._typed)
        self.words.textChanged.connect(self._soon.start)
        self.words.returnPressed.connect(self._everywhere)
        self._flow.addWidget(self.words)
        self.pills: dict[str, FamilyPill] = {}
        for family in scene.timeline.board.families:
            self._pill(family.id, family.name, family.shape, family.colour)
        self._pill(UNTAGGED, "To classify", "ring", "muted")
        self.people = Button(theme, "Everyone ▾", kind="pill")
        self.more = Button(theme, "More ▾", kind="pill")
        fills = ((self.people, self._fill_people), (self.more, self._fill_more))
        for button, fill in fills:
            menu = StayingMenu(button)
            menu.aboutToShow.connect(_filler(menu, fill))
            button.clicked.connect(_opener(button, menu))
            self._flow.addWidget(button)
        self.clear = Button(theme, "Clear", self._clear, kind="quiet")
        self._flow.addWidget(self.clear)
        theme.changed.connect(self._dress)
        scene.filtered.connect(self._show)
        scene.edited.connect(self._show)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write the families' names where there is room for all of them."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Fit again when something comes, goes or changes its words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a hairline under the row."""
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.colour("hairline"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _dress(self) -> None:
        self.words.setFixedWidth(self._theme.px(SEARCH_PX))
        self._fit()

    def _fit(self) -> None:
        """Leave the families' names out before anything goes to a second line."""
        pills = [pill for pill in self.pills.values() if not pill.isHidden()]
        others = [self.words.width(), *(
            one.sizeHint().width()
            for one in (self.people, self.more, self.clear)
            if not one.isHidden()
        )]  # fmt: skip
        needed = sum(others) + sum(pill.full_width() for pill in pills)
        needed += 8 * (len(others) + len(pills) - 1)
        for pill in self.pills.values():
            pill.be_narrow(needed > self._holder.width())

    def _pill(self, family: str, name: str, shape: str, colour: str) -> None:
        pill = FamilyPill(self._theme, name, shape, colour, lambda: self._toggle_family(family))
        self.pills[family] = pill
        self._flow.addWidget(pill)

    def _show(self) -> None:
        counts = family_counts(self._scene.timeline)
        chosen = self._scene.filter
        for family, pill in self.pills.items():
            pill.say(counts.get(family, 0), family in chosen.families)
        self.pills[UNTAGGED].setVisible(
            counts.get(UNTAGGED, 0) > 0 or UNTAGGED in chosen.families
        )  # fmt: skip
        picked = len(chosen.seats) + len(chosen.organisations) + len(chosen.roles)
        self.people.say(f"{picked} chosen ▾" if picked else "Everyone ▾")
        self.people.setAccessibleName("Filter by seat, organisation or role")
        picked = len(chosen.tags) + len(chosen.lenses) + len(chosen.items)
        self.more.say(f"{picked} chosen ▾" if picked else "More ▾")
        self.more.setAccessibleName("Filter by agenda item, lens or tag")
        self.clear.setVisible(not chosen.open)
        if chosen.text != self.words.text() and not self._soon.isActive():
            self.words.setText(chosen.text)
        self._fit()

    # What is chosen --------------------------------------------------------------------------

    def _typed(self) -> None:
        self._scene.look_for(replace(self._scene.filter, text=self.words.text()))

    def _everywhere(self) -> None:
        self._soon.stop()
        self._typed()
        if self.words.text().strip():
            self.search_everywhere.emit(self.words.text())

    def _clear(self) -> None:
        self._soon.stop()
        self._scene.look_for(Filter())
        self.words.clear()

    def _toggle_family(self, family: str) -> None:
        self._toggle("families", family)

    def _toggle(self, name: str, value: str) -> None:
        chosen = self._scene.filter
        changed = getattr(chosen, name) ^ {value}
        self._scene.look_for(replace(chosen, **{name: changed}))

    # Menus -----------------------------------------------------------------------------------

    def _fill_people(self, menu: QMenu) -> None:
        seats = self._scene.timeline.seats_in_order()
        roles = dict.fromkeys(seat.role_kind for seat in seats)
        homes = dict.fromkeys(seat.organisation for seat in seats if seat.organisation)
        self._section(menu, "Role", "roles", ((one, one) for one in roles))
        self._section(menu, "Organisation", "organisations", ((one, one) for one in homes))
        self._section(menu, "Seat", "seats", ((seat.uid, seat.label) for seat in seats))

    def _fill_more(self, menu: QMenu) -> None:
        timeline = self._scene.timeline
        board = timeline.board
        begun = ((uid, timeline.agenda[uid].title) for _, _, uid in self._scene.lanes.agenda)
        self._section(menu, "Agenda item", "items", begun)
        self._section(menu, "Lens", "lenses", ((one.id, one.name) for one in board.lenses))
        for family in board.families:
            tags = ((tag.id, tag.name) for tag in board.tags if tag.family == family.id)
            self._section(menu, family.name, "tags", tags)

    def _section(
        self, menu: QMenu, title: str, name: str, values: Iterable[tuple[str, str]]
    ) -> None:
        listed = list(values)
        if not listed:
            return
        heading = menu.addAction(title.replace("&", "&&"))
        heading.setEnabled(False)
        for value, words in listed:
            action = QAction(words.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(value in getattr(self._scene.filter, name))
            action.triggered.connect(self._toggler(name, value))
            menu.addAction(action)

    def _toggler(self, name: str, value: str) -> Callable[[], None]:
        return lambda: self._toggle(name, value)


class StayingMenu(QMenu):
    """A menu that stays while things in it are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick without closing."""
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by Space without closing; Enter ticks and closes."""
        action = self.activeAction()
        if event.text() == " " and action is not None and action.isCheckable():
            action.trigger()
            return
        super().keyPressEvent(event)


def _filler(menu: QMenu, fill: Callable[[QMenu], None]) -> Callable[[], None]:
    def refill() -> None:
        menu.clear()
        fill(menu)

    return refill


def _opener(button: Button, menu: QMenu) -> Callable[[], None]:
    def show() -> None:
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    return show
