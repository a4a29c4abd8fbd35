"""Mutate files that Livecoach reads in, and see that each is taken whole or told in one sentence.

``python -m tests.security.fuzz_imports --count 100000 --seed 7`` tries so many files of every
kind that is read in: none ends the program, none takes two seconds, none asks for 300 MB, every
refusal names the file. ``--plant`` spoils a reader first: the run must then fail.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path
from time import perf_counter, process_time, sleep
from types import FrameType

from livecoach.core.board import BadBoard
from livecoach.core.sentence import LONGEST
from livecoach.exchange import checks, tag_log_read
from livecoach.exchange.checks import check_session
from livecoach.exchange.invite_ics import BadInvite
from livecoach.exchange.session_csv import write_session
from livecoach.exchange.table import BadFile, Line
from livecoach.exchange.tag_log_read import TagLog
from livecoach.store.trouble import BackupProblem
from tests.exchange.records import timeline_from
from tests.faults.forking import fork
from tests.security.fuzz_targets import Target, targets

LONGEST_S = 2.0  # of processor time, so that other programs do not count
MOST_MB = 300
STUCK_S = 60.0  # without a word from a worker: it no longer listens even to its own alarm
WRITE_OUT_EVERY = 20  # of what is taken in, so often it is written out again
MEMORY_DISK = "/dev/shm" if Path("/dev/shm").is_dir() else None
SAY_EVERY_S = 60.0
TOKENS = [
    *(b'"', b'""', b"'", b",", b";", b"\t", b"\r", b"\n", b"\r\n", b"\0", b"\xff", b"\xef\xbb\xbf"),
    *(b"\xed\xa0\x80", b"\xe2\x80\xae", b"=1+1", b"-1", b"1e999", b"9" * 40, b"NaN", b"null"),
    *(b"{", b"}", b"[", b"]", b"[" * 3000, b'{"a":' * 800, b"true", b'""', b"\\ud800", b"M12"),
    *(b"COACH", b"ALL", b"99:99", b"0:00", b"999:59:59", b"[[tag]]", b"'''", b"\xf0\x9f\x99\x82"),
    *(b"a." * 400, b"9" * 5000, b"," * 3000, b"\r\n ", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"),
    *(b";FREQ=SECONDLY", b"TZID=X:", b"0001-01-01", b"9999-12-31T23:59:59", b"-Infinity", b'"uid"'),
]


class TooSlow(BaseException):
    """A file kept a reader busy for longer than LONGEST_S; no reader may catch this."""


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return the bytes with one to four things done to them."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(6):
            case 0 if made:
                made[min(at, len(made) - 1)] ^= 1 << chance.randrange(8)
            case 1:
                made[at:at] = chance.choice(TOKENS)
            case 2:
                del made[at : at + chance.choice((1, 2, 7, 80, 900))]
            case 3:
                end = at + chance.choice((1, 9, 120, 1500))
                made[at:at] = made[at:end]
            case 4:
                end = at + chance.choice((1, 4, 12))
                made[at:end] = chance.choice(TOKENS)
            case _:
                if chance.randrange(8) == 0:
                    del made[at:]
    return bytes(made)


def try_one(target: Target, path: Path, write_out: bool = False) -> str:
    """Return "taken" or "refused"; raise AssertionError for anything else."""
    try:
        rows = target.read(path)
    except (BadFile, BadBoard, BadInvite, BackupProblem) as problem:
        words = str(problem)
        assert words and words.isprintable() and len(words) <= LONGEST, words[:600]
        assert any(name in words for name in target.names()), f"names no file: {words}"
        return "refused"
    if rows and write_out:
        check_session(rows)
        assert write_session(timeline_from(rows))[""].startswith(b"\xef\xbb\xbfoffset")
    return "taken"


def _chosen(kinds: list[Target], chance: random.Random) -> tuple[Target, bytes]:
    target = chance.choices(kinds, [one.share for one in kinds])[0]
    sound = target.large if chance.randrange(100) == 0 else target.small
    content = mutated(sound, chance)
    if target.resum is not None and chance.randrange(2):
        content = target.resum(content)
    return target, content


def fuzz(count: int, seed: int, folder: Path, begin: int = 0) -> Counter[str]:
    """
    Try ``count`` mutated files; return how many of each kind were taken and refused.

    Raise AssertionError with the kind and the number of one that did harm, which is kept. Each
    number of a seed gives the same file wherever a run begins.
    """
    kinds = targets()
    places = {target.name: folder / target.name.replace(" ", "-") for target in kinds}
    for target in kinds:
        places[target.name].mkdir()
        for name, content in target.companions:
            (places[target.name] / name).write_bytes(content)
    found: Counter[str] = Counter()
    slowest = 0.0
    before = signal.signal(signal.SIGPROF, _too_slow)
    try:
        for number in range(begin, begin + count):
            target, content = _chosen(kinds, random.Random(f"{seed} {number}"))
            path = places[target.name] / target.file
            path.write_bytes(content)
            start = process_time()
            signal.setitimer(signal.ITIMER_PROF, LONGEST_S)
            try:
                came = try_one(target, path, number % WRITE_OUT_EVERY == 0)
            except (Exception, TooSlow) as error:
                signal.setitimer(signal.ITIMER_PROF, 0)
                kept = Path(tempfile.mkdtemp(prefix="livecoach-fuzz-found-")) / target.file
                kept.write_bytes(content)
                raise AssertionError(
                    f"{target.name} {number} of seed {seed}: {error!r:.300} ({kept})"
                ) from error
            signal.setitimer(signal.ITIMER_PROF, 0)
            slowest = max(slowest, process_time() - start)
            found[f"{target.name} {came}"] += 1
            if target.name == "backup" and came == "taken":
                assert content == target.small or target.resum is not None
    finally:
        signal.signal(signal.SIGPROF, before)
    found["slowest, ms"] = round(slowest * 1000)
    return found


def _too_slow(number: int, frame: FrameType | None) -> None:
    raise TooSlow(f"busy for over {LONGEST_S:.0f} s")


# Workers -------------------------------------------------------------------------------------


def plant() -> None:
    """Spoil two readers: one stumbles over a seat it does not know, one takes any text in."""
    real = tag_log_read._seat

    def careless(log: TagLog, line: Line, column: str, instead: str) -> str | None:
        try:
            return real(log, line, column, instead)
        except BadFile:
            raise KeyError(line[column]) from None

    tag_log_read._seat = careless
    checks._wrong_text = lambda text: ""


def _work(count: int, seed: int, begin: int, end: int) -> None:
    """Try files in a process of its own and say down a pipe what came of them."""
    with tempfile.TemporaryDirectory(prefix="livecoach-fuzz-", dir=MEMORY_DISK) as name:
        said = ""
        try:
            for start in range(begin, begin + count, 1000):
                with tempfile.TemporaryDirectory(dir=name) as inner:
                    many = min(1000, begin + count - start)
                    found = fuzz(many, seed, Path(inner), start)
                os.write(end, (json.dumps(found) + "\n").encode())
        except AssertionError as error:
            said = f"fault {error}"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        os.write(end, f"peak {peak}\n{said}\n".encode())


def run(count: int, seed: int, workers: int) -> tuple[Counter[str], list[str]]:
    """Try so many files in so many processes; return the counts and the faults."""
    share = -(-count // workers)
    running = {}
    for worker in range(workers):
        begin = worker * share
        ends = os.pipe()
        child = fork()
        if not child:
            os.close(ends[0])
            try:
                _work(max(0, min(share, count - begin)), seed, begin, ends[1])
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(0)
        os.close(ends[1])
        os.set_blocking(ends[0], False)
        running[child] = ends[0]
    return _gathered(running, count)


def _gathered(running: dict[int, int], count: int) -> tuple[Counter[str], list[str]]:
    found: Counter[str] = Counter()
    faults: list[str] = []
    heard = dict.fromkeys(running, perf_counter())
    texts = dict.fromkeys(running, "")
    peaks: list[int] = []
    said_at = perf_counter()
    while running:
        sleep(0.05)
        for child, end in list(running.items()):
            try:
                block = os.read(end, 1 << 16)
            except BlockingIOError:
                if perf_counter() - heard[child] > STUCK_S:
                    os.kill(child, signal.SIGKILL)
                    faults.append("a file kept a reader busy that no longer heard its alarm")
                continue
            heard[child] = perf_counter()
            texts[child] += block.decode()
            if block:
                continue
            os.close(end)
            del running[child]
            _, status = os.waitpid(child, 0)
            if "peak " not in texts[child]:
                faults.append(f"a reader ended the program (status {status})")
            for line in texts[child].splitlines():
                if line.startswith("{"):
                    slowest = found["slowest, ms"]
                    part = json.loads(line)
                    found.update(part)
                    found["slowest, ms"] = max(slowest, part["slowest, ms"])
                elif line.startswith("peak "):
                    peaks.append(int(line.split()[1]))
                elif line.startswith("fault "):
                    faults.append(line.removeprefix("fault "))
        if perf_counter() - said_at > SAY_EVERY_S:
            said_at = perf_counter()
            done = 1000 * sum(text.count("{") for text in texts.values())
            print(f"about {done:,} of {count:,} files", file=sys.stderr, flush=True)
    found["largest, MB"] = max(peaks, default=0)
    if found["largest, MB"] >= MOST_MB:
        faults.append(f"a reader took {found['largest, MB']} MB")
    return found, faults


def main() -> int:
    """Fuzz from the command line and print the counts; return 1 where a file did harm."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--count", type=int, default=100_000)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    words.add_argument("--plant", action="store_true", help="spoil readers: the run must fail")
    args = words.parse_args()
    if args.plant:
        plant()
    start = perf_counter()
    found, faults = run(args.count, args.seed, args.workers)
    for name, number in sorted(found.items()):
        print(f"{number:8}  {name}")
    tried = sum(number for name, number in found.items() if name.endswith(("taken", "refused")))
    print(f"{tried} files, {len(faults)} faults, {perf_counter() - start:.0f} s")
    for said in faults:
        print(said)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
