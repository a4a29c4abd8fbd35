"""
A disk that forgets: what a power cut may leave of the writes in a log of system calls.

The model is that of ALICE (Pillai and others, 2014): what was not synced may be lost, applied,
or torn at 512 bytes, in any order; a name lasts once its folder was synced. It takes a disk at
its word when it says that it has synced, and knows no fault of the file system itself.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
CALLS = (
    "openat,creat,pwrite64,write,ftruncate,truncate,fsync,fdatasync,unlink,unlinkat,rename,"
    "renameat,renameat2,fallocate,pwritev,writev,sendfile,copy_file_range,link,linkat,symlink,"
    "symlinkat,mkdir,mkdirat,rmdir"
)
_HEX = r"((?:\\x[0-9a-f]{2})*)"
_FD = rf"\d+<{_HEX}>"
_PATH = rf'"{_HEX}"'


@dataclass(frozen=True)
class Call:
    """One system call that succeeded, on a file of the watched folder or of one in it."""

    kind: str  # open, write, append, truncate, sync, unlink, rename, mkdir, acknowledge
    name: str = ""  # from the watched folder, which is itself ""
    data: bytes = b""
    place: int = 0  # where a write begins, or the size a truncation leaves
    to: str = ""


@dataclass
class File:
    """A file's bytes as they are safe, and what was done to it since."""

    safe: bytearray = field(default_factory=bytearray)
    since: list[Call] = field(default_factory=list)
    end: int = 0  # where a plain write goes on


def calls_of(log: Path, folder: Path, acknowledged: str) -> list[Call]:
    """Return what a log of strace says was done in a folder, in order."""
    found = []
    halves: dict[str, str] = {}
    for line in log.read_text("ascii", "replace").splitlines():
        process, _, said = line.partition(" ")
        said = said.strip()
        if said.endswith("<unfinished ...>"):
            halves[process] = said.removesuffix("<unfinished ...>").rstrip()
            continue
        if said.startswith("<... "):
            said = halves.pop(process, "") + said.partition("resumed>")[2]
        call = _call(said, folder, acknowledged)
        if call is not None:
            found.append(call)
    return found


# Each call's arguments: the file it is about, then its bytes, place or new name.
_SHAPES = {
    "openat": re.compile(rf"\S+, {_PATH}, (\S*O_CREAT\S*?)[,)]"),
    "pwrite64": re.compile(rf"{_FD}, {_PATH}, \d+, (\d+)"),
    "write": re.compile(rf"{_FD}, {_PATH}"),
    "ftruncate": re.compile(rf"{_FD}, (\d+)"),
    "fsync": re.compile(_FD),
    "fdatasync": re.compile(_FD),
    "unlink": re.compile(_PATH),
    "rename": re.compile(rf"{_PATH}, {_PATH}"),
    "mkdir": re.compile(_PATH),
}


def _call(said: str, folder: Path, acknowledged: str) -> Call | None:
    """Return what one line of the log did in the folder, or None where it did nothing there."""
    kind, _, rest = said.partition("(")
    result = re.search(r"\) += (-?\d+)", rest)
    if result is None or int(result[1]) < 0:
        return None
    if kind not in _SHAPES:
        if f"{folder}/" in _text(rest):
            raise ValueError(f"a call the model does not know: {kind}")
        return None
    found = _SHAPES[kind].match(rest)
    if found is None:
        return None
    inside = _inside(found[1], folder)
    if inside is None:
        return None
    match kind:
        case "openat":
            return Call("open", inside, place=int("O_TRUNC" in found[2]))
        case "pwrite64":
            return Call("write", inside, _bytes(found[2]), int(found[3]))
        case "write":
            kind = "acknowledge" if inside == acknowledged else "append"
            return Call(kind, inside, _bytes(found[2]))
        case "ftruncate":
            return Call("truncate", inside, place=int(found[2]))
        case "rename":
            to = _inside(found[2], folder)
            if to is None:
                raise ValueError(f"{inside} was moved out of the watched folder")
            return Call("rename", inside, to=to)
    return Call(kind if kind in ("unlink", "mkdir") else "sync", inside)


def _bytes(hexed: str) -> bytes:
    return bytes.fromhex(hexed.replace("\\x", ""))


