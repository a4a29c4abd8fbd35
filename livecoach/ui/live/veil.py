"""Change what is seen of the recorder: the whole window, numbers only, or the compact strip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from livecoach.core.recorder import Recorder
from livecoach.ui.capture import keep_out
from livecoach.ui.curtain import Curtain
from livecoach.ui.desk import Desk
from livecoach.ui.live.discreet import Plain
from livecoach.ui.live.look import Look
from livecoach.ui.live.parts import Parts
from livecoach.ui.live.strip import Strip
from livecoach.ui.placing import as_text, put_back

if TYPE_CHECKING:
    from livecoach.ui.live.window import LiveWindow

TIMES = 12  # so many of the newest moments' times the discreet page shows
# What the program does by a key without the whole window in front of it.
DONE_BEHIND = ("view.curtain", "view.larger", "view.smaller")


class Veil(QObject):
    """Discreet and strip, each on or off."""

    def __init__(self, recorder: Recorder, desk: Desk, parts: Parts, window: LiveWindow) -> None:
        super().__init__(window)
        self._recorder = recorder
        self._desk = desk
        self._parts = parts
        self._window = window
        self.discreet = False
        self.strip: Strip | None = None

    # Discreet --------------------------------------------------------------------------------

    def toggle_discreet(self) -> None:
        """Show numbers and neutral shapes only, or everything again; tagging goes on."""
        self.discreet = not self.discreet
        self._window.writing.put_away()
        for part in self._parts.all():
            part.setVisible(not self.discreet)
        self._parts.discreet.setVisible(self.discreet)
        if self.discreet:
            self.place()
            self._parts.discreet.tick(self._recorder.now_ms())
        else:
            self._parts.place()
        if self.strip is not None:
            self.strip.show_plain(self.discreet)
        self.take_keys()

    def place(self) -> None:
        """Put the numbers where the seats and tags stand."""
        if not self.discreet:
            return
        parts, timeline = self._parts, self._recorder.timeline
        table = QPointF(parts.table.pos())
        pad = QPointF(parts.scroll.pos())
        turn = timeline.open_turn
        speaking = "" if turn is None else turn.seat
        bottom = self._window.height()
        seats = tuple(
            (f"seat:{card.uid}", parts.table.tile_of(card.uid).translated(table),
             card.uid == speaking)
            for card in parts.table.cards()
        )  # fmt: skip
        tags = tuple(
            (cell.id, QRectF(cell.rect).translated(pad))
            for cell in parts.pad.cells
            if cell.id.startswith("tag:") and cell.rect.bottom() + pad.y() < bottom
        )
        newest = timeline.moment_order[-TIMES:]
        times = tuple(offset for offset, _, _ in reversed(newest))
        saved = self._desk.saving.all_saved
        parts.discreet.show_plain(Plain(seats, tags, times, len(timeline.moments), saved))

    # The strip -------------------------------------------------------------------------------

    def toggle_strip(self) -> None:
        """Put the recorder in the narrow strip, or bring the whole window back."""
        if self.strip is not None:
            self.expand()
            return
        whole = self._window.window()
        screen = self._window.screen().availableGeometry()
        strip = Strip(
            self._parts.look, self._recorder.timeline, self._window.key_of, screen.height() - 40
        )
        strip.pressed.connect(self._window.doing.pressed)
        strip.keyed.connect(self._keyed)
        strip.let_go.connect(self._window.keyReleaseEvent)
        self.strip = strip
        strip.tick(self._recorder.now_ms())
        strip.light(self._desk.saving.all_saved)
        if self.discreet:
            strip.show_plain(True)
        put_back(strip, self._desk.settings.choices.strip, (strip.width(), strip.height()))
        strip.place()
        strip.show()
        if self._desk.settings.choices.hide_from_capture:
            keep_out(strip, True)
        self._follow_curtain(whole)
        strip.activateWindow()
        strip.setFocus(Qt.FocusReason.OtherFocusReason)
        whole.hide()

    def _follow_curtain(self, whole: QWidget) -> None:
        """Cover the strip whenever the curtain over the whole window is down."""
        for curtain in whole.findChildren(Curtain):
            curtain.installEventFilter(self)
            if self.strip is not None:
                self.strip.cover(not curtain.isHidden())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the strip's curtain down and up with the window's."""
        down = event.type() in (QEvent.Type.ShowToParent, QEvent.Type.Show)
        up = event.type() in (QEvent.Type.HideToParent, QEvent.Type.Hide)
        if self.strip is not None and isinstance(watched, Curtain) and (down or up):
            self.strip.cover(down or not watched.isHidden())
        return False

    def _keyed(self, event: QKeyEvent) -> None:
        """Take a key of the strip; the program's own, which stand on the window, bring it back."""
        action = self._desk.actions.pressed(event)
        if action is not None and not action.page_keys:
            if not event.isAutoRepeat():
                if action.id not in DONE_BEHIND:
                    self.expand()
                self._desk.actions.run(action.id)
        elif not self._window.take_key(event):
            event.ignore()

    def write(self) -> None:
        """Open the quick line where the coach looks: in the strip, or in the window."""
        if self.strip is not None:
            self.strip.hold(self._parts.bottom.quick)
        self._window.writing.begin()

    def take_keys(self) -> None:
        """Give the keys to what is seen, and put the strip's line away."""
        if self.strip is None:
            self._window.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            # In this order: a line that goes with the keys hands them on as Tab does, ring and all.
            self.strip.setFocus(Qt.FocusReason.OtherFocusReason)
            self._parts.bottom.quick.hide()

    def say(self, words: str) -> None:
        """Show a quiet word on the strip."""
        if self.strip is not None:
            self.strip.say(words)

    def expand(self) -> None:
        """Bring the whole window back, for what only it can show."""
        if self.strip is None:
            return
        whole: QWidget = self._window.window()
        whole.show()
        self.close()
        whole.activateWindow()
        self._window.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Put the strip away and remember where it stood."""
        strip, self.strip = self.strip, None
        if strip is not None:
            if strip.held is not None:
                self._window.writing.put_away()
                self._parts.bottom.take_back()
            self._desk.settings.set(strip=as_text(strip))
            strip.hide()
            strip.deleteLater()

    # What changes ----------------------------------------------------------------------------

    def tick(self, now_ms: int) -> None:
        """Move the strip's clock on."""
        if self.strip is not None:
            self.strip.tick(now_ms)

    def edited(self, now_ms: int) -> None:
        """Take an edit in."""
        self.place()
        if self.strip is not None:
            self.strip.edited(now_ms)

    def light(self, saved: bool) -> None:
        """Say whether everything is on disk."""
        self.place()
        if self.strip is not None:
            self.strip.light(saved)

    def dress(self, look: Look) -> None:
        """Take new fonts and colours."""
        self.place()
        if self.strip is not None:
            self.strip.dress(look)
