"""The flow of a live session: the clock is read first, then the press becomes one edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from livecoach.core import sitting, tagging
from livecoach.core.clock import Reading
from livecoach.core.edit import Change, Edit, Row, insert
from livecoach.core.history import History
from livecoach.core.ids import new_uid
from livecoach.core.moment import FIELD_WORDS, Moment
from livecoach.core.quickline import Quick, parse
from livecoach.core.session import Seat
from livecoach.core.session_clock import Stamp, newest_anchor, noticed, resume, stamp
from livecoach.core.timeline import Timeline


class Recorder:
    """
    One observation being recorded, live or afterwards. Every method is one edit, one undo.

    ``read_clock`` is asked before anything else. A press that changes nothing gives None.
    """

    def __init__(
        self, timeline: Timeline, history: History, read_clock: Callable[[], Reading]
    ) -> None:
        self.timeline = timeline
        self.history = history
        self._read_clock = read_clock
        self._last_reading: Reading | None = None
        self._anchor = newest_anchor(timeline)
        if self.running():
            self._take_up()

    # The clock -------------------------------------------------------------------------------

    def running(self) -> bool:
        """Tell whether the session has started and not ended."""
        return self.timeline.session.state == "live"

    def now_ms(self) -> int:
        """Return the session's time in ms: running, or its length once ended, or 0 before."""
        anchor = self._anchor
        if not self.running() or anchor is None:
            return self.timeline.observation.length_ms or 0
        return stamp(anchor, self._read_clock()).offset_ms

    def watch_clock(self) -> Edit | None:
        """Note what the machine's clocks did since they were read last; called now and then."""
        return self._note(self._read_clock()) if self.running() else None

    def _take_up(self) -> None:
        reading = self._read_clock()
        anchor, changes = resume(self.timeline, reading)
        self._last_reading = reading
        if changes:
            self._do_note("Clock", changes)
        self._anchor = anchor

    def _now(self) -> Stamp:
        """Read the clock, note anything odd about it, and return the session's time."""
        reading = self._read_clock()
        if not self.running() or self._anchor is None:
            return Stamp(self.timeline.observation.length_ms or 0, reading.wall_utc_ms)
        self._note(reading)
        return stamp(self._anchor, reading)

    def _note(self, reading: Reading) -> Edit | None:
        last, self._last_reading = self._last_reading, reading
        if last is None or self._anchor is None:
            return None
        changes = noticed(self.timeline, self._anchor, last, reading)
        return self._do_note("Clock", changes) if changes else None

    def _do_note(self, label: str, changes: Iterable[Change]) -> Edit:
        edit = tagging.edit_of(self.timeline, label, list(changes))
        return self.history.do(replace(edit, act="note"))

    def _do(self, edit: Edit | None) -> Edit | None:
        return None if edit is None or not edit.changes else self.history.do(edit)

    # The session -----------------------------------------------------------------------------

    def start(self) -> Edit | None:
        """Start the session now. None when it runs already."""
        reading = self._read_clock()
        if self.running():
            return None
        edit = self.history.do(sitting.start(self.timeline, reading))
        self._anchor = newest_anchor(self.timeline)
        self._last_reading = reading
        return edit

    def end(self) -> Edit | None:
        """End the session now. None when it is not running."""
        at = self._now()
        if not self.running():
            return None
        return self._do(sitting.end(self.timeline, at, self._last_reading or self._read_clock()))

    def next_item(self) -> Edit | None:
        """Go on to the next agenda item."""
        return self._do(sitting.next_item(self.timeline, self._now()))

    def pause(self) -> Edit | None:
        """Begin a break; the clock goes on."""
        return self._do(sitting.pause(self.timeline, self._now()))

    def resume(self) -> Edit | None:
        """End the break."""
        return self._do(sitting.resume(self.timeline, self._now()))

    def arrive(self, seat_uid: str) -> Edit | None:
        """Record that a seat has come in."""
        return self._do(sitting.arrive(self.timeline, seat_uid, self._now()))

    def leave(self, seat_uid: str) -> Edit | None:
        """Record that a seat has left."""
        return self._do(sitting.leave(self.timeline, seat_uid, self._now()))

    def not_here_yet(self, seat_uid: str) -> Edit | None:
        """Record that a seat is expected and not in the room yet."""
        return self._do(sitting.expected_later(self.timeline, seat_uid))

    def rearrange(self, order: Sequence[str]) -> Edit | None:
        """Seat everybody in a new order round the table."""
        return self._do(sitting.rearrange(self.timeline, order))

    def add_seat(self, label: str, attendance: str = "guest", **fields: Any) -> Edit | None:
        """Give somebody who came in a seat, at the last place, present from now."""
        at = self._now()
        seat = Seat(
            new_uid(),
            self.timeline.session.uid,
            label,
            attendance=attendance,
            place=len(self.timeline.seats),
            present_from_ms=at.offset_ms if self.running() else None,
            **fields,
        )
        return self._do(sitting.add_seat(self.timeline, seat))

    # The floor -------------------------------------------------------------------------------

    def floor(self, seat_uid: str) -> Edit | None:
        """Give a seat the floor; the same seat again ends its turn."""
        return self._do(tagging.floor(self.timeline, seat_uid, self._now()))

    def silence(self) -> Edit | None:
        """Begin a silence; again ends it."""
        return self._do(tagging.floor(self.timeline, None, self._now()))

    def nobody(self) -> Edit | None:
        """End the open turn: nobody has the floor."""
        return self._do(tagging.nobody(self.timeline, self._now()))

    # Moments ---------------------------------------------------------------------------------

    def press(self, tag_id: str) -> Edit | None:
        """Tag a moment now."""
        at = self._now()
        return self._do(tagging.press(self.timeline, tag_id, at))

    def something(self) -> Edit | None:
        """Mark now that something happened, to be classified later."""
        return self._do(tagging.something(self.timeline, self._now()))

    def interject(self, action: str = "") -> Edit | None:
        """Record that the coach interjects now."""
        return self._do(tagging.interject(self.timeline, self._now(), action))

    def let_run(self, reason: str = "") -> Edit | None:
        """Record that the coach lets it run now."""
        return self._do(tagging.let_run(self.timeline, self._now(), reason))

    def address(self, seat_uid: str) -> Edit | None:
        """Say to whom the latest moment was; the same again takes it back."""
        moment = self.timeline.latest()
        if moment is None:
            return None
        to = None if moment.addressee == seat_uid else seat_uid
        return self.amend(moment.uid, addressee=to, to_all=False)

    def address_all(self) -> Edit | None:
        """Say that the latest moment was to everybody; again takes it back."""
        moment = self.timeline.latest()
        if moment is None:
            return None
        return self.amend(moment.uid, addressee=None, to_all=not moment.to_all)

    def was(self, seat_uid: str) -> Edit | None:
        """Say that the latest moment was that seat's."""
        moment = self.timeline.latest()
        return None if moment is None else self.amend(moment.uid, seat=seat_uid, by_coach=False)

    def lens(self, lens_id: str) -> Edit | None:
        """Say through whose eyes the latest moment was; the same again takes it back."""
        moment = self.timeline.latest()
        if moment is None:
            return None
        return self.amend(moment.uid, lens=None if moment.lens == lens_id else lens_id)

    def back_date(self) -> Edit | None:
        """Shift the latest moment back by five seconds, up to the session's start."""
        moment = self.timeline.latest()
        return None if moment is None else self._do(tagging.back_date(self.timeline, moment))

    def quick(self, text: str) -> tuple[Quick, Edit | None]:
        """
        Carry out a quick line: a new moment, or words and a note for the latest one.

        Return what was read and the edit; there is none where ``problem`` says why.
        """
        at = self._now()
        said = parse(text, self.timeline.board, self.timeline.seats_in_order())
        if said.problem:
            return said, None
        if said.tag is None:
            moment = self.timeline.latest()
            if moment is None:
                return replace(said, problem="There is no moment yet to write on"), None
            return said, self.amend(moment.uid, **_said_of(said, moment))
        edit = tagging.press(self.timeline, said.tag, at)
        first = edit.changes[0].after
        if not isinstance(first, Moment):
            raise TypeError("a press makes a moment first")
        full = replace(first, **_said_of(said, first))
        return said, self._do(replace(edit, changes=(insert(full), *edit.changes[1:])))

    def amend(self, moment_uid: str, **fields: Any) -> Edit | None:
        """Change fields of a moment, whichever."""
        label = "Edit: " + ", ".join(dict.fromkeys(FIELD_WORDS.get(name, name) for name in fields))
        return self._do(tagging.amend(self.timeline, moment_uid, label, **fields))

    def decide(self, moment_uid: str, **fields: Any) -> Edit | None:
        """Change the decision on a moment (action, level, reason, response, verdict …)."""
        return self._do(tagging.decide(self.timeline, moment_uid, **fields))

    def delete(self, moment_uid: str) -> Edit | None:
        """Delete a moment, with what hangs on it."""
        return self._do(tagging.remove(self.timeline, moment_uid))

    def link(self, kind: str, later_uid: str, earlier_uid: str) -> Edit | None:
        """Link a moment to an earlier one; the same again takes the link away."""
        return self._do(tagging.link(self.timeline, kind, later_uid, earlier_uid))

    # Anything else ---------------------------------------------------------------------------

    def replace_rows(
        self, label: str, pairs: Iterable[tuple[Row | None, Row | None]]
    ) -> Edit | None:
        """Change, add or remove any rows of this session as one edit: (before, after) pairs."""
        changes = [Change(before, after) for before, after in pairs if before != after]
        return self._do(tagging.edit_of(self.timeline, label, changes))

    def can_undo(self) -> bool:
        """
        Tell whether there is an edit that may be taken back from within the session.

        A running session is never undone to before its start, and none to before it was there:
        what was imported or planned is deleted where sessions are listed.
        """
        edit = self.history.next_undo()
        if edit is None or (self.running() and edit.label == sitting.START):
            return False
        return not sitting.brought_in(edit)

    def undo(self) -> Edit | None:
        """Take back the newest edit that may be, or return None."""
        return self.history.undo() if self.can_undo() else None

    def redo(self) -> Edit | None:
        """Do again what was undone last."""
        return self.history.redo()


def _said_of(said: Quick, moment: Moment) -> dict[str, Any]:
    """Return the fields of a moment that a quick line speaks of; what it leaves out stays."""
    fields: dict[str, Any] = {}
    if said.seat is not None:
        fields |= {"seat": said.seat, "by_coach": False}
    if said.addressee is not None or said.to_all:
        fields |= {"addressee": said.addressee, "to_all": said.to_all}
    if said.lens is not None:
        fields["lens"] = said.lens
    if said.words:
        fields["words"] = said.words
    if said.note:
        fields["note"] = said.note
    return fields or {"note": moment.note}