def _text(hexed: str) -> str:
    return "".join(chr(int(pair, 16)) for pair in re.findall(r"\\x([0-9a-f]{2})", hexed))


def _inside(hexed: str, folder: Path) -> str | None:
    path = _text(hexed).removesuffix(" (deleted)")
    if path == str(folder):
        return ""
    return path.removeprefix(f"{folder}/") if path.startswith(f"{folder}/") else None


def _home(name: str) -> str:
    """Return the folder that a name stands in."""
    return name.rpartition("/")[0]


class Disk:
    """
    A folder as the program sees it, and as it would be after a power cut.

    Names are those of files and of folders, the latter with None; the folder itself is "".
    """

    def __init__(self, start: dict[str, bytes]) -> None:
        self.names: dict[str, File | None] = {
            name: File(bytearray(data), end=len(data)) for name, data in start.items()
        }
        for name in start:
            while name := _home(name):
                self.names[name] = None
        self.safe_names = dict(self.names)
        self.renamed: list[tuple[str, File | None, bool]] = []  # since the last sync; False: gone

    def carry_out(self, call: Call) -> None:
        """Do what the program did."""
        file = self.names.get(call.name)
        match call.kind:
            case "open":
                if file is None:
                    file = self.names[call.name] = File()
                    self.renamed.append((call.name, file, True))
                if call.place:
                    file.since.append(Call("truncate", call.name))
                file.end = 0
            case "append" if file is not None:
                file.since.append(Call("write", call.name, call.data, file.end))
                file.end += len(call.data)
            case "write" | "truncate" if file is not None:
                file.since.append(call)
            case "sync" if file is not None:
                for done in file.since:
                    _apply(file.safe, done)
                file.since = []
            case "sync":
                self._sync_names(call.name)
            case "mkdir":
                self.names[call.name] = None
                self.renamed.append((call.name, None, True))
            case "unlink":
                self.names.pop(call.name, None)
                self.renamed.append((call.name, None, False))
            case "rename" if file is not None:
                del self.names[call.name]
                self.names[call.to] = file
                self.renamed += [(call.to, file, True), (call.name, None, False)]

    def _sync_names(self, folder: str) -> None:
        """Make the names in one folder last."""
        for name in {*self.names, *self.safe_names}:
            if _home(name) == folder:
                if name in self.names:
                    self.safe_names[name] = self.names[name]
                else:
                    self.safe_names.pop(name, None)
        self.renamed = [one for one in self.renamed if _home(one[0]) != folder]

    def after_a_cut(self, draw: random.Random | None, everything: bool) -> dict[str, bytes]:
        """Return the files there are after a power cut: nothing unsynced, all, or some."""
        names = dict(self.safe_names)
        for name, file, there in self.renamed:
            if everything or (draw is not None and draw.random() < 0.5):
                if there:
                    names[name] = file
                else:
                    names.pop(name, None)
        left = {}
        for name, file in names.items():
            if file is None or not _has_home(name, names):
                continue
            content = bytearray(file.safe)
            for done in file.since:
                if everything:
                    _apply(content, done)
                elif draw is not None:
                    _maybe(content, done, draw)
            left[name] = bytes(content)
        return left


def _has_home(name: str, names: dict[str, File | None]) -> bool:
    while name := _home(name):
        if name not in names:
            return False
    return True


def _apply(content: bytearray, done: Call) -> None:
    if done.kind == "truncate":
        del content[done.place :]
        content.extend(bytes(done.place - len(content)))
        return
    if len(content) < done.place:
        content.extend(bytes(done.place - len(content)))
    content[done.place : done.place + len(done.data)] = done.data


def _maybe(content: bytearray, done: Call, draw: random.Random) -> None:
    """Lose a write, apply it, or apply only some of its sectors."""
    fate = draw.random()
    if fate < 0.4:
        return
    if fate < 0.8 or done.kind == "truncate":
        _apply(content, done)
        return
    for part in _sectors(done):
        if draw.random() < 0.5:
            _apply(content, part)


def _sectors(done: Call) -> Iterator[Call]:
    start = 0
    while start < len(done.data):
        end = start + SECTOR - (done.place + start) % SECTOR
        yield Call("write", done.name, done.data[start:end], done.place + start)
        start = end
