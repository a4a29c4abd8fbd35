from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from tests.project import ROOT

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


def test_the_program_forbids_dumps_before_its_window_shows(tmp_path: Path) -> None:
    """Started with the limit raised; what Linux says of the running program is read."""
    places = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    raised = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    process = subprocess.Popen(
        [sys.executable, "-m", "livecoach"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **dict.fromkeys(places, str(tmp_path))},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, raised),
    )
    try:
        log = tmp_path / "Livecoach" / "log"  # made once the first window has been painted
        for _ in range(600):
            if log.exists() or process.poll() is not None:
                break
            time.sleep(0.05)
        assert log.exists(), "the window never came"
        limits = Path(f"/proc/{process.pid}/limits").read_text("ascii")
    finally:
        process.kill()
        process.wait(20)
    core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
    assert core.split()[-3:] == ["0", "0", "bytes"]
