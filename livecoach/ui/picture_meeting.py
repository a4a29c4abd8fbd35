"""Record the example's meeting again, key by key and with its own clock, for the pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from livecoach.core.board import Board, Tag, freeze
from livecoach.core.clock import Reading
from livecoach.core.ids import new_uid
from livecoach.core.moment import Moment
from livecoach.core.planning.meetings import choose_board
from livecoach.core.session import AgendaItem
from livecoach.core.timeline import Timeline
from livecoach.store import reading
from livecoach.ui.programme import start
from livecoach.ui.programme.book import Book

if TYPE_CHECKING:
    from livecoach.core.recorder import Recorder
    from livecoach.ui.desk import Desk

STARTS_UTC_MS = 1_773_307_800_000  # 12 March 2026, 09:30 in London: a week after the example's
SHOWN_AT_MS = (42 * 60 + 17) * 1000
AGENDA = (("Welcome", 10), ("Stroke pathway", 25), ("Discharge and flow", 25), ("Check-out", 15))
ITEMS_BEGIN_MS = (0, 8 * 60_000, 31 * 60_000)
A_TURN_MS = 35_000  # the example's log has moments only: each is said within a turn of this length


@dataclass(slots=True)
class Hand:
    """A clock that stands where it is put; milliseconds from the meeting's start."""

    at_ms: int = 0

    def read(self) -> Reading:
        """Return all clocks as they would read then."""
        boot = 1_000_000 + self.at_ms
        return Reading(boot, boot, STARTS_UTC_MS + self.at_ms, 0, "pictures")


def record_again(desk: Desk, hand: Hand, example: str) -> str:
    """Plan a session as the example's, start it and record it up to SHOWN_AT_MS; return its uid."""
    book = Book(desk)
    old = desk.writer.ask(lambda db: reading.timeline(db, example))
    uid = start.plan(desk, book, "live")
    recorder = desk.recorder(uid, lambda _: None)
    board = start.default_board()
    edit = choose_board(recorder.timeline.observation, freeze(board))
    if edit is not None:
        recorder.history.do(edit)
    recorder.replace_rows("Set agenda", [(None, row) for row in _agenda(uid)])
    recorder.start()
    same = _alike(old, recorder.timeline)
    tag_for = _translated(old.board, board)
    begins = list(ITEMS_BEGIN_MS)
    for moment in old.moments_in_order():
        if moment.offset_ms > SHOWN_AT_MS - 2000:
            break
        if begins and moment.offset_ms >= begins[0]:
            hand.at_ms = max(begins.pop(0), hand.at_ms)
            recorder.next_item()
        _take_part(recorder, hand, moment, same, tag_for)
    hand.at_ms = SHOWN_AT_MS
    return uid


def _agenda(session_uid: str) -> list[AgendaItem]:
    return [
        AgendaItem(new_uid(), session_uid, title, place, minutes)
        for place, (title, minutes) in enumerate(AGENDA)
    ]


def _alike(old: Timeline, new: Timeline) -> dict[str, str]:
    by_label = {seat.label: seat.uid for seat in new.seats.values()}
    return {uid: by_label[seat.label] for uid, seat in old.seats.items() if seat.label in by_label}


def _translated(old: Board, new: Board) -> Callable[[str | None], Tag | None]:
    """Return what tells the new board's tag for one of the old: the same meaning, or none."""
    known: dict[str, list[Tag]] = {}
    for tag in new.tags:
        known.setdefault(tag.meaning or tag.id, []).append(tag)

    def tag_for(tag_id: str | None) -> Tag | None:
        tag = old.tag(tag_id)
        if tag is None:
            return None
        by_name = next((one for one in new.tags if one.id == tag.id), None)
        choices = known.get(tag.meaning or tag.id, [])
        return by_name or (choices[0] if choices else None)

    return tag_for


def _take_part(
    recorder: Recorder,
    hand: Hand,
    moment: Moment,
    same: dict[str, str],
    tag_for: Callable[[str | None], Tag | None],
) -> None:
    timeline = recorder.timeline
    seat = same.get(moment.seat or "")
    open_turn = timeline.open_turn
    if open_turn is not None and moment.offset_ms > open_turn.start_ms + A_TURN_MS:
        hand.at_ms = max(open_turn.start_ms + A_TURN_MS, hand.at_ms)
        recorder.nobody()
    hand.at_ms = max(moment.offset_ms - 6000, hand.at_ms + 500)
    if seat is not None and (timeline.open_turn is None or timeline.open_turn.seat != seat):
        recorder.floor(seat)
    hand.at_ms = max(moment.offset_ms, hand.at_ms + 500)
    tag = tag_for(moment.tag)
    if tag is None:
        return
    recorder.press(tag.id)
    addressed = same.get(moment.addressee or "")
    if addressed is not None:
        recorder.address(addressed)
    latest = timeline.latest()
    if latest is not None and (moment.words or moment.note):
        recorder.amend(latest.uid, words=moment.words, note=moment.note)
