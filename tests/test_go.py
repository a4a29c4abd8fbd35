"""Start and test with one script: what it passes on, and how soon it is done."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

import go
from tests import project


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project.installed(tmp_path / "a folder with spaces")


def test_words_after_the_script_reach_livecoach(folder: Path) -> None:
    done = project.start(folder, "--help")
    assert done.returncode == 0, done.stderr
    assert "demo" in done.stdout


def test_words_after_test_reach_the_tests(folder: Path) -> None:
    assert "pytest" in project.start(folder, "test", "--version").stdout


def test_an_installed_folder_starts_at_once(folder: Path) -> None:
    def seconds(command: list[str]) -> float:
        begun = time.perf_counter()
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - begun

    environment = {**os.environ, "PYTHONPATH": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    straight = [str(folder / ".venv/bin/python"), "-m", "livecoach", "--help"]
    through = [sys.executable, str(folder / "go.py"), "--help"]
    extra = [seconds(through) - seconds(straight) for _ in range(5)]
    assert statistics.median(extra) < 0.25


def test_a_changed_lock_file_is_noticed(tmp_path: Path) -> None:
    lock = tmp_path / "a.lock"
    lock.write_text("a==1\n")
    before = go.stamp(lock, ["libgl1"])
    assert go.stamp(lock, ["libgl1", "xvfb"]) != before
    lock.write_text("a==2\n")
    assert go.stamp(lock, ["libgl1"]) != before
