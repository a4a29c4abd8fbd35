"""Name the columns of a tag log: the example's ten first, then ours."""

from __future__ import annotations

import re
from collections.abc import Iterable

from livecoach.core.moment import Moment

EXAMPLE = (
    "offset",
    "seat",
    "tag",
    "addressed_to",
    "note",
    "lens",
    "coach_action",
    "duration_s",
    "ref",
    "links_to",
)
OURS = (
    "uid",
    "seq",  # the order of entry
    "ref_made",  # yes: the log had no reference here, the export made one
    "tag_id",
    "words",  # what was said, parted from
    "note_only",  # what the coach makes of it
    "imported_note",
    "source",
    "pressed",  # when the key was pressed, where that is later than offset
    "wall_utc_ms",
    "links",  # kind:ref, for each link
    "decision",
    "action",
    "level",
    "noticed",  # the ref of what was noticed
    "reason",
    "response",
    "verdict",
    "session_title",
    "session_kind",
    "session_started",
    "session_ended",
    "session_length",
    "board",
)
REF = re.compile(r"[^\s,;]{1,64}")  # a row's reference: one word, so that links can name many


def refs(moments: Iterable[Moment]) -> dict[str, str]:
    """Return how each moment is called in the file, by uid: its own reference, or one made."""
    rows = list(moments)
    taken = {moment.ref for moment in rows if moment.ref}
    named: dict[str, str] = {}
    for moment in rows:
        ref = moment.ref or f"M{moment.seq:02d}"
        if not moment.ref and ref in taken:
            ref = moment.uid
        named[moment.uid] = ref
        taken.add(ref)
    return named
