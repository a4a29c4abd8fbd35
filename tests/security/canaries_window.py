"""
Look for the words of a whole session in all that the real window writes, shows and connects to.

``python -m tests.security.canaries_window`` starts the program under Xvfb and strace, makes a
programme, records a session by real keys, looks at it, copies from it, locks, unlocks, crashes
it; then searches every file, write, file name and title for words, notes, names, passphrase and
keys, and judges every socket. A minute is a minute unless ``--minute-ms`` shortens it.
``--plant`` puts a fault in that must be found.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from livecoach.store import reading, vault
from livecoach.store.connection import FILE_NAME, open_database
from livecoach.ui import clipboard
from tests import x11
from tests.project import ROOT
from tests.security import traced
from tests.security.disguised import disguises, disguises_of_bytes, found_in
from tests.security.traced import Trace
from tests.security.watched_window import PLANTS

PROGRAMME = "rohrdommel verbund"
PASSPHRASE = "goldammer singdrossel heidelerche"
WORDS, NOTE = "zaunkoenig blaumeise", "kleiber im gebuesch"
NAMES = {
    "title": "Uferschnepfe", "place": "Bachstelzenhaus", "organisation": "Wiesenpieper",
    "holder": "Türkentäubchen", "seat": "Nachtigall", "item": "Kiebitzhaushalt",
}  # fmt: skip
TAGS, TURNS = "qwerasdfzxcv", "7890uiop"
PAGES = ("session", "review", "summary", "checkout", "home", "engagement", "pairs", "trends",
         "privacy", "protection", "processing", "settings")  # fmt: skip
SHORTEST = 6  # bytes of a form: megabytes of what is encrypted hold any three or four by chance
GAP_S = 0.07  # a switch pressed again sooner is taken to chatter
PATIENCE_S = 60.0
LATE_S = 10.0  # a busy machine clears a clipboard later than a minute
BEGUN, ENDED = b'"mark": "begun"', b'"mark": "ended"'

# Where a local socket may lead: the display, the session's and the system's own bus, and the
# C library's name service cache, which it asks of its own accord who the user is.
_ALLOWED = re.compile(
    r"/tmp/\.X11-unix/X\d+|/run/user/\d+/.*|/tmp/dbus-.*|(/var)?/run/dbus/system_bus_socket"
    r"|/var/run/nscd/socket"
)


@dataclass
class Found:
    """All that was left to search, and what the window did."""

    trace: Trace
    home: Path
    key: bytes
    recovery: str
    waits: int  # times the window's thread waited for the writer while tagging
    kept: list[str] = field(default_factory=list)  # what stayed on the clipboard
    crash: list[str] = field(default_factory=list)


# The course ----------------------------------------------------------------------------------


class Window:
    """The running program: its keyboard from outside, and a line of words to what a mouse does."""

    def __init__(self, process: subprocess.Popen[str], keyboard: x11.Keyboard) -> None:
        self._process, self.keyboard = process, keyboard

    def do(self, what: str, told: str = "") -> dict[str, Any]:
        """Have one thing done, and return what the window says of it."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(f"{what} {told}\n")
        self._process.stdin.flush()
        said = self._process.stdout.readline()
        if not said:
            raise RuntimeError(f"the program ended at {what!r}")
        answer: dict[str, Any] = json.loads(said)
        return answer

    def until(self, done: Callable[[dict[str, Any]], bool], what: str) -> dict[str, Any]:
        """Wait until the window looks so. Raise TimeoutError where it never does."""
        end = time.monotonic() + PATIENCE_S
        while not done(seen := self.do("look")):
            if time.monotonic() > end:
                raise TimeoutError(f"{what}; it shows {seen}, {self.do('threads')}")
            time.sleep(0.03)
        return seen

    def until_page(self, name: str) -> dict[str, Any]:
        """Wait for a page, and for all of it to be on disk."""
        return self.until(lambda seen: seen["page"] == name and seen["saved"], f"no {name}")

    def press(self, *keys: str) -> None:
        """Press keys one after another, as a hand does."""
        for key in keys:
            self.keyboard.press(*key.split("+"))
            time.sleep(GAP_S)


