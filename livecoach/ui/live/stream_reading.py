"""Put each row of the stream into words: what is painted, and one sentence for a reader."""

from __future__ import annotations

from dataclasses import dataclass

from livecoach.core import timecode
from livecoach.core.moment import (
    ACTIONS,
    HOLD_REASONS,
    RESPONSES,
    VERDICTS,
    Decision,
    Moment,
)
from livecoach.core.observation import Break, ClockEvent
from livecoach.core.timeline import Timeline
from livecoach.ui.live.look import inside
from livecoach.ui.live.stream_order import Item

LINK_WORDS = {
    "takes_up": "takes up",
    "restates": "restates",
    "credits": "credits",
    "answers": "answers",
    "follows": "follows",
}
SOMETHING = "Something happened"
_CLOCK_WORDS = {
    "slept": "The laptop slept for {time}; the session's clock went on",
    "stepped": "The laptop's clock was set by {time}; the session's clock did not change",
    "zone": "The laptop's time zone changed by {time}; the session's clock did not change",
    "restarted": "Livecoach was started again after {time}; the session's clock went on",
}


@dataclass(frozen=True, slots=True)
class RowWords:
    """The words of one row. ``quiet`` rows are the record's own remarks, not moments."""

    time: str
    shape: str = ""
    colour: str = "muted"
    hollow: bool = False
    head: str = ""
    who: str = ""  # seat and addressee
    aside: str = ""  # lens, lateness, links
    second: str = ""  # words in quotation marks, then the note
    followed: str = ""  # what followed a decision, as far as it is known
    quiet: bool = False

    @property
    def sentence(self) -> str:
        """Return the whole row as one sentence."""
        parts = [self.time, self.head, self.who, self.aside, self.second, self.followed]
        return ", ".join(part for part in parts if part)


def row_words(timeline: Timeline, item: Item) -> RowWords:
    """Return the words of a row of the stream."""
    if isinstance(item, Moment):
        return _moment_words(timeline, item)
    if isinstance(item, Break):
        if item.end_ms is None:
            head = "Break"
        else:
            head = f"Break, {timecode.spoken(item.end_ms - item.start_ms)}"
        return RowWords(timecode.minutes(item.start_ms), head=head, quiet=True)
    return _clock_words(item)


def _clock_words(event: ClockEvent) -> RowWords:
    time = timecode.spoken(abs(event.amount_ms))
    words = _CLOCK_WORDS.get(event.kind, "The laptop's clock: " + event.kind)
    return RowWords(timecode.minutes(event.offset_ms), head=words.format(time=time), quiet=True)


def seat_name(timeline: Timeline, uid: str | None) -> str:
    """Return a seat's label, or ""."""
    seat = timeline.seats.get(uid or "")
    return "" if seat is None else seat.label


def _moment_words(timeline: Timeline, moment: Moment) -> RowWords:
    tag = timeline.board.tag(moment.tag)
    decision = timeline.decision(moment.uid)
    shape, colour = "ring", "muted"
    if tag is not None:
        family = timeline.board.family(tag.family)
        shape, colour = family.shape, family.colour
    elif decision is not None:
        shape, colour = "diamond", "interjection"
    head = tag.name if tag is not None else moment.tag or SOMETHING
    held = decision is not None and decision.choice == "let_run"
    if decision is not None and tag is None:
        named = next((words for _, name, words in ACTIONS if name == decision.action), "")
        head = "Let it run" if held else named or "Interjection"
    who = seat_name(timeline, moment.seat)
    if moment.by_coach and decision is None:
        who = "You"
    to = "everybody" if moment.to_all else seat_name(timeline, moment.addressee)
    if to:
        who = f"{who} → {to}".strip()
    aside = []
    lens = timeline.board.lens(moment.lens)
    if lens is not None:
        aside.append(f"lens: {inside(lens.name)}")
    late = moment.pressed_ms - moment.offset_ms
    if moment.source == "back-dated" and late > 0:
        aside.append(f"put in {timecode.spoken(late)} late")
    aside += _links(timeline, moment)
    said = f"“{moment.words}”" if moment.words else ""
    second = " ".join(part for part in (said, moment.note) if part).replace("\n", " ")
    return RowWords(
        timecode.minutes(moment.offset_ms), shape, colour, held, head, who, " · ".join(aside),
        second, "" if decision is None else followed(timeline, moment, decision),
    )  # fmt: skip


def _links(timeline: Timeline, moment: Moment) -> list[str]:
    words = []
    for uid in sorted(timeline.links_from.get(moment.uid, ())):
        link = timeline.links[uid]
        earlier = timeline.moments.get(link.earlier)
        if earlier is not None:
            words.append(f"{LINK_WORDS[link.kind]} {timecode.minutes(earlier.offset_ms)}")
    return words


def first_responder(timeline: Timeline, moment: Moment) -> tuple[str, int] | None:
    """Return (label, delay in ms) of the first seat to have the floor after a moment, or None."""
    after = moment.offset_ms + 1  # a turn that the interjection itself ended answers nothing
    for _ in range(8):  # the coach's own turn and silences stand between
        turn = timeline.turn_after(after)
        if turn is None:
            return None
        if turn.seat is not None:
            return seat_name(timeline, turn.seat), turn.start_ms - moment.offset_ms
        after = turn.start_ms + 1
    return None


def _words_of(pairs: tuple[tuple[str, str], ...], name: str) -> str:
    return next((words for key, words in pairs if key == name), "")


def followed(timeline: Timeline, moment: Moment, decision: Decision) -> str:
    """Return what is known of what followed: first responder and delay, response, verdict."""
    parts = []
    if decision.choice == "interject":
        first = first_responder(timeline, moment)
        if first is not None:
            parts.append(f"first {first[0]} after {timecode.minutes(first[1]).removeprefix('0')}")
    for pairs, name in (
        (HOLD_REASONS, decision.reason),
        (RESPONSES, decision.response),
        (VERDICTS, decision.verdict),
    ):
        words = _words_of(pairs, name)
        if words:
            parts.append(inside(words) if parts else words)
    return " · ".join(parts)
