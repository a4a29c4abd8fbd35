"""Read files made to cost the reader dear: vast, deep, endless, or a little of each.

``python -m tests.security.extremes`` reads each in a process of its own and prints the seconds
and the megabytes it took: none ends the program, takes two seconds of processor time or 300 MB,
and each is refused in a sentence or taken in.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import process_time

from livecoach.core.board import BadBoard
from livecoach.exchange import strict_json
from livecoach.exchange.invite_ics import BadInvite, read_invite
from livecoach.exchange.record_json import read_record
from livecoach.exchange.session_csv import Wish, read_session
from livecoach.exchange.table import LARGEST, LONGEST_ROW, BadFile
from livecoach.report.writers.own_template import BadTemplate, read_template
from livecoach.store import backup, library
from livecoach.store.trouble import BackupProblem
from tests.faults.forking import fork
from tests.security.bombs import templates
from tests.security.fuzz_imports import MEMORY_DISK
from tests.security.fuzz_targets import SMALL_INVITE, find_board

LONGEST_S = 2.0
MOST_MB = 300
STUCK_S = 4  # of processor time; then the system ends it
REFUSALS = (BadFile, BadBoard, BadInvite, BackupProblem, BadTemplate)
HEAD = b"offset,seat,tag,addressed_to,note,lens,coach_action,duration_s,ref,links_to\n"
RECORD = b'{"format":"livecoach session","version":1,"moment":'


@dataclass(frozen=True)
class Extreme:
    """One such file, and what reads it."""

    name: str
    ending: str
    make: Callable[[Path], object]  # writes it
    read: Callable[[Path], object]


@dataclass(frozen=True)
class Cost:
    """What reading one came to."""

    name: str
    seconds: float  # of processor time
    mb: int  # resident at most
    said: str  # "taken", or the refusal; "ended" where the program did

    def faults(self) -> list[str]:
        """Return what is wrong with it, in words."""
        found = [f"{self.name}: {self.said}"] if self.said.startswith("ended") else []
        if self.seconds >= LONGEST_S:
            found.append(f"{self.name}: {self.seconds:.1f} s")
        if self.mb >= MOST_MB:
            found.append(f"{self.name}: {self.mb} MB")
        return found


def _log(path: Path) -> object:
    return read_session(path, Wish("T", "2026-03-05"), find_board)


def _log_with_new_tags(path: Path) -> object:
    return read_session(path, Wish("T", "2026-03-05", new_tags=True), find_board)


def _backup(path: Path) -> object:
    backup.verify(backup.read_head(path))
    return None


Make = Callable[[], bytes]


def _bytes(make: Make, most: int = 1 << 40) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(make()[:most])


def _hole(size: int) -> Callable[[Path], object]:
    """Return what makes a file of that size that takes no room on the disk."""

    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(size)

    return make


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def extremes() -> Iterator[Extreme]:
    """Yield every such file."""
    yield from _of_every_kind()
    yield from _tables()
    yield from _records()
    yield from _boards()
    yield from _invites()
    for name, make in templates().items():
        yield Extreme(f"template: {name}", ".docx", _bytes(make), read_template)


def _of_every_kind() -> Iterator[Extreme]:
    for ending, read in ((".csv", _log), (".json", read_record), (".toml", library.read_toml),
                         (".ics", read_invite), (".livecoach", _backup),
                         (".docx", read_template)):  # fmt: skip
        yield Extreme(f"{ending} of 2 GB", ending, _hole(2 << 30), read)
        if ending not in (".livecoach", ".docx"):  # opened by the system's own chooser alone
            yield Extreme(f"{ending} that is a pipe", ending, _fifo, read)


def _tables() -> Iterator[Extreme]:
    room = LARGEST - len(HEAD) - 1
    sound = b"00:40,,Proposing,,,,,,,\n"

    def table(name: str, make: Make, read: Callable[[Path], object] = _log) -> Extreme:
        return Extreme(f"table: {name}", ".csv", _bytes(make, LARGEST), read)

    yield table("as many columns as fit", lambda: HEAD[:-1] + b",x" * (room // 2))
    yield table("one column over and over", lambda: HEAD[:-1] + b",offset" * 140_000 + b"\n")
    yield table("a row of a million cells", lambda: HEAD + b"," * LONGEST_ROW + b"\n")
    yield table("rows of half a million cells", lambda: HEAD + (b"," * 500_000 + b"\n") * 60)
    yield table("a quotation never closed", lambda: HEAD + b'"' + b"a" * room)
    yield table("a quotation over many lines", lambda: HEAD + b'"' + b"a\n" * (room // 2))
    yield table("a row in many pieces", lambda: HEAD + b'"\n",' * (room // 4))
    yield table("empty lines only", lambda: b"\n" * LARGEST)
    yield table("empty rows", lambda: HEAD + b",,,,,,,,,\n" * 99_000)
    yield table("as many rows as may be", lambda: HEAD + sound * 20_000)
    yield table("wide letters", lambda: HEAD + "🙂".encode() * (room // 4))
    yield table(
        "wide letters in long cells",
        lambda: (
            HEAD + (b'00:40,,Proposing,,"' + b"a" * 120_000 + "🙂".encode() + b'",,,,,\n') * 260
        ),
    )
    yield table(
        "20,000 tags of its own",
        lambda: HEAD + b"".join(b"00:40,,t%d,,,,,,,\n" % number for number in range(20_000)),
        _log_with_new_tags,
    )
    yield table(
        "20,000 seats of its own",
        lambda: (
            HEAD + b"".join(b"00:40,s%d,Proposing,,,,,,,\n" % number for number in range(20_000))
        ),
    )
    yield table(
        "a row that links 60,000 times",
        lambda: (
            HEAD
            + b'00:40,,Proposing,,,,,,M1,\n00:41,,Proposing,,,,,,M2,"'
            + b"M1 " * 40_000
            + b'"\n'
        ),
    )
    yield table("quotation marks", lambda: HEAD + (b"00:40,,Proposing,,\"" + b"'a 'b" * 20_000
                                           + b'",,,,,\n') * 10)  # fmt: skip


def _records() -> Iterator[Extreme]:
    room = strict_json.LARGEST - len(RECORD) - 2

    def record(name: str, make: Make) -> Extreme:
        return Extreme(f"record: {name}", ".json", _bytes(lambda: RECORD + make()), read_record)

    yield record("as many empty lists as fit", lambda: b"[" + b"[]," * (room // 3 - 1) + b"[]]}")
    yield record("200,000 rows", lambda: b"[" + b"{}," * 199_000 + b"{}]}")
    yield record(
        "1.4 million numbers", lambda: b"[" + (b"1000000," * 100_000 + b'"",') * 14 + b"1]}"
    )
    yield record(
        "1.4 million fractions", lambda: b"[" + (b"1.25," * 100_000 + b'"",') * 14 + b"1]}"
    )
    yield record(
        "1.4 million texts", lambda: b"[" + b",".join(b'"%d"' % n for n in range(1_400_000)) + b"]}"
    )
    yield record(
        "a row of a million names",
        lambda: b"[{" + b",".join(b'"%x":0' % n for n in range(1_000_000)) + b"}]}",
    )
    yield record(
        "a name twice among 400,000",
        lambda: b"[{" + b",".join(b'"%x":0' % n for n in range(400_000)) + b',"61a7f":1}]}',
    )
    yield record("nested without end", lambda: b"[" * room)
    yield record("nested objects", lambda: b'{"a":' * 190_000)
    yield record("a number of millions of digits", lambda: b"9" * room)
    yield record(
        "numbers of 4,300 digits",
        lambda: b"[" + ((b"9" * 4_300 + b",") * 600 + b'"",') * 15 + b"1]}",
    )
    yield record("an exponent without end", lambda: b"1e" + b"9" * room)
    yield record("wide letters", lambda: b'["' + b"a" * (room - 12) + "🙂".encode() + b'"]}')
    yield record(
        "many wide texts",
        lambda: (
            b"["
            + b",".join([b'"' + b"a" * 9_000 + "🙂".encode() + b'"'] * (room // 9_008 - 1))
            + b"]}"
        ),
    )
    yield record("wide letters only", lambda: b'["' + "🙂".encode() * (room // 4 - 3) + b'"]}')
    yield record("backslashes", lambda: b'["' + b"\\" * (room // 2 - 3) + b'"]}')
    yield record("NaN", lambda: b"[NaN]}")


def _boards() -> Iterator[Extreme]:
    room = library.LARGEST
    begin = b'id = "a"\nname = "b"\n'

    def board(name: str, make: Make) -> Extreme:
        return Extreme(f"board: {name}", ".toml", _bytes(make, room), library.read_toml)

    yield board("dots", lambda: b"a." * (room // 2 - 2) + b"a=1")
    yield board("dots in a heading", lambda: b"[" + b"a." * (room // 2 - 4) + b"a]")
    yield board("dots in an inline table", lambda: b"a={" + b"a." * (room // 2 - 4) + b"a=1}")
    yield board("dots with blanks between", lambda: b"a . " * (room // 4 - 2) + b"a=1")
    yield board("quoted names with dots", lambda: b'"a".' * (room // 4 - 2) + b"a=1")
    yield board("lists in lists", lambda: b"a=" + b"[" * (room - 2))
    yield board("tables in tables", lambda: b"a=" + b"{a=" * (room // 3 - 1))
    yield board("tags without end", lambda: begin + b"[[tag]]\n" * (room // 8))
    yield board("tags with tables", lambda: begin + b"[[tag]]\n[tag.x]\n" * (room // 16))
    yield board("a number without end", lambda: b"version=" + b"9" * (room - 9))
    yield board("a number of 5,000 digits", lambda: begin + b"version=" + b"9" * 5_000)
    yield board("no day of the calendar", lambda: begin + b"version=2026-02-31")
    yield board("numbers without end", lambda: b"a=[" + b"1," * (room // 2 - 3) + b"]")
    yield board("quotation marks", lambda: b'a="""' + b'"a' * (room // 2 - 5))
    yield board("escapes", lambda: b'name="' + b"\\n" * (room // 2 - 5) + b'"')


def _invites() -> Iterator[Extreme]:
    sound = SMALL_INVITE.encode()
    event = sound[sound.index(b"BEGIN:VEVENT") : sound.index(b"END:VCALENDAR")]
    room = 390_000

    def invite(name: str, make: Make) -> Extreme:
        return Extreme(f"invite: {name}", ".ics", _bytes(make), read_invite)

    def with_line(line: bytes) -> bytes:
        return sound.replace(b"SUMMARY", line + b"\r\nSUMMARY")

    yield invite("meetings without end", lambda: sound.replace(event, event * (room // len(event))))
    yield invite(
        "meetings in meetings", lambda: sound.replace(event, b"BEGIN:VEVENT\r\n" * (room // 14))
    )
    yield invite("a line without end", lambda: with_line(b"COMMENT:" + b"x" * room))
    yield invite("a folded line", lambda: with_line(b"COMMENT:" + b"\r\n x" * (room // 4)))
    yield invite(
        "parameters without end", lambda: with_line(b"COMMENT" + b";A=" * (room // 3) + b":x")
    )
    yield invite(
        "quoted parameters", lambda: with_line(b"COMMENT" + b';A="b"' * (room // 6) + b":x")
    )
    yield invite(
        "attendees without end", lambda: with_line(b"ATTENDEE:mailto:a@b\r\n" * (room // 21))
    )
    yield invite(
        "a name without end", lambda: with_line(b"ATTENDEE;CN=" + b"(a" * (room // 2) + b":x")
    )
    for often in (b"SECONDLY", b"MINUTELY", b"YEARLY;BYMONTH=2;BYMONTHDAY=30"):
        yield invite(f"repeats {often.decode()}", partial(with_line, b"RRULE:FREQ=" + often))
        yield invite(f"zone {often.decode()}", partial(_in_a_zone, sound, often))
    yield invite(
        "a step without end", lambda: with_line(b"RRULE:FREQ=DAILY;INTERVAL=" + b"9" * 4_000)
    )
    yield invite("weeks without end", lambda: sound.replace(b"PT1H30M", b"P" + b"9" * 4_000 + b"W"))
    yield invite("the first year", lambda: sound.replace(b"20260602T093000Z", b"00010101T000000"))


def _in_a_zone(sound: bytes, often: bytes) -> bytes:
    zone = (
        b"BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:00010101T000000\r\n"
        b"TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=" + often
        + b"\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT"
    )  # fmt: skip
    timed = sound.replace(b"DTSTART:20260602T093000Z", b"DTSTART;TZID=X:20260602T093000")
    return timed.replace(b"BEGIN:VEVENT", zone)


# Reading them --------------------------------------------------------------------------------


def cost_of(extreme: Extreme, folder: Path) -> Cost:
    """Read one in a process of its own."""
    path = folder / f"extreme{extreme.ending}"
    path.unlink(missing_ok=True)
    maker = fork()  # what making it took is not to be taken for what reading it does
    if not maker:
        try:
            extreme.make(path)
        finally:
            os._exit(0)
    os.waitpid(maker, 0)
    ends = os.pipe()
    child = fork()
    if not child:
        os.close(ends[0])
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (STUCK_S, STUCK_S))
            Path("/proc/self/clear_refs").write_text("5", "ascii")  # its own greatest size alone
            start = process_time()
            said = _read(extreme, path)
            took = process_time() - start
            os.write(ends[1], f"{took} {_peak_mb()} {said}".encode())
        finally:
            os._exit(0)
    os.close(ends[1])
    with os.fdopen(ends[0], "rb") as answer:
        words = answer.read().decode().split(" ", 2)
    _, status = os.waitpid(child, 0)
    path.unlink()
    if len(words) < 3:
        return Cost(extreme.name, 0, 0, f"ended with status {status}")
    return Cost(extreme.name, float(words[0]), int(words[1]), words[2])


def _read(extreme: Extreme, path: Path) -> str:
    try:
        extreme.read(path)
    except REFUSALS as problem:
        return str(problem) if path.name in str(problem) else f"ended: names no file: {problem}"
    except BaseException as error:
        return f"ended with {type(error).__name__}"
    return "taken"


def _peak_mb() -> int:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def run() -> list[Cost]:
    """Read every one of them."""
    with tempfile.TemporaryDirectory(prefix="livecoach-extreme-", dir=MEMORY_DISK) as name:
        return [cost_of(extreme, Path(name)) for extreme in extremes()]


def main() -> int:
    """Read them all from the command line; return 1 where one did harm."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    costs = run()
    for cost in costs:
        print(f"{cost.seconds:6.2f} s {cost.mb:5} MB  {cost.name}: {cost.said[:100]}")
    faults = [words for cost in costs for words in cost.faults()]
    print(
        f"{len(costs)} files, the slowest {max(cost.seconds for cost in costs):.1f} s, the largest "
        f"{max(cost.mb for cost in costs)} MB, {len(faults)} faults"
    )
    for words in faults:
        print(words)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
