"""Wire the live window: the recorder's edits to the painted parts, presses to the recorder."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent

from livecoach.core.clock import local_iso
from livecoach.core.edit import Edit
from livecoach.core.moment import Moment
from livecoach.core.session import Seat
from livecoach.core.sitting import START
from livecoach.ui.actions import Action, printed
from livecoach.ui.desk import Desk
from livecoach.ui.live import earlier, spoken
from livecoach.ui.live.commands import COMMANDS, USUAL_KEYS
from livecoach.ui.live.doing import PAGE, Doing
from livecoach.ui.live.head_start import HeadStart
from livecoach.ui.live.header import Lamp
from livecoach.ui.live.key_list import key_sections
from livecoach.ui.live.keymap import Keymap, Meaning, Presses, stroke
from livecoach.ui.live.look import Look
from livecoach.ui.live.parts import Parts
from livecoach.ui.live.pressing import Pressing
from livecoach.ui.live.stream_reading import row_words
from livecoach.ui.live.veil import Veil
from livecoach.ui.live.writing import Writing
from livecoach.ui.page import Page

NAMING_MS = 6000  # so long a key may still name an interjection
HELD = {"Up": -1, "Down": 1, "PgUp": -PAGE, "PgDown": PAGE}  # keys that run while held
WATCH_EVERY = 5  # seconds between looks at what the machine's clocks did


class LiveWindow(Page):
    """The coach in the room: the table, the board, the stream of moments, one quick line."""

    title = "Live session"
    whole = True

    def __init__(self, desk: Desk, session_uid: str) -> None:
        super().__init__()
        self.desk = desk
        self._ready = False
        self._shown_keys: dict[str, str] = {}
        self.recorder = desk.recorder(session_uid, self._edited)
        self.timeline = self.recorder.timeline
        self._pending: dict[str, set[str]] = {}  # edit -> its moments not yet on disk
        self._unread: deque[Edit] = deque()  # made, and not yet shown
        self._recording = False  # while a key makes a moment or gives the floor
        self._head_start = HeadStart(desk.saving, self)
        self._head_start.over.connect(self._read_edits)
        self._presses = Presses()
        self._seconds = 0
        self._done_here = 0  # edits done, and not undone, since this opening
        self._balance: Future[float | None] | None = desk.writer.ask_later(
            lambda db: earlier.last_balance(db, session_uid)
        )
        system = desk.writer.ask(earlier.system_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.parts = Parts(
            self, Look(desk.theme), self.timeline, system, self.key_of, self._unsaved
        )
        self.pressing = Pressing(
            self.recorder, lambda: desk.settings.choices, self.say, self._modes_changed
        )
        self.writing = Writing(self.recorder, desk, self.parts, self.say, self.take_keys)
        self.veil = Veil(self.recorder, desk, self.parts, self)
        self.doing = Doing(self)
        self.keymap = self._keymap()
        self._naming = QTimer(self)
        self._naming.setSingleShot(True)
        self._naming.timeout.connect(self.pressing.forget)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._tick)
        parts = self.parts
        for part in (parts.header, parts.table, parts.pad, parts.bottom, parts.discreet):
            part.pressed.connect(self._read_edits)
            part.pressed.connect(self.doing.pressed)
        parts.header.reflow.connect(parts.place_header)
        parts.table.menu_wanted.connect(self.doing.seat_menu)
        parts.table.rearranged.connect(self.recorder.rearrange)
        parts.stream.answered.connect(self.pressing.answer)
        parts.stream.edit_wanted.connect(self.writing.edit)
        desk.theme.changed.connect(self._dress)
        desk.actions.changed.connect(self._keys_changed)
        desk.saving.changed.connect(self._light)
        desk.saving.acked.connect(self._acked)
        self._ready = True
        parts.place()
        self._light()
        self.writing.about_latest()
        self._say_undo()
        self._modes_changed()

    # What the shell asks ---------------------------------------------------------------------

    def actions_here(self) -> Sequence[Action]:
        """Return what can be done here; the keys are answered by this window itself."""
        return [
            Action(name, words, self.doing.table[name], key, menu, page_keys=True)
            for name, words, key, menu in COMMANDS
        ]

    def key_sections(self) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        """Return the tags', lenses' and seats' keys for the key sheet; none while discreet."""
        if self.parts.discreet.isVisible():
            return ()
        seats = sorted(self.timeline.seats.values(), key=lambda seat: seat.place)
        return key_sections(self.timeline.board, seats)

    def escape(self) -> bool:
        """Leave what was begun; Esc never leaves a running session."""
        stream, header = self.parts.stream, self.parts.header
        if header.ending:
            header.ask_to_end(False)
        elif not self.pressing.forget():
            if self.parts.table.arranging:
                self.doing.arrange()
            elif stream.selected:
                stream.choose("")
                self.take_keys()
            elif not self.recorder.running():
                return False
        self.say("")
        return True

    def leaving(self) -> bool:
        """Put the strip away; the session itself runs on and is taken up again as it stands."""
        self.veil.close()
        return True

    # Time ------------------------------------------------------------------------------------

    def _tick(self) -> None:
        """Move the clocks on, and wait for the next whole second of the session."""
        self._read_edits()
        now = self.recorder.now_ms()
        parts = self.parts
        reading = self.desk.read_clock()
        wall = local_iso(reading.wall_utc_ms, reading.utc_offset_min)[11:16]
        if self.veil.discreet:
            parts.discreet.tick(now)
        elif self.isVisible():
            parts.header.tick(now, wall)
            parts.table.tick(now)
            parts.stream.tick(now)
            self.writing.tick(now)
        self.veil.tick(now)
        self._seconds += 1
        if self._seconds % WATCH_EVERY == 0:
            self.recorder.watch_clock()
        if self._balance is not None and self._balance.done():
            if self._balance.exception() is None:
                parts.table.set_last_balance(self._balance.result())
            self._balance = None
        self._clock.start(1000 - now % 1000 if self.recorder.running() else 1000)

    # Edits -----------------------------------------------------------------------------------

    def _edited(self, edit: Edit) -> None:
        """Show an edit: at once, or in its turn once the writer has had its head start."""
        if not self._ready:
            return
        moments = {c.row.uid for c in edit.changes if isinstance(c.row, Moment)}
        if moments and edit.uid in self.desk.saving.waiting:
            self._pending[edit.uid] = moments
        self._unread.append(edit)
        if not (self._recording and self._head_start.runs()):
            self._read_edits()

    def _read_edits(self) -> None:
        while self._unread:
            self._read(self._unread.popleft())

    def _read(self, edit: Edit) -> None:
        """Repaint what an edit touched, and nothing else."""
        now = self.recorder.now_ms()
        parts = self.parts
        parts.stream.edited(edit, now)
        parts.pad.edited(edit)
        parts.table.edited(edit, now)
        parts.header.edited(edit)
        self._light()
        self.writing.about_latest()
        self._done_here += {"do": 1, "redo": 1, "undo": -1}.get(edit.act, 0)
        self._say_undo()
        self.veil.edited(now)
        if any(isinstance(change.row, Seat) for change in edit.changes):
            self.keymap = self._keymap()
        if not self._clock.isActive() and self.recorder.running() and self.isVisible():
            self._tick()
        made = [c.after for c in edit.changes if isinstance(c.after, Moment) and c.before is None]
        if made and not self.veil.discreet:
            spoken.announce(self, row_words(self.timeline, made[0]).sentence)

    def _say_undo(self) -> None:
        """
        Say what an undo takes back, where that was done since this opening.

        Undo itself reaches further, but reading the journal for a label would stop the clocks.
        """
        label = self.recorder.history.undo_label() if self._done_here > 0 else ""
        if self.recorder.running() and label == START:
            label = ""  # a running session is never taken back to before its start
        self.parts.bottom.say_undo(label)

    def _acked(self, edit_uid: str) -> None:
        self.parts.stream.mark_saved(self._pending.pop(edit_uid, ()))

    def _unsaved(self, uid: str) -> bool:
        return any(uid in moments for moments in self._pending.values())

    def _light(self) -> None:
        saving = self.desk.saving
        count = len(self.timeline.moments)
        lamp = Lamp(saving.words(), saving.all_saved, saving.trouble, count)
        if self.parts.header.light(lamp):
            self.parts.place_header()
        self.veil.light(saving.all_saved)

    # Presses ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key: the second of what was begun, or what it always means."""
        if not self.take_key(event):
            super().keyPressEvent(event)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks; return whether it asked anything of this window."""
        self._read_edits()
        made = stroke(event)
        if made is None:
            return False
        if not self._presses.meant(event):
            step = HELD.get(made.base, 0) if event.isAutoRepeat() else 0
            if step and not self.writing.typing():
                self.doing.step(step)
            return True
        if self.writing.typing() and not _is_function_key(made.base):
            return False  # what is typed never tags
        plain = not (made.shift or made.ctrl or made.alt)
        if plain and self.pressing.second_key(made.base, self.parts.stream.selected):
            return True
        meaning = self.keymap.meaning(made, self.desk.settings.choices.single_keys)
        if plain and made.base.isdigit() and (meaning is None or meaning.kind == "lens"):
            asked = self.parts.stream.asked()
            answers = () if asked is None else asked[1].choices
            choice = next((one for one in answers if one.key == made.base), None)
            if asked is not None and choice is not None:
                self.pressing.answer(asked[0], choice)
                return True
        if meaning is None and plain and self.keymap.meaning(made, True) is not None:
            self.say(f"Single keys are off: hold Ctrl and Alt with {made.base}")
        return meaning is not None and self._mean(meaning)

    def _mean(self, meaning: Meaning) -> bool:
        acts: dict[str, Callable[[str], object]] = {
            "tag": self.pressing.tag,
            "seat": self.doing.seat_key,
            "to": self.pressing.address,
            "was": self.pressing.was,
            "lens": self.pressing.lens,
            "action": lambda name: self.doing.table[name](),
        }
        self._recording = meaning.kind in ("tag", "seat")
        try:
            acts[meaning.kind](meaning.id)
        finally:
            self._recording = False
        return True

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Take note of releases, to tell a bounce from a press."""
        self._presses.released(event)

    # How it looks ----------------------------------------------------------------------------

    def key_of(self, action_id: str) -> str:
        """Return the key of an action as it is printed on the coach's own keyboard."""
        found = self._shown_keys.get(action_id)
        if found is None:
            if self._is_known(action_id):
                found = self.desk.actions.shown_key(action_id)
            else:
                found = printed(USUAL_KEYS.get(action_id, ""))
            self._shown_keys[action_id] = found
        return found

    def _is_known(self, action_id: str) -> bool:
        return self.desk.actions.find(action_id) is not None

    def _keymap(self) -> Keymap:
        actions = self.desk.actions
        keys = []
        for name, _, usual, _ in COMMANDS:
            keys.append((actions.key_of(name) if self._is_known(name) else usual, name))
        return Keymap(self.timeline.board, self.timeline.seats.values(), keys)

    def _keys_changed(self) -> None:
        self._shown_keys.clear()
        self.keymap = self._keymap()
        self.parts.place()

    def say(self, words: str) -> None:
        """Show a quiet word above the moments; "" for none."""
        self.parts.stream.say(words)
        self.veil.say(words)
        if words and not self.veil.discreet:
            spoken.announce(self, words)

    def _modes_changed(self) -> None:
        press, parts = self.pressing, self.parts
        chip = press.waiting or ("arrange" if parts.table.arranging else "")
        parts.table.latch(chip)
        if parts.stream.naming != press.naming:
            parts.stream.naming = press.naming
            parts.stream.lay_out()
        if press.naming is not None:
            self._naming.start(NAMING_MS)

    def take_keys(self) -> None:
        """Put the keyboard on the window itself or its strip, where every key tags."""
        self.veil.take_keys()

    def _dress(self) -> None:
        look = Look(self.desk.theme)
        self.parts.dress(look)
        self.veil.dress(look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self.parts.place()
        self.veil.place()

    def showEvent(self, event: QShowEvent) -> None:
        """Start the clocks, and take the keys."""
        super().showEvent(event)
        self._head_start.watch(self.window())
        self.take_keys()
        self._tick()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the window's repaints to the page that comes after."""
        super().hideEvent(event)
        self._head_start.watch(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line between the table and the board."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.parts.look.colour("hairline"))


def _is_function_key(base: str) -> bool:
    return len(base) > 1 and base[0] == "F" and base[1:].isdigit()