@contextmanager
def window(place: Path, log: Path, minute_ms: int, planted: list[str]) -> Iterator[Window]:
    """Run the program on a home of its own, with everything it does in a log."""
    for name in ("tmp", "run"):
        (place / name).mkdir(0o700)
    left = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    told = [word for one in planted for word in ("--plant", one)]
    endless = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    with x11.server() as display, (place / "errors").open("wb") as errors:
        keyboard = x11.Keyboard(display)
        environment = x11.environment(
            display, HOME=str(place), TMPDIR=str(place / "tmp"), PYTHONPATH=str(ROOT),
            XDG_RUNTIME_DIR=str(place / "run"),
        )  # fmt: skip
        process = subprocess.Popen(
            [*traced.command(log), sys.executable, "-m", "tests.security.watched_window",
             "--minute-ms", str(minute_ms), *told],
            cwd=place, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
            env={name: value for name, value in environment.items() if name not in left},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, endless),
        )  # fmt: skip
        try:
            yield Window(process, keyboard)
        finally:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.close()
            process.wait(PATIENCE_S)
            process.stdout.close()
            keyboard.close()


def play(window: Window, place: Path, minute_ms: int) -> dict[str, Any]:
    """Do all that is done with a programme in a day; return what is to be known of it later."""
    seen = window.until(lambda seen: seen["furnished"], "no first page")
    window.keyboard.focus(seen["window"])
    window.do("run", "programme.new")
    window.until(lambda seen: seen["field"] == "QLineEdit", "no field")
    for words in (PROGRAMME, PASSPHRASE, PASSPHRASE):
        window.keyboard.type(words)
        window.press("Tab")
    # A key and a word come by different ways: a busy machine may hear the later one first.
    window.until(lambda seen: seen["field"] == "QCheckBox", "the passphrase is not typed")
    window.do("click", "Make it")
    window.until_page("RecoveryPage")
    pad = secrets.token_bytes(128)
    hidden = bytes.fromhex(window.do("recovery", pad.hex())["key"])
    recovery = bytes(a ^ b for a, b in zip(hidden, pad, strict=False)).decode()
    window.until_page("HomePage")
    made = window.do("people", json.dumps(NAMES))
    window.until_page("HomePage")
    window.do("go", f"live {made['session']}")
    window.until_page("LiveWindow")
    waits = _tag(window)
    window.do("run", "live.end")
    window.press("Return")
    window.until(lambda seen: seen["saved"] and not seen["running"], "it did not end")
    return {"recovery": recovery, "waits": waits, "kept": _look_and_copy(window, made, minute_ms),
            "folder": place / ".local/share/Livecoach/vaults/programme-1"}  # fmt: skip


def _tag(window: Window) -> int:
    """Start the session, tag and write by keys; return how often the window had to wait."""
    window.press("Control_L+Return")
    window.until(lambda seen: seen["running"] and seen["saved"], "it did not start")
    window.do("mark", "begun")
    for number, seat in enumerate(TURNS):
        window.press(seat, TAGS[number], TAGS[(number + 5) % len(TAGS)])
    window.press("Control_L+z")
    window.press("slash")
    window.keyboard.type(f'"{WORDS}" {NOTE}')
    window.press("Return")
    most = 2 * len(TURNS) - 1
    window.until(lambda seen: seen["saved"] and seen["moments"] == most, f"not {most} moments")
    return int(window.do("mark", "ended")["waits"])


def _look_and_copy(window: Window, made: dict[str, Any], minute_ms: int) -> list[str]:
    """Open the pages, search, copy, lock; return what is left on the clipboard after a minute."""
    for name in PAGES:
        about = f" {made['session']}" if name in PAGES[:4] else ""
        window.do("go", name + about)
    window.do("go", f"held {made['post']}")
    window.do("stumble", WORDS)
    before = window.do("look")["copied"]
    window.press("Control_L+k")
    window.until(lambda seen: seen["field"] == "QLineEdit", "no palette")
    window.keyboard.type(WORDS)
    window.press("Control_L+a", "Control_L+c")
    window.until(lambda seen: seen["copied"] >= before + 2, "a field was not copied")
    kept = _left(window, minute_ms, "words from a field")
    window.press("Escape")
    window.until(lambda seen: seen["field"] != "QLineEdit", "the palette stays")
    for page in ("review", "summary"):
        window.do("go", f"{page} {made['session']}")
        if not window.do("copy")["copied"]:
            raise RuntimeError(f"the {page} was not copied")
    window.press("Control_L+Shift_L+l")
    window.until_page("UnlockPage")
    return kept or _left(window, minute_ms, "a page, though locked")


