"""Find sessions and what stands in them, as rows of the list of sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from livecoach.core.planning.meetings import KIND_NAMES, STATE_NAMES
from livecoach.ui.desk import Desk
from livecoach.ui.programme.session_list import Item, counted, session_item
from livecoach.ui.record_search import look_up

if TYPE_CHECKING:
    from livecoach.store.reading import SessionLine
    from livecoach.store.searching import Found

WHERE = {
    "moment": "Moment",
    "agenda_item": "Agenda",
    "check_out": "Check-out",
    "observation": "Reflection",
    "remark": "Remark",
    "organisation": "Organisation",
    "post": "Post",
    "engagement": "Programme",
}


def all_items(lines: Sequence[SessionLine], today: date) -> list[Item]:
    """Return a row for each session."""
    return [session_item(line, today) for line in lines]


def found_items(desk: Desk, lines: Sequence[SessionLine], text: str, today: date) -> list[Item]:
    """Return the sessions whose line holds every word, then what is found inside sessions."""
    from livecoach.store.searching import MOST

    words = text.casefold().split()
    rows = [session_item(line, today) for line in lines]
    sessions = [row for row, line in zip(rows, lines, strict=True) if _holds(row, line, words)]
    found, about = desk.writer.ask(lambda db: look_up(db, text, MOST))
    inside = [one for one in found if one.kind in WHERE]
    items: list[Item] = []
    if sessions:
        items += [Item("h-sessions", "", counted(len(sessions), "session")), *sessions]
    if inside:
        items.append(Item("h-inside", "", f"{len(inside)} found inside"))
        items += [_found_item(one, about.get(one.uid, "")) for one in inside]
    return items or [Item("h-none", "", "Nothing holds all of these words")]


def _holds(row: Item, line: SessionLine, words: Sequence[str]) -> bool:
    kept = (line.title, KIND_NAMES[line.kind], STATE_NAMES[line.state], line.location, row.day)
    text = " ".join(kept).casefold()
    return all(word in text for word in words)


def _found_item(found: Found, about: str) -> Item:
    from livecoach.store.searching import FOUND_FROM, FOUND_TO

    marks: list[tuple[str, bool]] = []
    for part in " ".join(found.text.split()).split(FOUND_FROM):
        inside, _, after = part.partition(FOUND_TO) if FOUND_TO in part else ("", "", part)
        marks += [(inside, True)] if inside else []
        marks += [(after, False)] if after else []
    plain = "".join(text for text, _ in marks)
    where = about or WHERE[found.kind]
    title = f"{where} · {found.title}" if found.title else where
    if not found.session:
        return Item(found.uid, found.uid, title, plain, page="engagement", marks=tuple(marks))
    go = f"{found.session}/{found.uid}" if found.kind == "moment" else found.session
    return Item(found.uid, go, title, plain, marks=tuple(marks))
