"""Start where there is no display, or where something is missing and the rights are too."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from livecoach import system
from tests import project

AS_NOBODY = """
import ctypes, os, shutil, go
from livecoach import system
system.TEST_TOOLS["no-such-program"] = "no-such-package"
if os.geteuid() == 0:
    os.setuid(65534)
try:
    go.main(["test"])
except go.Stop as stop:
    print(stop)
"""


@pytest.fixture
def public() -> Iterator[Path]:
    """Return a folder that every user may read."""
    folder = Path(tempfile.mkdtemp(prefix="livecoach-public-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_without_a_display_the_demo_is_written_to_a_folder(tmp_path: Path) -> None:
    folder = project.installed(tmp_path / "livecoach")
    done = project.start(folder)
    assert done.returncode == 0, done.stderr
    first = done.stdout.splitlines()[0]
    assert first.startswith("There is no display")
    assert str(folder / "demo") in first
    record = (folder / "demo" / "example-session.csv").read_text(encoding="utf-8-sig")
    assert len(record.splitlines()) > 70
    assert [*(folder / "demo" / "pictures").glob("*.png")]


def test_a_display_where_nobody_answers_is_said_too() -> None:
    said = system.display_trouble({"DISPLAY": ":987", "QT_QPA_PLATFORM": "xcb"})
    assert said == "There is no display to show a window on (DISPLAY is :987, and nobody answers)."
    assert not system.display_trouble({"QT_QPA_PLATFORM": "offscreen"})


def test_without_the_rights_the_exact_line_is_printed(public: Path) -> None:
    folder = project.laid_out(public / "livecoach")
    programs = public / "bin"
    programs.mkdir()
    (programs / "apt-get").write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    (programs / "apt-get").chmod(0o755)
    said = subprocess.run(
        [sys.executable, "-c", AS_NOBODY],
        cwd=folder,
        env={"PATH": str(programs)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.startswith("Livecoach needs ")
    assert "\n  su -c 'apt-get update && apt-get install -y --no-install-recommends " in said
    assert said.rstrip().endswith("no-such-package'")
    assert not (folder / ".venv").exists()
