"""Name every kind of file that Livecoach reads in: sound bytes to begin with, and what reads it."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from livecoach import paths
from livecoach.core.board import Board, board_from_dict, freeze
from livecoach.core.edit import Edit, Row
from livecoach.core.moment import Link
from livecoach.core.observation import Break, Turn
from livecoach.core.session import AgendaItem
from livecoach.core.timeline import Timeline
from livecoach.exchange.example import example_session
from livecoach.exchange.invite_ics import read_invite
from livecoach.exchange.record_json import read_record, rows_of, write_record
from livecoach.exchange.session_csv import Wish, read_session, write_session
from livecoach.store import backup, header, keys, library
from livecoach.store.header import Header
from livecoach.store.keys import Cost
from tests.exchange.records import timeline_of
from tests.exchange.test_invite_ics import OUTLOOK

Read = Callable[[Path], list[Row]]
SMALL_BOARD = """\
id = "small"
name = "Small"
version = 1
[[family]]
id = "language"
name = "Language"
colour = "language"
shape = "circle"
[[tag]]
id = "proposing"
name = "Proposing"
family = "language"
key = "Q"
definition = "Puts forward \\"a new\\" idea."
meaning = "idea"
[[lens]]
id = "patient"
name = "Patient"
"""
SMALL_INVITE = """\
BEGIN:VCALENDAR\r
VERSION:2.0\r
METHOD:REQUEST\r
BEGIN:VEVENT\r
ATTENDEE;CN="Okafor, Ben (North)":mailto:ben@north.example\r
DTSTART:20260602T093000Z\r
DURATION:PT1H30M\r
RRULE:FREQ=WEEKLY;INTERVAL=2\r
SUMMARY:Chairs\\, meeting 8\r
END:VEVENT\r
END:VCALENDAR\r
"""


@dataclass(frozen=True)
class Target:
    """One kind of file, under the name it has beside its sound companions."""

    name: str
    file: str
    small: bytes  # most tries begin with this
    large: bytes  # a few with this
    read: Read
    share: int  # of the tries, in so many parts of a hundred
    companions: tuple[tuple[str, bytes], ...] = ()
    resum: Callable[[bytes], bytes] | None = None  # makes a file's sums fit again

    def names(self) -> list[str]:
        """Return the names of the files that a refusal may speak of."""
        return [self.file, *(name for name, _ in self.companions)]


@lru_cache
def find_board(board_id: str) -> Board:
    """Return a board as the shelf does, read once."""
    if board_id.casefold() == "small":
        return board_from_dict(tomllib.loads(SMALL_BOARD))
    return library.shelf(Path("/nowhere")).board(board_id)


def shortened(moments: int) -> Timeline:
    """Return the example's first moments alone, on a small board, with turns and an agenda."""
    whole = timeline_of(example_session())
    home = replace(whole.observation, board=freeze(find_board("small")))
    short = Timeline(whole.session, home)
    kept = [
        replace(one, tag="proposing", lens="patient" if one.lens else None)
        for one in whole.moments_in_order()[:moments]
    ]
    uids = {one.uid for one in kept}
    wanted = {one.seat for one in kept} | {one.addressee for one in kept}
    seats = [seat for seat in whole.seats.values() if seat.uid in wanted]
    short.load(seats)
    short.load(one for one in whole.check_outs.values() if one.seat in wanted)
    short.load(kept)
    short.load(one for one in whole.decisions.values() if one.moment in uids)
    short.load([
        Link("l1", home.uid, kept[-1].uid, kept[0].uid),
        Turn("t1", home.uid, 0, 60_000, seats[0].uid), Turn("t2", home.uid, 60_000, 90_000),
        Turn("t3", home.uid, 90_000, None, None, True), Break("b1", home.uid, 300_000, 360_000),
        AgendaItem("a1", whole.session.uid, "=Stroke, frailty", 0, 30, 0, 900_000),
        AgendaItem("a2", whole.session.uid, "Money", 1, 20),
    ])  # fmt: skip
    return short


