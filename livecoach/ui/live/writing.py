"""Write: the quick line, the row editor and the seat's name, each in place and never a dialog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from livecoach.core.moment import Moment
from livecoach.core.quickline import Quick, parse
from livecoach.core.recorder import Recorder
from livecoach.core.session import Seat
from livecoach.core.session_clock import Stamp
from livecoach.core.words import compose, part
from livecoach.ui.desk import Desk
from livecoach.ui.live import quick_entry
from livecoach.ui.live.parts import Parts
from livecoach.ui.live.seat_menu import NameLine
from livecoach.ui.live.stream_editor import StreamEditor
from livecoach.ui.live.stream_reading import row_words


class Writing:
    """The text the coach types. ``done`` gives the keys back to the board."""

    def __init__(
        self, recorder: Recorder, desk: Desk, parts: Parts, say: Callable[[str], None],
        done: Callable[[], None],
    ) -> None:  # fmt: skip
        self._recorder = recorder
        self._desk = desk
        self._parts = parts
        self._say = say
        self._done = done
        self.editor: StreamEditor | None = None
        self._name: NameLine | None = None
        self._about = ""  # the moment the quick line is on
        self._prefilled = ""  # what the line said when it was opened
        self._opened = Stamp(0, 0)
        quick = parts.bottom.quick
        quick.opened.connect(self._open)
        quick.kept.connect(self._keep)
        quick.left.connect(self._leave)
        parts.stream.moved.connect(self._place_editor)

    def typing(self) -> bool:
        """Tell whether the keys are typed into some line now, and so tag nothing."""
        here = QApplication.focusWidget()
        lines = [self._parts.bottom.quick, self.editor, self._name]
        return here is not None and any(
            line is not None and (line is here or line.isAncestorOf(here)) for line in lines
        )

    def put_away(self) -> None:
        """Leave the quick line, the row editor and the name, keeping nothing."""
        self._close_editor()
        if self._parts.bottom.quick.writing:
            self._leave()

    # The quick line --------------------------------------------------------------------------

    def about_latest(self) -> None:
        """Say on the quick line which moment it would write on."""
        quick, editor = self._parts.bottom.quick, self.editor
        if editor is not None and editor.moment.uid not in self._recorder.timeline.moments:
            self.leave_row()  # it was taken back meanwhile
        if quick.writing:
            return
        latest = self._recorder.timeline.latest()
        self._about = "" if latest is None else latest.uid
        self._show(latest)

    def _show(self, moment: Moment | None) -> None:
        quick = self._parts.bottom.quick
        if moment is None:
            quick.about("", "muted", "ring", False, "", "")
            quick.stamp(None)
            return
        words = row_words(self._recorder.timeline, moment)
        quick.about(words.head, words.colour, words.shape, words.hollow, words.who, words.second)
        quick.stamp(moment.offset_ms, self._recorder.now_ms() - moment.offset_ms)

    def tick(self, now_ms: int) -> None:
        """Say how long ago the moment on the quick line was."""
        moment = self._recorder.timeline.moments.get(self._about)
        if moment is not None:
            self._parts.bottom.quick.stamp(moment.offset_ms, now_ms - moment.offset_ms)

    def begin(self) -> None:
        """Open the quick line on the newest moment, or the chosen one, with what it says."""
        timeline = self._recorder.timeline
        chosen = timeline.moments.get(self._parts.stream.selected)
        moment = chosen if chosen is not None else timeline.latest()
        self._take_time()
        self._about = "" if moment is None else moment.uid
        self._show(moment)
        text = "" if moment is None else compose(moment.words, moment.note)
        self._prefilled = text
        self._parts.bottom.quick.begin(text)

    def _open(self) -> None:
        if not self._parts.bottom.quick.edit.text():
            self._prefilled = ""
            self._take_time()

    def _take_time(self) -> None:
        wall = self._desk.read_clock().wall_utc_ms
        self._opened = Stamp(self._recorder.now_ms(), wall)

    def _keep(self, text: str) -> None:
        quick, timeline = self._parts.bottom.quick, self._recorder.timeline
        said = self._read(text)
        problem = said.problem
        moment = timeline.moments.get(self._about)
        if not problem and said.tag is None and moment is None and text.strip():
            problem = "There is no moment yet to write on; begin with a tag"
        if problem:
            quick.refuse(problem)
            return
        if said.tag is not None:
            now = self._recorder.now_ms()
            label, pairs = quick_entry.new_moment(timeline, said, self._opened, now)
            self._recorder.replace_rows(label, pairs)
        elif moment is not None and (text.strip() or self._prefilled):
            fields = quick_entry.fields_of(said)
            if self._prefilled or said.words:
                fields["words"] = said.words
            if self._prefilled or said.note:
                fields["note"] = said.note
            self._recorder.amend(moment.uid, **fields)
        self._leave()

    def _read(self, text: str) -> Quick:
        """Return what the line says; words that stood there are never taken for a tag."""
        if self._prefilled and text.split()[:1] == self._prefilled.split()[:1]:
            words, note = part(text)
            return Quick(words=words, note=note)
        timeline = self._recorder.timeline
        return parse(text, timeline.board, timeline.seats_in_order())

    def _leave(self) -> None:
        self._parts.bottom.quick.clear()
        self._done()
        self.about_latest()

    # The row editor --------------------------------------------------------------------------

    def edit(self, uid: str) -> None:
        """Open the editor on a moment's row."""
        moment = self._recorder.timeline.moments.get(uid)
        if moment is None:
            return
        self._close_editor()
        stream = self._parts.stream
        editor = StreamEditor(
            self._desk.theme, self._recorder.timeline, moment, self._recorder.now_ms, stream
        )
        editor.kept.connect(self._keep_row)
        editor.left.connect(self.leave_row)
        editor.deleted.connect(self._delete_row)
        self.editor = editor
        editor.setFixedWidth(stream.width())
        editor.adjustSize()
        stream.open_at(uid, editor.sizeHint().height())
        self._place_editor()
        editor.begin()

    def _place_editor(self) -> None:
        if self.editor is None:
            return
        rect = self._parts.stream.row_rect(self.editor.moment.uid)
        self.editor.setVisible(rect is not None)
        if rect is not None:
            self.editor.setFixedWidth(rect.width())
            self.editor.move(rect.topLeft())

    def _keep_row(self, uid: str, fields: dict[str, Any], decided: dict[str, Any]) -> None:
        self._close_editor()
        if uid in self._recorder.timeline.moments:
            if fields:
                self._recorder.amend(uid, **fields)
            if decided:
                self._recorder.decide(uid, **decided)
        self._parts.stream.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete_row(self, uid: str) -> None:
        self._close_editor()
        self._recorder.delete(uid)
        self._done()

    def leave_row(self) -> None:
        """Close the editor and keep nothing."""
        self._close_editor()
        self._parts.stream.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_editor(self) -> None:
        editor, self.editor = self.editor, None
        if editor is not None:
            editor.hide()
            editor.deleteLater()
            self._parts.stream.open_at("", 0.0)

    # A seat's name ---------------------------------------------------------------------------

    def rename(self, uid: str) -> None:
        """Write a seat's name on its tile."""
        seat = self._recorder.timeline.seats[uid]
        table = self._parts.table
        line = NameLine(seat, self._name_seat, self._done, table)
        tile = table.tile_of(uid).toAlignedRect()
        wide = max(tile.width(), round(self._parts.look.px(170)))
        left = min(tile.left(), table.width() - wide)
        line.setGeometry(left, tile.top(), wide, line.sizeHint().height())
        line.show()
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._name = line
        line.destroyed.connect(self._name_gone)

    def _name_gone(self) -> None:
        self._name = None

    def _name_seat(self, seat: Seat, label: str) -> None:
        stands = self._recorder.timeline.seats.get(seat.uid)
        if stands is not None:
            self._recorder.replace_rows("Rename seat", [(stands, replace(stands, label=label))])
