"""Read the meeting's agenda as typed, an item a line with its minutes, and write it back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from livecoach.core.edit import Change, Edit, delete, insert
from livecoach.core.ids import new_uid
from livecoach.core.session import AgendaItem

LONGEST_ITEM_MIN = 480
_NO_MINUTES = " -"
_UNIT = re.compile(r"(.*?)[\s,:(–-]+(\d{1,3})\s*(?:minutes|minute|mins|min|m|')\)?", re.IGNORECASE)
_BARE = re.compile(r"(.*?\D)[\s,:]\s*(\d{1,3})")


@dataclass(frozen=True, slots=True)
class TypedItem:
    """An agenda item as typed; minutes are None where none were given."""

    title: str
    minutes: int | None


def read_agenda(text: str) -> list[TypedItem]:
    """
    Return the items of "Stroke pathway 25" lines, with their planned minutes.

    A number at the end is the minutes, up to eight hours; a larger one ("Winter plan 2026")
    belongs to the title, and so does any that a dash stands after ("Item 3 -").
    """
    found = []
    for line in text.splitlines():
        plain = re.sub(r"^\s*(?:\d{1,2}[.)]|[-•*])\s+", "", " ".join(line.split()))
        if not plain:
            continue
        if plain.endswith(_NO_MINUTES) and plain != _NO_MINUTES:
            found.append(TypedItem(plain.removesuffix(_NO_MINUTES).strip(), None))
            continue
        match = _UNIT.fullmatch(plain) or _BARE.fullmatch(plain)
        if match and match[1].strip() and 0 < int(match[2]) <= LONGEST_ITEM_MIN:
            found.append(TypedItem(match[1].strip(" ,:-–("), int(match[2])))
        else:
            found.append(TypedItem(plain, None))
    return found


def write_agenda(items: Sequence[AgendaItem]) -> str:
    """Return the items as the lines that ``read_agenda`` reads."""
    lines = []
    for item in items:
        if item.planned_min is not None:
            lines.append(f"{item.title} {item.planned_min} min")
        elif read_agenda(item.title) == [TypedItem(item.title, None)]:
            lines.append(item.title)
        else:
            lines.append(f"{item.title}{_NO_MINUTES}")
    return "\n".join(lines)


def planned_total(items: Sequence[TypedItem]) -> int:
    """Return the planned minutes of all items."""
    return sum(item.minutes or 0 for item in items)


def set_agenda(session: str, now: Sequence[AgendaItem], typed: Sequence[TypedItem]) -> Edit | None:
    """
    Return the edit that makes the agenda what was typed, or None when it is so already.

    An item whose title stands is the same item, with the times it had.
    """
    left = sorted(now, key=lambda item: (item.place, item.uid))
    changes: list[Change] = []
    for place, item in enumerate(typed):
        old = next((row for row in left if row.title == item.title), None)
        if old is None:
            changes.append(insert(AgendaItem(new_uid(), session, item.title, place, item.minutes)))
            continue
        left.remove(old)
        after = replace(old, place=place, planned_min=item.minutes)
        if after != old:
            changes.append(Change(old, after))
    changes += [delete(row) for row in left]
    return Edit(new_uid(), "Change agenda", session, tuple(changes)) if changes else None
