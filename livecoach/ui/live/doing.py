"""Carry out what the live window's commands and painted cells ask, each by its id."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from livecoach.ui.live import seat_menu

if TYPE_CHECKING:
    from livecoach.ui.live.window import LiveWindow

PAGE = 8  # rows a page key turns
# What is done on the moments, the table or the header, and so brings the whole window back.
SEEN_WHOLE = (
    "live.link", "live.edit", "live.arrange", "live.guest", "live.end", "live.up", "live.down",
    "live.page_up", "live.page_down",
)  # fmt: skip


class Doing:
    """The live window's commands. ``table`` holds them by id; ``pressed`` takes a cell's id."""

    def __init__(self, window: LiveWindow) -> None:
        self._window = window
        self._parts = window.parts
        self._recorder = window.recorder
        self._pressing = window.pressing
        self._writing = window.writing
        press, recorder = window.pressing, window.recorder
        self.table: dict[str, Callable[[], object]] = {
            "live.let_run": press.let_run,
            "live.interject": self._interject,
            "live.something": press.something,
            "live.back_date": press.back_date,
            "live.quick": window.veil.write,
            "live.link": self._begin_link,
            "live.edit": lambda: window.writing.edit(window.parts.stream.selected),
            "live.delete": self._delete,
            "live.to_all": press.to_all,
            "live.to": partial(press.wait_for_seat, "to"),
            "live.was": partial(press.wait_for_seat, "was"),
            "live.undo": recorder.undo,
            "live.redo": recorder.redo,
            "live.redo_too": recorder.redo,
            "live.silence": press.silence,
            "live.nobody": press.nobody,
            "live.presence": partial(press.wait_for_seat, "presence"),
            "live.next_item": press.next_item,
            "live.break": press.pause_or_resume,
            "live.arrange": self.arrange,
            "live.guest": self._guest,
            "live.start": self._start,
            "live.end": self._ask_to_end,
            "live.discreet": window.veil.toggle_discreet,
            "live.strip": window.veil.toggle_strip,
            "live.up": partial(self.step, -1),
            "live.down": partial(self.step, 1),
            "live.page_up": partial(self.step, -PAGE),
            "live.page_down": partial(self.step, PAGE),
        }
        for name in SEEN_WHOLE:
            self.table[name] = partial(self._in_window, self.table[name])
        self._cells: dict[str, Callable[[], object]] = {
            "back": window.desk.back,
            "curtain": partial(window.desk.actions.run, "view.curtain"),
            "keys": partial(window.desk.actions.run, "help.keys"),
            "end_now": self._end,
            "go_on": partial(window.parts.header.ask_to_end, False),
            "review": partial(self._leave_for, "review"),
            "check_out": partial(self._leave_for, "checkout"),
            "expand": window.veil.toggle_strip,
            "try_now": window.desk.writer.try_now,
        }

    def pressed(self, cell: str) -> None:
        """Do what a cell of any part says, by its id."""
        kind, _, thing = cell.partition(":")
        things: dict[str, Callable[[str], object]] = {
            "seat": self._pressing.seat,
            "tag": self._pressing.tag,
            "lens": self._pressing.lens,
        }
        if kind in things:
            things[kind](thing)
        else:
            act = self._cells.get(kind) or self.table.get(f"live.{kind}")
            if act is not None:
                act()

    def _in_window(self, act: Callable[[], object]) -> None:
        self._window.veil.expand()
        act()

    def seat_key(self, uid: str) -> None:
        """Take a seat's key: the floor, or while arranging the seat to move."""
        table = self._parts.table
        if table.arranging:
            table.lift(uid)
            table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._pressing.seat(uid)

    def seat_menu(self, cell: str, where: QPoint) -> None:
        """Open the menu of a seat."""
        kind, _, uid = cell.partition(":")
        if kind == "seat":
            move, rename = self._parts.table.move_seat, self._writing.rename
            lines = seat_menu.entries(self._recorder, self._pressing, uid, move, rename)
            seat_menu.pop_up(self._window, where, lines)

    def arrange(self) -> None:
        """Begin or end moving seats round the table."""
        table = self._parts.table
        table.arrange_seats(not table.arranging)
        words = "Drag a seat, or press its key and then ← →; F8 when done"
        self._window.say(words if table.arranging else "")
        if not table.arranging:
            self._window.take_keys()

    def step(self, rows: int) -> None:
        """Go up or down the moments; up from the newest gives the keys back to the board."""
        stream = self._parts.stream
        if self._window.veil.discreet:
            return
        stream.setFocus(Qt.FocusReason.OtherFocusReason)
        stream.step(rows)
        if not stream.selected:
            self._window.take_keys()

    def _guest(self) -> None:
        uid = seat_menu.add_guest(self._recorder)
        if uid:
            self._writing.rename(uid)
        else:
            self._window.say("The table has thirty seats, which is all it can hold")

    def _start(self) -> None:
        if self._recorder.start() is not None:
            self._window.say("")
            self._window.take_keys()

    def _interject(self) -> None:
        """Interject; while the end is asked for, the same key answers that instead."""
        if self._parts.header.ending:
            self._end()
        else:
            self._pressing.interject()

    def _leave_for(self, page: str) -> None:
        self._window.desk.go(page, self._recorder.timeline.session.uid)

    def _ask_to_end(self) -> None:
        if self._recorder.running():
            self._parts.header.ask_to_end(True)

    def _end(self) -> None:
        if self._recorder.end() is not None:
            self._pressing.forget()
            self._window.say("Session ended; every moment is kept")

    def _delete(self) -> None:
        stream = self._parts.stream
        uid = stream.selected
        if uid in self._recorder.timeline.moments:
            stream.step(1)
            if stream.selected == uid:
                stream.step(-1)
            self._recorder.delete(uid)

    def _begin_link(self) -> None:
        if not self._pressing.begin_link():
            return
        stream, latest = self._parts.stream, self._recorder.timeline.latest()
        if not stream.selected:
            stream.step(0)
        if latest is not None and stream.selected == latest.uid:
            stream.step(1)
        stream.setFocus(Qt.FocusReason.OtherFocusReason)