def _left(window: Window, minute_ms: int, what: str) -> list[str]:
    end = time.monotonic() + minute_ms / 1000 + LATE_S
    while any(window.keyboard.owner(one) for one in ("CLIPBOARD", "PRIMARY")):
        if time.monotonic() > end:
            return [f"after a minute {what} is still on the clipboard"]
        time.sleep(0.05)
    return []


def _crash(window: Window, pid: int, place: Path) -> list[str]:
    """Unlock it by its passphrase, crash it, and return what it left of its memory."""
    window.keyboard.type(PASSPHRASE)
    window.press("Return")
    window.until_page("HomePage")
    limits = Path(f"/proc/{pid}/limits").read_text("ascii")
    found = []
    if not re.search(r"^Max core file size +0 +0 ", limits, re.MULTILINE):
        found.append("a core dump is allowed")
    os.kill(pid, signal.SIGSEGV)
    while Path(f"/proc/{pid}").exists():
        time.sleep(0.02)
    pattern = Path("/proc/sys/kernel/core_pattern").read_text("utf-8").strip()
    folders = {place, Path(pattern).parent if pattern.startswith("/") else place}
    since = time.time() - 60
    found += [
        f"a core dump was left: {path}"
        for folder in folders for path in folder.glob("*core*")
        if path.stat().st_mtime > since and path.is_file()
    ]  # fmt: skip
    return found


def run(place: Path, minute_ms: int, planted: list[str]) -> Found:
    """Go through it all once with ``place`` as its home; return what there is to search."""
    with tempfile.TemporaryDirectory(prefix="livecoach-log-") as logs:
        log = Path(logs) / "log"
        with window(place, log, minute_ms, planted) as running:
            known = play(running, place, minute_ms)
            pid = int(log.open("rb").readline().split()[0])
            crash = _crash(running, pid, place)
        trace = traced.read(log)
    key = vault.unlock(known["folder"], PASSPHRASE)
    db = open_database(known["folder"] / FILE_NAME, key)
    try:
        for line in reading.sessions(db):
            held = reading.timeline(db, line.uid).moments.values()
            if not any((one.words, one.note) == (WORDS, NOTE) for one in held):
                raise RuntimeError("the record does not hold what was typed")
    finally:
        db.close()
    _was_seen(trace, place)
    return Found(trace, place, key, known["recovery"], known["waits"], known["kept"], crash)


def _was_seen(trace: Trace, place: Path) -> None:
    """Raise RuntimeError where something to be searched is not there, so that no search is idle."""
    there = {path.name for path in place.rglob("*")}
    wanted = {"vault.db", "vault.json", "settings.toml", "livecoach.log", "fault.log", "errors"}
    if not wanted <= there or not list(place.rglob("*.livecoach")):
        raise RuntimeError(f"not all files are there: {sorted(there)}")
    shown = b"".join(bytes(sent) for to, sent in trace.written.items() if to.startswith("socket:"))
    if b"Livecoach" not in shown:
        raise RuntimeError("the window's title was not seen on its way to the display")
    if b"ValueError" not in (place / "errors").read_bytes():
        raise RuntimeError("the program did not stumble")


# What was found ------------------------------------------------------------------------------


def looked_for(found: Found) -> list[tuple[str, bytes]]:
    """Return every form of every canary, with what to call it."""
    texts = (WORDS, NOTE, PASSPHRASE, PROGRAMME)
    single = {word for text in texts for word in text.split() if len(word) > 5}
    words = {*texts, *single, *NAMES.values(), found.recovery, *found.recovery.split("-")}
    forms = [(word, form) for word in sorted(words) for spelt in {word, word.casefold()}
             for form in disguises(spelt)]  # fmt: skip
    keys = (found.key, found.key[:32])
    forms += [("the data key", form) for key in keys for form in disguises_of_bytes(key)]
    return [one for one in dict.fromkeys(forms) if len(one[1]) >= SHORTEST]