def targets() -> list[Target]:
    """Return every kind of file that is read in, each with how."""
    log, seats, check_out = (
        paths.resource(f"example/example_{name}.csv").read_bytes()
        for name in ("session", "seats", "checkout")
    )
    first = b"".join(log.splitlines(keepends=True)[:3])
    for tag in (b"Giving information", b"Interjection"):
        first = first.replace(tag, b"Proposing")
    first = first.replace(b"System", b"Patient")
    whole, short = timeline_of(example_session()), shortened(3)
    ours = write_session(short)
    beside = tuple((f"ours.{what}.csv", ours[what]) for what in ours if what)
    our_log = ("ours.csv", ours[""])
    board = paths.resource("boards/live-coaching.toml").read_bytes()
    few_seats = b"".join(seats.splitlines(keepends=True)[:4])
    few_answers = b"".join(check_out.splitlines(keepends=True)[:3])
    without = tuple((one, held) for one, held in beside if "agenda" not in one)
    untimed = tuple((one, held) for one, held in beside if "turns" not in one)
    made = sample_backup()
    return [
        Target("tag log", "log.csv", first, log, _log, 14),
        Target("our log", "ours.csv", ours[""], ours[""], _ours, 8, beside),
        Target("seats", "seats.csv", few_seats, seats, partial(_with, seats="seats.csv"), 12,
               (("log.csv", _of_seats(first)),)),
        Target("check-outs", "answers.csv", few_answers, check_out,
               partial(_with, seats="seats.csv", check_out="answers.csv"), 8,
               (("log.csv", _of_seats(first)), ("seats.csv", seats))),
        Target("agenda", "ours.agenda.csv", ours["agenda"], ours["agenda"], _ours, 5,
               (our_log, *without)),
        Target("turns", "ours.turns.csv", ours["turns"], ours["turns"], _ours, 5,
               (our_log, *untimed)),
        Target("record", "record.json", write_record(rows_of([shortened(2)])),
               write_record(rows_of([whole])), read_record, 18),
        Target("board", "board.toml", SMALL_BOARD.encode(), board, _board, 14),
        Target("invite", "invite.ics", SMALL_INVITE.encode(), OUTLOOK, _invite, 4),
        Target("backup", "one.livecoach", made, made, _backup, 12, resum=resummed),
    ]  # fmt: skip


def _of_seats(log: bytes) -> bytes:
    """Return a log whose rows name no seat that a spoilt seats file may lack."""
    lines = log.decode("utf-8").splitlines()
    return "\r\n".join([lines[0], "00:40,,Proposing,,Nobody speaks,,Note,5,M01,"]).encode()


def _log(path: Path) -> list[Row]:
    # The whole example is on a larger board, which is slower to keep.
    board = "small" if path.stat().st_size < 4_000 else "example-session"
    said = Wish("T", "2026-03-05", length_ms=5_400_000, board=board)
    return _rows(read_session(path, said, find_board))


def _ours(path: Path) -> list[Row]:
    return _rows(read_session(path.with_name("ours.csv"), Wish(), find_board))


def _with(path: Path, seats: str = "", check_out: str = "") -> list[Row]:
    wish = Wish(
        "T", "2026-03-05", board="small", seats=path.with_name(seats),
        check_out=path.with_name(check_out) if check_out else None,
    )  # fmt: skip
    return _rows(read_session(path.with_name("log.csv"), wish, find_board))


def _rows(edit: Edit) -> list[Row]:
    return [change.row for change in edit.changes]


def _board(path: Path) -> list[Row]:
    library.read_toml(path)
    return []


def _invite(path: Path) -> list[Row]:
    read_invite(path)
    return []


def _backup(path: Path) -> list[Row]:
    backup.verify(backup.read_head(path))
    return []


# Backups -------------------------------------------------------------------------------------


def sample_backup() -> bytes:
    """Return a backup as it is packed, its keys real and its record a few bytes."""
    key, salt, vault_id = keys.new_key(), bytes(16), "0" * 26
    cost = Cost(1, 64, 1)
    by_words = keys.wrap(
        key, keys.stretch("three random words", salt, cost), vault_id, "passphrase"
    )
    by_print = keys.wrap(key, keys.new_recovery_key(), vault_id, "recovery")
    held = header.as_bytes(Header(vault_id, cost, salt, by_words, by_print)).decode("ascii")
    record = bytes(range(256)) * 2
    return _packed(
        {"made_utc_ms": 1_790_000_000_000, "sha256": hashlib.sha256(record).hexdigest(),
         "keys": held}, record,
    )  # fmt: skip


def _packed(head: object, record: bytes) -> bytes:
    content = head if isinstance(head, bytes) else json.dumps(head).encode("ascii")
    whole = backup.MAGIC + len(content).to_bytes(8, "big") + content
    return whole + hashlib.sha256(whole).digest() + record


def resummed(content: bytes) -> bytes:
    """Return a spoilt backup whose length and sum fit again, so that more of it is read."""
    begins = len(backup.MAGIC) + 8
    record = bytes(range(256)) * 2
    ends = max(begins, len(content) - len(record) - backup.SUM_BYTES)
    return _packed(content[begins:ends], record)
