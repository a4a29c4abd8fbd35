"""What the real window writes, shows and connects to, over a whole day of use under strace."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import NamedTuple

import pytest

PLANTS = ("file", "inet", "title", "clipboard", "blocks")


class Said(NamedTuple):
    """What the command said, without a fault and with all of PLANTS put in."""

    clean: str
    planted: str
    statuses: tuple[int, int]


@pytest.fixture(scope="module")
def said() -> Said:
    """Run both side by side: most of the time is spent waiting for a window."""
    command = [sys.executable, "-m", "tests.security.canaries_window", "--minute-ms", "1500"]
    planted = [word for one in PLANTS for word in ("--plant", one)]
    running = [
        subprocess.Popen([*command, *more], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         text=True)
        for more in ([], planted)
    ]  # fmt: skip
    told = [one.communicate(timeout=600)[0] for one in running]
    return Said(told[0], told[1], (running[0].returncode, running[1].returncode))


def test_nothing_the_window_leaves_anywhere_holds_a_word_or_a_key(said: Said) -> None:
    assert said.statuses[0] == 0, said.clean
    figures = re.search(r"(\d+) files and ([\d.]+) MB .* searched for (\d+) forms", said.clean)
    assert figures is not None, said.clean
    assert int(figures[1]) >= 8 and float(figures[2]) > 5 and int(figures[3]) > 200


def test_the_window_speaks_to_its_display_and_to_nobody_else(said: Said) -> None:
    sockets = re.search(r"sockets: (.*); \d+ faults", said.clean)
    assert sockets is not None, said.clean
    assert "connect AF_UNIX /tmp/.X11-unix/" in sockets[1]
    assert "INET" not in sockets[1]


@pytest.mark.parametrize(
    "fault",
    [
        r"a write to \S+/tmp/\S+ holds kleiber",
        r"^connect AF_INET 127\.0\.0\.1$",
        r"a write to socket:\S+ holds Uferschnepfe",
        r"after a minute words from a field is still on the clipboard",
        r"fsync of \S+/planted on the window's thread",
        r"the window waited for the writer \d+ times",
    ],
)
def test_a_fault_put_into_the_window_is_found(said: Said, fault: str) -> None:
    assert said.statuses[1] == 1, said.planted
    assert re.search(fault, said.planted, re.MULTILINE), said.planted
