"""Decide what a press does now: the plain thing, or the second key of something begun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from livecoach.core.edit import Edit
from livecoach.core.moment import Decision, Moment
from livecoach.core.recorder import Recorder
from livecoach.core.session import Seat
from livecoach.ui.live import follow_up
from livecoach.ui.live.commands import LINK_HINT, LINK_KEYS
from livecoach.ui.live.follow_up import Choice, Question
from livecoach.ui.settings.values import Choices

AGAIN_MS = 2000  # the same tag sooner than this is one press meant once
WAITS = {
    "to": "To whom was it? Press a seat",
    "was": "Whose was it? Press a seat",
    "presence": "Who came in or left? Press a seat",
}


class Pressing:
    """
    The presses of one recorder. ``say`` shows a quiet word; ``modes_changed`` that a mode did.

    At most one thing waits for its second key: a seat (``waiting``), the name of an interjection
    (``naming``) or the kind of a link (``linking``). Any other key does what it always does.
    """

    def __init__(
        self,
        recorder: Recorder,
        choices: Callable[[], Choices],
        say: Callable[[str], None],
        modes_changed: Callable[[], None],
    ) -> None:
        self.recorder = recorder
        self._choices = choices
        self._say = say
        self._modes_changed = modes_changed
        self.waiting = ""
        self.naming: tuple[str, Question] | None = None
        self.linking = False

    # Modes -----------------------------------------------------------------------------------

    def forget(self) -> bool:
        """Leave whatever waits for a second key; return whether anything did."""
        stood = bool(self.waiting or self.naming or self.linking)
        if stood:
            self.waiting, self.naming, self.linking = "", None, False
            self._modes_changed()
        return stood

    def wait_for_seat(self, what: str) -> None:
        """Have the next seat say to whom, whose, or who came in or left; again leaves it."""
        again = self.waiting == what
        self.forget()
        if again:
            self._say("")
            return
        self.waiting = what
        self._say(WAITS[what])
        self._modes_changed()

    def second_key(self, key: str, chosen: str) -> bool:
        """Take a plain key as the second of what waits; return whether it was one."""
        if self.naming is not None:
            uid, asked = self.naming
            choice = next((one for one in asked.choices if one.key == key), None)
            self.forget()
            if choice is not None:
                self.answer(uid, choice)
                return True
        if self.linking and key in LINK_KEYS:
            self.link(LINK_KEYS[key], chosen)
            return True
        if self.linking and key not in ("Up", "Down", "PgUp", "PgDown"):
            self.forget()
            self._say("")
        return False

    # Presses ---------------------------------------------------------------------------------

    def tag(self, tag_id: str) -> Edit | None:
        """Tag a moment; the same tag within two seconds is one press, unless the coach says so."""
        latest = self.recorder.timeline.latest()
        if not self._ready():
            return None
        same = latest is not None and latest.tag == tag_id
        if same and latest is not None and not self._choices().same_tag_again:
            since = self.recorder.now_ms() - latest.pressed_ms
            if 0 <= since < AGAIN_MS:
                tag = self.recorder.timeline.board.tag(tag_id)
                name = tag_id if tag is None else tag.name
                self._say(f"{name} again within two seconds: counted once")
                return None
        return self._said(self.recorder.press(tag_id))

    def seat(self, uid: str) -> Edit | None:
        """Give the seat the floor, or take it as what waits for a seat."""
        waiting, self.waiting = self.waiting, ""
        if not waiting:
            return self._said(self.recorder.floor(uid)) if self._ready() else None
        self._modes_changed()
        self._say("")
        if waiting == "to":
            return self.address(uid)
        if waiting == "was":
            return self.was(uid)
        return self.come_or_go(uid)

    def address(self, uid: str) -> Edit | None:
        """Say to whom the newest moment was."""
        return self._needs_moment(self.recorder.address(uid))

    def was(self, uid: str) -> Edit | None:
        """Say that the newest moment was that seat's."""
        return self._needs_moment(self.recorder.was(uid))

    def to_all(self) -> Edit | None:
        """Say that the newest moment was to everybody."""
        return self._needs_moment(self.recorder.address_all())

    def lens(self, lens_id: str) -> Edit | None:
        """Say through whose eyes the newest moment was."""
        return self._needs_moment(self.recorder.lens(lens_id))

    def back_date(self) -> Edit | None:
        """Put the newest moment five seconds back."""
        return self._needs_moment(self.recorder.back_date())

    def come_or_go(self, uid: str) -> Edit | None:
        """Record that a seat left, or came in where it was not here."""
        seat = self.recorder.timeline.seats[uid]
        if not self.recorder.running():
            here = seat.present_to_ms is None
            return self.recorder.not_here_yet(uid) if here else self._here(seat)
        if seat.present_to_ms is None:
            return self.recorder.leave(uid)
        return self.recorder.arrive(uid)

    def _here(self, seat: Seat) -> Edit | None:
        here = replace(seat, present_from_ms=None, present_to_ms=None)
        return self.recorder.replace_rows("Here after all", [(seat, here)])

    def interject(self) -> Edit | None:
        """Record an interjection now; one more key may name it."""
        if not self._ready():
            return None
        edit = self._said(self.recorder.interject())
        moment = _made(edit)
        if moment is not None:
            taken = [seat.key for seat in self.recorder.timeline.seats.values() if seat.key]
            self.naming = (moment.uid, follow_up.actions(taken))
            self._modes_changed()
        return edit

    def let_run(self) -> Edit | None:
        """Record that it is let run."""
        if not self._ready():
            return None
        return self._said(self.recorder.let_run())

    def something(self) -> Edit | None:
        """Mark that something happened."""
        if not self._ready():
            return None
        return self._said(self.recorder.something())

    def silence(self) -> Edit | None:
        """Begin or end a silence."""
        if not self._ready():
            return None
        return self._said(self.recorder.silence())

    def nobody(self) -> Edit | None:
        """Take the floor from whoever has it."""
        if not self._ready():
            return None
        return self._said(self.recorder.nobody())

    def next_item(self) -> Edit | None:
        """Go on to the next agenda item."""
        return self.recorder.next_item() if self._ready() else None

    def pause_or_resume(self) -> Edit | None:
        """Begin a break, or end the one that runs."""
        if not self._ready():
            return None
        if self.recorder.timeline.open_break is None:
            return self.recorder.pause()
        return self.recorder.resume()

    def answer(self, uid: str, choice: Choice) -> Edit | None:
        """Write an answer to what a decision's row asked."""
        if uid not in self.recorder.timeline.moments:
            return None
        self._say("")
        return self.recorder.decide(uid, **{choice.field: choice.value})

    # Links -----------------------------------------------------------------------------------

    def begin_link(self) -> bool:
        """Wait for the kind of a link from the newest moment; return whether there can be one."""
        self.forget()
        if len(self.recorder.timeline.moments) < 2:
            self._say("A link needs two moments")
            return False
        self.linking = True
        self._say(LINK_HINT)
        self._modes_changed()
        return True

    def link(self, kind: str, earlier: str) -> Edit | None:
        """Link the newest moment to an earlier one."""
        self.forget()
        latest = self.recorder.timeline.latest()
        if latest is None or earlier not in self.recorder.timeline.moments:
            return None
        if earlier == latest.uid:
            self._say("Choose an earlier moment than the newest one")
            return None
        self._say("")
        return self.recorder.link(kind, latest.uid, earlier)

    # Within ----------------------------------------------------------------------------------

    def _ready(self) -> bool:
        """Tell whether the session runs; say so where it does not."""
        state = self.recorder.timeline.session.state
        if state == "live":
            return True
        if state == "planned":
            self._say("Start the session first, at the top right or with Ctrl+Enter")
        else:
            self._say("The session has ended; its moments can still be edited here")
        return False

    def _said(self, edit: Edit | None) -> Edit | None:
        self._say("")
        return edit

    def _needs_moment(self, edit: Edit | None) -> Edit | None:
        if edit is None and not self.recorder.timeline.moments:
            self._say("There is no moment yet to say that of")
        elif edit is not None:
            self._say("")
        return edit


def _made(edit: Edit | None) -> Moment | None:
    """Return the moment that an edit made together with a decision, or None."""
    if edit is None or not any(isinstance(change.row, Decision) for change in edit.changes):
        return None
    return next((c.after for c in edit.changes if isinstance(c.after, Moment)), None)
