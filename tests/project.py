"""Lay out a copy of the project as go.py leaves it, and start it there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import go
from livecoach import system

ROOT = Path(__file__).resolve().parent.parent


def laid_out(folder: Path) -> Path:
    """Return ``folder`` as a project where nothing is installed yet."""
    folder.mkdir()
    for name in ("go.py", go.RUN_LOCK.name, go.TEST_LOCK.name):
        shutil.copy(ROOT / name, folder / name)
    for name in ("livecoach", "resources"):
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    return folder


def installed(folder: Path) -> Path:
    """Return ``folder`` as an installed project: its own Python, with this one's libraries."""
    laid_out(folder)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / ".venv"], check=True)
    inside = {"base": str(folder / ".venv"), "platbase": str(folder / ".venv")}
    libraries = Path(sysconfig.get_path("purelib", "venv", vars=inside))
    (libraries / "these.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    without_display = (go.RUN_LOCK, [*system.BASE_LIBRARIES.values()])
    for_tests = (go.TEST_LOCK, [*system.LIBRARIES.values(), *system.TEST_TOOLS.values()])
    for lock, packages in (without_display, for_tests):
        state = go.stamp(lock, packages)
        (folder / ".venv" / f"{lock.stem}.installed").write_text(state, encoding="ascii")
    return folder


def start(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the folder's go.py with these words, from elsewhere and without a display."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return subprocess.run(
        [sys.executable, folder / "go.py", *words],
        cwd=folder.parent,
        env={name: value for name, value in os.environ.items() if name not in hidden},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
