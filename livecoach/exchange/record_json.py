"""Read and write one session complete, as the documented JSON record."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from livecoach.core.board import BadBoard, board_as_dict, board_from_dict, freeze, thaw
from livecoach.core.edit import TABLES, Edit, Row, insert
from livecoach.core.engagement import Organisation, Post
from livecoach.core.ids import new_uid
from livecoach.core.observation import Observation
from livecoach.core.record import ROW_TYPES, BadRecord, as_dict, as_row
from livecoach.core.session import Session
from livecoach.core.summary import SummaryPiece
from livecoach.core.timeline import Timeline
from livecoach.exchange.checks import POINTS_AT, Unsound, check_session
from livecoach.exchange.strict_json import read_object
from livecoach.exchange.table import BadFile

FORMAT = "livecoach session"
VERSION = 1
LABEL = "Import session"
_SHARED = (Organisation, Post)  # belong to the engagement, not to the session
# What one session is made of. One-to-one and pair notes are never part of it.
_HELD: dict[str, type[Row]] = {
    name: kind
    for name, kind in ROW_TYPES.items()
    if kind in (*_SHARED, Session) or kind in POINTS_AT
}


def rows_of(timelines: Iterable[Timeline]) -> list[Row]:
    """Return every row of a session's timelines, one an observer, parents before children."""
    found = {(type(row), row.uid): row for each in timelines for row in _rows(each)}
    order = list(TABLES)
    return sorted(found.values(), key=lambda row: order.index(type(row)))


def _rows(timeline: Timeline) -> list[Row]:
    return [
        timeline.session,
        *timeline.seats_in_order(),
        *timeline.agenda_in_order(),
        *timeline.check_outs.values(),
        timeline.observation,
        *timeline.turns_in_order(),
        *timeline.breaks.values(),
        *timeline.clock_anchors.values(),
        *timeline.clock_events.values(),
        *timeline.moments_in_order(),
        *timeline.decisions.values(),
        *timeline.links.values(),
        *timeline.remarks.values(),
        *timeline.pieces.values(),
        *timeline.releases.values(),
    ]


def posts_of(
    rows: Iterable[Row], organisations: Mapping[str, Organisation], posts: Mapping[str, Post]
) -> list[Row]:
    """Return the posts that the seats among ``rows`` stand for, and their organisations."""
    wanted = {getattr(row, "post", None) for row in rows}
    used = [post for uid, post in posts.items() if uid in wanted]
    homes = {post.organisation for post in used}
    return [*(one for uid, one in organisations.items() if uid in homes), *used]


def write_record(rows: Iterable[Row]) -> bytes:
    """
    Return a session's rows as JSON: a list a kind of row, every field by name.

    The observation's board stands as a document of its own.
    """
    document: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    document.update({name: [] for name in _HELD})
    for row in rows:
        values = as_dict(row)
        if isinstance(row, Observation):
            board = thaw(row.board)
            if freeze(board) == row.board:
                values["board"] = board_as_dict(board)
        document[TABLES[type(row)]].append(values)
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read_record(path: Path) -> list[Row]:
    """Return the rows in a JSON record. Raise BadFile when they are not one whole session."""
    document = read_object(path)
    if document is None:
        raise BadFile(f"{path.name} is not a session that Livecoach wrote.")
    if document.get("format") != FORMAT:
        raise BadFile(f"{path.name} is not a session that Livecoach wrote: no “format”.")
    version = document.get("version")
    if type(version) is not int or not 1 <= version <= VERSION:
        raise BadFile(
            f"{path.name} is of version {version!r}, this Livecoach reads up to {VERSION}; "
            "use a newer Livecoach."
        )
    rows: list[Row] = []
    for name, items in document.items():
        if name in ("format", "version"):
            continue
        if name not in _HELD:
            raise BadFile(f"{path.name}: {name!r} is no part of a session; take it out.")
        if not isinstance(items, list):
            raise BadFile(f"{path.name}: {name!r} should be a list of rows.")
        rows += [_row(path.name, name, place, item) for place, item in enumerate(items, 1)]
    try:
        check_session(rows)
    except Unsound as problem:
        raise BadFile(f"{path.name}: {problem}; nothing was read in.") from None
    order = list(TABLES)
    return sorted(rows, key=lambda row: order.index(type(row)))


def _row(file: str, name: str, place: int, item: Any) -> Row:
    where = f"{file}: {name} {place}"
    if not isinstance(item, dict):
        raise BadFile(f"{where} should be a row of names and values.")
    values = dict(item)
    try:
        if name == "observation" and isinstance(values.get("board"), dict):
            values["board"] = freeze(board_from_dict(values["board"]))
        return as_row(_HELD[name], values)
    except (BadRecord, BadBoard) as problem:
        raise BadFile(f"{where}: {problem}; nothing was read in.") from None


def as_edit(rows: Iterable[Row], taken: Container[str]) -> Edit:
    """
    Return the one edit that brings a session's rows into a vault.

    ``taken`` are the uids the vault has. Posts and organisations that it has stay as they are;
    when the session, or any row of it, is there already, all of its rows get new uids.
    """
    everything = list(rows)
    shared: list[Row] = [
        row for row in everything if isinstance(row, _SHARED) and row.uid not in taken
    ]
    own: list[Row] = [row for row in everything if not isinstance(row, _SHARED)]
    if any(row.uid in taken for row in own):
        own = renewed(own)
    session = next(row for row in own if isinstance(row, Session))
    return Edit(new_uid(), LABEL, session.uid, tuple(insert(row) for row in [*shared, *own]))


def renewed(rows: Sequence[Row]) -> list[Row]:
    """Return the rows under new uids, pointing at each other as before."""
    fresh = {(type(row), row.uid): new_uid() for row in rows}
    made: list[Row] = []
    for row in rows:
        changed: dict[str, Any] = {"uid": fresh[type(row), row.uid]}
        for name, target in POINTS_AT.get(type(row), {}).items():
            uid = getattr(row, name)
            changed[name] = fresh.get((target, uid), uid)
        if isinstance(row, SummaryPiece) and row.key == row.uid:
            changed["key"] = changed["uid"]
        made.append(replace(row, **changed))
    return made
