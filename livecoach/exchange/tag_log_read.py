"""Read a tag log, row by row, into moments, decisions and links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from livecoach.core import words
from livecoach.core.board import MOST, Board, Family, Lens, Tag
from livecoach.core.ids import new_uid
from livecoach.core.moment import (
    ACTIONS,
    CHOICES,
    HOLD_REASONS,
    LEVELS,
    LINK_KINDS,
    RESPONSES,
    SOURCES,
    VERDICTS,
    Decision,
    Link,
    Moment,
)
from livecoach.core.session import Seat
from livecoach.exchange import cells
from livecoach.exchange.coach_actions import decision_for
from livecoach.exchange.formulas import restored
from livecoach.exchange.table import BadFile, Line, Table, read_table
from livecoach.exchange.tag_log_columns import EXAMPLE, OURS, REF
from livecoach.exchange.tag_log_write import note_cell

_FURTHEST = 1 << 53  # whole numbers that every reader keeps


@dataclass(slots=True)
class TagLog:
    """A tag log's table, and the rows read from it so far."""

    table: Table
    ours: bool  # written by Livecoach, with all of its columns
    board: Board
    seats: dict[str, Seat]  # by label, in lower case
    seats_named: bool  # False: seats are made as the log names them
    new_tags: bool
    session: str
    observation: str
    moments: list[Moment] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    tag_ids: dict[tuple[str, str], str] = field(default_factory=dict)  # by name and written id


def open_tag_log(path: Path) -> tuple[Table, bool]:
    """Return the table of a tag log, and whether Livecoach wrote it. Raise BadFile."""
    table = read_table(path, EXAMPLE, OURS)
    if not table.lines:
        raise BadFile(f"{table.name} has no row below its first; there is no moment to read in.")
    ours = set(OURS) <= set(table.columns)
    if not ours:
        return table, False
    plain = tuple(
        Line(line.row, {name: restored(cell) for name, cell in line.cells.items()})
        for line in table.lines
    )
    return replace(table, lines=plain), True


def read_rows(log: TagLog) -> None:
    """Read every row of the log. Raise BadFile with the first row that is wrong."""
    by_ref: dict[str, Moment] = {}
    for number, line in enumerate(log.table.lines, 1):
        moment = _moment(log, line, number)
        ref = line["ref"].strip()
        if ref and not REF.fullmatch(ref):
            raise log.table.wrong(line, "ref", f"{ref!r} should be one word, such as M12.")
        if ref in by_ref:
            raise log.table.wrong(line, "ref", f"{ref} stands twice; give each row its own.")
        if ref:
            by_ref[ref] = moment
        log.moments.append(moment)
    if len({moment.seq for moment in log.moments}) < len(log.moments):
        raise BadFile(f"{log.table.name}: the same seq stands twice; number the rows in order.")
    for line, moment in zip(log.table.lines, log.moments, strict=True):
        _read_links(log, line, moment, by_ref)
        decision = _decision(log, line, moment, by_ref)
        if decision is not None:
            log.decisions.append(decision)


def _moment(log: TagLog, line: Line, number: int) -> Moment:
    table = log.table
    offset = cells.offset(table, line, "offset")
    seat = _seat(log, line, "seat", cells.COACH)
    addressee = _seat(log, line, "addressed_to", cells.ALL)
    seq = cells.whole_or_none(table, line, "seq", 0, _FURTHEST)
    pressed = cells.offset_or_none(table, line, "pressed")
    said, note = words.part(line["note"])
    moment = Moment(
        uid=new_uid(),
        observation=log.observation,
        seq=number if seq is None else seq,
        offset_ms=offset,
        pressed_ms=offset if pressed is None else pressed,
        wall_utc_ms=cells.whole_or_none(table, line, "wall_utc_ms", -_FURTHEST, _FURTHEST),
        tag=_tag(log, line),
        seat=seat,
        by_coach=line["seat"].strip() == cells.COACH,
        addressee=addressee,
        to_all=line["addressed_to"].strip() == cells.ALL,
        lens=_lens(log, line),
        words=said,
        note=note,
        source=cells.choice(table, line, "source", SOURCES, "imported"),
        duration_ms=cells.seconds_or_none(table, line, "duration_s"),
        ref="" if line["ref_made"] == "yes" else line["ref"].strip(),
        coach_action=line["coach_action"],
        imported_note=line["note"],
    )
    if not log.ours:
        return moment
    parted = replace(
        moment,
        words=line["words"],
        note=line["note_only"],
        imported_note=line["imported_note"],
    )
    # Where the note was changed in a spreadsheet since, the note as it stands there counts.
    return parted if note_cell(parted) == line["note"] else moment


def _seat(log: TagLog, line: Line, column: str, instead: str) -> str | None:
    label = line[column].strip()
    if not label or label == instead:
        return None
    seat = log.seats.get(label.casefold())
    if seat is not None:
        return seat.uid
    if label.upper() in (cells.COACH, cells.ALL):
        raise log.table.wrong(line, column, f"{label} cannot stand here; name a seat or {instead}.")
    if log.seats_named:
        raise log.table.wrong(
            line, column, f"there is no seat {label!r}; mend it, or add it to the seats file."
        )
    made = Seat(new_uid(), log.session, label, place=len(log.seats))
    log.seats[label.casefold()] = made
    return made.uid


