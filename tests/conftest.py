"""Keep every test away from the machine's screen, the person's own files and their settings."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

from hypothesis import settings

# Before anything of Qt is imported: Qt ends the process where it finds no display.
# A test that drives a real window starts its own Xvfb and its own process there.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("LIVECOACH_TEST_PLATFORM", "offscreen")
os.environ.pop("QT_STYLE_OVERRIDE", None)
os.environ.pop("QT_SCALE_FACTOR", None)
# What a test may take is measured by the benches; a busy machine is no fault of the program.
# Rules are tried on the same examples everywhere; "search" looks for new ones, at random.
settings.register_profile("livecoach", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("livecoach")
os.umask(0o022)  # the commonest; what is private must be so by itself

_home = Path(tempfile.mkdtemp(prefix="livecoach-tests-"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)
for _name, _folder in {
    "HOME": ".",
    "USERPROFILE": ".",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
}.items():
    (_home / _folder).mkdir(mode=0o700, exist_ok=True)
    os.environ[_name] = str(_home / _folder)

# These drive X, strace and apt-get; the rest runs on every system.
collect_ignore_glob = (
    []
    if sys.platform == "linux"
    else ["test_go_linux.py", "faults", "bench", "security/test_canaries_window.py"]
)

# As in the program: garbage is collected on the main thread alone, between tests. A widget that
# the writer's thread frees makes Qt wait for the main thread, which may wait for the writer.
COLLECT_EVERY = 5
_tests_done = 0


def pytest_runtest_teardown() -> None:
    global _tests_done
    _tests_done += 1
    gc.disable()
    if _tests_done % COLLECT_EVERY == 0:
        gc.collect()


def pytest_sessionstart() -> None:
    gc.disable()
