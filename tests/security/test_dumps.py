from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from livecoach import main

_CRASH = """
import os, resource, signal, sys
resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
from livecoach.store import dumps
if sys.argv[1] == "forbid":
    assert dumps.forbid()
    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
    import ctypes
    assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0
key = "canary" * 100
os.chdir(sys.argv[2])
os.kill(os.getpid(), signal.SIGSEGV)
"""


def test_a_crash_leaves_no_memory_on_disk(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CRASH, "forbid", str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == -11, done.stderr
    assert not list(tmp_path.iterdir())


def test_the_program_forbids_dumps_before_anything_else() -> None:
    source = Path(str(main.__file__)).read_text("utf-8")
    assert "dumps.forbid()" in source
