"""Files that were tampered with are taken whole or refused in a sentence; nothing falls over."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from livecoach import cli, paths
from livecoach.store import vault
from livecoach.store.writer import Writer
from tests.security import extremes
from tests.security.fuzz_imports import mutated
from tests.security.fuzz_targets import targets
from tests.store.vaults import CHEAP, PASSPHRASE


def fuzzed(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own: a reader may end it."""
    return subprocess.run(
        [sys.executable, "-m", "tests.security.fuzz_imports", *words],
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip


def test_mutated_files_are_taken_whole_or_refused_in_words() -> None:
    done = fuzzed("--count", "100000", "--seed", "20260305")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "100000 files, 0 faults" in done.stdout
    for target in targets():
        assert f"{target.name} refused" in done.stdout, "no mutation was bad enough to be refused"
        assert f"{target.name} taken" in done.stdout, "no mutation was slight enough"


def test_a_reader_that_stumbles_is_found() -> None:
    done = fuzzed("--count", "3000", "--plant")
    assert done.returncode == 1
    assert "KeyError" in done.stdout


def test_files_made_to_cost_dear_are_refused_in_time() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.security.extremes"],
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "93 files" in done.stdout and "0 faults" in done.stdout


def test_a_reader_that_takes_too_long_too_much_or_the_program_is_found(tmp_path: Path) -> None:
    def endless(path: Path) -> None:
        while True:
            path.read_bytes()

    def greedy(path: Path) -> int:
        return len(bytearray(400 << 20))

    def deadly(path: Path) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    make = extremes._bytes(lambda: b"x")
    for name, read, said in (
        ("greedy", greedy, "MB"), ("deadly", deadly, "ended"), ("endless", endless, "ended")
    ):  # fmt: skip
        cost = extremes.cost_of(extremes.Extreme(name, ".csv", make, read), tmp_path)
        assert len(cost.faults()) == 1 and said in cost.faults()[0]


def test_a_refused_file_leaves_the_vault_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, log = tmp_path / "v", tmp_path / "log.csv"
    vault.create(folder, PASSPHRASE, CHEAP)
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    sound = paths.resource("example/example_session.csv").read_bytes()
    chance, said = random.Random(7), []
    for _ in range(40):
        log.write_bytes(mutated(sound, chance))
        said.append(cli.main([
            "import", str(log), "--vault", str(folder), "--title", "T", "--date", "2026-03-05",
            "--passphrase-file", str(tmp_path / "passphrase"),
        ]))  # fmt: skip
    capsys.readouterr()
    writer = Writer(folder, vault.unlock(folder, PASSPHRASE))
    held = writer.ask(lambda db: [
        db.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        for name in ("journal", "session", "observation")
    ])  # fmt: skip
    writer.close()
    assert held == [said.count(0)] * 3
    assert 0 < said.count(0) < len(said)
