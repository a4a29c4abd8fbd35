"""Read what a program wrote, named, connected to and synced out of a log of strace."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

WRITES = ("write", "pwrite64", "writev", "pwritev", "pwritev2", "sendto", "sendmsg", "sendmmsg")
SOCKETS = ("socket", "socketpair", "connect", "bind", "listen")
NAMES = (
    "openat", "open", "creat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link",
    "linkat", "symlink", "symlinkat", "unlink", "unlinkat", "execve",
)  # fmt: skip
SYNCS = ("fsync", "fdatasync", "sync_file_range", "ftruncate", "truncate", "fallocate", "msync")
UNSEEN = ("io_uring_setup", "splice", "vmsplice")  # ways to write that such a log cannot show
CALLS = (*WRITES, *SOCKETS, *NAMES, *SYNCS, *UNSEEN)
_TEXT = re.compile(rb'"([^"]*)"')  # in hexadecimal, so that no quotation mark is within
_FD = re.compile(rb"^\d+<([^>]*)>")
_TO_WRITE = re.compile(rb"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")


@dataclass(frozen=True, slots=True)
class Call:
    """One system call: on which thread, its name, the file it is about, its texts, the rest."""

    thread: int
    kind: str
    about: str  # the path of its first descriptor, else of its first text
    texts: tuple[bytes, ...]
    said: str  # its arguments, as strace shows them
    failed: bool

    def changes(self) -> bool:
        """Tell whether it writes, syncs, or names a file anew: what a slow disk can hold up."""
        if self.kind in ("openat", "open"):
            return _TO_WRITE.search(self.said.encode()) is not None
        return self.kind not in (*SOCKETS, "execve")


@dataclass
class Trace:
    """All calls of a run, in the order in which they ended."""

    calls: list[Call]
    written: dict[str, bytearray] = field(default_factory=lambda: defaultdict(bytearray))

    def __post_init__(self) -> None:
        for call in self.calls:
            if call.kind in WRITES:
                self.written[call.about] += b"".join(call.texts)

    @property
    def first(self) -> int:
        """Return the thread that the program began with: the window's own."""
        return self.calls[0].thread

    def named(self) -> bytes:
        """Return every file name, and every argument of a program that was started."""
        return b"\n".join(b"\n".join(call.texts) for call in self.calls if call.kind in NAMES)

    def between(self, begins: bytes, ends: bytes) -> list[Call]:
        """Return the calls between two lines that the program wrote; they tell its stages."""
        marks = [
            [n for n, call in enumerate(self.calls) if call.kind == "write" and mark in
             b"".join(call.texts)]
            for mark in (begins, ends)
        ]  # fmt: skip
        if not marks[0] or not marks[1]:
            raise ValueError(f"the program never said {begins!r} and {ends!r}")
        return self.calls[marks[0][0] + 1 : marks[1][0]]


def command(log: Path) -> list[str]:
    """Return how strace is started, up to the program to be watched."""
    return [
        "strace", "-f", "-qq", "-y", "-xx", "-s", "8388608", "-e", f"trace={','.join(CALLS)}",
        "-e", "signal=none", "-o", str(log), "--seccomp-bpf",
    ]  # fmt: skip


def read(log: Path) -> Trace:
    """Return what stands in a log."""
    with log.open("rb") as lines:
        return Trace(list(_calls(lines)))


def _calls(lines: Iterator[bytes]) -> Iterator[Call]:
    halves: dict[bytes, bytes] = {}
    for line in lines:
        thread, _, said = line.strip().partition(b" ")
        said = said.strip()
        if said.endswith(b"<unfinished ...>"):
            halves[thread] = said.removesuffix(b"<unfinished ...>").rstrip()
            continue
        if said.startswith(b"<... "):
            said = halves.pop(thread, b"") + said.partition(b"resumed>")[2]
        call = _call(int(thread), said)
        if call is not None:
            yield call
    for thread, said in halves.items():  # cut off by a kill
        call = _call(int(thread), said + b") = ?")
        if call is not None:
            yield call


def _call(thread: int, said: bytes) -> Call | None:
    kind, bracket, rest = said.partition(b"(")
    if not bracket or not kind.replace(b"_", b"").isalnum():
        return None  # a signal, or the end
    arguments, _, result = rest.rpartition(b") ")
    texts = tuple(_plain(one) for one in _TEXT.findall(arguments))
    of_file = _FD.match(arguments)
    about = _plain(of_file[1]) if of_file else texts[0] if texts else b""
    name = kind.decode()
    return Call(
        thread, name, about.decode("utf-8", "replace"), texts,
        "" if name in WRITES else arguments.decode("ascii", "replace"),
        b"= -1" in result,
    )  # fmt: skip


def _plain(hexed: bytes) -> bytes:
    return bytes.fromhex(hexed.decode("ascii").replace("\\x", ""))