def leaks(found: Found) -> list[str]:
    """Return where a word, a name, the passphrase or a key was found; nothing may hold one."""
    forms = looked_for(found)
    searched = {f"a write to {about}": bytes(content)
                for about, content in found.trace.written.items()}  # fmt: skip
    searched["a name of a file or program"] = found.trace.named()
    for path in sorted(found.home.rglob("*")):
        if path.is_file():
            searched[f"the file {path.relative_to(found.home)}"] = path.read_bytes()
    return [f"{where} holds {word}" for where, content in searched.items()
            for word in found_in(content, forms)] + found.kept + found.crash  # fmt: skip


def sockets(found: Found) -> tuple[list[str], list[str]]:
    """Return every kind of socket and every address reached, and those that may not be."""
    seen, wrong = dict[str, None](), dict[str, None]()
    for call in found.trace.calls:
        if call.kind in traced.UNSEEN:
            wrong[f"{call.kind}: writes that cannot be seen"] = None
        if call.kind not in traced.SOCKETS:
            continue
        family = re.search(r"[AP]F_\w+", call.said)
        path = call.texts[-1].decode("utf-8", "replace") if call.texts else ""
        told = " ".join(
            (call.kind, family[0] if family else "?", path if call.kind == "connect" else "")
        ).strip()
        seen[told] = None
        if call.kind == "listen" or (family and family[0] not in ("AF_UNIX", "PF_UNIX")):
            wrong[told] = None
        if call.kind == "connect" and not _ALLOWED.fullmatch(path):
            wrong[told] = None
    return list(seen), list(wrong)


def on_the_window(found: Found) -> list[str]:
    """Return what the window's own thread did to a disk, or waited for, while keys were pressed."""
    trace = found.trace
    calls = [one for one in trace.between(BEGUN, ENDED) if one.changes()]
    own = [one for one in calls if one.thread == trace.first and not _stage(one)]
    vault_too = [one for one in calls if one.thread != trace.first and FILE_NAME in one.about]
    syncs = sum(one.kind in ("fsync", "fdatasync") for one in vault_too)
    if syncs < 2 * len(TURNS):
        raise RuntimeError(f"only {syncs} syncs of the vault were seen on other threads")
    wrong = dict.fromkeys(
        f"{one.kind} of {one.about} on the window's thread" for one in own if _on_disk(one)
    )
    waits = [f"the window waited for the writer {found.waits} times"] if found.waits else []
    return [*wrong, *waits]


def _stage(call: traced.Call) -> bool:
    return call.kind == "write" and any(b'"did"' in text for text in call.texts)


def _on_disk(call: traced.Call) -> bool:
    """Tell whether a call is about a file: no socket, no pipe, no note of one thread to another."""
    return call.about.startswith("/") and not call.about.startswith(("/dev/", "/proc/"))


def report(found: Found) -> tuple[list[str], str]:
    """Return what is wrong, and one line of figures."""
    seen, wrong = sockets(found)
    faults = leaks(found) + wrong + on_the_window(found)
    total = sum(map(len, found.trace.written.values()))
    files = sum(path.is_file() for path in found.home.rglob("*"))
    return faults, (
        f"{files} files and {total / 1e6:.1f} MB of writes to {len(found.trace.written)} places "
        f"searched for {len(looked_for(found))} forms; sockets: {', '.join(seen)}; "
        f"{len(faults)} faults"
    )


def main() -> int:
    """Go through it once; return 1 where anything was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minute-ms", type=int, default=clipboard.CLEARED_AFTER_MS)
    asked.add_argument("--plant", choices=PLANTS, action="append", default=[])
    args = asked.parse_args()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="livecoach-window-") as name:
        faults, figures = report(run(Path(name), args.minute_ms, args.plant))
    for line in faults[:40]:
        print(line)
    print(f"{figures}, {time.perf_counter() - start:.0f} s")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
