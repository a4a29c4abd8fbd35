"""Turn what the record holds into lines of the palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from livecoach.ui.palette import Hit

if TYPE_CHECKING:
    from sqlite_utils import Database

    from livecoach.store.searching import Found
    from livecoach.store.writer import Writer

MOST = 30
KINDS = {
    "engagement": "Programme",
    "organisation": "Organisation",
    "post": "Post",
    "session": "Session",
    "seat": "Seat",
    "agenda_item": "Agenda",
    "check_out": "Check-out",
    "observation": "Reflection",
    "moment": "Moment",
    "remark": "Remark",
}


def hits(writer: Writer, typed: str, go: Callable[..., object]) -> list[Hit]:
    """Return a line for each row that holds the words typed, each going to where it stands."""
    found, about = writer.ask(lambda db: look_up(db, typed, MOST))
    lines = []
    for one in found:
        kind = KINDS.get(one.kind, one.kind.replace("_", " ").capitalize())
        more = " · ".join(part for part in (kind, about.get(one.uid), one.title) if part)
        lines.append(Hit(said(one), partial(go, *where(one)), more))
    return lines


def said(found: Found) -> str:
    """Return the words found, once: an imported row keeps its note beside the note it came as."""
    from livecoach.store.searching import FOUND_FROM, FOUND_TO

    words = " ".join(found.text.replace(FOUND_FROM, "").replace(FOUND_TO, "").split())
    half = len(words) // 2
    return words[:half] if words[:half] == words[half + 1 :] else words


def where(found: Found) -> tuple[str, str]:
    """Return the page, and what on it, where a row stands."""
    if not found.session:
        return "engagement", ""
    if found.kind == "diagnosis":
        return "conversation", found.session
    if found.kind == "moment":
        return "session", f"{found.session}/{found.uid}"
    return "session", found.session


def look_up(db: Database, typed: str, most: int) -> tuple[list[Found], dict[str, str]]:
    """Return what is found, and for each moment when it was, its tag and its seat."""
    from livecoach.core import timecode
    from livecoach.core.board import thaw
    from livecoach.store import reading
    from livecoach.store.searching import search

    found = search(db, typed, most)
    moments = reading.moments(db, [one.uid for one in found if one.kind == "moment"])
    sessions = {one.session for one in found if one.kind == "moment"}
    boards = {
        made.uid: thaw(made.board)
        for session in sessions for made in reading.observations(db, session)
    }  # fmt: skip
    seats = {seat.uid: seat.label for one in sessions for seat in reading.seats(db, one)}
    about = {}
    for moment in moments:
        tag = boards[moment.observation].tag(moment.tag)
        name = moment.tag or "Something happened" if tag is None else tag.name
        who = "" if moment.seat is None else f", {seats.get(moment.seat, '')}"
        about[moment.uid] = f"{timecode.minutes(moment.offset_ms)}  {name}{who}"
    return found, about
