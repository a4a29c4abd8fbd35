"""The review page: one session whole, everything about it editable, every change undoable."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget

from livecoach.ui.actions import Action
from livecoach.ui.conversations.new_version import begin_from
from livecoach.ui.desk import Desk
from livecoach.ui.noting import note, note_figure
from livecoach.ui.page import Page
from livecoach.ui.privacy import log_gone
from livecoach.ui.recording import NOTHING_TO_UNDO
from livecoach.ui.review import everywhere, pictures
from livecoach.ui.review.doings import doings
from livecoach.ui.review.editor import Editor
from livecoach.ui.review.figure_gallery import FigureGallery
from livecoach.ui.review.figure_strip import FigureStrip
from livecoach.ui.review.filter_bar import FilterBar
from livecoach.ui.review.heading import heading
from livecoach.ui.review.legend import Legend
from livecoach.ui.review.moment_list import MomentList
from livecoach.ui.review.said_line import SaidLine
from livecoach.ui.review.scene import SESSION, Scene
from livecoach.ui.review.timeline_widget import TimelineWidget
from livecoach.ui.routes import ROUTES, stands
from livecoach.ui.widgets.button import Button
from livecoach.ui.widgets.header import Band, PageHeader
from livecoach.ui.widgets.text import Text

if TYPE_CHECKING:
    from livecoach.store.searching import Found

HINT = (
    "↑ ↓ from moment to moment · ← → along · + − closer, further · 0 the whole meeting · F2 edits"
)
SIDE_PX = 350
LOW_PX = 800
FIGURES_PX = 236
FIGURES_AFTER_MS = 30


class ReviewPage(Page):
    """The page of one session. ``place`` is its uid, with "/" and a row's uid to pick that row."""

    title = "Review"
    whole = True

    def __init__(self, desk: Desk, place: str) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        session, _, row = place.partition("/")
        log_gone.refuse(desk.writer, session)
        self.scene = Scene(partial(desk.recorder, session), desk.read_clock)
        self.header = PageHeader(desk, "")
        self.timeline = TimelineWidget(self.scene, theme, desk.actions)
        self.list = MomentList(self.scene, theme, desk.actions)
        self.editor = Editor(self.scene, theme)
        self.filters = FilterBar(self.scene, theme)
        self.said = SaidLine(theme, HINT)
        self.legend = Legend(self.scene, theme)
        self.figures = FigureStrip(theme, self.scene.log, desk.tell)
        self.figures.left.connect(lambda name, form, _: note_figure(desk, name, form))
        self.pictures = pictures.Pictures(self.scene, theme.family)
        self._sized = False
        self._figures_wanted: bool | None = None  # the coach's choice, once there is one
        self._build()
        self.setFocusProxy(self.timeline)
        self.timeline.said.connect(self.said.say)
        self.timeline.edit_wanted.connect(self.edit)
        self.list.edit_wanted.connect(self.edit)
        self.filters.search_everywhere.connect(self._search_everywhere)
        self.scene.edited.connect(self._edited)
        self.scene.viewed.connect(self._viewed)
        self.scene.agreement_wanted.connect(self._agree_anew)
        self._tagged = self.scene.lanes.rows_are_turns
        self.scene.edited.connect(self._say_set_aside)
        self._edited()
        self._viewed()
        if row and self.scene.stands(row):
            self.scene.pick(row)

    def _build(self) -> None:
        desk, theme = self._desk, self._desk.theme
        self._all = Button(theme, "All figures", self.toggle_gallery)
        self._all.setCheckable(True)
        self.header.add(self._all)
        self._export = Button(theme, "Picture ▾", lambda: self._offer(self._export))
        self._export.setAccessibleName("Save, copy or print the timeline")
        self.header.add(self._export)
        self._both = Button(theme, "More ▾", lambda: self._offer(self._both))
        self._both.setAccessibleName("All figures, and save, copy or print the timeline")
        self.header.add(self._both)
        uid = self.scene.timeline.session.uid
        for name, words in (("compare", "Compare with a second observer"),
                            ("transcript", "Add Teams transcript")):  # fmt: skip
            if name in ROUTES and stands(name):
                self.header.add(Button(theme, words, partial(desk.go, name, uid)))
        if "summary" in ROUTES and stands("summary"):
            button = Button(theme, "Write summary", partial(desk.go, "summary", uid), "primary")
            self.header.add_last(button)
        self.shown = Text(theme, "Whole meeting", "muted")
        further = Button(theme, "−", lambda: self.timeline.zoom_by(0.8), "quiet")
        further.setAccessibleName("Zoom out")
        closer = Button(theme, "+", lambda: self.timeline.zoom_by(1.25), "quiet")
        closer.setAccessibleName("Zoom in")
        whole = Button(theme, "Whole", self.timeline.show_whole, "quiet")
        whole.setAccessibleName("Show the whole meeting")
        self._whole = whole
        for widget in (self.shown, whole, further, closer):
            self.filters.row.addWidget(widget)
        left = QWidget()
        over = QVBoxLayout(left)
        over.setContentsMargins(0, 0, 0, 0)
        over.setSpacing(0)
        over.addWidget(self.timeline, 1)
        over.addWidget(self.legend)
        over.addWidget(self.said)
        self.gallery = FigureGallery(theme, self.scene.log, desk.tell)
        self.gallery.left.connect(lambda name, form, _: note_figure(self._desk, name, form))
        self.gallery.hide()
        self.scene.edited.connect(self.gallery.recount.follow)
        self._rows = QSplitter(Qt.Orientation.Vertical)
        self._rows.setChildrenCollapsible(False)
        self._rows.setHandleWidth(1)
        self._rows.addWidget(left)
        self.figures.hide()
        self._below = QWidget()  # keeps the figures' place until the timeline is painted
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.figures)
        self._below.setMinimumHeight(theme.px(FIGURES_PX))
        self._rows.addWidget(self._below)
        self._rows.setStretchFactor(0, 1)
        self.scene.edited.connect(self.figures.recount.follow)
        side = QSplitter(Qt.Orientation.Vertical)
        side.setChildrenCollapsible(False)
        side.setHandleWidth(1)
        side.addWidget(self.list)
        editing = Band(theme)
        editing.row.setContentsMargins(0, 0, 0, 0)
        editing.row.addWidget(self.editor)
        side.addWidget(editing)
        side.setStretchFactor(0, 4)
        side.setStretchFactor(1, 5)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.setHandleWidth(1)
        self._columns.setChildrenCollapsible(False)
        main = QWidget()
        stacked = QVBoxLayout(main)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.addWidget(self._rows)
        stacked.addWidget(self.gallery)
        self._columns.addWidget(main)
        self._columns.addWidget(side)
        self._columns.setStretchFactor(0, 1)
        side.setMinimumWidth(theme.px(SIDE_PX))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.header)
        page.addWidget(self.filters)
        page.addWidget(self._columns, 1)

    # What the shell asks ---------------------------------------------------------------------

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done here."""
        return doings(self)

    def escape(self) -> bool:
        """Leave a field, then what is picked, then the filter; then let the shell go back."""
        focus = self.focusWidget()
        if focus is not None and focus not in (self.timeline, self.list):
            self.timeline.setFocus()
            return True
        if self.scene.picked != SESSION:
            self.scene.pick(SESSION)
            return True
        return False

    def leaving(self) -> bool:
        """Keep what is being typed."""
        self.editor.keep()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Count the figures once the timeline has been painted."""
        super().showEvent(event)
        QTimer.singleShot(FIGURES_AFTER_MS, self.figures, self.figures.show)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is low, the timeline has the room and the figures wait for F8."""
        super().resizeEvent(event)
        self._fit_header()
        if self._figures_wanted is None:
            high = event.size().height() >= self._desk.theme.px(LOW_PX)
            self._below.setVisible(high)
        if not self._sized:
            self._sized = True
            wide = self._desk.theme.px(SIDE_PX)
            self._columns.setSizes([event.size().width() - wide, wide])

    def _fit_header(self) -> None:
        """Fold two buttons into one where the title would be cut."""
        for folded in (False, True):
            self._all.setHidden(folded)
            self._export.setHidden(folded)
            self._both.setHidden(not folded)
            if self.header.row.sizeHint().width() <= self.width():
                return

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keyboard to the timeline."""
        self.timeline.setFocus()
        super().focusInEvent(event)

    # What can be done ------------------------------------------------------------------------

    def edit(self) -> None:
        """Put the keyboard in the form of what is picked."""
        self.editor.focus_first()

    def delete(self) -> None:
        """Delete the moment or turn picked; undo brings it back."""
        uid, scene = self.scene.picked, self.scene
        if uid in scene.timeline.moments:
            if not scene.step(1):
                scene.pick(SESSION)
            scene.recorder.delete(uid)
        elif uid in scene.timeline.turns:
            turn = scene.timeline.turns[uid]
            scene.pick(SESSION)
            scene.recorder.replace_rows("Delete turn", [(turn, None)])

    def add_moment(self) -> None:
        """Add a moment at the playhead, and begin to classify it."""
        self.editor.add_moment()
        self.edit()

    def undo(self) -> None:
        """Take back the last change; what is being typed is kept first, as a change."""
        self.editor.keep()
        if not self.scene.undo():
            self._desk.tell(NOTHING_TO_UNDO)

    def redo(self) -> None:
        """Do again what was taken back."""
        self.editor.keep()
        self.scene.redo()

    def search(self) -> None:
        """Put the keyboard in the search field."""
        self.filters.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.words.selectAll()

    def legend_shown(self) -> bool:
        """Tell whether the legend stands under the timeline."""
        return not self.legend.isHidden()

    def toggle_legend(self) -> None:
        """Show or hide the legend."""
        self.legend.setVisible(self.legend.isHidden())

    def figures_shown(self) -> bool:
        """Tell whether the figures stand below."""
        return not self._below.isHidden()

    def toggle_figures(self) -> None:
        """Show or hide the figures."""
        self._figures_wanted = self._below.isHidden()
        self._below.setVisible(self._figures_wanted)

    def gallery_shown(self) -> bool:
        """Tell whether all figures stand in the timeline's place."""
        return not self.gallery.isHidden()

    def toggle_gallery(self) -> None:
        """Show all figures in the timeline's place, or the timeline again."""
        shown = self.gallery.isHidden()
        self.gallery.setVisible(shown)
        self._rows.setVisible(not shown)
        self._all.setChecked(shown)

    # Pictures --------------------------------------------------------------------------------

    def _offer(self, under: Button) -> None:
        menu = QMenu(self)
        if under is self._both:
            menu.addAction("All figures").triggered.connect(self.toggle_gallery)
            menu.addSeparator()
        for words, run in (
            ("Save as SVG…", partial(self.save_picture, "svg")),
            ("Save as PNG…", partial(self.save_picture, "png")),
            ("Copy", self.copy_picture),
            ("Print…", self.print_picture),
        ):
            menu.addAction(words).triggered.connect(run)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(under.mapToGlobal(QPoint(0, under.height())))

    def save_picture(self, form: str) -> None:
        """Ask for a file and write the timeline there."""
        words, trouble = pictures.save(self, self.pictures, form)
        if words and not trouble:
            note_figure(self._desk, "timeline", form)
        if words:
            self._desk.tell(words, trouble=trouble)

    def copy_picture(self) -> None:
        """Put the timeline on the clipboard, for a minute."""
        self.pictures.copy()
        note_figure(self._desk, "timeline", "clipboard")
        self._desk.tell("Copied, with the seats by name. The clipboard is cleared in a minute.")

    def print_picture(self) -> None:
        """Show the timeline as it will be printed."""
        pictures.preview(self, self.pictures)
        note(self._desk, "print", "timeline", pages=1)

    # Within ----------------------------------------------------------------------------------

    def _edited(self) -> None:
        title, under = heading(self.scene.timeline)
        self.header.say(title, under)

    def _say_set_aside(self) -> None:
        """Say when a first timed turn sets the turns of a tag log aside."""
        before, self._tagged = self._tagged, self.scene.lanes.rows_are_turns
        count = self.scene.log().tagged_turns() if before and not self._tagged else 0
        if count:
            timed = len([one for one in self.scene.timeline.turns.values() if one.seat])
            which = "1 timed turn" if timed == 1 else f"{timed} timed turns"
            tagged = "tagged turn no longer counts as one" if count == 1 else (
                "tagged turns no longer count as turns"
            )  # fmt: skip
            self._desk.tell(
                f"This session has now {which}; its {count} {tagged}.", ("Undo", self.undo)
            )

    def _viewed(self) -> None:
        view = self.scene.view
        whole = view.span_ms >= view.length_ms
        self.shown.setVisible(whole)
        self._whole.setVisible(not whole)

    def _search_everywhere(self, typed: str) -> None:
        found = everywhere.find(self._desk.writer, typed)
        field = self.filters.words
        place = field.mapToGlobal(QPoint(0, field.height() + 2))
        everywhere.show(field, place, found, self._go_to)

    def _go_to(self, found: Found) -> None:
        uid = self.scene.timeline.session.uid
        if found.session == uid:
            if self.scene.stands(found.uid):
                self.scene.pick(found.uid)
        elif found.session:
            self._desk.go("review", f"{found.session}/{found.uid}")
        else:
            self._desk.go("engagement")

    def _agree_anew(self, moment: str) -> None:
        begin_from(self._desk, moment)
        self._desk.go("agreement")
