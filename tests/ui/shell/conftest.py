"""A program with its window, over a settings file and a home of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from livecoach import paths
from livecoach.core import clock
from livecoach.exchange.example import example_edits
from livecoach.store import keys
from livecoach.store.keys import Cost
from livecoach.ui.ports import Ports
from livecoach.ui.program import Program
from livecoach.ui.recording import open_recorder

PASSPHRASE = "three random words"
CHEAP = Cost(iterations=1, memory_kib=64, lanes=1)


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setattr(keys, "affordable_cost", lambda: CHEAP)
    monkeypatch.setattr(paths, "vaults_folder", lambda: tmp_path / "vaults")
    ports = Ports(clock.read, partial(open_recorder, read_clock=clock.read), example_edits)
    made = Program(qapp, lambda: ports, tmp_path / "settings.toml")
    yield made
    made.close_vault()
    made.shell.close()
    made.shell.deleteLater()
    made.deleteLater()
    made.theme.set_percent(100)
    made.theme.set_scheme("light")
    made.theme.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def example(program: Program, qtbot: QtBot) -> Program:
    program.settings.set(scheme="light")
    program.start_example()
    qtbot.waitUntil(lambda: program.opened is not None, timeout=20_000)
    return program


@pytest.fixture
def begun(program: Program, qtbot: QtBot) -> Callable[[], Path]:
    """Make a programme through the pages, as the coach does; return its folder."""

    def begin() -> Path:
        from livecoach.ui.new_vault import NewVaultPage
        from livecoach.ui.recovery import RecoveryPage

        program.start(None)
        program.show_door(NewVaultPage)
        page = program.shell.gate
        assert isinstance(page, NewVaultPage)
        page.name.setText("Riverbank system")
        page.fields.first.setText(PASSPHRASE)
        page.fields.second.setText(PASSPHRASE)
        folder = Path(page.folder.text())
        page.make()
        qtbot.waitUntil(lambda: isinstance(program.shell.gate, RecoveryPage), timeout=20_000)
        recovery = program.shell.gate
        assert isinstance(recovery, RecoveryPage)
        recovery.typed.setText(recovery.key.replace("-", " ").lower())
        recovery.check()
        qtbot.waitUntil(lambda: program.opened is not None, timeout=20_000)
        return folder

    return begin
