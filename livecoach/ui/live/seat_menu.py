"""Offer what can be said of one seat: present or not, deputy or guest, name, key, place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from livecoach.core.recorder import Recorder
from livecoach.core.session import Seat
from livecoach.ui.live.pressing import Pressing

FREE_KEYS = "789UIOPHJKLNM0"


def entries(
    recorder: Recorder, pressing: Pressing, uid: str, move: Callable[[str, int], None],
    rename: Callable[[str], None],
) -> list[tuple[str, Callable[[], object]]]:  # fmt: skip
    """Return (words, what it does) for a seat; an empty line is a separator."""
    seat = recorder.timeline.seats[uid]

    def attend(attendance: str) -> Callable[[], object]:
        after = replace(seat, attendance=attendance)
        return lambda: recorder.replace_rows("Attendance", [(seat, after)])

    lines: list[tuple[str, Callable[[], object]]] = []
    if recorder.running():
        lines += [
            ("Give or end the floor", lambda: recorder.floor(uid)),
            ("The newest moment was to them", lambda: pressing.address(uid)),
            ("The newest moment was theirs", lambda: pressing.was(uid)),
            ("", lambda: None),
        ]
    if seat.present_to_ms is None:
        if recorder.running():
            lines.append(("Left just now", lambda: recorder.leave(uid)))
        lines.append(("Not here yet", lambda: recorder.not_here_yet(uid)))
    else:
        lines.append(("Came in just now", lambda: pressing.come_or_go(uid)))
    kinds = (("member", "A member"), ("deputy", "A deputy sits here"), ("guest", "A guest"))
    lines += [(words, attend(kind)) for kind, words in kinds if kind != seat.attendance]
    lines += [
        ("", lambda: None),
        ("Rename", lambda: rename(uid)),
        ("One place on, clockwise", lambda: move(uid, 1)),
        ("One place back", lambda: move(uid, -1)),
    ]
    return lines


def pop_up(widget: QWidget, where: QPoint, lines: list[tuple[str, Callable[[], object]]]) -> QMenu:
    """Open the menu at a place on the screen and return it."""
    menu = QMenu(widget)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, act in lines:
        if not words:
            menu.addSeparator()
            continue
        menu.addAction(words.replace("&", "&&")).triggered.connect(_caller(act))
    menu.popup(where)
    return menu


def _caller(act: Callable[[], object]) -> Callable[[], None]:
    def call() -> None:
        act()

    return call


def add_guest(recorder: Recorder) -> str:
    """Give a guest a seat with a free key; return its uid, or "" when there are thirty seats."""
    seats = recorder.timeline.seats
    if len(seats) >= 30:
        return ""
    taken = {seat.key.upper() for seat in seats.values()}
    taken |= {tag.key.upper() for tag in recorder.timeline.board.tags}
    key = next((one for one in FREE_KEYS if one not in taken), "")
    names = {seat.label for seat in seats.values()}
    number = next(n for n in range(1, 40) if f"Guest {n}" not in names)
    edit = recorder.add_seat(f"Guest {number}", "guest", key=key)
    row = None if edit is None else edit.changes[-1].after
    return row.uid if isinstance(row, Seat) else ""


class NameLine(QLineEdit):
    """A seat's name, written on its tile: Enter keeps, Esc or leaving it gives up."""

    def __init__(
        self, seat: Seat, keep: Callable[[Seat, str], object], done: Callable[[], object],
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(seat.label, parent)
        self.setAccessibleName("Name of the seat")
        self.setMaxLength(120)
        self._seat = seat
        self._keep = keep
        self._done = done
        self.returnPressed.connect(self._kept)
        self.editingFinished.connect(self._left)
        self.selectAll()

    def _kept(self) -> None:
        text = self.text().strip()
        if text and text != self._seat.label:
            self._keep(self._seat, text)

    def _left(self) -> None:
        self.hide()
        self.deleteLater()
        self._done()
