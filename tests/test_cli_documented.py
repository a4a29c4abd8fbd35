"""Every line of the page on the command line is one that the program takes."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from livecoach import cli

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "command-line.md").read_text("utf-8")
LINES = [line.split("   ")[0].strip() for line in PAGE.splitlines() if line.startswith("livecoach")]


@pytest.mark.parametrize("line", LINES)
def test_every_line_is_one_the_program_takes(line: str) -> None:
    assert cli.parser().parse_args(shlex.split(line)[1:]).does


def test_every_command_has_a_line() -> None:
    done = {cli.parser().parse_args(shlex.split(line)[1:]).does for line in LINES}
    assert {"windows:window", "windows:demo", "checks:doctor", "measures:show"} <= done
    assert "retention:retention" in done
    assert {f"vaults:{act}" for act in ("new", "check", "back_up", "restore")} <= done
    assert {f"sessions:{act}" for act in ("bring_in", "list_all", "write_out")} <= done