def _tag(log: TagLog, line: Line) -> str | None:
    name = line["tag"].strip()
    if not name:
        return None  # something happened, to be classified later
    written = (name.casefold(), line["tag_id"])
    if written not in log.tag_ids:
        log.tag_ids[written] = _tag_id(log, line, name)
    return log.tag_ids[written]


def _tag_id(log: TagLog, line: Line, name: str) -> str:
    named = [tag for tag in log.board.tags if tag.name.casefold() == name.casefold()]
    for tag in named:
        if tag.id == line["tag_id"]:
            return tag.id
    if named:
        return named[0].id
    by_id = log.board.tag(name)
    if by_id is not None:
        return by_id.id
    if not log.new_tags:
        raise log.table.wrong(
            line, "tag", f"{name!r} is not on the board {log.board.name}; mend it, name another "
            "board with --board, or take it in with --new-tags."
        )  # fmt: skip
    if len(log.board.tags) >= MOST:
        raise log.table.wrong(
            line, "tag", f"{name!r} is one tag more than the {MOST} a board has at most; call "
            "each tag by one name only."
        )  # fmt: skip
    family = Family("imported", "Imported", "ochre", "ring")
    families = log.board.families
    if family not in families:
        families = (*families, family)
    tag_id = _fresh(name, {tag.id for tag in log.board.tags})
    log.board = replace(
        log.board, families=families, tags=(*log.board.tags, Tag(tag_id, name, family.id))
    )
    return tag_id


def _lens(log: TagLog, line: Line) -> str | None:
    name = line["lens"].strip()
    if not name:
        return None
    for lens in log.board.lenses:
        if name.casefold() in (lens.name.casefold(), lens.id):
            return lens.id
    if not log.new_tags:
        raise log.table.wrong(
            line, "lens", f"{name!r} is no lens of the board {log.board.name}; mend it, name "
            "another board with --board, or take it in with --new-tags."
        )  # fmt: skip
    if len(log.board.lenses) >= MOST:
        raise log.table.wrong(line, "lens", f"{name!r} is one lens more than a board has at most.")
    lens_id = _fresh(name, {lens.id for lens in log.board.lenses})
    log.board = replace(log.board, lenses=(*log.board.lenses, Lens(lens_id, name)))
    return lens_id


def _fresh(name: str, taken: set[str]) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "tag"
    made, number = plain, 2
    while made in taken:
        made, number = f"{plain}-{number}", number + 1
    return made


def _read_links(log: TagLog, line: Line, moment: Moment, by_ref: Mapping[str, Moment]) -> None:
    kinds: dict[str, list[str]] = {}
    for item in line["links"].split("; ") if line["links"] else ():
        kind, _, ref = item.partition(":")
        if kind not in LINK_KINDS:
            raise log.table.wrong(line, "links", f"{item!r} should be a kind, a colon and a ref.")
        kinds.setdefault(ref, []).append(kind)
    wanted = dict.fromkeys(re.split(r"[\s,;]+", line["links_to"].strip()))
    for ref in wanted:
        if not ref:
            continue
        earlier = by_ref.get(ref)
        if earlier is None:
            raise log.table.wrong(line, "links_to", f"there is no row with ref {ref}; mend it.")
        if earlier is moment:
            raise log.table.wrong(line, "links_to", f"{ref} is this very row; name another.")
        if earlier.offset_ms > moment.offset_ms and not log.ours:
            raise log.table.wrong(
                line, "links_to", f"{ref} comes later; a row links to an earlier one."
            )
        for kind in kinds.get(ref, ["follows"]):
            log.links.append(Link(new_uid(), log.observation, moment.uid, earlier.uid, kind))


def _decision(
    log: TagLog, line: Line, moment: Moment, by_ref: Mapping[str, Moment]
) -> Decision | None:
    if not log.ours:
        return decision_for(moment)
    table = log.table
    choice = cells.choice(table, line, "decision", CHOICES, "")
    if not choice:
        return None
    noticed = line["noticed"].strip()
    if noticed and noticed not in by_ref:
        raise table.wrong(line, "noticed", f"there is no row with ref {noticed}; mend it.")
    return Decision(
        new_uid(),
        log.observation,
        moment.uid,
        choice,
        cells.choice(table, line, "action", [name for _, name, _ in ACTIONS], ""),
        cells.choice(table, line, "level", LEVELS, ""),
        by_ref[noticed].uid if noticed else None,
        cells.choice(table, line, "reason", [name for name, _ in HOLD_REASONS], ""),
        cells.choice(table, line, "response", [name for name, _ in RESPONSES], ""),
        cells.choice(table, line, "verdict", [name for name, _ in VERDICTS], ""),
    )
