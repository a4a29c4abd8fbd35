"""Turn what the record holds into lines of the palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from livecoach.ui.palette import Hit

if TYPE_CHECKING:
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
    from livecoach.store.searching import FOUND_FROM, FOUND_TO, search

    lines = []
    for found in writer.ask(lambda db: search(db, typed, MOST)):
        words = found.text.replace(FOUND_FROM, "").replace(FOUND_TO, "")
        kind = KINDS.get(found.kind, found.kind.replace("_", " ").capitalize())
        more = " · ".join(part for part in (kind, found.title) if part)
        run = partial(go, "session", found.session) if found.session else partial(go, "engagement")
        lines.append(Hit(" ".join(words.split()), run, more))
    return lines
