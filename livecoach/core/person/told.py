"""Say what one row holds, field by field, and how much of it its person may read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from livecoach.core import timecode
from livecoach.core.coaching import Agreement, Diagnosis, Pair, PairNote, Theme
from livecoach.core.edit import Row
from livecoach.core.engagement import Engagement, Organisation, Post
from livecoach.core.moment import (
    ACTIONS,
    HOLD_REASONS,
    RESPONSES,
    VERDICTS,
    Decision,
    Link,
    Moment,
    Remark,
)
from livecoach.core.observation import Break, Observation, Turn
from livecoach.core.person.around import QUOTE, Around
from livecoach.core.person.who import MASK
from livecoach.core.session import AgendaItem, CheckOut, Seat, Session
from livecoach.core.summary import Release, SummaryPiece
from livecoach.core.words import part

# What the person may read of a field.
OPEN = "open"  # as it stands: times, tags, numbers, their own post
NAMES = "names"  # others' names taken out
QUOTES = "quotes"  # others' names and what stands in quotation marks taken out
WHOLE = "whole"  # nothing: it is another person, or another person's words
_ACTIONS = {name: words for _, name, words in ACTIONS}
_WORDS = {**dict(HOLD_REASONS), **dict(RESPONSES), **dict(VERDICTS)}
LINKS = {"takes_up": "takes up", "restates": "restates", "credits": "credits",
         "answers": "answers", "follows": "follows"}  # fmt: skip
USES = {"nothing": "Nothing", "theme": "As a theme", "attributed": "With the name"}
YOUR_TRY = "What you will try"


@dataclass(frozen=True, slots=True)
class Told:
    """One field of a row: its label, what stands there, and how much its person may read."""

    label: str
    text: str
    sight: str = NAMES


def read_by(told: Told, around: Around) -> str:
    """Return a field as its person may read it."""
    if told.sight == OPEN or not told.text:
        return told.text
    if told.sight == WHOLE:
        return MASK
    if told.sight == QUOTES:
        words, rest = part(told.text)
        return " ".join(filter(None, (around.who.masked(rest), MASK if words else "")))
    return around.who.masked(told.text)


def told_of(row: Row, around: Around) -> tuple[Told, ...]:
    """Return what a row holds, empty fields left out."""
    return tuple(one for one in _told(row, around) if one.text)


def _told(row: Any, around: Around) -> Iterator[Told]:
    match row:
        case Moment():
            yield from _moment(row, around)
        case Turn():
            yield Told("Had the floor", _span(row.start_ms, row.end_ms), OPEN)
            yield from _seat_told("Who", row.seat, around, row.by_coach)
        case CheckOut():
            yield from _check_out(row, around)
        case Decision():
            yield from _decision(row, around)
        case Link():
            yield from _link(row, around)
        case Remark():
            yield Told("Kind", row.kind.capitalize(), OPEN)
            yield Told("Written", row.written_at, OPEN)
            yield Told("Text", row.text)
        case SummaryPiece():
            yield Told("Section", row.section)
            yield Told("Text", row.text, _piece_sight(row, around))
            yield Told("State", row.state, OPEN)
        case Diagnosis():
            own = row.session in around.alone
            yield Told("Question", row.prompt)
            yield Told("What was said", row.text, NAMES if own else WHOLE)
            theme = around.themes.get(row.theme or "")
            yield Told("Theme", "" if theme is None else theme.name)
            yield Told("May be used", USES[row.may_be_used], OPEN)
        case PairNote():
            yield from _pair_note(row, around)
        case Pair():
            for post in (row.post_a, row.post_b):
                if post != around.who.post:
                    found = around.posts.get(post)
                    yield Told("With", "?" if found is None else found.title, WHOLE)
            yield Told("State", row.state.replace("_", " "), OPEN)
            yield Told("On", row.on_date, OPEN)
        case Release():
            to_all = row.audience == "group" or around.who.names.mentioned(row.recipient)
            yield Told("For", row.audience, OPEN)
            yield Told("Format", row.form, OPEN)
            yield Told("Let go", row.released_at[:16].replace("T", " "), OPEN)
            yield Told("Sent to", row.recipient, NAMES if to_all else WHOLE)
            yield Told("Fingerprint", row.fingerprint, OPEN)
        case _:
            yield from _who_and_what(row, around)


def _who_and_what(row: Any, around: Around) -> Iterator[Told]:
    """Say what the rows that set a record up hold."""
    match row:
        case Post():
            own = row.uid == around.who.post
            group = around.organisations.get(row.organisation)
            yield Told("Post", row.title, OPEN if own else WHOLE)
            yield Told("Organisation", "" if group is None else group.name)
            yield Told("Role", row.role_kind, OPEN)
            yield Told("Name", row.person, OPEN if own else WHOLE)
        case Seat():
            own = around.is_theirs(row.uid)
            yield Told("Seat", row.label, OPEN if own else WHOLE)
            yield Told("Organisation", row.organisation)
            yield Told("Attendance", row.attendance, OPEN)
            for label, at in (("From", row.present_from_ms), ("To", row.present_to_ms)):
                yield Told(label, "" if at is None else timecode.minutes(at), OPEN)
        case Session():
            yield Told("Title", row.title)
            yield Told("Place", row.location)
            yield Told("State", row.state, OPEN)
        case Observation():
            yield Told("Observer", row.observer)
            yield Told("Reflection", row.reflection)
            yield Told("Tag board", "; ".join(_named_on(row.board, around)))
        case Break():
            yield Told("Break", _span(row.start_ms, row.end_ms), OPEN)
        case AgendaItem():
            yield Told("Agenda item", row.title)
        case Organisation() | Theme():
            yield Told("Name", row.name)
        case Engagement():
            yield Told("Programme", row.name)
            yield Told("Purpose", row.purpose)
            yield Told("Agreement", row.agreement_text)
            yield Told("What is shared with whom", row.sharing)
        case Agreement():
            yield Told("Version", str(row.version), OPEN)
            yield Told("Agreed on", row.agreed_on, OPEN)
            yield Told("Parties", row.parties)
            yield Told("What is logged", row.logged)
            yield Told("What goes to whom", row.sharing)
            yield Told("How long it is kept", row.retention)
            yield Told("Anything else", row.text)


def _span(start_ms: int, end_ms: int | None) -> str:
    end = "the end" if end_ms is None else timecode.minutes(end_ms)
    return f"{timecode.minutes(start_ms)} to {end}"


def _moment(row: Moment, around: Around) -> Iterator[Told]:
    board = around.board_of(row.observation)
    tag, lens = board.tag(row.tag), board.lens(row.lens)
    own, named = around.said_by_them(row), tag.name if tag is not None else row.tag
    elsewhere = not own and not row.by_coach
    yield Told("Time", timecode.minutes(row.offset_ms), OPEN)
    yield Told("Tag", named or "Something happened")
    yield Told("Lens", lens.name if lens is not None else row.lens or "")
    yield from _seat_told("Who", row.seat, around, row.by_coach)
    to_all = Told("To", "Everybody", OPEN) if row.to_all else None
    yield from (to_all,) if to_all else _seat_told("To", row.addressee, around, False)
    yield Told("Words said", row.words, WHOLE if elsewhere else NAMES)
    yield Told("Coach’s note", row.note, QUOTES if elsewhere else NAMES)
    yield Told("Coach’s stance", row.coach_action, QUOTES if elsewhere else NAMES)
    yield Told("Note as it came", row.imported_note, WHOLE if elsewhere else NAMES)
    yield Told("Reference", row.ref)
    yield Told("Noted", row.source, OPEN)


def _seat_told(label: str, seat: str | None, around: Around, by_coach: bool) -> Iterator[Told]:
    if by_coach:
        yield Told(label, "The coach", OPEN)
    elif seat is not None:
        own, found = around.is_theirs(seat), around.seats.get(seat)
        yield Told(label, "?" if found is None else found.label, OPEN if own else WHOLE)


def _check_out(row: CheckOut, around: Around) -> Iterator[Told]:
    own = around.is_theirs(row.seat) or row.session in around.alone
    sight = NAMES if own else WHOLE
    yield from _seat_told("Whose", row.seat, around, False)
    yield Told("Felt heard", "" if row.heard is None else f"{row.heard} of 10", sight)
    learned = "" if row.learned is None else "yes" if row.learned else "no"
    yield Told("Learned something", learned, sight)
    yield Told("What", row.learned_words, sight)
    yield Told("Whose voice was missed", row.missed_words, sight)
    yield Told("To do differently", row.different_words, sight)


def _decision(row: Decision, around: Around) -> Iterator[Told]:
    for label, uid in (("Time", row.moment), ("About the moment at", row.noticed or "")):
        found = around.moments.get(uid)
        yield Told(label, "" if found is None else timecode.minutes(found.offset_ms), OPEN)
    choice = {"let_run": "Let it run", "interject": "Interject"}[row.choice]
    yield Told("The coach’s choice", choice, OPEN)
    yield Told("What the coach did", _ACTIONS.get(row.action, row.action))
    yield Told("Level", row.level)
    yield Told("Why held back", _WORDS.get(row.reason, row.reason))
    yield Told("What the room did with it", _WORDS.get(row.response, row.response))
    yield Told("The coach’s own verdict on it", _WORDS.get(row.verdict, row.verdict))


def _link(row: Link, around: Around) -> Iterator[Told]:
    later, earlier = (around.moments.get(uid) for uid in (row.later, row.earlier))
    for label, found in (("Moment", later), ("Earlier moment", earlier)):
        if found is not None:
            yield Told(f"{label} at", timecode.minutes(found.offset_ms), OPEN)
            yield from _seat_told(f"{label}, whose", found.seat, around, found.by_coach)
    yield Told("How they hang together", f"the later {LINKS[row.kind]} the earlier", OPEN)


def _pair_note(row: PairNote, around: Around) -> Iterator[Told]:
    yield Told("Purpose", row.purpose)
    yield Told("What shifted", row.shifted)
    theirs = {
        place
        for seat, place in around.places.get(row.session, {}).items()
        if around.is_theirs(seat)
    }
    for place, text in enumerate((row.first_will_try, row.second_will_try)):
        own = place in theirs
        yield Told(YOUR_TRY if own else "What the other will try", text, NAMES if own else WHOLE)


def _piece_sight(row: SummaryPiece, around: Around) -> str:
    quoted = around.moments.get(row.key.removeprefix(QUOTE)) if row.key.startswith(QUOTE) else None
    if quoted is None:
        return NAMES
    return NAMES if around.said_by_them(quoted) or quoted.by_coach else WHOLE


def _named_on(board: str, around: Around) -> list[str]:
    """Return the texts of a frozen board that name the person; the rest is not about them."""
    try:
        document = json.loads(board) if board else {}
    except ValueError:
        document = {"": board}
    return [text for text in _texts_in(document) if _names(text, around)]


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    held = value.values() if isinstance(value, dict) else value
    for one in held if isinstance(value, dict | list) else ():
        yield from _texts_in(one)


def _names(text: str, around: Around) -> bool:
    return around.who.names.mentioned(text) or around.who.perhaps.mentioned(text)
