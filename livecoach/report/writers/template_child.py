"""Read a coach's own Word file in a process of its own, where whatever is in it ends."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

from livecoach.report.writers.own_template import BadTemplate, no_word_file, read_template

LONGEST_S = 20  # of reading; a letterhead takes a fifth of a second
MOST_MEMORY = 1 << 30  # bytes of address space, where the system can limit it
REFUSED = 3  # exit status; the sentence is on stderr


def cleaned(path: Path) -> bytes:
    """
    Return a Word file as the child wrote it anew: whole, in order, with nothing from outside.

    A file that ends, hangs or fills the child harms nothing here. Raise BadTemplate.
    """
    package = Path(__file__).parents[3]
    paths = [str(package), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-m", __name__, str(path)],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=LONGEST_S, check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise BadTemplate(
            f"{path.name} took longer than {LONGEST_S} seconds to read; save it again in Word."
        ) from None
    if done.returncode == REFUSED:
        raise BadTemplate(done.stderr.decode("utf-8", "replace"))
    if done.returncode != 0 or not done.stdout:
        raise BadTemplate(no_word_file(path.name))
    return done.stdout


def main() -> int:
    """Read the file that is named and write it anew to stdout, within limits."""
    _limit()
    held = io.BytesIO()
    try:
        read_template(Path(sys.argv[1])).save(held)
    except BadTemplate as refused:
        sys.stderr.buffer.write(str(refused).encode("utf-8"))
        return REFUSED
    sys.stdout.buffer.write(held.getvalue())
    return 0


def _limit() -> None:
    if sys.platform in ("win32", "darwin"):  # there, the time alone is limited
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_S, LONGEST_S))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes to no file


if __name__ == "__main__":
    sys.exit(main())
