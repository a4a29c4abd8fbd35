"""Record a session into a real vault, as the window does."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from typing import Any

from livecoach.core.clock import Reading
from livecoach.core.edit import Edit, Row, insert
from livecoach.core.history import History
from livecoach.core.ids import new_uid
from livecoach.core.recorder import Recorder
from livecoach.core.timeline import Timeline
from livecoach.store import reading
from livecoach.store.writer import Writer
from tests.core.rooms import HandClock, meeting

ACT_NAMES = (
    "press", "floor", "silence", "nobody", "interject", "let_run", "something", "address",
    "address_all", "was", "lens", "back_date", "quick", "link", "delete", "decide", "amend",
    "pause", "resume", "next_item", "arrive", "leave", "undo", "undo", "redo", "reopen",
)  # fmt: skip


def planned() -> tuple[str, Edit]:
    """Return a session's uid and the edit that makes it, with uids of its own."""
    small = meeting()
    session = dataclasses.replace(small.session, uid=new_uid())
    rows: list[Row] = [session]
    rows.append(dataclasses.replace(small.observation, uid=new_uid(), session=session.uid))
    for seat in small.seats.values():
        rows.append(dataclasses.replace(seat, uid=new_uid(), session=session.uid))
    for item in small.agenda.values():
        rows.append(dataclasses.replace(item, uid=new_uid(), session=session.uid))
    return session.uid, Edit(new_uid(), "New session", "", tuple(map(insert, rows)))


class Live:
    """One session being recorded; without ``uid`` it is a new one, else it is taken up again."""

    def __init__(
        self,
        writer: Writer,
        clock: Callable[[], Reading] | None = None,
        save: Callable[[Edit], None] | None = None,
        uid: str = "",
    ) -> None:
        self.writer = writer
        self.clock: Callable[[], Reading] = clock or HandClock()
        self.save = save or writer.save
        self.uid = uid
        if not uid:
            self.uid, edit = planned()
            self.save(edit)
        self.reopen()
        self.recorder.start()

    def reopen(self) -> None:
        """Read the session back from the vault, as after a restart."""
        self.timeline: Timeline = self.writer.ask(partial(reading.timeline, session_uid=self.uid))
        self.seats = [seat.uid for seat in self.timeline.seats_in_order()]
        history = History(
            self.timeline.apply,
            self.save,
            lambda edit: None,
            lambda: self.writer.ask(partial(reading.journal, scope=self.uid)),
        )
        self.recorder = Recorder(self.timeline, history, self.clock)

    def act(self, name: str, number: int) -> None:
        """Do what one key does; ``number``, from 0 to 5, says which seat, tag or moment."""
        if isinstance(self.clock, HandClock):
            self.clock.tick(700 + 911 * number)
        recorder, seat = self.recorder, self.seats[number]
        moments = list(self.timeline.moments)
        match name:
            case "press":
                recorder.press(("us-and-them", "loaded")[number % 2])
            case "floor" | "address" | "was" | "arrive" | "leave":
                getattr(recorder, name)(seat)
            case "lens":
                recorder.lens(("patient", "system")[number % 2])
            case "quick":
                recorder.quick(('us-and-them "you people always"', "a note, it’s §ö")[number % 2])
            case "link":
                if len(moments) > 1:
                    recorder.link("takes_up", moments[-1], moments[-2])
            case "delete" | "decide" | "amend":
                if moments:
                    self._about(name, moments[number % len(moments)])
            case "reopen":
                self.reopen()
            case _:
                getattr(recorder, name)()

    def _about(self, name: str, moment: str) -> None:
        fields: dict[str, Any] = {"decide": {"verdict": "landed"}, "amend": {"words": "x"}}
        if name != "decide" or self.timeline.decision(moment) is not None:
            getattr(self.recorder, name)(moment, **fields.get(name, {}))
